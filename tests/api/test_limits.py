"""How often a program may ask, and how it learns that."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from portal.config import Settings
from portal.web.limits import limiter


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """As a city runs it: there are limits."""
    return replace(settings, testing=False)


@pytest.fixture
def limited(client: FlaskClient) -> Iterator[FlaskClient]:
    limiter.reset()
    yield client
    limiter.reset()
    limiter.enabled = False


def test_every_answer_says_what_is_left(limited):
    first, second = (limited.get("/api/v1/contributions").headers for _turn in range(2))
    assert int(first["RateLimit-Remaining"]) - int(second["RateLimit-Remaining"]) == 1
    assert 0 <= int(first["RateLimit-Reset"]) <= 60
    assert "Retry-After" not in first


def test_too_many_searches_are_told_when_to_come_back(limited):
    for _turn in range(121):
        answer = limited.get("/api/v1/search?q=port")
    assert (answer.status_code, answer.json["reason"]) == (429, "too_many_requests")
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_a_member_is_counted_apart_from_the_others_at_the_same_address(limited, maelle):
    everybody = limited.get("/api/v1/contributions").headers
    alone = limited.get("/api/v1/contributions", headers=maelle).headers
    assert alone["RateLimit-Remaining"] == everybody["RateLimit-Remaining"]


def test_keys_that_do_not_work_are_counted_too(limited):
    wrong = {"Authorization": "Bearer portal_guess"}
    first, second = (limited.get("/api/v1/people/x", headers=wrong) for _turn in range(2))
    assert first.status_code == 401
    assert int(second.headers["RateLimit-Remaining"]) < int(first.headers["RateLimit-Remaining"])
