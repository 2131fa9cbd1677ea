"""Reading pages as tests do: what a pattern finds, in order."""

import re
from typing import Any

from flask.testing import FlaskClient

from portal.contributions.models import Contribution
from portal.kernel import ids

CARD = re.compile(r'class="card__title"[^>]*><a href="(/contributions/[0-9A-Z]{13})"')
NEXT = re.compile(r'rel="next" href="([^"]+)"')


class EnglishReader(FlaskClient):
    """Reads English whoever is logged in, so that tests can name sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_cookie("lang", "en")


def address(work: Contribution, rest: str = "") -> str:
    """Where a work lives."""
    return f"/contributions/{ids.encode(work.id)}{rest}"


def cards(page: str) -> list[str]:
    """The addresses of the works in a list."""
    return CARD.findall(page)


def walk(client: FlaskClient, start: str, most: int = 30) -> list[str]:
    """All works from page to page, in the order shown; stops after `most` pages."""
    found: list[str] = []
    url: str | None = start
    for _ in range(most):
        if url is None:
            break
        page = client.get(url).text
        found += cards(page)
        following = NEXT.search(page)
        url = following[1].replace("&amp;", "&") if following else None
    return found
