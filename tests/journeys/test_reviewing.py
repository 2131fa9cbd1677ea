"""What happens to a work that somebody does not want to stand as it does."""

import pytest

from tests.browser import Live
from tests.journeys.conftest import Welcome

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = "C'est notre jardin, on y voit les enfants."


def test_report_hide_appeal_restore(welcome: Welcome, live: Live, work: str) -> None:
    welcome().reports(work, "private", WORDS)
    rozenn = welcome().logs_in("rozenn")
    rozenn.decides(work, "hide", "private", "On y reconnait des enfants.")
    assert welcome().status_of(work) == 404

    maelle = welcome().logs_in("maelle")
    letter = maelle.letter(live.cast["maelle"].email, "On y reconnait des enfants.")
    assert work.rpartition("/")[2] in letter
    maelle.appeals(work, "Ce sont mes propres enfants, et ils sont d'accord.")

    erwan = welcome().logs_in("erwan")
    erwan.decides(work, "appeal_upheld", words="Le consentement est donne.")
    assert welcome().status_of(work) == 200
    assert "Le consentement est donne." in welcome().opens("/decisions/").reads()


def test_the_curator_who_hid_does_not_decide_the_appeal(welcome: Welcome, work: str) -> None:
    rozenn = welcome().logs_in("rozenn")
    rozenn.decides(work, "hide", "private", "Trop intime.")
    welcome().logs_in("maelle").appeals(work, "Pas du tout.")
    rozenn.tries_to_decide(work, "appeal_upheld", words="Je me ravise.")
    assert welcome().status_of(work) == 404


def test_two_people_edit_at_once_and_nothing_is_lost(welcome: Welcome, work: str) -> None:
    maelle, rozenn = welcome().logs_in("maelle"), welcome().logs_in("rozenn")
    maelle.begins_to_edit(work, title="Le port au petit matin")
    rozenn.begins_to_edit(work, description="Vu de la digue du large.", title="Port, digue")
    maelle.saves()
    rozenn.saves()
    assert "Le port au petit matin" in rozenn.reads()
    rozenn.changes(title="Le port au petit matin, vu de la digue")
    rozenn.saves()
    page = welcome().opens(work).reads()
    assert "Le port au petit matin, vu de la digue" in page
    assert "Vu de la digue du large." in page
