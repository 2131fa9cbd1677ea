"""The check of the catalogues notices what it should."""

from babel.messages.catalog import Catalog

from tools.translations import LANGUAGES, problems

ONE, COUNT = "Add to the map", ("%(num)d photo", "%(num)d photos")


def _wanted():
    wanted = Catalog()
    wanted.add(ONE)
    wanted.add(COUNT)
    return wanted


def _catalogues(**changes):
    found = {language: Catalog(locale=language) for language in LANGUAGES}
    for language, catalogue in found.items():
        forms = tuple(f"%(num)d {language} {n}" for n in range(catalogue.num_plurals))
        said = {ONE: f"{ONE} {language}", COUNT: forms}
        said.update([changes[language]] if language in changes else [])
        for message, translation in said.items():
            catalogue.add(message, translation)
    return found


def test_complete_catalogues_pass():
    assert problems(_wanted(), _catalogues(), set()) == []


def test_a_message_without_translation_is_named():
    assert problems(_wanted(), _catalogues(br=(ONE, "")), set()) == [
        f"br: “{ONE}” is not translated"
    ]


def test_one_empty_plural_form_is_enough_to_fail():
    forms = ("%(num)d a", "%(num)d b", "%(num)d c", "", "%(num)d e", "%(num)d f")
    assert problems(_wanted(), _catalogues(br=(COUNT, forms)), set())


def test_a_changed_placeholder_is_noticed():
    found = problems(
        _wanted(), _catalogues(fr=(COUNT, ("%(count)d photo", "%(num)d photos"))), set()
    )
    assert "other placeholders" in found[0]


def test_the_singular_may_do_without_its_number():
    assert (
        problems(_wanted(), _catalogues(fr=(COUNT, ("une photo", "%(num)d photos"))), set()) == []
    )


def test_a_language_that_copies_another_is_noticed_unless_listed():
    same = _catalogues(nl=(ONE, f"{ONE} en"))
    assert any("nl" in line for line in problems(_wanted(), same, set()))
    assert problems(_wanted(), same, {ONE}) == []


def test_a_missing_catalogue_is_named():
    catalogues = _catalogues()
    del catalogues["nl"]
    assert problems(_wanted(), catalogues, set()) == ["nl: there is no catalogue"]
