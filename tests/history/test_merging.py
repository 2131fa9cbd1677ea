"""Two people editing at once: nothing that one of them did is lost without being shown."""

from hypothesis import given
from hypothesis import strategies as st

from portal.history import FieldConflict, merge

STATES = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["x", "y", "z", None]))


def test_changes_of_different_fields_go_together():
    base = {"title": "a", "place": "b", "year": "c"}
    merged = merge(base, base | {"title": "mine"}, base | {"place": "theirs"})
    assert merged.values == {"title": "mine", "place": "theirs", "year": "c"}
    assert merged.is_clean


def test_the_same_field_changed_twice_is_a_conflict_that_shows_all_three():
    merged = merge({"title": "a"}, {"title": "mine"}, {"title": "theirs"})
    assert merged.conflicts == (FieldConflict("title", "a", "mine", "theirs"),)
    assert merged.values == {"title": "theirs"}


def test_the_same_change_by_both_is_no_conflict():
    merged = merge({"title": "a"}, {"title": "b"}, {"title": "b"})
    assert merged.is_clean
    assert merged.values == {"title": "b"}


def test_tags_that_each_added_or_removed_are_combined():
    merged = merge(
        {"tags": ["mer", "port"]},
        {"tags": ["mer", "phare"]},
        {"tags": ["mer", "port", "bateau"]},
        sets={"tags"},
    )
    assert merged.values == {"tags": ["mer", "bateau", "phare"]}
    assert merged.is_clean


@given(STATES, STATES)
def test_who_edits_alone_gets_exactly_what_they_wrote(base, mine):
    merged = merge(base, mine, base)
    assert merged.is_clean
    assert all(merged.values[name] == mine.get(name) for name in merged.values)


@given(STATES, STATES, STATES)
def test_both_sides_find_the_same_conflicts(base, mine, theirs):
    ours, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert {c.field for c in ours.conflicts} == {c.field for c in other.conflicts}
    if ours.is_clean:
        assert ours.values == other.values
