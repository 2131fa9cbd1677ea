"""Who sees what: the rule and the SQL predicate are one gate."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal.contributions import queries, rules
from portal.contributions.models import Contribution
from portal.contributions.rules import Consent, State
from portal.database import db, transaction
from portal.kernel import clock
from portal.kernel.errors import Gone, NotFound
from portal.web.viewer import NOBODY
from tests.cast import Villager
from tests.factories import works

Cast = Mapping[str, Villager]
DAY = timedelta(days=1)


def _put(work: Contribution, **values: object) -> None:
    with transaction():
        db.session.execute(update(Contribution).where(Contribution.id == work.id).values(**values))


def test_rule_and_predicate_agree_for_every_combination(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    viewers = [NOBODY, *(villager.viewer for villager in cast.values())]
    for state, consent, days in product(State, Consent, (None, -1, 1)):
        until = clock.now() + days * DAY if days else None
        _put(work, state=state, consent=consent, embargoed_until=until)
        for viewer in viewers:
            moment = clock.now()
            query = select(Contribution.id).where(queries.visible_to(viewer, moment))
            by_sql = work.id in db.session.scalars(query).all()
            db.session.refresh(work)
            assert by_sql == rules.may_see(viewer, work.standing, moment), (state, consent, days)


@pytest.mark.parametrize("state", [state for state in State if state is not State.VISIBLE])
def test_nobody_in_particular_sees_only_what_is_visible(
    inside: Flask, cast: Cast, state: State
) -> None:
    work = works.published(cast["maelle"])
    _put(work, state=state)
    assert queries.find_work(NOBODY, work.id) is None
    assert queries.list_works(queries.Filter()).items == ()


def test_a_draft_is_its_contributors_alone(inside: Flask, cast: Cast) -> None:
    work = works.draft(cast["maelle"])
    assert queries.get_work(cast["maelle"].viewer, work.id) is work
    for other in ("yann", "rozenn", "nolwenn", "tangi"):
        with pytest.raises(NotFound):
            queries.get_work(cast[other].viewer, work.id)


def test_a_withdrawn_work_leaves_a_tombstone(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    _put(work, state=State.WITHDRAWN)
    with pytest.raises(Gone):
        queries.get_work(cast["yann"].viewer, work.id)


def test_an_embargo_ends_by_itself(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    _put(work, embargoed_until=clock.now() + DAY)
    assert queries.find_work(NOBODY, work.id) is None
    with clock.frozen(clock.now() + 2 * DAY):
        assert queries.find_work(NOBODY, work.id) is not None
