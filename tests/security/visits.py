"""Whoever fills in forms in these proofs: the world they find, and how a form is sent."""

import io
import itertools
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Table, select
from werkzeug.test import TestResponse

from portal.community.rules import Action
from portal.contributions import service
from portal.contributions.models import Contribution
from portal.database import Base, db
from portal.governance.models import Question
from portal.governance.rules import Verdict
from portal.governance.service import decide
from portal.kernel import geo, ids
from portal.people.models import ApiToken
from portal.people.service import invite, make_token
from tests import cast as village
from tests.factories import works
from tests.factories.pictures import jpeg
from tests.security import atlas, forms
from tests.security.conftest import NOBODY, House

_numbers = itertools.count(1)
# What comes and goes without anybody having changed anything.
_PASSING, _SEEN = {"sign_in_failures"}, {"last_used"}
STAFF = ("nolwenn", "rozenn")
# What a field needs to be taken, where the page proposes nothing.
SAMPLES = {
    "password": village.PASSWORD,
    "new_password": "eun-anv-nevez-hag-hir",
    "name": "Nevena Le Goff",
    "reason": "because it is so",
    "action": "keep",
    "role": "curator",
    "title": "A title",
    "scopes": "read",
}


def settle(house: House) -> atlas.World:
    """Works of maelle in several states, a key and an invitation."""
    with house.app.test_request_context():
        owner = house.cast["maelle"]
        shown = works.published(owner)
        service.edit(owner.viewer, shown.id, service.Edit({"title": "Le port, un soir"}, "better"))
        taken = works.published(owner)
        service.withdraw(owner.viewer, taken.id)
        draft, gone = works.draft(owner), works.draft(owner)
        service.discard(owner.viewer, gone.id)
        make_token(owner.id, "a script", ["read"])
        key = db.session.scalars(select(ApiToken.id)).first()
        link = invite("new@example.org", "curator", by=house.cast["nolwenn"].id, reason="needed")
        hidden = works.published(owner)
        kept = [shown.id, taken.id, draft.id, gone.id, hidden.id]
        decision_id = _decide(
            house, hidden, Action.HIDE, reason="private", words="a neighbour asked"
        )
        _decide(house, shown, Action.ASK, words="Who is on it?")
        question = db.session.scalars(select(Question.id)).first()
        works.settle_jobs()
    place = geo.Point(48.3815, -4.4912)
    world = atlas.World(kept, ["tangi", "yann"], [place], [key or 0])
    world.decisions, world.questions = [decision_id], [question or 0]
    world.invitation = link.rpartition("/")[2]
    return world


def _decide(house: House, work: Contribution, action: Action, **said: str) -> int:
    verdict = Verdict(ids.new_id(), action, work.revision, **said)
    decide(house.cast["rozenn"].viewer, work.id, verdict)
    return verdict.id


def actors(line: atlas.Write) -> tuple[str, ...]:
    """Who may fill in this form."""
    return (NOBODY, "maelle") if line.open_to == "everybody" else ("maelle", *STAFF)


def form_pages(house: House, address: str, line: atlas.Write) -> list[str]:
    """Where the form of an address may be found."""
    adapter = house.app.url_map.bind("localhost")
    if not line.form:
        return []
    _endpoint, values = adapter.match(address, "POST")
    if line.form == "governance.review":
        values = {"work": ids.encode(values["contribution_id"])} if values else {}
    return [adapter.build(line.form, values, "GET")]


def find_form(house: House, address: str, line: atlas.Write) -> tuple[str, forms.Form] | None:
    """Somebody who is offered the form, and the form as that person reads it now."""
    for actor, page in itertools.product(actors(line), form_pages(house, address, line)):
        response = house.clients[actor].get(page)
        found = forms.find(page, response.get_data(as_text=True), line.like or address)
        if response.status_code == 200 and found:
            return actor, found
    return None


def token(client: FlaskClient) -> str:
    """A token that the session of this client accepts."""
    for form in forms.read("/", client.get("/").get_data(as_text=True)):
        if forms.TOKEN in form.values:
            return form.values[forms.TOKEN]
    raise AssertionError("no form with a token on the home page")


def filled(form: forms.Form) -> dict[str, Any]:
    """What the form sends when a person fills in what is empty and needed."""
    number = next(_numbers)
    samples = SAMPLES | {"email": f"somebody{number}@example.org"}
    values: dict[str, Any] = {k: v or samples.get(k, "") for k, v in form.values.items()}
    values |= {name: samples[name] for name in form.kinds if name in samples and name not in values}
    return values


def send(client: FlaskClient, address: str, values: dict[str, Any]) -> TestResponse:
    return client.post(address, data=values, content_type="multipart/form-data")


def picture(name: str) -> tuple[io.BytesIO, str]:
    """A picture that was never sent before, called like this."""
    return io.BytesIO(jpeg(50_000 + next(_numbers))), name


def rows(house: House) -> dict[str, list[str]]:
    """Everything the database holds, to be compared with what it holds later."""
    with house.app.app_context():
        tables = [t for t in Base.metadata.sorted_tables if t.name not in _PASSING]
        found = {table.name: _rows_of(table) for table in tables}
        db.session.rollback()
    return found


def _rows_of(table: Table) -> list[str]:
    columns = [column for column in table.columns if column.name not in _SEEN]
    return sorted(map(repr, db.session.execute(select(*columns))))
