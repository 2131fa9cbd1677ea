"""Somebody at `/contribute`, with and without scripts."""

import io
import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.kernel import ids
from tests.factories.pictures import jpeg

PAGE = "/contribute"


class Giver:
    """A client that sends what the page's forms and scripts would send."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = unescape(re.search(r'csrf-token" content="([^"]+)"', self.page())[1])

    def page(self, address: str = PAGE) -> str:
        return self.client.get(address).get_data(as_text=True)

    def put(self, content: bytes, name: str = "port.jpg", as_id: int | None = None) -> TestResponse:
        """One file as the script sends it."""
        address = f"{PAGE}/files/{ids.encode(as_id or ids.new_id())}"
        headers = {"X-CSRFToken": self.token, "Accept": "application/json"}
        return self.client.put(address, query_string={"name": name}, data=content, headers=headers)

    def draft(self, seed: int = 1, **picture: Any) -> str:
        """The public id of a new draft."""
        return self.put(jpeg(seed, **picture)).get_json()["id"]

    def send(self, *files: tuple[bytes, str]) -> TestResponse:
        """Files by the plain form."""
        sent = [(io.BytesIO(content), name) for content, name in files]
        data = {"csrf_token": self.token, "files": sent}
        return self.client.post(PAGE, data=data, content_type="multipart/form-data")

    def press(self, do: str, *drafts: str, **answers: str) -> TestResponse:
        """A button of the form of drafts; the answers are those of each, and of "same"."""
        data = {"csrf_token": self.token, "do": do, "draft": list(drafts)}
        names = (*drafts, "all") if do == "same" else drafts
        data |= {f"{name}-{field}": value for field, value in answers.items() for name in names}
        return self.client.post(f"{PAGE}/drafts", data=data)

    def write(self, draft: str, **answers: str) -> TestResponse:
        """What the script sends while one writes."""
        data = {f"{draft}-{field}": value for field, value in answers.items()}
        headers = {"X-CSRFToken": self.token}
        return self.client.post(f"{PAGE}/drafts/{draft}", data=data, headers=headers)


COMPLETE = {"title": "Le port", "ownership": "mine", "licence": "CC-BY-SA-4.0"}
