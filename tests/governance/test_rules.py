"""Who may decide what, without any database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.community.rules import Action, Ground, Reason
from portal.contributions.rules import State
from portal.governance import rules
from portal.governance.rules import Verdict
from portal.kernel.errors import Conflict, Forbidden, Invalid
from portal.web.viewer import NOBODY, Grant, Viewer


def person(number, *roles):
    return Viewer(number, f"p{number}", frozenset(Grant(role) for role in roles))


@given(st.sampled_from(["curator", "steward"]), st.integers(1, 5), st.integers(1, 5))
def test_nobody_decides_about_their_own_work(role, viewer, owner):
    try:
        rules.check_decide(person(viewer, role), owner)
        allowed = True
    except Forbidden:
        allowed = False
    assert allowed == (viewer != owner)


@pytest.mark.parametrize("viewer", [NOBODY, person(1, "citizen"), person(1, "archivist")])
def test_only_curators_and_stewards_decide(viewer):
    with pytest.raises(Forbidden):
        rules.check_decide(viewer, 9)


def test_a_curator_of_one_trail_does_not_decide_about_works():
    scoped = Viewer(1, "p", frozenset({Grant("curator", "trail", 5)}))
    with pytest.raises(Forbidden):
        rules.check_decide(scoped, 9)


@given(st.integers(1, 4), st.integers(1, 4), st.none() | st.integers(1, 4))
def test_an_appeal_is_decided_by_a_third_person(viewer, owner, first):
    allowed = rules.may_decide_appeal(person(viewer, "curator"), owner, first)
    assert allowed == (viewer not in {owner, first})


@pytest.mark.parametrize(
    ("action", "reason", "words", "missing"),
    [
        (Action.KEEP, "", "", set()),
        (Action.HIDE, "", "", {"reason"}),
        (Action.HIDE, "nonsense", "", {"reason"}),
        (Action.HIDE, Reason.SPAM, "", set()),
        (Action.HIDE, Reason.OTHER, "", {"words"}),
        (Action.HIDE, Reason.SPAM, "x" * 5_000, {"words"}),
        (Action.ASK, "", "", {"words"}),
        (Action.APPEAL_REJECTED, "", "", {"words"}),
        (Action.APPEAL_UPHELD, "", "", set()),
    ],
)
def test_what_a_verdict_needs(action, reason, words, missing):
    try:
        rules.check_verdict(Verdict(1, action, 1, reason, words))
        found = set()
    except Invalid as refused:
        found = set(refused.fields)
    assert found == missing


@given(st.sampled_from(list(State)), st.integers(1, 3), st.integers(1, 3))
def test_only_what_was_looked_at_is_hidden(state, revision, seen):
    try:
        rules.check_state(Action.HIDE, state, revision, seen)
        allowed = True
    except Conflict:
        allowed = False
    assert allowed == (state is State.VISIBLE and revision == seen)


@pytest.mark.parametrize(("ground", "words"), [("", "x"), ("taste", "x"), (Ground.LAW, "")])
def test_nothing_is_removed_for_good_without_a_ground_in_words(ground, words):
    with pytest.raises(Invalid):
        rules.check_ground(ground, words)
