"""Anybody says that something should not stand as it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.community import service
from portal.community.models import Report
from portal.community.rules import Reason
from portal.contributions.rules import State
from portal.kernel import ids
from portal.kernel.errors import Conflict, Invalid, NotFound
from portal.web.limits import limiter
from portal.web.viewer import NOBODY


def address(work_id):
    return f"/report/contribution/{ids.encode(work_id)}"


def test_somebody_without_account_reports_and_is_thanked(client, publish, send, rows):
    work = publish("maelle")
    answer = send(
        client, address(work), reason="private", text="Our house", contact="a@example.org"
    )
    assert answer.location == f"{address(work)}/thanks"
    (report,) = rows(Report)
    assert (report.reason, report.reporter_id) == ("private", None)
    assert report.contact == "a@example.org"
    assert client.get(answer.location).status_code == 200


def test_a_member_reports_without_leaving_an_address(client_of, cast, publish, send, rows):
    work = publish("maelle")
    send(client_of("yann"), address(work), reason="spam", contact="x@example.org")
    (report,) = rows(Report)
    assert (report.reporter_id, report.contact) == (cast["yann"].id, None)


def test_a_report_needs_the_token_of_the_form(client, publish, rows):
    work = publish("maelle")
    assert client.post(address(work), data={"reason": "spam"}).status_code == 400
    assert rows(Report) == []


@pytest.mark.parametrize("reason", ["", "nonsense"])
def test_a_report_without_a_known_reason_is_shown_again(client, publish, send, rows, reason):
    answer = send(client, address(publish("maelle")), reason=reason, text="kept words")
    assert answer.status_code == 422
    assert "kept words" in answer.text
    assert rows(Report) == []


def test_a_wrong_address_is_pointed_out(client, publish, send):
    answer = send(client, address(publish("maelle")), reason="spam", contact="no address")
    assert answer.status_code == 422
    assert "not an e-mail address" in answer.text


@pytest.mark.parametrize("state", [State.HIDDEN, State.WITHDRAWN, State.DRAFT, State.EXPUNGED])
def test_what_one_does_not_see_cannot_be_reported(client, publish, state):
    assert client.get(address(publish("maelle", state=state))).status_code == 404


def test_an_unknown_type_of_subject_is_not_found(client, publish):
    work = publish("maelle")
    assert client.get(address(work).replace("contribution", "member")).status_code == 404


def test_the_same_id_again_is_the_same_report(client, publish, send, rows):
    work, name = publish("maelle"), ids.encode(ids.new_id())
    for _try in range(2):
        assert send(client, address(work), reason="spam", id=name).status_code == 303
    (report,) = rows(Report)
    assert report.times == 1


def test_saying_the_same_again_joins(client_of, publish, send, rows):
    work = publish("maelle")
    for words in ("The first", "And more"):
        send(client_of("yann"), address(work), reason="wrong_place", text=words)
    (report,) = rows(Report)
    assert report.times == 2
    assert report.text == "The first\n\nAnd more"


def test_two_people_are_two_reports(client_of, publish, send, rows):
    work = publish("maelle")
    for handle in ("yann", "tangi"):
        send(client_of(handle), address(work), reason="spam")
    assert len(rows(Report)) == 2


def test_an_id_of_another_report_is_refused(app, cast, publish):
    first, second, taken = publish("maelle"), publish("maelle"), ids.new_id()
    with app.test_request_context():
        service.report(NOBODY, "contribution", first, service.Said(taken, "spam"))
        with pytest.raises(Conflict) as refused:
            service.report(NOBODY, "contribution", second, service.Said(taken, "spam"))
    assert refused.value.reason == "id_taken"


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(client, publish, send, rows):
    answer = send(client, address(publish("maelle")), reason="spam", website="http://x.example")
    assert answer.status_code == 303
    assert rows(Report) == []


@pytest.fixture
def limits(app):
    """Rate limits as they are outside of tests."""
    app.config["RATELIMIT_ENABLED"] = True
    limiter.init_app(app)
    yield
    limiter.reset()
    limiter.enabled = False


def test_too_many_reports_from_one_address_have_to_wait(limits, client, publish, send):
    work = publish("maelle")
    codes = [send(client, address(work), reason="spam").status_code for _ in range(13)]
    assert codes == [303] * 12 + [429]


@pytest.mark.parametrize(
    "words",
    ["{{7*191}}", "{% x", "`", "</script><script>alert(1)</script>", "\u202e", "🦭", "a\0b"],
)
def test_hostile_words_are_shown_as_typed(client_of, publish, send, words):
    work = publish("maelle", title="T")
    send(client_of("yann"), address(work), reason="other", text=words + " end")
    page = client_of("rozenn").get("/review/?show=reported").text
    assert "1337" not in page
    assert "<script>alert" not in page
    assert " end" in page or "b end" in page


def test_ten_thousand_characters_are_refused_with_a_message(client, publish, send, rows):
    answer = send(client, address(publish("maelle")), reason="spam", text="x" * 10_000)
    assert answer.status_code == 422
    assert rows(Report) == []


def test_the_menu_of_a_work_offers_to_report_it_but_not_to_its_contributor(client_of, publish):
    work = publish("maelle")
    page = f"/contributions/{ids.encode(work)}"
    assert address(work) in client_of("yann").get(page).text
    assert address(work) not in client_of("maelle").get(page).text


@given(reason=st.text(max_size=30), text=st.text(max_size=50))
def test_only_named_reasons_are_taken(reason, text):
    wrong = {}
    said = service.Said(1, reason, text)
    try:
        service.check_said(said)
    except Invalid as refused:
        wrong = refused.fields
    assert ("reason" in wrong) == (reason not in set(Reason))


def test_a_subject_that_is_not_there_is_not_found(inside):
    with inside.test_request_context(), pytest.raises(NotFound):
        service.report(NOBODY, "contribution", 5, service.Said(1, "spam"))
