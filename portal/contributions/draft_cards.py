"""How a draft looks on the page where it is described."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.contributions import drafting, queries, service
from portal.contributions.cards import Card, Picture, cards, picture, when_in_words
from portal.contributions.content import Content
from portal.contributions.draft_form import DraftForm, shown
from portal.contributions.forms import OWNERSHIPS, PRECISIONS
from portal.contributions.kinds.photo import find_lookalikes
from portal.contributions.models import Contribution, Photo
from portal.kernel import ids
from portal.licences import LICENCES
from portal.uploads.models import Derivative
from portal.uploads.queries import derivatives_of, get_file
from portal.web.viewer import Viewer

# Which answers stand in which part of a card.
PARTS = {
    "story": ("description", "tags", "language"),
    "when": ("edtf", "date_mode", "year", "month", "day", "until_year", "until_month", "until_day"),
    "where": ("place", "latitude", "longitude", "precision"),
    "rights": ("ownership", "ownership_reason", "licence", "maker"),
}


@dataclass(frozen=True)
class DraftCard:
    """A draft with its form, in the reader's language.

    `proposed` names the parts that were read from the photo and nobody changed yet; `missing`
    and `errors` have a sentence for each field.
    """

    id: int
    name: str
    form: DraftForm
    content: Content
    file_name: str
    device: str
    picture: Picture | None
    when: str
    where: str
    rights: str
    problem: object
    proposed: frozenset[str]
    missing: Mapping[str, object]
    errors: Mapping[str, object] = field(default_factory=dict)
    lookalikes: Sequence[Card] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether its sizes are still being made."""
        return self.picture is None and not self.problem

    @property
    def is_ready(self) -> bool:
        return not self.missing

    def lacks(self, part: str) -> bool:
        """Whether something in this part is missing or wrong."""
        return any(name in self.missing or name in self.errors for name in PARTS[part])

    def is_wrong(self, part: str) -> bool:
        return any(name in self.errors for name in PARTS[part])


def draft_cards(
    viewer: Viewer,
    works: Sequence[Contribution],
    language: str,
    *,
    typed: MultiDict[str, str] | None = None,
    errors: Mapping[int, Mapping[str, object]] | None = None,
) -> list[DraftCard]:
    """One card for each draft, in order; `typed` shows again what was sent."""
    made = derivatives_of(w.cover_file_id for w in works if w.cover_file_id)
    photos = queries.photos_of(w.id for w in works)
    wrong = errors or {}
    return [
        _card(
            viewer,
            work,
            photos[work.id],
            made.get(work.cover_file_id or 0, {}),
            _form(work, typed if wrong.get(work.id) else None),
            language,
            wrong.get(work.id, {}),
        )
        for work in works
    ]


def _form(work: Contribution, typed: MultiDict[str, str] | None) -> DraftForm:
    prefix = f"{ids.encode(work.id)}-"
    return DraftForm(typed or MultiDict(), prefix=prefix, data=shown(work.content))


def _card(
    viewer: Viewer,
    work: Contribution,
    photo: Photo,
    made: dict[str, Derivative],
    form: DraftForm,
    language: str,
    errors: Mapping[str, object],
) -> DraftCard:
    content, missing = work.content, drafting.missing_of(work, is_staff=service.is_staff(viewer))
    return DraftCard(
        id=work.id,
        name=ids.encode(work.id),
        form=form,
        content=content,
        file_name=get_file(photo.file_id).name,
        device=photo.device,
        picture=picture(work.cover_file_id, made, ""),
        when=when_in_words(content.edtf, language),
        where=_where(content),
        rights=_rights(content),
        problem=missing.get("file"),
        proposed=frozenset(_proposed(work.proposed)),
        missing=missing,
        errors=errors,
        lookalikes=cards(find_lookalikes(viewer, photo.file_id), language) if made else (),
    )


def _proposed(proposed: Mapping[str, Any]) -> Iterable[str]:
    found = {name for name, value in proposed.items() if value is not None}
    yield from found & {"title", "description"}
    if "latitude" in found:
        yield "where"
    if "edtf" in found:
        yield "when"


def _where(content: Content) -> str:
    if content.place is None:
        return ""
    place = f"{content.place.latitude:.5f}, {content.place.longitude:.5f}"
    shown_as = dict(PRECISIONS)[content.precision]
    words: str = _("%(place)s · %(precision)s", place=place, precision=shown_as)
    return words


def _rights(content: Content) -> str:
    if not content.ownership:
        return ""
    whose = dict(OWNERSHIPS)[content.ownership]
    if not content.licence:
        return str(whose)
    label = LICENCES[content.licence].label
    words: str = _("%(whose)s · %(licence)s", whose=whose, licence=label)
    return words
