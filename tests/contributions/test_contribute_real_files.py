"""Every real picture at hand, sent through the page: a draft or a refusal, never a crash."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal import jobs
from portal.contributions.models import Contribution
from portal.database import db
from portal.uploads.queries import derivatives_of
from portal.uploads.rules import REFUSALS
from tests.contributions.contribute_page import PAGE, Giver

DATA = Path(os.environ.get("PORTAL_TEST_PHOTOS", Path(__file__).parents[3] / "shared" / "data"))
FILES = sorted(path for path in DATA.glob("photos*/*") if path.is_file())

pytestmark = [
    pytest.mark.slow,
    pytest.mark.once,
    pytest.mark.skipif(not FILES, reason=f"no photos in {DATA} (PORTAL_TEST_PHOTOS names another)"),
]


def test_each_is_a_draft_or_a_typed_refusal_and_none_lies_in_the_ocean(
    app: Flask, giver: Giver, record_property: Callable[[str, object], None]
) -> None:
    told = {}
    for path in FILES:
        answer = giver.put(path.read_bytes(), path.name)
        assert answer.status_code in {201, 422}, path.name
        told[path.name] = answer.get_json()
    refused = Counter(answer["reason"] for answer in told.values() if answer["reason"])
    assert set(refused) <= set(REFUSALS)
    jobs.run_pending(app)
    problems = _check_drafts(app)
    record_property("refused", dict(refused))
    record_property("problems", problems)
    assert giver.client.get(PAGE).status_code == 200


def _check_drafts(app: Flask) -> dict[str, int]:
    problems: Counter[str] = Counter()
    with app.app_context():
        works = list(db.session.scalars(select(Contribution)))
        made = derivatives_of(work.cover_file_id for work in works if work.cover_file_id)
        for work in works:
            assert (work.latitude, work.longitude) != (0, 0)
            assert bool(work.problem) != bool(made[work.cover_file_id or 0]), work.id
            problems[work.problem or "none"] += 1
    return dict(problems)
