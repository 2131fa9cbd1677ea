"""Search: typed words, filters with counts, marked passages, suggestions while typing."""

from dataclasses import dataclass
from typing import Any

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal import jobs, search
from portal.contributions import queries
from portal.contributions.cards import Card, cards, in_language
from portal.contributions.filters import as_args, filter_from
from portal.contributions.models import Contribution
from portal.explore.views import blueprint
from portal.web.limits import limiter
from portal.web.locale import current_language

PAGE = 24
LAST_PAGE = 100
SUGGESTIONS = 8
FACETS = ("kind", "tag", "licence", "language")
MOST_VALUES = 12


@dataclass(frozen=True)
class Found:
    """A hit as the page shows it; the fragments mark what fits."""

    card: Card
    title: tuple[search.Fragment, ...]
    passage: tuple[search.Fragment, ...]


def hidden_keys() -> set[str]:
    """What changed and is not indexed again yet: nothing of it is shown, counted or suggested."""
    return {search.key_of(kind, number) for kind, number in jobs.pending("index")}


@blueprint.get("/search", endpoint="search")
def show_search() -> ResponseReturnValue:
    """What fits all words first, then what fits most of them."""
    text = request.args.get("q", "")[:1000].replace("\0", " ").strip()
    number = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    results = search.current_index().search(_query(text, number), hidden_keys())
    works = queries.works_by_id([hit.id for hit in results.hits])
    return render_template(
        "explore/search.html",
        text=text,
        found=_found(works, text),
        total=results.total,
        corrected=results.corrected,
        facets=_facets(results),
        args=as_args(request.args, bbox=None),
        order=_order(),
        number=number,
        has_more=number < LAST_PAGE and results.total > number * PAGE,
    )


@blueprint.get("/search/suggest")
@limiter.limit("20/second")
def suggest() -> ResponseReturnValue:
    """Titles that begin like what was typed so far."""
    typed = request.args.get("q", "")[:100].replace("\0", " ")
    found = search.current_index().suggest(typed, SUGGESTIONS, hidden_keys()) if typed else []
    visible = {work.id for work in queries.works_by_id([item.id for item in found])}
    return jsonify(
        [
            {"title": item.title, "url": url_for("contributions.show", contribution_id=item.id)}
            for item in found
            if item.id in visible
        ]
    )


def _order() -> search.Order:
    return "newest" if request.args.get("order") == "newest" else "relevance"


def _query(text: str, number: int) -> search.SearchQuery:
    wanted = filter_from(request.args)
    values = {name: request.args.get(name, "") for name in (*FACETS, "person")}
    return search.SearchQuery(
        text=text,
        filters={name: (value,) for name, value in values.items() if value},
        years=(wanted.first_year, wanted.last_year),
        offset=(number - 1) * PAGE,
        limit=PAGE,
        order=_order(),
        prefers=current_language(),
    )


def _found(works: list[Contribution], text: str) -> list[Found]:
    language = current_language()
    return [
        Found(
            card,
            search.highlight(card.title, text),
            search.highlight(in_language(work, language)[1], text),
        )
        for work, card in zip(works, cards(works, language), strict=True)
    ]


def _facets(results: search.Results) -> dict[str, list[dict[str, Any]]]:
    """Each filter's values with counts and the address with or without them."""
    return {
        name: [
            _value(name, value, count)
            for value, count in sorted(results.facets.get(name, {}).items(), key=_most_first)
            if count
        ][:MOST_VALUES]
        for name in FACETS
    }


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _value(name: str, value: str, count: int) -> dict[str, Any]:
    is_on = request.args.get(name) == value
    kept: dict[str, Any] = {
        key: given for key, given in request.args.items() if key not in {name, "page", "lang"}
    }
    if not is_on:
        kept[name] = value
    return {
        "value": value,
        "count": count,
        "is_on": is_on,
        "url": url_for("explore.search", **kept),
    }
