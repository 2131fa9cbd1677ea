import pytest

from portal.search import Document
from tests.search.conftest import photo


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("fr", "Le bateau au port", "bateaux"),
        ("fr", "Les chevaux de trait", "cheval"),
        ("fr", "La cathédrale en été", "CATHEDRALES ete"),
        ("fr", "Manœuvre du cœur de ville", "manoeuvre coeur"),
        ("fr", "Vitae et curriculum vitæ", "vitae"),
        ("fr", "L’école d'Ouessant", "ecole ouessant"),
        ("fr", "Le phare qu'on allume", "l'allume"),
        ("fr", "Anse de Saint-Marc", "saint marc"),
        ("fr", "Anse de Saint-Marc", "saintmarc"),
        ("fr", "Rue de Siam en 1938", "1938"),
        ("br", "An ti gwenn", "di wenn"),
        ("br", "E zi bras", "ti"),
        ("br", "Bagoù kozh", "ar vag"),
        ("br", "Va c'halon", "kalon"),
        ("br", "Ar c’hwezh", "gwezh"),
        ("br", "Marc'h du", "MARC’H"),
        ("br", "Marc'h du", "march"),
        ("br", "Ar mor bras", "vor"),
        ("nl", "De boten in de haven", "boot"),
        ("nl", "Oude foto's", "foto"),
        ("nl", "Huizen aan zee", "huis"),
        ("en", "Boats in the harbour", "boat"),
        ("en", "Don't touch the sail", "sails"),
        ("de", "Die Straße am Meer", "strasse"),
    ],
)
def test_a_word_is_found_in_another_form(index, find, language, written, typed):
    index.update([photo(1, written, language=language), photo(2, "Autre chose")])
    assert find(typed) == ["photo:1"]


def test_breton_c_h_stays_one_letter(index, find):
    index.update([photo(1, "Marc'h du", language="br"), photo(2, "Mar h", language="br")])
    assert find("marc'h") == ["photo:1"]


def test_a_mutated_form_ranks_below_the_typed_one(index, find):
    index.update([photo(1, "An di", language="br"), photo(2, "An ti", language="br")])
    assert find("ti") == ["photo:2", "photo:1"]


def test_tags_people_and_places_are_found(index, find):
    index.update(
        [Document("oral", 7, {"fr": "x"}, tags=("goélette",), people=("Anna Ar Bras",),
                  places=("Recouvrance",))]
    )  # fmt: skip
    for typed in ("goelettes", "ar bras", "recouvrance"):
        assert find(typed) == ["oral:7"], typed


def test_a_title_is_found_in_each_of_its_languages(index, find):
    index.update([Document("photo", 1, {"fr": "Le phare", "en": "The lighthouse", "nl": "Toren"})])
    assert find("phares") == find("lighthouses") == find("torens") == ["photo:1"]


def test_the_preferred_language_leads(index, find):
    index.update([photo(1, "menu", language="fr"), photo(2, "menu", language="en")])
    assert find("menu", prefers="fr") == ["photo:1", "photo:2"]
    assert find("menu", prefers="en") == ["photo:2", "photo:1"]
