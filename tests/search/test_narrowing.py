import pytest

from portal.search import SearchQuery
from tests.search.conftest import photo


@pytest.fixture
def works(index):
    index.update(
        [
            photo(1, "phare", facets={"kind": ("photo",), "tag": ("mer", "nuit")}, year_start=1930,
                  year_end=1939),
            photo(2, "phare", facets={"kind": ("photo",), "tag": ("mer",)}, year_end=1900),
            photo(3, "phare", facets={"kind": ("oral",), "tag": ("port",)}),
            photo(4, "dune", facets={"kind": ("bird",)}, year_start=1944, year_end=1944),
        ]
    )  # fmt: skip
    return index


def test_counts_are_of_what_was_found(works):
    facets = works.search(SearchQuery("phare")).facets
    assert facets == {"kind": {"photo": 2, "oral": 1}, "tag": {"mer": 2, "nuit": 1, "port": 1}}


def test_values_widen_and_filters_narrow(works, find):
    assert set(find("", filters={"kind": ("photo", "oral")})) == {"photo:1", "photo:2", "photo:3"}
    assert find("", filters={"kind": ("photo",), "tag": ("nuit",)}) == ["photo:1"]
    assert find("phare", filters={"kind": ("none",)}) == []


def test_a_chosen_filter_still_counts_its_other_values(works):
    results = works.search(SearchQuery("phare", filters={"kind": ("oral",)}))
    assert results.total == 1
    assert results.facets == {"kind": {"photo": 2, "oral": 1}, "tag": {"port": 1}}


@pytest.mark.parametrize(
    ("years", "found"),
    [
        ((1939, 1943), {"photo:1"}),
        ((None, 1900), {"photo:2"}),
        ((1940, None), {"photo:4"}),
        ((1890, 1950), {"photo:1", "photo:2", "photo:4"}),
        ((1945, 2000), set()),
    ],
)
def test_a_period_keeps_what_overlaps(works, find, years, found):
    assert set(find("", years=years)) == found


def test_filter_values_are_never_read_as_text(index, find):
    index.update([photo(1, "x", facets={"tag": ("c'h:* [œ] \x00 📷",)})])
    assert find("", filters={"tag": ("c'h:* [œ] \x00 📷",)}) == ["photo:1"]
    assert find("", filters={"tag": ("*",)}) == []


def test_hidden_documents_are_in_no_hit_total_or_count(works):
    results = works.search(SearchQuery("phare"), hidden=["photo:1", "photo:99"])
    assert {hit.key for hit in results.hits} == {"photo:2", "photo:3"}
    assert results.total == 2
    assert results.facets["tag"] == {"mer": 1, "port": 1}


def test_hidden_documents_correct_nothing(index):
    index.update([photo(1, "Plougastel")])
    assert index.search(SearchQuery("plougasetl")).corrected == "plougastel"
    assert index.search(SearchQuery("plougasetl"), hidden=["photo:1"]).corrected is None


def test_hidden_documents_are_not_suggested(works):
    assert {s.id for s in works.suggest("ph", hidden=["photo:1"])} == {2, 3}
