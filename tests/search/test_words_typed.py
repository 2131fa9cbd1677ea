from datetime import UTC, datetime

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.search import SearchQuery, highlight
from portal.search.typed import MOST_WORDS, read_typed
from tests.search.conftest import photo


def test_all_words_come_before_most_words(index, find):
    index.update(
        [
            photo(1, "phare", body="une autre histoire"),
            photo(2, "phare", body="rocher"),
            photo(3, "quelques mots", body="le phare sur le rocher dans la tempête, un long texte"),
        ]
    )
    assert find("phare rocher tempête") == ["photo:3", "photo:2", "photo:1"]


def test_a_question_is_not_emptied_by_a_missing_word(index, find):
    index.update([photo(1, "Vieilles photos", "du port"), photo(2, "Le marché")])
    assert find("où sont les vieilles photos du port, dites-moi ?") == ["photo:1"]


def test_a_title_weighs_more_than_the_text(index, find):
    index.update([photo(1, "Marché", "le phare"), photo(2, "Phare", "le marché")])
    assert find("phare") == ["photo:2", "photo:1"]


def test_a_phrase_wants_the_words_side_by_side(index, find):
    index.update([photo(1, "port du vieux phare"), photo(2, "vieux port, phare")])
    assert find('"vieux port"') == ["photo:2"]
    assert find("«vieux phare»") == ["photo:1"]


def test_a_phrase_does_not_reach_from_title_to_text(index, find):
    index.update([photo(1, "le grand", "phare"), photo(2, "le grand phare")])
    assert find('"grand phare"') == ["photo:2"]


def test_a_phrase_is_found_in_another_inflection(index, find):
    index.update([photo(1, "les vieux bateaux")])
    assert find('"vieux bateau"') == ["photo:1"]


def test_a_minus_excludes(index, find):
    index.update([photo(1, "phare et rocher"), photo(2, "phare et dune")])
    assert find("phare -rochers") == ["photo:2"]
    assert find("-rocher") == ["photo:2"]
    assert find('phare -"et dune"') == ["photo:1"]


def test_a_hyphen_inside_a_word_excludes_nothing(index, find):
    index.update([photo(1, "Saint-Marc")])
    assert find("saint-marc") == ["photo:1"]


def test_only_stop_words_still_answer(index, find):
    index.update([photo(1, "Le son de la mer"), photo(2, "Autre")])
    assert find("de la") == ["photo:1"]


def test_a_stop_word_alone_makes_no_hit_beside_a_real_word(index, find):
    index.update([photo(1, "Le phare"), photo(2, "Le marché")])
    assert find("le phare") == ["photo:1"]


def test_empty_text_lists_everything_newest_first(index, find):
    days = [datetime(2024, 1, day, tzinfo=UTC) for day in (2, 3, 1)]
    index.update([photo(n, "x", added=day) for n, day in enumerate(days)])
    assert find("  ") == ["photo:1", "photo:0", "photo:2"]


def test_newest_order_and_paging(index, find):
    days = [datetime(2024, 1, 1 + day, tzinfo=UTC) for day in range(9)]
    index.update([photo(n, "phare " * (9 - n), added=day) for n, day in enumerate(days)])
    assert find("phare", order="newest", limit=2, offset=3) == ["photo:5", "photo:4"]
    assert index.search(SearchQuery("phare", limit=2, offset=3)).total == 9


def test_a_typing_error_is_corrected(index):
    index.update([photo(1, "Pêche à Plougastel"), photo(2, "Le marché")])
    corrected = index.search(SearchQuery("peche plougasetl")).corrected
    assert corrected == "peche plougastel"
    assert index.search(SearchQuery("marche")).corrected is None


def test_words_are_capped():
    typed = read_typed("un " + " ".join(f"mot{n}" for n in range(500)))
    assert len(typed.words) == MOST_WORDS


HOSTILE = st.text(max_size=300) | st.text(alphabet="\"-*?[](){}~^:\\&|+ abœc'’h\0", max_size=60)


@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HOSTILE)
@example("{{7*191}}")
@example("x" * 10_000)
@example("a " * 5_000)
@example("\0 \ud83d AND NOT * title:[a TO z] ~2 🚲")
@example('"""-"-"-"')
def test_any_text_is_safe_and_bounded(index, text):
    if index.count() == 0:
        index.update([photo(1, "abc h")])
    results = index.search(SearchQuery(text))
    assert 0 <= results.total <= 1
    assert len(index.suggest(text)) <= 1
    highlight(text, text)
