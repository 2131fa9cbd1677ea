"""A date as people fill it in: a choice ("about", "before" …) and one or two dates in parts."""

from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.edtf import Doubt, Moment, Period, Precision, Shape, between, make_moment, parse
from portal.kernel.errors import Invalid


class Mode(StrEnum):
    """What the form offers."""

    EXACT = "exact"
    ABOUT = "about"
    DECADE = "decade"
    BETWEEN = "between"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Parts:
    """Year, and month and day as far as they are known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class DateForm:
    """The filled form; `until` counts only for `between`."""

    mode: Mode
    when: Parts = Parts()
    until: Parts = Parts()


def from_form(form: DateForm) -> Period | None:
    """The period a filled form means, None for `unknown`. Raises Invalid (`bad_date`)."""
    if form.mode is Mode.UNKNOWN:
        return None
    match form.mode:
        case Mode.BEFORE:
            return between(None, _read(form.when))
        case Mode.AFTER:
            return between(_read(form.when), None)
        case Mode.BETWEEN:
            return between(_read(form.when), _read(form.until))
    return parse(_single(form).edtf)


def to_form(period: Period | None) -> DateForm | None:
    """The form to edit a period with; None when only EDTF can say it (a season, `?` …)."""
    if period is None:
        return DateForm(Mode.UNKNOWN)
    first, last = period.first, period.last
    if period.shape is Shape.SINGLE and first:
        return _single_to_form(first)
    if not all(_is_plain(moment) for moment in (first, last) if moment):
        return None
    if first and last:
        return DateForm(Mode.BETWEEN, _write(first), _write(last))
    mode = Mode.AFTER if first else Mode.BEFORE
    return DateForm(mode, _write(first or last))


def _single(form: DateForm) -> Moment:
    if form.mode is not Mode.DECADE:
        return _read(form.when, Doubt.APPROXIMATE if form.mode is Mode.ABOUT else Doubt.NONE)
    year = _read(Parts(form.when.year)).year
    if year < 0:
        raise Invalid("decades are counted from the year 0", reason="bad_date")
    return Moment(Precision.DECADE, year - year % 10)


def _single_to_form(moment: Moment) -> DateForm | None:
    if moment.precision is Precision.DECADE and moment.doubt is Doubt.NONE:
        return DateForm(Mode.DECADE, Parts(moment.year))
    if not _is_plain(moment, Doubt.NONE, Doubt.APPROXIMATE):
        return None
    return DateForm(Mode.ABOUT if moment.doubt else Mode.EXACT, _write(moment))


def _is_plain(moment: Moment, *doubts: Doubt) -> bool:
    by_calendar = {Precision.DAY, Precision.MONTH, Precision.YEAR}
    return moment.precision in by_calendar and moment.doubt in (doubts or (Doubt.NONE,))


def _read(parts: Parts, doubt: Doubt = Doubt.NONE) -> Moment:
    if parts.year is None:
        raise Invalid("a date needs its year", reason="bad_date")
    return make_moment(parts.year, parts.month, parts.day, doubt)


def _write(moment: Moment | None) -> Parts:
    return Parts(moment.year, moment.month, moment.day) if moment else Parts()
