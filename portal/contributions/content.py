"""What people say of a work: the part that is edited, compared, merged and restored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from flask_babel import lazy_gettext as _l

from portal import licences
from portal.config import LANGUAGES
from portal.contributions.rules import DEFAULT_PRECISION, Precision
from portal.kernel import edtf, text
from portal.kernel.errors import Invalid
from portal.kernel.geo import Point

LONGEST_TITLE = 200
LONGEST_STORY = 20_000
LONGEST_TAG = 50
MOST_TAGS = 30


@dataclass(frozen=True)
class Translation:
    """A title and description in another language than the work's own."""

    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class Content:
    """All that can be edited, as one value. `edtf` is EDTF level 1; the place is exact."""

    title: str = ""
    description: str = ""
    language: str = "fr"
    translations: Mapping[str, Translation] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    maker: str = ""
    ownership: str = ""
    ownership_reason: str = ""
    licence: str = ""
    edtf: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accuracy: float | None = None
    direction: float | None = None
    precision: str = DEFAULT_PRECISION

    @property
    def place(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    def changed(self, **values: Any) -> "Content":
        """The same with some values changed, cleaned and checked for shape."""
        known = {f.name for f in fields(self)}
        return checked(replace(self, **{k: v for k, v in values.items() if k in known}))

    def snapshot(self) -> dict[str, Any]:
        """As a revision keeps it."""
        return {**asdict(self), "tags": list(self.tags)}

    @classmethod
    def from_snapshot(cls, kept: Mapping[str, Any]) -> "Content":
        known = {f.name for f in fields(cls)}
        values = {k: v for k, v in kept.items() if k in known}
        spoken = values.get("translations") or {}
        values["translations"] = {lang: Translation(**said) for lang, said in spoken.items()}
        values["tags"] = tuple(values.get("tags") or ())
        return cls(**values)


def checked(content: Content) -> Content:
    """Cleaned text and a sensible shape; Invalid names each field that does not fit."""
    wrong: dict[str, object] = {}
    content = replace(
        content,
        title=text.clean_line(content.title),
        description=text.clean(content.description),
        tags=clean_tags(content.tags),
        maker=text.clean_line(content.maker),
        ownership_reason=text.clean(content.ownership_reason),
        translations=_clean_translations(content.translations),
    )
    _check_lengths(content, wrong)
    if content.language not in LANGUAGES:
        wrong["language"] = _l("Choose one of the four languages.")
    if content.precision not in set(Precision):
        wrong["precision"] = _l("Choose how exactly the place is shown.")
    content = _check_place(content, wrong)
    content = _check_date(content, wrong)
    if content.licence and licences.find_licence(content.licence) is None:
        wrong["licence"] = _l("Choose one of the licences offered.")
    if content.ownership and content.ownership not in set(licences.Ownership):
        wrong["ownership"] = _l("Say whose work this is.")
    if wrong:
        raise Invalid(_l("Some fields need another look."), fields=wrong)
    return content


def check_publishable(content: Content, *, is_staff: bool) -> None:
    """What a work needs before everybody sees it; Invalid names each missing field."""
    missing: dict[str, object] = {}
    if not content.title:
        missing["title"] = _l("A title is needed: a few plain words.")
    if not content.ownership:
        missing["ownership"] = _l("Say whose work this is.")
    elif not content.licence:
        missing["licence"] = _l("Choose how others may use it.")
    else:
        missing.update(_wrong_rights(content, is_staff=is_staff))
    if missing:
        raise Invalid(
            _l("Something is still missing before this can be published."), fields=missing
        )


def _wrong_rights(content: Content, *, is_staff: bool) -> dict[str, object]:
    wrong: dict[str, object] = {}
    ownership = licences.Ownership(content.ownership)
    try:
        licences.check(ownership, content.licence, is_staff=is_staff)
    except Invalid as refused:
        wrong["licence"] = refused.message
    try:
        licences.check_reason(ownership, content.ownership_reason)
    except Invalid as refused:
        wrong["ownership_reason"] = refused.message
    return wrong


def clean_tags(tags: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Each tag once (folded), in the order given."""
    kept: dict[str, str] = {}
    for tag in tags:
        label = text.clean_line(tag.replace(",", " "))
        kept.setdefault(tag_name(label), label)
    kept.pop("", None)
    return tuple(kept.values())


def tag_name(label: str) -> str:
    """How tags are compared: without case and accents, words joined by hyphens."""
    return text.slugify(label, LONGEST_TAG) or text.fold(label)[:LONGEST_TAG]


def _clean_translations(spoken: Mapping[str, Translation]) -> dict[str, Translation]:
    clean = {
        language: Translation(text.clean_line(said.title), text.clean(said.description))
        for language, said in spoken.items()
        if language in LANGUAGES
    }
    return {language: said for language, said in clean.items() if said.title or said.description}


def _check_lengths(content: Content, wrong: dict[str, object]) -> None:
    too_long = _l("This is too long.")
    for name, longest in (
        ("title", LONGEST_TITLE),
        ("description", LONGEST_STORY),
        ("maker", LONGEST_TITLE),
        ("ownership_reason", 2_000),
    ):
        if len(getattr(content, name)) > longest:
            wrong[name] = too_long
    if len(content.tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in content.tags):
        wrong["tags"] = _l("At most 30 tags of 50 characters fit.")
    for language, said in content.translations.items():
        if len(said.title) > LONGEST_TITLE or len(said.description) > LONGEST_STORY:
            wrong[f"translation_{language}"] = too_long


def _check_place(content: Content, wrong: dict[str, object]) -> Content:
    if content.latitude is None and content.longitude is None:
        return replace(content, accuracy=None)
    try:
        place = content.place
    except Invalid:
        place = None
    if place is None or place == Point(0, 0):
        wrong["place"] = _l(
            "This is not a place: a latitude and a longitude in degrees are needed."
        )
        return content
    direction = content.direction
    fits = direction is not None and 0 <= direction < 360
    return replace(content, direction=direction if fits else None)


def _check_date(content: Content, wrong: dict[str, object]) -> Content:
    if not content.edtf:
        return content
    try:
        return replace(content, edtf=edtf.parse(content.edtf).edtf)
    except Invalid as refused:
        wrong["edtf"] = refused.message or _l("This date could not be read.")
        return content
