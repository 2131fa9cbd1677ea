"""Visitors, each with a browser of their own that reports what no page should do."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from portal.kernel import ids
from tests.browser import OWN_SCHEMES, Live
from tests.factories import works
from tests.factories.pictures import jpeg
from tests.journeys.visitor import Visitor

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
Welcome = Callable[..., Visitor]


@pytest.fixture
def welcome(browser: Any, live: Live) -> Iterator[Welcome]:
    """A new visitor: `welcome(locale="fr-FR", **PHONE)`; each has cookies of their own."""
    contexts, complaints = [], list[str]()

    def hear(message: Any) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def watch(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and parts.netloc != urlsplit(live.url).netloc:
            complaints.append(f"asked {parts.netloc}")

    def come(**wishes: Any) -> Visitor:
        context = browser.new_context(base_url=live.url, **{"locale": "en-GB", **wishes})
        contexts.append(context)
        context.on("console", hear)
        context.on("request", watch)
        context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
        return Visitor(context.new_page(), live)

    yield come
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Two pictures as a camera leaves them, with a place inside."""
    paths = [tmp_path / f"quai-{number}.jpg" for number in (1, 2)]
    for path in paths:
        path.write_bytes(jpeg(hash(str(path)) % 2**31, size=(640, 480), place=(48.39, -4.49)))
    return paths


@pytest.fixture
def work(live: Live) -> str:
    """The address of a published work of maelle's."""
    with live.app.app_context():
        return f"/contributions/{ids.encode(works.published(live.cast['maelle']).id)}"
