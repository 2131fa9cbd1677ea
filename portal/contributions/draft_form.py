"""What is asked of a draft: the fields of a work, with a date one can fill in without a manual."""

from typing import Any

from babel.dates import get_month_names
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional

from portal.contributions.content import Content
from portal.contributions.forms import LANGUAGE_CHOICES, OWNERSHIPS, PRECISIONS, WorkForm
from portal.kernel import edtf
from portal.kernel.edtf_form import DateForm, Mode, Parts, from_form, to_form
from portal.kernel.errors import Invalid
from portal.licences import Ownership

AS_EDTF = "edtf"  # the mode for those who write EDTF themselves
DATE_MODES = (
    (Mode.EXACT, _l("On this day, month or year")),
    (Mode.ABOUT, _l("About then")),
    (Mode.DECADE, _l("In the ten years from")),
    (Mode.BETWEEN, _l("Between two dates")),
    (Mode.BEFORE, _l("Before")),
    (Mode.AFTER, _l("After")),
    (Mode.UNKNOWN, _l("I do not know")),
    (AS_EDTF, _l("As EDTF, for those who know it")),
)
# Who may do what with a work, said by the person who decides it; the letters are shown beside.
REUSE = {
    "CC-BY-SA-4.0": _l(
        "use it for anything when they name the maker, and share what they make of it as freely"
    ),
    "CC-BY-4.0": _l("use it for anything when they name the maker"),
    "CC0-1.0": _l("use it for anything, without naming anybody"),
    "CC-BY-NC-SA-4.0": _l(
        "use it when they name the maker and share alike, but not to earn money with it"
    ),
    "PPL": _l(
        "use it when they name the maker and share alike, "
        "and earn money with it only as a cooperative of its workers"
    ),
    "shown-with-permission": _l("look at it here, and ask before they use it"),
    "etalab-2.0": _l("use it for anything when they name the city and the date"),
    "PDM-1.0": _l("use it for anything: nobody holds the rights any more"),
    "rights-unknown": _l("look at it here: nobody knows who holds the rights"),
}
_DATE_FIELDS = ("date_mode", "year", "month", "day", "until_year", "until_month", "until_day")
_A_DAY, _A_YEAR = (1, 31), (-9999, 9999)
_NOTHING: tuple[object, ...] = ("", None, ("",))


def _part(label: Any, bounds: tuple[int, int]) -> IntegerField:
    return IntegerField(label, validators=[Optional(), NumberRange(*bounds)])


def _month(label: Any) -> SelectField:
    return SelectField(label, choices=[("", ""), *((str(n), str(n)) for n in range(1, 13))])


class DraftForm(WorkForm):
    """The fields of one draft; their names begin with the draft's public id."""

    date_mode = SelectField(_l("When was it made?"), choices=list(DATE_MODES))
    year = _part(_l("Year"), _A_YEAR)
    month = _month(_l("Month"))
    day = _part(_l("Day"), _A_DAY)
    until_year = _part(_l("Until the year"), _A_YEAR)
    until_month = _month(_l("Until the month"))
    until_day = _part(_l("Until the day"), _A_DAY)
    ownership = RadioField(_l("Whose work is it?"), choices=[("", ""), *OWNERSHIPS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The token of the page's one form counts for all drafts in it.
        super().__init__(*args, meta={"csrf": False}, **kwargs)

    def fitting(self) -> tuple[dict[str, Any], dict[str, object]]:
        """What was sent as `Content.changed` takes it, and what is wrong with the rest."""
        self.validate()
        wrong = {name: said[0] for name, said in self.errors.items() if self[name].raw_data}
        values = {name: value for name, value in self.values().items() if name not in wrong}
        values.pop("edtf", None)
        if self.date_mode.raw_data:
            try:
                if not wrong.keys() & _DATE_FIELDS:
                    values["edtf"] = self._edtf()
            except Invalid:
                wrong["edtf"] = _l("A date needs its year; month and day are up to you.")
        return values, wrong

    def _edtf(self) -> str:
        if self.date_mode.data == AS_EDTF:
            return edtf.parse(self.edtf.data).edtf if self.edtf.data else ""
        when, until = self._parts(""), self._parts("until_")
        if when == Parts():
            return ""
        period = from_form(DateForm(Mode(self.date_mode.data), when, until))
        return period.edtf if period else ""

    def _parts(self, prefix: str) -> Parts:
        year, month, day = (getattr(self, f"{prefix}{n}").data for n in ("year", "month", "day"))
        return Parts(year, int(month) if month else None, day)


class SameForm(DraftForm):
    """What is the same for all drafts; every answer may be left out."""

    language = SelectField(
        _l("Written in"), choices=[("", _l("As it is at each")), *LANGUAGE_CHOICES]
    )
    precision = SelectField(  # type: ignore[assignment]
        _l("How exactly is the place shown?"), choices=[("", _l("As it is at each")), *PRECISIONS]
    )
    replaces = BooleanField(_l("Also where something is filled in already"))

    def fitting(self) -> tuple[dict[str, Any], dict[str, object]]:
        values, wrong = super().fitting()
        return {name: said for name, said in values.items() if said not in _NOTHING}, wrong


def shown(content: Content) -> dict[str, Any]:
    """The values of a form that shows what is there."""
    return {**content.snapshot(), "tags": ", ".join(content.tags), **_date_shown(content.edtf)}


def _date_shown(text: str) -> dict[str, Any]:
    form = to_form(edtf.parse(text)) if text else DateForm(Mode.EXACT)
    if form is None:
        return {"date_mode": AS_EDTF}
    when, until = form.when, form.until
    return {
        "date_mode": form.mode,
        **{"year": when.year, "month": str(when.month or ""), "day": when.day},
        "until_year": until.year,
        "until_month": str(until.month or ""),
        "until_day": until.day,
    }


def months(language: str) -> list[tuple[str, str]]:
    """Values and names of the months in a language."""
    names = get_month_names("wide", context="stand-alone", locale=language)
    return [(str(number), names[number]) for number in range(1, 13)]


def ownerships(*, is_staff: bool) -> list[tuple[str, object]]:
    """Whose work it can be; only staff speak for the city."""
    return [choice for choice in OWNERSHIPS if is_staff or choice[0] is not Ownership.CITY]
