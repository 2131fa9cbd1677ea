"""The verbs of a work: each change is a revision, and nobody's change is lost."""

from collections.abc import Mapping

import pytest
from flask import Flask

from portal import history
from portal.contributions import queries, service
from portal.contributions.service import Edit, Outdated
from portal.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound
from portal.web.viewer import NOBODY
from tests.cast import Villager
from tests.factories import works

Cast = Mapping[str, Villager]


def test_publishing_shows_the_work_and_writes_its_first_revision(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    assert queries.find_work(NOBODY, work.id) is work
    assert history.current_number(service.subject_of(work.id)) == work.revision == 1


def test_publishing_twice_is_publishing_once(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    service.publish(cast["maelle"].viewer, work.id)
    assert history.current_number(service.subject_of(work.id)) == 1


def test_what_is_missing_is_named(inside: Flask, cast: Cast) -> None:
    intake = works.send(cast["maelle"])
    with pytest.raises(Invalid) as refused:
        service.publish(cast["maelle"].viewer, intake.id)
    assert set(refused.value.fields) == {"title", "ownership"}


def test_an_edit_is_a_revision_with_its_reason(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    service.edit(cast["maelle"].viewer, work.id, Edit({"title": "Le port"}, "plus court"))
    revision = history.get_revision(service.subject_of(work.id), 2)
    assert revision.reason == "plus court"
    assert revision.changed["title"] == ["Le port un matin", "Le port"]


def test_an_edit_that_changes_nothing_is_no_revision(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    service.edit(cast["maelle"].viewer, work.id, Edit({"title": "Le port un matin"}))
    assert work.revision == 1


def test_others_may_not_edit(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    with pytest.raises(Forbidden):
        service.edit(cast["yann"].viewer, work.id, Edit({"title": "À moi"}))


def test_curators_may_correct(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    service.edit(cast["rozenn"].viewer, work.id, Edit({"title": "Le port de Brest"}, "lieu"))
    assert work.title == "Le port de Brest"


def test_two_who_edit_at_once_lose_nothing(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"], description="Un matin.")
    service.edit(cast["rozenn"].viewer, work.id, Edit({"description": "Un soir."}, base=1))
    with pytest.raises(Outdated) as outdated:
        service.edit(cast["maelle"].viewer, work.id, Edit({"title": "Le port"}, base=1))
    merged = outdated.value.merged
    assert merged.is_clean
    assert (merged.values["title"], merged.values["description"]) == ("Le port", "Un soir.")


def test_tags_of_both_are_kept_in_a_merge(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"], tags=("port",))
    service.edit(cast["rozenn"].viewer, work.id, Edit({"tags": ("port", "Brest")}, base=1))
    with pytest.raises(Outdated) as outdated:
        service.edit(cast["maelle"].viewer, work.id, Edit({"tags": ("port", "bateau")}, base=1))
    assert set(outdated.value.merged.values["tags"]) == {"port", "Brest", "bateau"}


def test_restoring_makes_an_old_revision_the_newest(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    service.edit(cast["maelle"].viewer, work.id, Edit({"title": "Autre chose"}))
    service.restore_revision(cast["maelle"].viewer, work.id, 1, "erreur")
    assert (work.title, work.revision) == ("Le port un matin", 3)


def test_restoring_does_not_show_a_place_more_exactly_again(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"], precision="exact")
    service.edit(cast["maelle"].viewer, work.id, Edit({"precision": "neighbourhood"}))
    service.restore_revision(cast["rozenn"].viewer, work.id, 1, "erreur")
    assert work.published_latitude != works.COMPLETE["latitude"]


def test_withdrawing_hides_and_returning_shows_again(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    service.withdraw(cast["maelle"].viewer, work.id)
    with pytest.raises(Gone):
        queries.get_work(NOBODY, work.id)
    service.return_work(cast["maelle"].viewer, work.id)
    assert queries.find_work(NOBODY, work.id) is work


def test_withdrawing_is_no_way_round_a_review(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    service.hide(cast["rozenn"].viewer, work.id, "visages")
    service.withdraw(cast["maelle"].viewer, work.id)
    service.return_work(cast["maelle"].viewer, work.id)
    assert queries.find_work(NOBODY, work.id) is None


def test_only_the_contributor_withdraws(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    with pytest.raises(Forbidden):
        service.withdraw(cast["rozenn"].viewer, work.id)
    with pytest.raises(NotFound):
        service.withdraw(cast["yann"].viewer, works.draft(cast["maelle"]).id)


def test_a_discarded_draft_can_be_recovered(inside: Flask, cast: Cast) -> None:
    work = works.draft(cast["maelle"])
    service.discard(cast["maelle"].viewer, work.id)
    assert queries.list_drafts(cast["maelle"].viewer) == []
    service.recover(cast["maelle"].viewer, work.id)
    assert queries.list_drafts(cast["maelle"].viewer) == [work]


def test_a_move_that_the_state_does_not_allow_is_refused(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    with pytest.raises(Conflict):
        service.unhide(cast["rozenn"].viewer, work.id, "?")
