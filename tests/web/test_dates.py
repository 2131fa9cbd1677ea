"""Uncertain dates in words: English as written here, and no language ever fails."""

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.config import LANGUAGES
from portal.kernel.edtf import parse
from portal.kernel.errors import Invalid
from portal.web.dates import in_words, ordinal, roman


@pytest.fixture
def app():
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        yield app


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1944-05-12", "12 May 1944"),
        ("1944-05", "May 1944"),
        ("1944", "1944"),
        ("0944", "944"),
        ("1944~", "about 1944"),
        ("1944?", "perhaps 1944"),
        ("1944%", "perhaps about 1944"),
        ("193X", "the 1930s"),
        ("193X~", "about the 1930s"),
        ("19XX", "the 20th century"),
        ("1950-22", "summer 1950"),
        ("../1900", "before 1900"),
        ("1945/..", "after 1945"),
        ("1914/1918~", "between 1914 and about 1918"),
        ("-0043-03-15", "15 March 44 BC"),
        ("1944-02-29?", "perhaps 29 February 1944"),
    ],
)
def test_english_words(app, edtf, words):
    assert in_words(parse(edtf), "en") == words


def test_an_unknown_date_is_said_to_be_unknown(app):
    assert in_words(None, "en") == "date unknown"


@pytest.mark.parametrize(
    ("language", "day"), [("fr", "12 mai 1944"), ("br", "12 Mae 1944"), ("nl", "12 mei 1944")]
)
def test_days_follow_the_language(app, language, day):
    assert in_words(parse("1944-05-12"), language) == day


@given(
    year=st.integers(-9999, 9999),
    end=st.sampled_from(["", "-05", "-05-12", "-21", "-24", "~", "/..", "/9999?"]),
    language=st.sampled_from(LANGUAGES),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_never_fail_and_name_the_year(app, year, end, language):
    period = parse(f"{'-' if year < 0 else ''}{abs(year):04}{end}")
    assert str(year if year > 0 else 1 - year) in in_words(period, language)


@given(text=st.from_regex(r"\A[0-9]{2}([0-9]X|XX)[?~%]?(/\.\.)?\Z"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_decades_and_centuries_have_words_in_each_language(app, text):
    try:
        period = parse(text)
    except Invalid:
        return
    assert all(in_words(period, language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [
        *((20, "en", "20th"), (21, "en", "21st"), (11, "en", "11th"), (1, "fr", "Ier")),
        *((19, "fr", "XIXe"), (20, "br", "XXvet"), (3, "br", "IIIde"), (17, "nl", "17e")),
    ],
)
def test_centuries_are_numbered_as_the_language_does(number, language, written):
    assert ordinal(number, language) == written


def test_roman_numerals():
    assert [roman(n) for n in (4, 9, 14, 40, 49, 99, 100)] == [
        *("IV", "IX", "XIV", "XL", "XLIX", "XCIX", "C")
    ]
