"""`/api/v1/search`: finding by words."""

from typing import Literal

from flask import request
from pydantic import Field

from portal import jobs, search
from portal.api.addresses import address_with
from portal.api.blueprint import v1
from portal.api.contributions.answers import describe
from portal.api.contributions.shapes import Work, WorkFilter
from portal.api.documented import Answer, documented
from portal.api.shapes import Shown
from portal.contributions import queries
from portal.contributions.cards import in_language
from portal.contributions.filters import filter_from
from portal.contributions.models import Contribution
from portal.web.access import current_viewer
from portal.web.limits import limiter
from portal.web.locale import current_language

LAST_PAGE = 100
FACETS = ("kind", "tag", "licence", "language")
_CHOSEN = (*FACETS, "person")


class SearchQuery(WorkFilter):
    """Words, filters, and which part of what was found."""

    q: str = Field(
        "",
        max_length=1000,
        description="Words; quotes ask for a phrase, a leading minus excludes.",
        examples=["port brest"],
    )
    language: Literal["", "fr", "br", "nl", "en"] = Field(
        "", description="What the work is written in."
    )
    order: Literal["relevance", "newest"] = "relevance"
    limit: int = Field(24, ge=1, le=100, description="How many at once, 100 at most.")
    page: int = Field(1, ge=1, le=LAST_PAGE)


class Fragment(Shown):
    """A piece of text; `hit` pieces answer the words that were asked."""

    text: str
    hit: bool


class Found(Shown):
    """A work that was found, and where the words are in it."""

    work: Work
    title: list[Fragment]
    passage: list[Fragment]


class SearchAnswer(Shown):
    """What fits all words first, then what fits most of them."""

    items: list[Found]
    total: int
    corrected: str | None = Field(description="Another spelling that would find more.")
    facets: dict[str, dict[str, int]] = Field(
        description="For each filter, its values and what choosing them would find."
    )
    next: str | None


@v1.get("/search")
@limiter.limit("120/minute")
@documented("search", {200: SearchAnswer})
def search_works(query: SearchQuery) -> Answer:
    """Search titles, descriptions, tags and people, in four languages"""
    offset = (query.page - 1) * query.limit
    results = search.current_index().search(_asked(query, offset), _hidden_keys())
    works = queries.works_by_id([hit.id for hit in results.hits])
    more = query.page < LAST_PAGE and results.total > offset + query.limit
    return SearchAnswer(
        items=_found(works, query.q),
        total=results.total,
        corrected=results.corrected,
        facets={name: dict(results.facets.get(name, {})) for name in FACETS},
        next=address_with(page=str(query.page + 1)) if more else None,
    )


def _hidden_keys() -> set[str]:
    """What changed and is not indexed again yet: nothing of it is shown or counted."""
    return {search.key_of(kind, number) for kind, number in jobs.pending("index")}


def _asked(query: SearchQuery, offset: int) -> search.SearchQuery:
    wanted = filter_from(request.args)
    values = {name: request.args.get(name, "") for name in _CHOSEN}
    return search.SearchQuery(
        text=query.q.strip(),
        filters={name: (value,) for name, value in values.items() if value},
        years=(wanted.first_year, wanted.last_year),
        offset=offset,
        limit=query.limit,
        order=query.order,
        prefers=current_language(),
    )


def _found(works: list[Contribution], text: str) -> list[Found]:
    language = current_language()
    shown = describe(current_viewer(), works)
    return [
        _hit(work, *in_language(source, language)[:2], text)
        for source, work in zip(works, shown, strict=True)
    ]


def _hit(work: Work, title: str, description: str, text: str) -> Found:
    return Found(
        work=work,
        title=_fragments(search.highlight(title, text)),
        passage=_fragments(search.highlight(description, text)),
    )


def _fragments(pieces: tuple[search.Fragment, ...]) -> list[Fragment]:
    return [Fragment(text=piece.text, hit=piece.hit) for piece in pieces]
