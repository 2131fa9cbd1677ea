from datetime import UTC, datetime

from portal.search import Document, Suggestion
from tests.search.conftest import photo


def titles(found):
    return [suggestion.title for suggestion in found]


def test_any_word_of_a_title_may_begin_so(index):
    index.update([photo(1, "L'île d'Œuvre"), photo(2, "Le port", "oeuvre")])
    assert titles(index.suggest("oeu")) == ["L'île d'Œuvre"]
    assert titles(index.suggest("Île")) == ["L'île d'Œuvre"]


def test_each_typed_word_narrows(index):
    index.update([photo(1, "Anse de Saint-Marc"), photo(2, "Saint-Pierre")])
    assert titles(index.suggest("saint ma")) == ["Anse de Saint-Marc"]


def test_the_first_word_leads_then_the_newest(index):
    old, new = datetime(2021, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
    index.update(
        [photo(1, "Vieux phare", added=new), photo(2, "Phare", added=old),
         photo(3, "Vieux phare rouge", added=old)]
    )  # fmt: skip
    assert [s.id for s in index.suggest("pha")] == [2, 1, 3]


def test_the_title_that_fits_is_shown(index):
    index.update([Document("trail", 9, {"fr": "Le phare", "en": "The lighthouse"})])
    assert index.suggest("ligh") == [Suggestion("trail", 9, "The lighthouse")]


def test_long_words_are_compared_to_the_end(index):
    index.update([photo(1, "Anticonstitutionnellement"), photo(2, "Anticonstitution")])
    assert [s.id for s in index.suggest("anticonstitutionn")] == [1]


def test_there_are_at_most_as_many_as_asked(index):
    index.update([photo(n, "Phare") for n in range(30)])
    assert len(index.suggest("p", limit=5)) == 5
    assert index.suggest("p", limit=0) == index.suggest("…") == []
