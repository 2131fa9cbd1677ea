"""The shape of what people send about a work."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FloatField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional

from portal.config import LANGUAGES
from portal.contributions.content import LONGEST_STORY, LONGEST_TITLE, Content
from portal.contributions.rules import Precision
from portal.licences import LICENCES, Ownership
from portal.web.forms import Form, LineField, StoryField
from portal.web.locale import NAMES

PRECISIONS = (
    (Precision.EXACT, _l("Exactly here")),
    (Precision.STREET, _l("The street: within about 50 m")),
    (Precision.NEIGHBOURHOOD, _l("The neighbourhood: within about 500 m")),
    (Precision.HIDDEN, _l("Not at all: the place stays between you and the curators")),
)
OWNERSHIPS = (
    (Ownership.MINE, _l("I made it")),
    (Ownership.WITH_PERMISSION, _l("Somebody else made it and allows me to share it")),
    (Ownership.OLD_OR_FOUND, _l("An old family or found picture, I do not know the rights")),
    (Ownership.PUBLIC_DOMAIN, _l("It is so old that everybody may use it (public domain)")),
    (Ownership.CITY, _l("It is the city's own")),
)
LANGUAGE_CHOICES = [(code, NAMES[code]) for code in LANGUAGES]
LICENCE_CHOICES: list[tuple[str, Any]] = [(code, lic.name) for code, lic in LICENCES.items()]


class DegreesField(FloatField):
    """A latitude or longitude as people type it: 48.39, 48,39, −4.48 or 48.39°."""

    def process_formdata(self, valuelist: list[str]) -> None:
        plain = [v.strip().replace(",", ".").replace("−", "-").rstrip("°") for v in valuelist]
        try:
            super().process_formdata(plain)
        except ValueError as error:
            raise ValueError(_("Write degrees as a number, such as 48.3904.")) from error


class WorkForm(Form):
    """Everything that can be said of a work; the same fields wherever one edits."""

    title = LineField(_l("Title"), longest=LONGEST_TITLE)
    description = StoryField(_l("Story"), longest=LONGEST_STORY)
    language = SelectField(_l("Written in"), choices=LANGUAGE_CHOICES)
    tags = LineField(_l("Tags, with commas between"), longest=2_000)
    maker = LineField(_l("Made by"), longest=LONGEST_TITLE)
    edtf = LineField(_l("Date"), longest=60)
    latitude = DegreesField(_l("Latitude"), validators=[Optional(), NumberRange(-90, 90)])
    longitude = DegreesField(_l("Longitude"), validators=[Optional(), NumberRange(-180, 180)])
    accuracy = FloatField(validators=[Optional(), NumberRange(0, 1_000_000)])
    precision = RadioField(_l("How exactly is the place shown?"), choices=list(PRECISIONS))
    ownership = SelectField(_l("Whose work is it?"), choices=[("", "—"), *OWNERSHIPS])
    ownership_reason = StoryField(_l("Why do you think so?"), longest=500)
    licence = SelectField(_l("How others may use it"), choices=[("", "—"), *LICENCE_CHOICES])

    def values(self) -> dict[str, Any]:
        """What was sent, as `Content.changed` takes it: only fields that are in the request."""
        sent = {f.short_name: f.data for f in self if f.raw_data and f.short_name in _CONTENT}
        if "tags" in sent:
            sent["tags"] = tuple(sent["tags"].split(","))
        for name in ("latitude", "longitude"):
            if getattr(self, name).raw_data == [""]:
                sent[name] = None
        return sent

    @classmethod
    def of(cls, content: Content) -> "WorkForm":
        """A form that shows what is there."""
        return cls(data={**content.snapshot(), "tags": ", ".join(content.tags)})


_CONTENT = {
    "title",
    "description",
    "language",
    "tags",
    "maker",
    "edtf",
    "latitude",
    "longitude",
    "accuracy",
    "precision",
    "ownership",
    "ownership_reason",
    "licence",
}


class RestoreForm(Form):
    """Making an old revision the newest."""

    reason = LineField(_l("Why do you restore it?"), longest=300, required=True)
