"""Keep, hide, restore, ask: through the desk, as curators do."""

import json

import pytest

from portal import jobs
from portal.community import service as book
from portal.community.models import Decision, Report
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.governance.models import Question
from portal.kernel import ids
from portal.web.viewer import NOBODY


@pytest.fixture
def decide(client_of, send):
    """`decide("rozenn", work, "hide", reason="spam")` at the desk; the answer."""

    def press(handle, work_id, action, seen=1, **fields):
        url = f"/review/{ids.encode(work_id)}"
        return send(client_of(handle), url, page="/decisions/", action=action, seen=seen, **fields)

    return press


@pytest.fixture
def report(app):
    def make(work_id, reason="private", text="", contact="", viewer=NOBODY):
        with app.test_request_context():
            said = book.Said(ids.new_id(), reason, text, contact, "nl")
            return book.report(viewer, "contribution", work_id, said).id

    return make


@pytest.fixture
def letters(rows):
    """What is on its way by mail, as dicts."""

    def read():
        waiting = [job for job in rows(jobs.Job) if job.kind == "mail.deliver"]
        return [json.loads(job.payload["message"]) for job in waiting]

    return read


def state_of(rows, work_id):
    return next(work.state for work in rows(Contribution) if work.id == work_id)


def test_keeping_marks_as_reviewed_and_fills_no_public_list(client, publish, decide, rows):
    work = publish("maelle")
    assert decide("rozenn", work, "keep").status_code == 303
    assert rows(Contribution)[0].reviewed_revision == 1
    (decision,) = rows(Decision)
    assert (decision.action, decision.is_public) == ("keep", False)


def test_hiding_needs_a_reason_and_says_so(publish, decide, rows):
    work = publish("maelle")
    answer = decide("rozenn", work, "hide", words="kept words")
    assert answer.status_code == 422
    assert "flash--failed" in answer.text and "kept words" in answer.text
    assert state_of(rows, work) == State.VISIBLE


def test_hiding_takes_out_of_sight_and_writes_it_down(client, publish, decide, rows):
    work = publish("maelle", "SECRET")
    decide("rozenn", work, "hide", reason="spam", words="An advertisement")
    assert client.get(f"/contributions/{ids.encode(work)}").status_code == 404
    page = client.get("/decisions/").text
    assert "An advertisement" in page and "SECRET" not in page


def test_the_contributor_gets_the_reason_and_the_way_to_appeal(publish, decide, letters):
    work = publish("maelle", "The harbour")
    decide("rozenn", work, "hide", reason="spam", words="An advertisement")
    (letter,) = letters()
    assert letter["to"] == "maelle@example.org"
    assert "An advertisement" in letter["text"] and "The harbour" in letter["text"]
    assert f"/contributions/{ids.encode(work)}#talk" in letter["text"]


def test_restoring_shows_it_again_and_counts_as_reviewed(client, publish, decide, rows):
    work = publish("maelle", state=State.HIDDEN)
    assert decide("erwan", work, "restore", words="A mistake").status_code == 303
    (row,) = rows(Contribution)
    assert (row.state, row.reviewed_revision) == (State.VISIBLE, row.revision)
    assert client.get(f"/contributions/{ids.encode(work)}").status_code == 200


def test_reports_are_answered_with_the_decision(publish, report, decide, rows):
    work = publish("maelle")
    reports = [report(work, text="a"), report(work, text="b")]
    decide("rozenn", work, "keep")
    (decision,) = rows(Decision)
    assert decision.is_public
    assert decision.report_ids == reports
    assert {(r.state, r.decision_id) for r in rows(Report)} == {("answered", decision.id)}


def test_a_reporter_without_account_is_told_and_the_address_forgotten(
    publish, report, decide, letters, rows
):
    work = publish("maelle", "SECRET")
    report(work, contact="a@example.org")
    decide("rozenn", work, "hide", reason="private")
    letter = next(one for one in letters() if one["to"] == "a@example.org")
    assert "/decisions/" in letter["text"] and "SECRET" not in letter["text"]
    assert rows(Report)[0].contact is None


def test_a_reporter_with_an_account_is_told(publish, report, decide, letters, cast):
    work = publish("maelle")
    report(work, viewer=cast["yann"].viewer)
    decide("rozenn", work, "keep")
    assert [letter["to"] for letter in letters()] == ["yann@example.org"]


def test_nobody_sees_who_reported(client_of, publish, report, decide, cast):
    work = publish("maelle")
    report(work, viewer=cast["yann"].viewer, text="Look")
    assert "Yann" not in client_of("rozenn").get("/review/").text
    decide("rozenn", work, "keep")
    assert "Yann" not in client_of("rozenn").get("/decisions/").text


def test_a_private_decision_says_nothing_in_public(client, publish, decide, report, letters):
    work = publish("maelle")
    report(work, contact="a@example.org")
    decide("rozenn", work, "hide", reason="dangerous", words="WHISPER", private="y")
    assert "WHISPER" not in client.get("/decisions/").text
    told = {one["to"]: one["text"] for one in letters()}
    assert "WHISPER" in told["maelle@example.org"]
    assert "WHISPER" not in told["a@example.org"]


@pytest.mark.parametrize("action", ["keep", "hide", "ask"])
def test_nobody_decides_about_their_own_work(publish, decide, rows, action):
    work = publish("rozenn")
    answer = decide("rozenn", work, action, reason="spam", words="x")
    assert answer.status_code == 403
    assert rows(Decision) == []


@pytest.mark.parametrize("handle", ["yann", "tangi", "maelle"])
def test_the_desk_is_for_curators(client_of, publish, decide, rows, handle):
    work = publish("erwan")
    assert client_of(handle).get("/review/").status_code == 403
    assert decide(handle, work, "hide", reason="spam").status_code == 403
    assert rows(Decision) == []


def test_who_is_not_logged_in_is_sent_to_log_in(client):
    assert "/account/login" in client.get("/review/", headers={"Accept": "text/html"}).location


def test_a_decision_needs_the_token_of_the_form(client_of, publish, rows):
    url = f"/review/{ids.encode(publish('maelle'))}"
    assert client_of("rozenn").post(url, data={"action": "keep", "seen": 1}).status_code == 400
    assert rows(Decision) == []


def test_what_changed_meanwhile_has_to_be_looked_at_again(publish, decide, rows):
    work = publish("maelle")
    assert decide("rozenn", work, "hide", seen=0, reason="spam").status_code == 409
    assert state_of(rows, work) == State.VISIBLE


def test_the_same_decision_sent_twice_is_one(publish, decide, rows, letters):
    work, name = publish("maelle"), ids.encode(ids.new_id())
    for _try in range(2):
        answer = decide("rozenn", work, "hide", id=name, reason="spam")
        assert answer.status_code == 303
    assert len(rows(Decision)) == len(letters()) == 1


def test_a_taken_id_is_refused(publish, decide, rows):
    first, second, name = publish("maelle"), publish("maelle"), ids.encode(ids.new_id())
    decide("rozenn", first, "hide", id=name, reason="spam")
    assert decide("rozenn", second, "hide", id=name, reason="spam").status_code == 409
    assert state_of(rows, second) == State.VISIBLE


def test_several_at_once_get_one_reason(client_of, publish, send, rows):
    works = [publish("maelle"), publish("yann"), publish("rozenn")]
    picks = [f"{ids.encode(work)}.1" for work in works]
    send(
        client_of("rozenn"),
        "/review/several",
        page="/decisions/",
        pick=picks,
        action="hide",
        reason="spam",
    )
    # Her own one stays where it is.
    assert [state_of(rows, w) for w in works] == [State.HIDDEN, State.HIDDEN, State.VISIBLE]
    assert {decision.reason for decision in rows(Decision)} == {"spam"}


def test_keeping_several_twice_says_it_once(client_of, publish, send, rows):
    picks = [f"{ids.encode(publish('maelle'))}.1", f"{ids.encode(publish('yann'))}.1"]
    for _try in range(2):
        answer = send(
            client_of("erwan"), "/review/several", page="/decisions/", pick=picks, action="keep"
        )
        assert answer.status_code == 303
    assert len(rows(Decision)) == 2


@pytest.mark.parametrize(
    "fields", [{"action": "keep"}, {"pick": "x.1"}, {"pick": "x", "action": "keep"}]
)
def test_a_broken_batch_decides_nothing(client_of, send, rows, fields):
    answer = send(client_of("rozenn"), "/review/several", page="/decisions/", **fields)
    assert answer.status_code in {303, 422}
    assert rows(Decision) == []


def test_asking_is_private_and_answered_on_the_page_of_the_work(
    client, client_of, publish, decide, send, rows, letters
):
    work = publish("maelle")
    decide("rozenn", work, "ask", words="Who took it?")
    page = f"/contributions/{ids.encode(work)}"
    assert "Who took it?" in letters()[0]["text"]
    assert "Who took it?" in client_of("maelle").get(page).text
    for who in (client, client_of("yann")):
        assert "Who took it?" not in who.get(page).text + who.get("/decisions/").text
    url = f"/questions/{ids.encode(rows(Question)[0].id)}/answer"
    assert send(client_of("yann"), url, page=page, answer="Me").status_code == 403
    assert send(client_of("maelle"), url, page=page, answer="My aunt").status_code == 303
    assert "My aunt" in client_of("erwan").get("/review/?show=asked").text


def test_an_open_question_leaves_the_pile_and_a_decision_settles_it(
    client_of, publish, decide, rows
):
    work = publish("maelle", "The harbour")
    decide("rozenn", work, "ask", words="Who took it?")
    assert "The harbour" not in client_of("rozenn").get("/review/?show=fresh").text
    decide("rozenn", work, "keep")
    assert rows(Question)[0].state == "closed"
