"""Plain answers lead to licences that fit, and what does not fit is refused in a sentence."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.errors import Invalid
from portal.licences import (
    LICENCES,
    REASON_NEEDED,
    Ownership,
    Reuse,
    check,
    check_reason,
    choose,
    get_licence,
    licences_for,
)


@pytest.mark.parametrize(
    ("reuse", "recommended"),
    [
        (Reuse.ANYTHING, "CC0-1.0"),
        (Reuse.NAME_ME, "CC-BY-4.0"),
        (Reuse.SHARE_ALIKE, "CC-BY-SA-4.0"),
        (Reuse.NO_BUSINESS, "CC-BY-NC-SA-4.0"),
        (Reuse.COOPERATIVES, "PPL"),
        (Reuse.LOOK_ONLY, "shown-with-permission"),
    ],
)
def test_the_wish_for_ones_own_work_recommends_a_licence(reuse, recommended):
    assert choose(Ownership.MINE, reuse)[0].id == recommended


@pytest.mark.parametrize(
    ("ownership", "recommended"),
    [
        (Ownership.OLD_OR_FOUND, "rights-unknown"),
        (Ownership.PUBLIC_DOMAIN, "PDM-1.0"),
        (Ownership.CITY, "etalab-2.0"),
    ],
)
def test_where_nobody_may_choose_the_wish_does_not_count(ownership, recommended):
    assert {choose(ownership, wish)[0].id for wish in (None, *Reuse)} == {recommended}


@pytest.mark.parametrize(("ownership", "reuse"), list(itertools.product(Ownership, [None, *Reuse])))
def test_whatever_is_proposed_passes_the_check(ownership, reuse):
    proposed = choose(ownership, reuse)
    assert proposed
    assert all(check(ownership, licence.id, is_staff=True) == licence for licence in proposed)


def test_no_proposal_gives_others_more_than_was_asked():
    proposed = {reuse: choose(Ownership.MINE, reuse) for reuse in Reuse}
    assert all(p.needs_attribution for p in proposed[Reuse.NAME_ME])
    assert all(p.sharealike for p in proposed[Reuse.SHARE_ALIKE])
    assert not any(p.allows_commercial for p in proposed[Reuse.NO_BUSINESS])
    assert not any(p.allows_commercial for p in proposed[Reuse.COOPERATIVES])
    assert not any(p.allows_reuse for p in proposed[Reuse.LOOK_ONLY])


@given(st.sampled_from(Ownership), st.sampled_from(sorted(LICENCES)), st.booleans())
def test_the_check_takes_what_the_list_offers_and_nothing_else(ownership, licence_id, is_staff):
    offered = get_licence(licence_id) in licences_for(ownership)
    speaks_for_it = is_staff or ownership is not Ownership.CITY
    try:
        check(ownership, licence_id, is_staff=is_staff)
    except Invalid:
        assert not (offered and speaks_for_it)
    else:
        assert offered
        assert speaks_for_it


@pytest.mark.parametrize(
    ("ownership", "licence_id"),
    [
        (Ownership.MINE, "etalab-2.0"),
        (Ownership.CITY, "PPL"),
        (Ownership.MINE, "PDM-1.0"),
        (Ownership.WITH_PERMISSION, "PDM-1.0"),
        (Ownership.OLD_OR_FOUND, "CC-BY-4.0"),
        (Ownership.PUBLIC_DOMAIN, "CC0-1.0"),
        (Ownership.MINE, "rights-unknown"),
    ],
)
def test_a_licence_that_does_not_fit_is_refused_in_a_sentence(ownership, licence_id):
    with pytest.raises(Invalid) as refused:
        check(ownership, licence_id, is_staff=True)
    assert refused.value.reason == "wrong_licence"
    assert str(refused.value).endswith(".")


def test_only_staff_speak_for_the_city():
    with pytest.raises(Invalid) as refused:
        check(Ownership.CITY, "etalab-2.0", is_staff=False)
    assert refused.value.reason == "city_only"


def test_an_unknown_licence_is_refused():
    with pytest.raises(Invalid) as refused:
        check(Ownership.MINE, "WTFPL", is_staff=True)
    assert refused.value.reason == "unknown_licence"


@pytest.mark.parametrize("ownership", sorted(REASON_NEEDED))
@pytest.mark.parametrize("reason", ["", "  \n", "ok", "x" * 501])
def test_a_reason_is_asked_where_the_ownership_needs_one(ownership, reason):
    with pytest.raises(Invalid) as refused:
        check_reason(ownership, reason)
    assert refused.value.reason == "reason_needed"


def test_a_reason_is_kept_cleaned():
    kept = check_reason(Ownership.OLD_OR_FOUND, " from my\ngrandmother's album ")
    assert kept == "from my grandmother's album"


def test_no_reason_is_kept_for_ones_own_work():
    assert check_reason(Ownership.MINE, "because") == ""
