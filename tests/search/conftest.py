from collections.abc import Callable
from pathlib import Path

import pytest

from portal.search import Document, SearchQuery, WhooshIndex

Find = Callable[..., list[str]]


@pytest.fixture
def index(tmp_path: Path) -> WhooshIndex:
    index = WhooshIndex(tmp_path / "search")
    index.prepare()
    return index


@pytest.fixture
def find(index: WhooshIndex) -> Find:
    def find(text: str, **more: object) -> list[str]:
        return [hit.key for hit in index.search(SearchQuery(text, **more)).hits]

    return find


def photo(number: int, title: str = "", body: str = "", language: str = "fr", **more: object):
    return Document("photo", number, {language: title}, {language: body}, **more)
