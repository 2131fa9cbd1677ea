"""A portal for a whole module, and answers in a shape that can be compared."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.app import create_app
from portal.database import db
from portal.people.rules import SCOPES
from portal.people.service import make_token
from tests import cast as village
from tests.conftest import make_settings

NOBODY = "nobody"
# What differs from answer to answer and says nothing: the token of forms.
_TOKEN = re.compile(r'(csrf[-_]token"[^>]*(?:content|value)=")[^"]*')
_MOVING = {"Date", "Set-Cookie", "Content-Length"}


@dataclass(frozen=True)
class House:
    """A portal, its people, and a browser without a window for each of them."""

    app: Flask
    cast: Mapping[str, village.Villager]
    clients: Mapping[str, FlaskClient]
    keys: Mapping[str, str]

    def key(self, who: str, address: str) -> dict[str, str]:
        """The header of a program of this person, for addresses of the API."""
        is_program = address.startswith("/api/") and who in self.keys
        return {"Authorization": f"Bearer {self.keys[who]}"} if is_program else {}

    def ask(self, who: str, address: str) -> "Answer":
        """The answer that somebody gets to one address."""
        return ask(self.clients[who], address, self.key(who, address))


@dataclass(frozen=True)
class Answer:
    """What came back: `text` holds headers and body, without what differs by nature."""

    status: int
    text: str


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[Path], str]
) -> Iterator[House]:
    """A portal for all tests of a module, with the village in it."""
    folder = tmp_path_factory.mktemp("house")
    app = create_app(make_settings(folder, new_database(folder)))
    with app.app_context():
        people = village.settle()
        keys = {h: make_token(who.id, "a program", SCOPES) for h, who in people.items()}
    clients = {h: village.login(app.test_client(), who) for h, who in people.items()}
    yield House(app, people, {NOBODY: app.test_client(), **clients}, keys)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def ask(client: FlaskClient, address: str, headers: Mapping[str, str] | None = None) -> Answer:
    """The answer to one address, in the language of the browser or the account."""
    client.delete_cookie("lang")
    response = client.get(address, headers=headers)
    body = _TOKEN.sub(r"\1", response.get_data().decode("latin-1"))
    if response.status_code in {302, 303}:
        with client.session_transaction() as session:
            session.pop("_flashes", None)  # else the next page says what this one answered
    kept = (f"{name}: {value}" for name, value in response.headers if name not in _MOVING)
    return Answer(response.status_code, "\n".join([*kept, body]))
