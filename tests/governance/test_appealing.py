"""A contributor appeals, and another curator decides."""

import pytest

from portal.community.models import Decision
from portal.community.rules import Action
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.governance import service
from portal.governance.models import Appeal
from portal.governance.rules import Verdict
from portal.kernel import ids


@pytest.fixture
def hidden(app, cast, publish):
    """A work of maelle's that rozenn hid: the work's id and the decision's."""
    work = publish("maelle", "SECRET")
    with app.test_request_context():
        verdict = Verdict(ids.new_id(), Action.HIDE, 1, "private", "A number plate")
        return work, service.decide(cast["rozenn"].viewer, work, verdict).id


@pytest.fixture
def appealed(hidden, client_of, send):
    send(client_of("maelle"), f"/decisions/{ids.encode(hidden[1])}/appeal", words="It is my car")
    return hidden


@pytest.fixture
def decide(client_of, send, rows):
    def press(handle, work_id, action, **fields):
        seen = next(work.revision for work in rows(Contribution) if work.id == work_id)
        url = f"/review/{ids.encode(work_id)}"
        return send(client_of(handle), url, page="/decisions/", action=action, seen=seen, **fields)

    return press


def test_the_page_of_a_hidden_work_tells_why_and_offers_the_appeal(client_of, hidden):
    page = client_of("maelle").get(f"/contributions/{ids.encode(hidden[0])}").text
    assert "A number plate" in page
    assert f"/decisions/{ids.encode(hidden[1])}/appeal" in page


def test_an_appeal_waits_for_another_curator(client_of, appealed):
    assert "It is my car" in client_of("erwan").get("/review/?show=appeals").text
    assert "It is my car" not in client_of("rozenn").get("/review/?show=appeals").text


@pytest.mark.parametrize("handle", ["yann", "rozenn", "erwan"])
def test_only_the_contributor_appeals(client_of, hidden, send, rows, handle):
    url = f"/decisions/{ids.encode(hidden[1])}/appeal"
    answer = send(client_of(handle), url, page="/decisions/", words="No")
    assert answer.status_code in {403, 404}
    assert rows(Appeal) == []


def test_an_appeal_is_made_once(client_of, appealed, send, rows):
    url = f"/decisions/{ids.encode(appealed[1])}/appeal"
    send(client_of("maelle"), url, words="Again")
    (row,) = rows(Appeal)
    assert row.words == "It is my car"


def test_an_appeal_needs_words(client_of, hidden, send, rows):
    answer = send(client_of("maelle"), f"/decisions/{ids.encode(hidden[1])}/appeal", words=" ")
    assert answer.status_code == 422
    assert rows(Appeal) == []


@pytest.mark.parametrize("action", ["appeal_upheld", "appeal_rejected", "restore"])
def test_the_curator_who_hid_it_does_not_decide(appealed, decide, rows, action):
    assert decide("rozenn", appealed[0], action, words="No").status_code in {403, 409}
    assert rows(Appeal)[0].state == "open"
    assert rows(Contribution)[0].state == State.HIDDEN


def test_an_upheld_appeal_shows_the_work_again_and_is_public(client, appealed, decide, rows):
    assert decide("erwan", appealed[0], "appeal_upheld", words="Right").status_code == 303
    assert rows(Appeal)[0].state == "upheld"
    assert client.get(f"/contributions/{ids.encode(appealed[0])}").status_code == 200
    assert "Appeal upheld" in client.get("/decisions/?lang=en").text
    assert rows(Decision)[-1].about_id == appealed[1]


def test_a_rejected_appeal_keeps_it_hidden_with_a_public_reason(client, appealed, decide, rows):
    assert decide("erwan", appealed[0], "appeal_rejected").status_code == 422
    decide("erwan", appealed[0], "appeal_rejected", words="The plate can be read")
    page = client.get("/decisions/").text
    assert "The plate can be read" in page
    assert "SECRET" not in page and "It is my car" not in page
    assert rows(Contribution)[0].state == State.HIDDEN


def test_a_decided_appeal_is_over(client_of, appealed, decide, send):
    decide("erwan", appealed[0], "appeal_rejected", words="No")
    assert decide("nolwenn", appealed[0], "appeal_upheld").status_code == 409
    page = client_of("maelle").get(f"/contributions/{ids.encode(appealed[0])}?lang=en").text
    assert "The work stays hidden" in page


def test_after_a_restore_there_is_nothing_to_appeal(client_of, hidden, decide, send, rows):
    decide("rozenn", hidden[0], "restore", words="A mistake")
    url = f"/decisions/{ids.encode(hidden[1])}/appeal"
    assert send(client_of("maelle"), url, page="/decisions/", words="x").status_code == 409
    assert rows(Appeal) == []
