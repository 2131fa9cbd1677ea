"""How works look in lists: everything a card shows, read in a few queries for a whole page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import url_for

from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.kernel import edtf
from portal.people.queries import MemberName, names_of
from portal.uploads.models import Derivative
from portal.uploads.queries import derivatives_of
from portal.web.dates import in_words

SIZES = ("small", "medium", "large")


@dataclass(frozen=True)
class Picture:
    """An image as pages need it: WebP `srcset`, a JPEG `src`, pixels as shown."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    sizes: str = ""


@dataclass(frozen=True)
class Card:
    """A work in a list, in the reader's language where it was translated."""

    id: int
    url: str
    kind: str
    state: str
    title: str
    language: str  # of the title
    maker: str
    contributor: MemberName | None
    when: str
    licence: str
    picture: Picture | None
    is_placed: bool
    is_reviewed: bool


def cards(works: Sequence[Contribution], language: str) -> list[Card]:
    """One card for each work, in order."""
    made = derivatives_of(w.cover_file_id for w in works if w.cover_file_id)
    names = names_of({w.contributor_id for w in works})
    return [
        _card(work, made.get(work.cover_file_id or 0, {}), names.get(work.contributor_id), language)
        for work in works
    ]


def _card(
    work: Contribution, made: dict[str, Derivative], who: MemberName | None, language: str
) -> Card:
    title, _, spoken = in_language(work, language)
    return Card(
        id=work.id,
        url=url_for("contributions.show", contribution_id=work.id),
        kind=work.kind,
        state=work.state,
        title=title,
        language=spoken,
        maker=work.maker or (who.name if who else ""),
        contributor=who,
        when=when_in_words(work.edtf, language),
        licence=work.licence,
        picture=picture(work.cover_file_id, made, title),
        is_placed=work.published_place is not None,
        is_reviewed=work.reviewed_revision == work.revision and work.state == State.VISIBLE,
    )


@lru_cache(maxsize=4096)
def when_in_words(edtf_text: str, language: str) -> str:
    """An uncertain date in words, or nothing."""
    return in_words(edtf.parse(edtf_text), language) if edtf_text else ""


def in_language(work: Contribution, language: str) -> tuple[str, str, str]:
    """Title, description and the language they are in: the reader's first, else the work's."""
    if language != work.language:
        for row in work.translations:
            if row.language == language and row.title:
                return row.title, row.description or work.description, language
    return work.title, work.description, work.language


@dataclass(frozen=True)
class Telling:
    """A title and description in one language; `is_original` where the maker wrote it."""

    language: str
    title: str
    description: str
    is_original: bool


def tellings(work: Contribution, language: str) -> list[Telling]:
    """All that is written of a work, the reader's language first, then the original's."""
    told = [Telling(work.language, work.title, work.description, is_original=True)]
    told += [
        Telling(row.language, row.title, row.description, is_original=False)
        for row in work.translations
        if row.language != work.language and (row.title or row.description)
    ]
    return sorted(told, key=lambda one: (one.language != language, not one.is_original))


def picture(file_id: int | None, made: dict[str, Derivative], alt: str) -> Picture | None:
    """The sizes that are there already, or None while they are being made."""
    jpegs = [made[f"{size}.jpg"] for size in SIZES if f"{size}.jpg" in made]
    if file_id is None or not jpegs:
        return None
    webps = [made[f"{size}.webp"] for size in SIZES if f"{size}.webp" in made]
    middle = jpegs[min(1, len(jpegs) - 1)]
    return Picture(
        src=media_url(file_id, middle.recipe),
        srcset=", ".join(_sources(file_id, webps)),
        width=middle.width,
        height=middle.height,
        alt=alt,
    )


def _sources(file_id: int, rows: Iterable[Derivative]) -> Iterable[str]:
    widths: set[int] = set()
    for row in rows:
        if row.width not in widths:
            widths.add(row.width)
            yield f"{media_url(file_id, row.recipe)} {row.width}w"


def media_url(file_id: int, recipe: str, **more: Any) -> str:
    """The address of a published file, behind the gate."""
    return url_for("media.show", file_id=file_id, recipe=recipe, **more)
