"""A work's own page."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from portal import licences, maps
from portal.contributions import linked_data, queries, rules
from portal.contributions.cards import (
    cards,
    in_language,
    media_url,
    picture,
    tellings,
    when_in_words,
)
from portal.contributions.kinds.photo import ORIGINAL
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.contributions.views import blueprint
from portal.people.queries import names_of
from portal.uploads.models import Derivative
from portal.uploads.queries import derivatives_of
from portal.web.access import current_viewer
from portal.web.locale import current_language
from portal.web.recalling import recalled
from portal.web.routing import absolute_url


@blueprint.get("/contributions/<id:contribution_id>")
@recalled
def show(contribution_id: int) -> ResponseReturnValue:
    """The picture, who, when, where, the licence, the story, what is near."""
    viewer = current_viewer()
    work = queries.get_work(viewer, contribution_id)
    language = current_language()
    return render_template(
        "contributions/show.html",
        work=work,
        near=cards(queries.near(work), language),
        may_edit=rules.may_edit(viewer, work.standing),
        may_withdraw=rules.may_withdraw(viewer, work.standing),
        is_own=viewer.is_known and viewer.id == work.contributor_id,
        **facts_of(work, language),
        **map_of(work, language),
    )


def facts_of(work: Contribution, language: str) -> dict[str, Any]:
    """What the page of a work says in the reader's language."""
    title, description, spoken = in_language(work, language)
    made = derivatives_of([work.cover_file_id or 0])[work.cover_file_id or 0]
    who = names_of([work.contributor_id]).get(work.contributor_id)
    maker = work.maker or (who.name if who else "")
    licence = licences.find_licence(work.licence)
    address = absolute_url("contributions.show", contribution_id=work.id)
    rights = licences.describe_rights(licence, maker=maker, url=address) if licence else None
    shown = picture(work.cover_file_id, made, title)
    return {
        "title": title,
        "description": description,
        "spoken": spoken,
        "told": tellings(work, language),
        "photo": queries.photos_of([work.id]).get(work.id),
        "picture": shown,
        "contributor": who,
        "maker": maker,
        "when": when_in_words(work.edtf, language),
        "licence": licence,
        "rights": rights,
        "address": address,
        "citation": licence and licences.attribution(title, maker, licence, address, language),
        "download": _download(work, made),
        "larger": _largest(work, made),
        "preview": _preview(work, made),
        "linked": linked_data.describe(work, (title, description, spoken), maker, made),
        "is_being_made": shown is None and not work.problem,
    }


def _largest(work: Contribution, made: dict[str, Derivative]) -> str:
    """The address of the largest size there is, for the zoom."""
    recipes = [recipe for recipe in ("large.jpg", "medium.jpg", "small.jpg") if recipe in made]
    return media_url(work.cover_file_id or 0, recipes[0]) if recipes else ""


def _preview(work: Contribution, made: dict[str, Derivative]) -> dict[str, Any] | None:
    """The picture that other sites show beside a link; only of what everybody sees."""
    row = made.get("medium.jpg")
    if row is None or work.state != State.VISIBLE:
        return None
    address = absolute_url("media.show", file_id=work.cover_file_id, recipe=row.recipe)
    return {"url": address, "width": row.width, "height": row.height}


def _download(work: Contribution, made: dict[str, Derivative]) -> dict[str, Any] | None:
    """The cleaned original, when it is ready and its terms let others have it."""
    row = made.get(ORIGINAL)
    if row is None or work.state != State.VISIBLE:
        return None
    return {"url": media_url(work.cover_file_id or 0, ORIGINAL), "row": row}


def map_of(work: Contribution, language: str) -> dict[str, Any]:
    """The map of the published place, or nothing."""
    place = work.published_place
    if place is None:
        return {"place": None, "map_shell": None, "map_html": ""}
    shell = maps.current_maps().shell("work", language)
    data = {"place": f"{place.latitude},{place.longitude}", "precision": work.precision}
    return {"place": place, "map_shell": shell, "map_html": shell.with_data(data)}
