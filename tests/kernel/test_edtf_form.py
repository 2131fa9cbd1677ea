"""The plain date form means what it says, and comes back as it was filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.edtf import parse
from portal.kernel.edtf_form import DateForm, Mode, Parts, from_form, to_form
from portal.kernel.errors import Invalid

PARTS = st.one_of(
    st.builds(Parts, st.integers(-9999, 9999)),
    st.builds(Parts, st.integers(1, 9999), st.integers(1, 12)),
    st.dates().map(lambda d: Parts(d.year, d.month, d.day)),
)
ONE_DATE = st.sampled_from([Mode.EXACT, Mode.ABOUT, Mode.BEFORE, Mode.AFTER])


@pytest.mark.parametrize(
    ("form", "edtf"),
    [
        (DateForm(Mode.EXACT, Parts(1944, 5, 12)), "1944-05-12"),
        (DateForm(Mode.ABOUT, Parts(1944)), "1944~"),
        (DateForm(Mode.DECADE, Parts(1934)), "193X"),
        (DateForm(Mode.BETWEEN, Parts(1914), Parts(1918, 11)), "1914/1918-11"),
        (DateForm(Mode.BEFORE, Parts(1900)), "../1900"),
        (DateForm(Mode.AFTER, Parts(1945)), "1945/.."),
    ],
)
def test_each_choice_has_its_edtf(form, edtf):
    period = from_form(form)
    assert period is not None
    assert period.edtf == edtf


def test_unknown_is_no_period():
    assert from_form(DateForm(Mode.UNKNOWN)) is None


@pytest.mark.parametrize(
    "form",
    [
        DateForm(Mode.EXACT),
        DateForm(Mode.EXACT, Parts(1944, None, 12)),
        DateForm(Mode.DECADE, Parts(-44)),
        DateForm(Mode.BETWEEN, Parts(1918), Parts(1914)),
        DateForm(Mode.ABOUT, Parts(12345)),
        DateForm(Mode.EXACT, Parts(1943, 2, 29)),
    ],
)
def test_what_is_no_date_is_refused(form):
    with pytest.raises(Invalid) as refused:
        from_form(form)
    assert refused.value.reason == "bad_date"


@given(st.builds(DateForm, ONE_DATE, PARTS))
def test_the_form_comes_back_as_it_was_filled_in(form):
    assert to_form(from_form(form)) == form


@pytest.mark.parametrize("text", ["1950-22", "19XX", "1944?", "193X~", "1914~/1918"])
def test_what_the_form_cannot_say_has_no_form(text):
    assert to_form(parse(text)) is None
