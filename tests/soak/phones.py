"""A client as patient as a phone: it logs in, sends with ids of its own, and tries again."""

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from portal.kernel import ids
from tests.cast import Villager

AGAIN = (OSError, http.client.HTTPException)
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass
class Answer:
    """What came back; 0 when nothing did."""

    status: int
    body: bytes = b""
    location: str = ""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Phone:
    """One person's device; not to be shared between threads."""

    def __init__(self, url: str, patience: float = 180) -> None:
        self.host, self.patience = urlsplit(url).netloc, patience
        self._cookies = SimpleCookie()
        self._token = ""

    def asks(
        self, method: str, path: str, body: bytes = b"", kind: str = "", patience: float = 60
    ) -> Answer:
        """One request; status 0 when the portal was not there."""
        head = {"Cookie": "; ".join(f"{k}={v.value}" for k, v in self._cookies.items())}
        if method == "PUT":  # sent by a script, which reads JSON
            head["Accept"] = "application/json"
        head |= {"X-CSRFToken": self._token, "Content-Type": kind or "application/octet-stream"}
        connection = http.client.HTTPConnection(self.host, timeout=patience)
        try:
            connection.request(method, path, body=body or None, headers=head)
            response = connection.getresponse()
            for cookie in response.headers.get_all("Set-Cookie") or ():
                self._cookies.load(cookie)
            location = response.headers.get("Location") or ""
            return Answer(response.status, response.read(), location)
        except AGAIN:
            return Answer(0)
        finally:
            connection.close()

    def insists(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """The same request until the portal takes a stand: neither silence nor 5xx nor 429."""
        deadline = time.monotonic() + self.patience
        while True:
            answer = self.asks(method, path, body, kind)
            if answer.status and answer.status < 500 and answer.status != 429:
                return answer
            if time.monotonic() > deadline:
                raise AssertionError(f"{method} {path}: {answer.status} for {self.patience} s")
            time.sleep(random.uniform(0.1, 0.6))

    def logs_in(self, who: Villager) -> "Phone":
        self._token = self._token_of(self.insists("GET", "/account/login"))
        answer = self.sends("/account/login", {"email": who.email, "password": who.password})
        assert answer.status == 302, (answer.status, answer.text[-2000:])
        self._token = self._token_of(self.insists("GET", "/account/"))
        return self

    def sends(self, path: str, fields: dict[str, str] | list[tuple[str, str]]) -> Answer:
        pairs = [*(fields.items() if isinstance(fields, dict) else fields)]
        form = [(k, v) for k, v in pairs if k != "csrf_token"] + [("csrf_token", self._token)]
        body = urlencode(form).encode()
        return self.insists("POST", path, body, "application/x-www-form-urlencoded")

    def uploads(self, photo_id: int, content: bytes) -> Answer:
        """Sends a photo until the portal says what became of it."""
        name = ids.encode(photo_id)
        return self.insists("PUT", f"/contribute/files/{name}?name={name}.jpg", content)

    def publishes(self, photo_id: int, title: str) -> Answer:
        """Describes a draft and shows it to everybody; again is no harm."""
        name = ids.encode(photo_id)
        said = {"title": title, "ownership": "mine", "licence": "CC-BY-SA-4.0"}
        fields = {f"{name}-{field}": value for field, value in said.items()}
        return self.sends("/contribute/drafts", {**fields, "draft": name, "do": "publish"})

    def _token_of(self, page: Answer) -> str:
        found = _TOKEN.search(page.text)
        assert found, (page.status, page.text[:500])
        return found.group(1)


@dataclass
class Received:
    """What the portal has acknowledged: photos and when, and titles of what is public."""

    photos: dict[int, bytes] = field(default_factory=dict)
    moments: dict[int, float] = field(default_factory=dict)
    published: dict[int, str] = field(default_factory=dict)
    refused: list[Answer] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, photo_id: int, content: bytes, answer: Answer) -> None:
        with self.lock:
            if answer.status == 201:
                self.photos[photo_id], self.moments[photo_id] = content, time.monotonic()
            else:
                self.refused.append(answer)
