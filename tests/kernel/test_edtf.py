"""Uncertain dates: what is read, what is refused, and that the order holds."""

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.edtf import Moment, Precision, Shape, parse
from portal.kernel.errors import Invalid

SIGNS = st.sampled_from(["", "", "?", "~", "%"])
YEARS = st.integers(-9999, 9999).map(lambda y: f"{'-' if y < 0 else ''}{abs(y):04}")
DAYS = st.dates(max_value=date(9999, 12, 31)).map(date.isoformat)
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 24))
SPANS = st.one_of(
    st.integers(0, 999).map("{:03}X".format), st.integers(0, 99).map("{:02}XX".format)
)
VALUES = st.one_of(YEARS, DAYS, DAYS.map(lambda d: d[:7]), SEASONS, SPANS)
MOMENTS = st.builds("{}{}".format, VALUES, SIGNS)
ENDS = st.one_of(MOMENTS, st.just(".."))
TEXTS = st.one_of(MOMENTS, st.builds("{}/{}".format, ENDS, ENDS))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1944-05-12", date(1944, 5, 12), date(1944, 5, 12)),
        ("1944-02", date(1944, 2, 1), date(1944, 2, 29)),
        ("1950-22", date(1950, 6, 1), date(1950, 8, 31)),
        ("193X", date(1930, 1, 1), date(1939, 12, 31)),
        ("19XX~", date(1900, 1, 1), date(1999, 12, 31)),
        ("1914/1918?", date(1914, 1, 1), date(1918, 12, 31)),
        ("../1900", date.min, date(1900, 12, 31)),
        ("1945/..", date(1945, 1, 1), date.max),
        ("-0043-03-15", date.min, date.min),
    ],
)
def test_the_first_and_last_day_of_a_period(text, start, end):
    period = parse(text)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [("/1900", "../1900"), ("1944-XX", "1944"), ("1944-05-XX~", "1944-05~"), (" 1944 ", "1944")],
)
def test_one_date_has_one_canonical_form(typed, canonical):
    assert parse(typed).edtf == canonical


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "../..", "1918/1914", "1944-13", "1944-02-30", "1943-02-29", "Y12345", "-0000"),
        *("1944-5", "1944-XX-05", "194?", "1/2/3", "١٩٤٤", "1944\n/", "9" * 61, "-004X", "1950-25"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(Invalid) as refused:
        parse(text)
    assert refused.value.reason == "bad_date"


@given(st.text(alphabet="0123456789X-/.?~% ", max_size=70))
def test_any_text_is_a_date_or_refused(text):
    try:
        period = parse(text)
    except Invalid:
        return
    assert parse(period.edtf) == period


@given(TEXTS)
def test_the_canonical_form_is_stable_and_the_start_is_not_after_the_end(text):
    try:
        period = parse(text)
    except Invalid:
        assert "/" in text  # only the order of two ends can be wrong here
        return
    assert parse(period.edtf) == period
    assert period.start <= period.end


@given(MOMENTS)
def test_the_bounds_agree_with_the_edtf_package(text):
    try:
        theirs = parse_edtf(text)
    except EDTFParseException:
        assert text.endswith(("~", "?", "%"))  # it does not take a sign after a season
        return
    moment = parse(text).first
    assert moment is not None
    assert moment.earliest == tuple(theirs.lower_strict())[:3]
    assert moment.latest == tuple(theirs.upper_strict())[:3]


@given(st.dates(max_value=date(9999, 12, 30)))
def test_later_days_sort_later(day):
    following = day + timedelta(days=1)
    assert parse(day.isoformat()).end < parse(following.isoformat()).start


def test_the_parts_of_a_period_can_be_read():
    period = parse("1914~/1918")
    assert period.shape is Shape.BETWEEN
    assert period.last == Moment(Precision.YEAR, 1918)
