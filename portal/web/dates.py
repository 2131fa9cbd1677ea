"""Uncertain dates in words: "about 1944", "the 1930s", "between 1914 and 1918"."""

from datetime import date

from babel import Locale
from babel.dates import parse_pattern
from flask_babel import force_locale, gettext, pgettext

from portal.kernel.edtf import Doubt, Moment, Period, Precision, Shape

LOCALES = {"en": "en_GB"}  # "12 May 1944", not "May 12, 1944"
_LEAP_YEAR = 2000  # any day of any year can be spelled in it
_ROMAN = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def in_words(period: Period | None, language: str) -> str:
    """A period as people say it in one of the portal's languages."""
    with force_locale(language):
        words: str = gettext("date unknown") if period is None else _period(period, language)
    return words


def _period(period: Period, language: str) -> str:
    first, last = (m and _doubted(m, language) for m in (period.first, period.last))
    words: dict[Shape, str] = {
        Shape.BETWEEN: gettext("between %(first)s and %(last)s", first=first, last=last),
        Shape.BEFORE: gettext("before %(date)s", date=last),
        Shape.AFTER: gettext("after %(date)s", date=first),
    }
    if period.shape is not Shape.SINGLE or not period.first:
        return words[period.shape]
    return (
        _doubted(period.first, language) if period.first.doubt else _alone(period.first, language)
    )


def _doubted(moment: Moment, language: str) -> str:
    inner = _inside(moment, language)
    words: dict[Doubt, str] = {
        Doubt.UNCERTAIN: gettext("perhaps %(date)s", date=inner),
        Doubt.APPROXIMATE: gettext("about %(date)s", date=inner),
        Doubt.BOTH: gettext("perhaps about %(date)s", date=inner),
    }
    return words.get(moment.doubt, inner)


def _alone(moment: Moment, language: str) -> str:
    year = _year(moment.year)
    match moment.precision:
        case Precision.DAY | Precision.MONTH:
            return _calendar(moment, year, language)
        case Precision.SEASON:
            return _season(moment, year)
    words: dict[Precision, str] = {
        Precision.DECADE: gettext("the %(year)ss", year=year),
        Precision.CENTURY: gettext("the %(ordinal)s century", ordinal=_century(moment, language)),
    }
    return words.get(moment.precision, year)


def _inside(moment: Moment, language: str) -> str:
    """The same after a word such as "before": some languages put an article there."""
    year = _year(moment.year)
    if moment.precision is Precision.SEASON:
        return _season_inside(moment, year)
    alone = _alone(moment, language)
    day: str = pgettext("a day inside a sentence", "%(day)s", day=alone)
    return day if moment.precision is Precision.DAY else alone


def _season(moment: Moment, year: str) -> str:
    words: dict[int | None, str] = {
        1: gettext("spring %(year)s", year=year),
        2: gettext("summer %(year)s", year=year),
        3: gettext("autumn %(year)s", year=year),
        4: gettext("winter %(year)s", year=year),
    }
    return words[moment.month]


def _season_inside(moment: Moment, year: str) -> str:
    words: dict[int | None, str] = {
        1: pgettext("inside a sentence", "spring %(year)s", year=year),
        2: pgettext("inside a sentence", "summer %(year)s", year=year),
        3: pgettext("inside a sentence", "autumn %(year)s", year=year),
        4: pgettext("inside a sentence", "winter %(year)s", year=year),
    }
    return words[moment.month]


def _year(year: int) -> str:
    """Astronomical years are off by one before our era: 0 is 1 BC."""
    words: str = str(year) if year > 0 else gettext("%(year)s BC", year=1 - year)
    return words


def _century(moment: Moment, language: str) -> str:
    return ordinal(moment.year // 100 + 1, language)


def _calendar(moment: Moment, year: str, language: str) -> str:
    """A day or month by the language's own pattern; Python's dates lack the years before 1."""
    locale = Locale.parse(LOCALES.get(language, language))
    by_day = moment.precision is Precision.DAY
    pattern = locale.date_formats["long"].pattern if by_day else locale.datetime_skeletons["yMMMM"]
    spelled = str(getattr(pattern, "pattern", pattern)).replace("y", f"'{_quoted(year)}'")
    stand_in = date(_LEAP_YEAR, moment.month or 1, moment.day or 1)
    return parse_pattern(spelled).apply(stand_in, locale)


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def ordinal(number: int, language: str) -> str:
    """A century's number as written before the word "century", 1–100: 20th, XXe, XXvet, 20e."""
    match language:
        case "fr":
            return f"{roman(number)}{'er' if number == 1 else 'e'}"
        case "br":
            return f"{roman(number)}{_breton_ending(number)}"
        case "nl":
            return f"{number}e"
    return f"{number}{_english_ending(number)}"


def _breton_ending(number: int) -> str:
    """Iañ, IIvet, IIIde, IVe, Vvet: first, third and fourth have endings of their own."""
    return {1: "añ", 3: "de", 4: "e"}.get(number, "vet")


def _english_ending(number: int) -> str:
    if 10 < number % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def roman(number: int) -> str:
    """Roman numerals from 1 to 399."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
