"""The public book of decisions: written once, and silent about what is hidden."""

import pytest
from sqlalchemy import delete, update

from portal.community import service
from portal.community.models import Decision
from portal.community.rules import Action, Immutable
from portal.contributions.rules import State
from portal.database import db, transaction
from portal.kernel import ids
from portal.kernel.errors import Conflict


@pytest.fixture
def decide(app, cast):
    """Writes one decision by rozenn; its id."""

    def write(work_id, action=Action.HIDE, **more):
        values = {"reason": "private", "words": "A number plate", "is_public": True, **more}
        with app.app_context():
            row = Decision(
                subject_type="contribution",
                subject_id=work_id,
                action=action,
                decided_by=cast["rozenn"].id,
                **values,
            )
            return service.decide(row).id

    return write


def test_a_decision_cannot_be_changed(app, publish, decide):
    decision = decide(publish("maelle"))
    with app.app_context(), pytest.raises(Immutable), transaction():
        db.session.get(Decision, decision).words = "something else"


def test_a_decision_cannot_be_deleted(app, publish, decide):
    decision = decide(publish("maelle"))
    with app.app_context(), pytest.raises(Immutable), transaction():
        db.session.delete(db.session.get(Decision, decision))


@pytest.mark.parametrize("statement", [update(Decision).values(words=""), delete(Decision)])
def test_no_statement_over_all_decisions_passes(app, publish, decide, rows, statement):
    decide(publish("maelle"))
    with app.app_context(), pytest.raises(Conflict), transaction():
        db.session.execute(statement)
    assert rows(Decision)[0].words == "A number plate"


def test_everybody_reads_who_decided_what_and_why(client, publish, decide):
    decide(publish("maelle", "The harbour"), Action.KEEP)
    page = client.get("/decisions/?lang=en").text
    assert all(said in page for said in ("Kept", "A number plate", "Rozenn Riou", "The harbour"))


@pytest.mark.parametrize("state", [State.HIDDEN, State.WITHDRAWN, State.EXPUNGED])
def test_what_is_out_of_sight_is_not_named(client, client_of, publish, decide, state):
    decision = decide(publish("maelle", "SECRET harbour", state=state))
    for who in (client, client_of("rozenn"), client_of("maelle")):
        for page in ("/decisions/", f"/decisions/{ids.encode(decision)}"):
            shown = who.get(page).text
            assert "A number plate" in shown
            assert "SECRET" not in shown


def test_an_earlier_decision_forgets_the_title_once_the_work_is_hidden(
    app, client, publish, decide
):
    work = publish("maelle", "SECRET harbour")
    decide(work, Action.KEEP)
    assert "SECRET" in client.get("/decisions/").text
    with app.app_context():
        db.session.execute(db.text("UPDATE contributions SET state = 'hidden'"))
        db.session.commit()
    assert "SECRET" not in client.get("/decisions/").text


def test_a_private_decision_is_for_curators(client, client_of, publish, decide):
    decision = ids.encode(decide(publish("maelle"), is_public=False))
    assert client.get(f"/decisions/{decision}").status_code == 404
    assert "A number plate" not in client.get("/decisions/").text
    assert "A number plate" in client_of("erwan").get("/decisions/").text
    assert client_of("erwan").get(f"/decisions/{decision}").status_code == 200


def test_the_list_is_filtered_by_action_and_paged(client, publish, decide):
    work = publish("maelle")
    for number in range(32):
        decide(work, words=f"Hidden no {number}!")
    decide(work, Action.KEEP, words="A kept one")
    first = client.get("/decisions/?action=hide").text
    assert "A kept one" not in first
    assert "Hidden no 31!" in first and "Hidden no 0!" not in first
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Hidden no 0!" in client.get(following).text


@pytest.mark.parametrize("query", ["action=nonsense", "cursor=nonsense", "cursor=WyJhIl0"])
def test_a_broken_address_is_refused(client, query):
    assert client.get(f"/decisions/?{query}").status_code == 422


def test_a_page_of_decisions_costs_the_same_for_any_number_of_works(
    app, client, publish, decide, count_queries
):
    decide(publish("maelle"))
    client.get("/decisions/")
    with count_queries() as one:
        client.get("/decisions/")
    for number in range(20):
        decide(publish("maelle", f"Work {number}"))
    with count_queries() as many:
        client.get("/decisions/")
    assert len(many) == len(one)
