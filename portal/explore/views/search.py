"""Search: typed words, filters with counts, marked passages, suggestions while typing."""

from dataclasses import dataclass
from typing import Any

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal import jobs, search
from portal.contributions import queries
from portal.contributions.cards import Card, Telling, cards, tellings
from portal.contributions.chosen import kind_label, licence_label
from portal.contributions.filters import filter_from
from portal.contributions.models import Contribution
from portal.explore.views import blueprint
from portal.web.limits import limiter
from portal.web.locale import NAMES, current_language

PAGE = 24
LAST_PAGE = 100
SUGGESTIONS = 8
FACETS = ("kind", "tag", "licence", "language")
KEPT = ("q", *FACETS, "person", "from", "to", "order")
MOST_VALUES = 12


@dataclass(frozen=True)
class Found:
    """A hit as the page shows it; the fragments mark what fits."""

    card: Card
    title: tuple[search.Fragment, ...]
    passage: tuple[search.Fragment, ...]
    language: str  # of the passage


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
        kept=_kept(),
        order=_order(),
        number=number,
        has_more=number < LAST_PAGE and results.total > number * PAGE,
        is_filtered=len(_kept().keys() - {"q", "order"}) > 0,
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
        _one(work, card, text) for work, card in zip(works, cards(works, language), strict=True)
    ]


def _one(work: Contribution, card: Card, text: str) -> Found:
    """The story whose words were found, in the reader's language if it says the same there."""
    title = search.highlight(card.title, text)
    told = [(search.highlight(t.description, text), t.language) for t in _stories(work)]
    fitting = [one for one in told if any(part.hit for part in one[0])] or told
    passage, language = fitting[0] if fitting else ((), card.language)
    return Found(card, title, passage, language)


def _stories(work: Contribution) -> list[Telling]:
    return [told for told in tellings(work, current_language()) if told.description]


def _facets(results: search.Results) -> dict[str, list[dict[str, Any]]]:
    """Each filter's values in words, with counts and the address with or without them."""
    tags = queries.labels_of_tags(results.facets.get("tag", {}))
    return {
        name: [
            _value(name, value, count, tags)
            for value, count in sorted(results.facets.get(name, {}).items(), key=_most_first)
            if count
        ][:MOST_VALUES]
        for name in FACETS
    }


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _kept(**changes: str | None) -> dict[str, Any]:
    """The address of this search without its page, with some values changed."""
    kept: dict[str, Any] = {name: request.args[name] for name in KEPT if request.args.get(name)}
    kept.update(changes)
    return {name: value for name, value in kept.items() if value}


def _label(name: str, value: str, tags: dict[str, str]) -> str:
    """A filter's value in words."""
    match name:
        case "kind":
            return kind_label(value)
        case "licence":
            return licence_label(value)
        case "language":
            return NAMES.get(value, value)
    return f"#{tags.get(value, value)}"


def _value(name: str, value: str, count: int, tags: dict[str, str]) -> dict[str, Any]:
    is_on = request.args.get(name) == value
    return {
        "label": _label(name, value, tags),
        "count": count,
        "is_on": is_on,
        "url": url_for("explore.search", **_kept(**{name: None if is_on else value})),
    }
