"""Uncertain dates: the part of EDTF level 1 (ISO 8601-2:2019) that heritage needs.

A day, month, year, season (`1950-22`), decade (`193X`) or century (`19XX`), each perhaps
uncertain `?`, approximate `~` or both `%`, and intervals of two of these, one end of which may
be open (`../1900`). See https://www.loc.gov/standards/datetime/.

The grammar is read here by one expression: the `edtf` package takes 10 ms for a date and 0.4 s
to import, and a gallery page shows 24 dates. The tests hold the two against each other.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from portal.kernel.errors import Invalid

LONGEST = 60  # characters
OPEN = ".."
UNKNOWN_DAY = "XX"
_LEAP_FREE_YEAR = 2001  # February has 28 days in it
_FIRST_SEASON = 21  # spring; 22 summer, 23 autumn, 24 winter
_PATTERN = re.compile(
    r"(?P<century>[0-9]{2})XX(?P<century_sign>[?~%]?)"
    r"|(?P<decade>[0-9]{3})X(?P<decade_sign>[?~%]?)"
    r"|(?P<year>-?[0-9]{4})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<sign>[?~%]?)"
)

Day = tuple[int, int, int]


class Precision(StrEnum):
    """How finely a moment is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Doubt(StrEnum):
    """What is said of a moment besides its value: the value is the EDTF sign."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"


class Shape(StrEnum):
    """How a period is bounded."""

    SINGLE = "single"
    BETWEEN = "between"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Moment:
    """One date of a certain precision.

    `year` is the first of a decade or century, astronomical (0 is 1 BC); `month` counts 1–12,
    or 1–4 from spring for a season; both are None where the precision is coarser.
    """

    precision: Precision
    year: int
    month: int | None = None
    day: int | None = None
    doubt: Doubt = Doubt.NONE

    @property
    def edtf(self) -> str:
        return _value_text(self) + self.doubt.value

    @property
    def earliest(self) -> Day:
        return _bounds(self)[0]

    @property
    def latest(self) -> Day:
        return _bounds(self)[1]


@dataclass(frozen=True)
class Period:
    """When something was: `edtf` is the canonical text, the rest is read from it.

    `start` and `end` are for sorting and filtering: the first and last day that fit, where an
    open end and years that Python's calendar lacks count as 0001-01-01 or 9999-12-31.
    `first` is None before an open start, `last` after an open end; a single moment has both.
    """

    edtf: str
    shape: Shape
    first: Moment | None
    last: Moment | None

    @property
    def start(self) -> date:
        return _clamp(self.first.earliest) if self.first else date.min

    @property
    def end(self) -> date:
        return _clamp(self.last.latest) if self.last else date.max


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """Read EDTF; `parse(text).edtf` is its canonical form. Raises Invalid (`bad_date`).

    Unknown days and months are left out (`1944-XX` is `1944`) and an empty end of an interval
    is an open one (`/1900` is `../1900`).
    """
    if len(text) > LONGEST:
        raise _bad("a date has at most 60 characters")
    ends = text.strip().split("/")
    if len(ends) == 1:
        moment = _moment(ends[0])
        return Period(moment.edtf, Shape.SINGLE, moment, moment)
    if len(ends) != 2:
        raise _bad("a period has two ends")
    return between(*(None if end in {"", OPEN} else _moment(end) for end in ends))


def between(first: Moment | None, last: Moment | None) -> Period:
    """The period from one moment to the other, None for an open end. Raises Invalid."""
    if first is None and last is None:
        raise _bad("a period needs a beginning or an end")
    if first and last:
        if first.earliest > last.latest:
            raise _bad("a period ends after it begins")
        return Period(f"{first.edtf}/{last.edtf}", Shape.BETWEEN, first, last)
    shape = Shape.AFTER if first else Shape.BEFORE
    return Period("/".join(m.edtf if m else OPEN for m in (first, last)), shape, first, last)


def make_moment(
    year: int, month: int | None = None, day: int | None = None, doubt: Doubt = Doubt.NONE
) -> Moment:
    """A day, a month or a year that exists. Raises Invalid."""
    if not -9999 <= year <= 9999 or (day is not None and month is None):
        raise _bad("not a date")
    if month is None:
        return Moment(Precision.YEAR, year, doubt=doubt)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _days_in(year, month)):
        raise _bad("there is no such day")
    precision = Precision.MONTH if day is None else Precision.DAY
    return Moment(precision, year, month, day, doubt)


def _bad(message: str) -> Invalid:
    return Invalid(message, reason="bad_date")


def _moment(text: str) -> Moment:
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise _bad("not a date")
    if match["century"]:
        years = int(match["century"]) * 100
        return Moment(Precision.CENTURY, years, doubt=Doubt(match["century_sign"]))
    if match["decade"]:
        years = int(match["decade"]) * 10
        return Moment(Precision.DECADE, years, doubt=Doubt(match["decade_sign"]))
    return _plain_moment(match)


def _plain_moment(match: re.Match[str]) -> Moment:
    if match["year"] == "-0000" or (match["month"] == UNKNOWN_DAY and _known(match["day"])):
        raise _bad("not a date")
    year, month, day = int(match["year"]), _known(match["month"]), _known(match["day"])
    doubt = Doubt(match["sign"])
    if month is not None and _FIRST_SEASON <= month < _FIRST_SEASON + 4 and match["day"] is None:
        return Moment(Precision.SEASON, year, month - _FIRST_SEASON + 1, doubt=doubt)
    return make_moment(year, month, day, doubt)


def _known(digits: str | None) -> int | None:
    return None if digits is None or digits == UNKNOWN_DAY else int(digits)


def _days_in(year: int, month: int) -> int:
    is_long_february = month == 2 and calendar.isleap(year)
    return 29 if is_long_february else calendar.monthrange(_LEAP_FREE_YEAR, month)[1]


def _bounds(moment: Moment) -> tuple[Day, Day]:
    """First and last day; a winter is the December of its year, as EDTF leaves it open."""
    year, month, day = moment.year, moment.month or 1, moment.day
    match moment.precision:
        case Precision.DAY:
            return (year, month, day or 1), (year, month, day or 1)
        case Precision.MONTH:
            return (year, month, 1), (year, month, _days_in(year, month))
        case Precision.SEASON:
            last = min(month * 3 + 2, 12)
            return (year, month * 3, 1), (year, last, _days_in(year, last))
    years = {Precision.DECADE: 10, Precision.CENTURY: 100}.get(moment.precision, 1)
    return (year, 1, 1), (year + years - 1, 12, 31)


def _clamp(day: Day) -> date:
    return date(*day) if day[0] >= 1 else date.min


def _value_text(moment: Moment) -> str:
    """The moment without its sign."""
    sign, year, month = "-" if moment.year < 0 else "", abs(moment.year), moment.month or 0
    match moment.precision:
        case Precision.CENTURY:
            return f"{year // 100:02}XX"
        case Precision.DECADE:
            return f"{year // 10:03}X"
        case Precision.YEAR:
            return f"{sign}{year:04}"
        case Precision.SEASON:
            return f"{sign}{year:04}-{month + _FIRST_SEASON - 1}"
        case Precision.MONTH:
            return f"{sign}{year:04}-{month:02}"
    return f"{sign}{year:04}-{month:02}-{moment.day:02}"
