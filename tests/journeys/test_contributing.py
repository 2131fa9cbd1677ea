"""From a stranger with a phone to a photo that everybody finds."""

from pathlib import Path

import pytest

from tests.journeys.conftest import PHONE, Welcome

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "eur-pesketaer-war-ar-c-hae"


def test_a_stranger_makes_an_account(welcome: Welcome) -> None:
    stranger = welcome(locale="fr-FR")
    stranger.registers("Enora Kermarrec", "enora@example.org", PASSWORD)
    stranger.follows_letter("enora@example.org")
    if not stranger.is_logged_in():
        stranger.logs_in_with("enora@example.org", PASSWORD)
    assert stranger.is_logged_in()


def test_two_photos_from_a_phone_are_found_everywhere(welcome: Welcome, photos: list[Path]) -> None:
    yann = welcome(locale="fr-FR", **PHONE).logs_in("yann").opens("/?lang=fr")
    yann.adds_photos(*photos)
    yann.describes(0, "Quai Malbert sous la bruine")
    yann.describes(1, "Grue du port de commerce")
    yann.publishes()
    reader = welcome(locale="fr-FR", **PHONE).opens("/contributions/")
    assert reader.finds("Quai Malbert sous la bruine")
    assert reader.sees_on_map("Grue du port de commerce")
    reader.searches_for("bruine malbert")
    assert reader.finds("Quai Malbert sous la bruine")
    assert reader.reads_language() == "fr"
    reader.opens_work("Quai Malbert")
    assert "Yann Le Bihan" in reader.reads()


def test_the_same_without_scripts(welcome: Welcome, photos: list[Path]) -> None:
    yann = welcome(java_script_enabled=False).logs_in("yann")
    yann.adds_photos(photos[0])
    yann.describes(0, "Le phare sans un script")
    yann.publishes()
    reader = welcome(java_script_enabled=False).opens("/contributions/")
    assert reader.finds("Le phare sans un script")
    reader.searches_for("phare script")
    assert reader.finds("Le phare sans un script")
    assert reader.sees_on_map("Le phare sans un script")


def test_publishing_with_the_keyboard_alone(welcome: Welcome, photos: list[Path]) -> None:
    maelle = welcome(locale="fr-FR").logs_in("maelle")
    maelle.adds_photos(photos[0])
    maelle.types("[data-draft] [name$='-title']", "Tout au clavier")
    maelle.goes_to("details[data-section=rights] > summary")
    if not maelle.has_open("details[data-section=rights]"):
        maelle.presses("Enter")
    maelle.goes_to("[data-draft] [name$='-ownership']")
    maelle.presses("Space")
    maelle.goes_to("[data-draft] [name$='-licence']")
    maelle.presses("Space")
    maelle.goes_to("button[value=publish]")
    maelle.presses("Enter")
    maelle.waits_until_published()
    assert welcome().opens("/contributions/").finds("Tout au clavier")


def test_reading_in_another_language(welcome: Welcome) -> None:
    reader = welcome().opens("/contributions/")
    for code in ("fr", "br", "nl", "en"):
        reader.chooses_language(code)
        assert reader.reads_language() == code
    reader.opens("/map")
    assert reader.reads_language() == "en"
