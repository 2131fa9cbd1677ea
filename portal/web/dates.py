"""Uncertain dates in words: "about 1944", "the 1930s", "between 1914 and 1918"."""

from datetime import date

from babel import Locale
from babel.dates import parse_pattern
from flask_babel import force_locale, gettext, pgettext

from portal.kernel.edtf import Doubt, Moment, Period, Precision, Shape

LOCALES = {"en": "en_GB"}  # "12 May 1944", not "May 12, 1944"
_LEAP_YEAR = 2000  # any day of any year can be spelled in it
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def in_words(period: Period | None, language: str) -> str:
    """A period as people say it in one of the portal's languages."""
    with force_locale(language):
        if period is None:
            return gettext("date unknown")
        return _period(period, language)


def _period(period: Period, language: str) -> str:
    first, last = period.first, period.last
    if period.shape is Shape.SINGLE and first:
        return _doubted(first, language) if first.doubt else _alone(first, language)
    if first and last:
        return gettext(
            "between %(first)s and %(last)s",
            first=_doubted(first, language),
            last=_doubted(last, language),
        )
    if last:
        return gettext("before %(date)s", date=_doubted(last, language))
    return gettext("after %(date)s", date=_doubted(first, language)) if first else ""


def _doubted(moment: Moment, language: str) -> str:
    inner = _inside(moment, language)
    match moment.doubt:
        case Doubt.UNCERTAIN:
            return gettext("perhaps %(date)s", date=inner)
        case Doubt.APPROXIMATE:
            return gettext("about %(date)s", date=inner)
        case Doubt.BOTH:
            return gettext("perhaps about %(date)s", date=inner)
    return inner


def _alone(moment: Moment, language: str) -> str:
    year = _year(moment.year)
    match moment.precision:
        case Precision.DECADE:
            return gettext("the %(year)ss", year=year)
        case Precision.CENTURY:
            return gettext("the %(ordinal)s century", ordinal=ordinal(_century(moment), language))
        case Precision.SEASON:
            return _season(moment, year)
        case Precision.YEAR:
            return year
    return _calendar(moment, year, language)


def _inside(moment: Moment, language: str) -> str:
    """The same after a word such as "before": some languages put an article there."""
    year = _year(moment.year)
    match moment.precision:
        case Precision.SEASON:
            return _season_inside(moment, year)
        case Precision.DAY:
            day = _calendar(moment, year, language)
            return pgettext("a day inside a sentence", "%(day)s", day=day)
    return _alone(moment, language)


def _season(moment: Moment, year: str) -> str:
    match moment.month:
        case 1:
            return gettext("spring %(year)s", year=year)
        case 2:
            return gettext("summer %(year)s", year=year)
        case 3:
            return gettext("autumn %(year)s", year=year)
    return gettext("winter %(year)s", year=year)


def _season_inside(moment: Moment, year: str) -> str:
    match moment.month:
        case 1:
            return pgettext("inside a sentence", "spring %(year)s", year=year)
        case 2:
            return pgettext("inside a sentence", "summer %(year)s", year=year)
        case 3:
            return pgettext("inside a sentence", "autumn %(year)s", year=year)
    return pgettext("inside a sentence", "winter %(year)s", year=year)


def _year(year: int) -> str:
    """Astronomical years are off by one before our era: 0 is 1 BC."""
    return str(year) if year > 0 else gettext("%(year)s BC", year=1 - year)


def _century(moment: Moment) -> int:
    return moment.year // 100 + 1


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
    """Roman numerals from 1 to 100."""
    written = "C" * (number // 100)
    number %= 100
    tens = ((90, "XC"), (50, "L"), (40, "XL"), *_ROMAN)
    for value, letters in tens:
        count, number = divmod(number, value)
        written += letters * count
    return written
