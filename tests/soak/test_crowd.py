"""Many people at the same work at the same moment: no change is lost, nothing happens twice."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.contributions.models import Contribution
from portal.contributions.service import SUBJECT
from portal.database import db
from portal.history.models import Revision
from portal.kernel.ids import encode, new_id
from tests.cast import Villager
from tests.factories import works
from tests.factories.pictures import jpeg
from tests.security import forms
from tests.soak import proofs
from tests.soak.conftest import Town
from tests.soak.phones import Phone

pytestmark = pytest.mark.soak
ROUNDS = 5


def _all_at_once(acts: list[Callable[[], None]]) -> None:
    """Everybody starts at the same moment; what goes wrong in one goes wrong here."""
    gate, errors = threading.Barrier(len(acts)), list[BaseException]()

    def run(act: Callable[[], None]) -> None:
        try:
            gate.wait(120)
            act()
        except BaseException as error:  # noqa: BLE001 - told below, in the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def _adds_tag(phone: Phone, work_id: int, tag: str, merges: list[str]) -> None:
    """Edits through the form; where somebody was quicker, looks the merge over and saves it."""
    address = f"/contributions/{encode(work_id)}/edit"
    form = forms.find(address, phone.insists("GET", address).text, address)
    assert form is not None
    form.values["tags"] = f"{form.values['tags']}, {tag}".strip(", ")
    form.values["reason"] = tag
    answer = phone.sends(address, form.values)
    while answer.status == 409:
        merges.append(tag)
        form = forms.find(address, answer.text, address)
        assert form is not None and tag in form.values["tags"]
        answer = phone.sends(address, form.values)
    assert answer.status == 303, (answer.status, answer.text[-3000:])


def test_twenty_people_edit_one_work_and_no_change_is_lost(town: Town) -> None:
    owner = town.crowd[0]
    with town.app.app_context():
        work_id = works.published(owner, tags=()).id
        db.session.remove()
    phones = [Phone(town.portal.url).logs_in(person) for person in town.crowd]
    tags, merges = [f"tag-{n}" for n in range(len(phones))], list[str]()
    _all_at_once(
        [lambda p=p, t=t: _adds_tag(p, work_id, t, merges) for p, t in zip(phones, tags)]  # noqa: B905
    )
    with town.app.app_context():
        kept = db.session.get_one(Contribution, work_id).content.tags
        assert set(kept) == set(tags)
        assert len(_revisions(work_id)) == 1 + len(tags)
    people = len(phones)
    proofs.record(
        "Twenty people edit one work at once",
        (f"{people} changes by {people} people, all kept", f"{len(merges)} merges were shown"),
    )


def _revisions(work_id: int) -> list[Revision]:
    query = select(Revision).where(Revision.subject_type == SUBJECT, Revision.subject_id == work_id)
    return list(db.session.scalars(query))


def _new_draft(town: Town, phone: Phone, owner: Villager) -> int:
    photo_id = new_id()
    assert phone.uploads(photo_id, jpeg(photo_id % 2**31)).status == 201
    values = works.COMPLETE | {"title": "Published once"}
    with town.app.app_context():
        from portal.contributions import service

        service.save_draft(owner.viewer, photo_id, values)
        db.session.remove()
    return photo_id


def test_two_browsers_publish_a_draft_once(town: Town) -> None:
    owner = town.crowd[1]
    phones = [Phone(town.portal.url).logs_in(owner) for _ in range(2)]
    for _ in range(ROUNDS):
        photo_id = _new_draft(town, phones[0], owner)
        fields = {"draft": encode(photo_id), "do": "publish"}
        _all_at_once([lambda p=p, f=fields: _publishes(p, f) for p in phones])
        with town.app.app_context():
            assert db.session.get_one(Contribution, photo_id).state == "visible"
            assert len(_revisions(photo_id)) == 1


def _publishes(phone: Phone, fields: dict[str, str]) -> None:
    answer = phone.sends("/contribute/drafts", fields)
    assert answer.status == 303, answer.text[-2000:]


def test_the_same_id_sent_twice_at_once_is_one_photo(town: Town) -> None:
    owner = town.crowd[2]
    phones = [Phone(town.portal.url).logs_in(owner) for _ in range(4)]
    photo_id, answers = new_id(), list[int]()
    content = jpeg(photo_id % 2**31)
    _all_at_once([lambda p=p: answers.append(p.uploads(photo_id, content).status) for p in phones])
    assert answers == [201] * len(phones)
    with town.app.app_context():
        query = select(Contribution.id).where(Contribution.contributor_id == owner.id)
        assert db.session.scalars(query).all() == [photo_id]
