"""Handles, passwords and waiting: plain rules."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import clock
from portal.people.rules import (
    LONGEST_WAIT,
    RESERVED_HANDLES,
    check_handle,
    check_password,
    propose_handle,
    still_to_wait,
    wait_after,
)


@given(st.text())
def test_every_name_gives_a_handle_that_can_be(name):
    assert check_handle(propose_handle(name)) is None


@pytest.mark.parametrize("name", sorted(RESERVED_HANDLES))
def test_reserved_names_are_nobodys(name):
    assert check_handle(name) is not None
    assert propose_handle(name) != name


@given(st.text())
def test_a_password_outside_the_lengths_is_refused(password):
    if not 12 <= len(password) <= 128:
        assert check_password(password) is not None


@pytest.mark.parametrize(
    "password",
    [
        "Password1234",
        "motdepasse123",
        "azertyuiop12",
        "abcabcabcabc",
        "MotDePasse2024!",
        "1234567890123",
    ],
)
def test_what_everybody_tries_first_is_refused(password):
    assert check_password(password) is not None


def test_no_rules_of_composition():
    assert check_password("only small letters here") is None
    assert check_password("x" + "ab cd ef gh " * 10) is None
    assert check_password("ÉÀÙ ñandú kêr c'hoar") is None


@pytest.mark.parametrize(
    "password", ["Annick Le Gall", "annicklegall", "ANNICK.legall@example.org"]
)
def test_name_and_address_are_no_password(password):
    assert check_password(password, name="Annick Le Gall", email="annick.legall@example.org")


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_waiting_grows_and_never_locks_for_ever(failures, free):
    wait = wait_after(failures, free)
    assert timedelta(0) <= wait <= LONGEST_WAIT
    assert wait <= wait_after(failures + 1, free)
    assert (wait == timedelta(0)) == (failures < free)


@given(st.integers(0, 1000), st.integers(0, 100_000))
def test_after_the_longest_wait_one_may_always_try(failures, seconds):
    now = clock.now()
    last = now - LONGEST_WAIT - timedelta(seconds=seconds)
    assert still_to_wait(failures, last, 5, now) == timedelta(0)
