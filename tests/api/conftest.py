"""A portal with a few works in different states, keys to it, and pictures made by code."""

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from portal import jobs, search
from portal.kernel import ids
from portal.people.service import make_token
from tests.cast import Villager

Call = Callable[..., TestResponse]
SAID = {
    "title": "Le port au matin",
    "description": "Les bateaux rentrent.",
    "language": "fr",
    "tags": ["Port", "Bateaux"],
    "ownership": "mine",
    "licence": "CC-BY-SA-4.0",
    "edtf": "1944~",
    "exact_place": {"type": "Point", "coordinates": [-4.48612, 48.39041]},
}


def jpeg(seed: int = 0, place: bool = False) -> bytes:
    """A small picture like no other; with `place`, one that says where and when."""
    made = io.BytesIO()
    picture = Image.new("RGB", (64, 48), (seed * 37 % 256, seed * 11 % 256, 90))
    picture.putpixel((seed % 64, seed // 64 % 48), (255, 255, 255))
    exif = Image.Exif()
    if place:
        exif.get_ifd(0x8769)[0x9003] = "2024:07:14 10:00:00"
        exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 23.0, 24.0), 3: "W", 4: (4.0, 29.0, 10.0)})
    picture.save(made, "JPEG", quality=95, exif=exif)
    return made.getvalue()


def new_key(app: Flask, member_id: int, *scopes: str) -> dict[str, str]:
    """The header with a new key of this member."""
    with app.test_request_context():
        token = make_token(member_id, "test", scopes or ("read", "contribute"))
    return {"Authorization": f"Bearer {token}"}


def post_work(
    client: FlaskClient, key: dict[str, str], said: Mapping[str, Any] | None, picture: bytes
) -> TestResponse:
    """Send a picture and what there is to say about it."""
    data: dict[str, Any] = {"file": (io.BytesIO(picture), "p.jpg")}
    if said is not None:
        data["metadata"] = json.dumps(said)
    return client.post("/api/v1/contributions", headers=key, data=data)


@pytest.fixture
def app(app: Flask) -> Flask:
    with app.app_context():
        search.current_index().prepare()
    return app


@pytest.fixture
def key_of(app: Flask, cast: Mapping[str, Villager]) -> Callable[..., dict[str, str]]:
    """The header with a new key of somebody: `key_of("maelle", "read")`; all scopes else."""

    return lambda handle, *scopes: new_key(app, cast[handle].id, *scopes)


@pytest.fixture
def maelle(key_of: Callable[..., dict[str, str]]) -> dict[str, str]:
    return key_of("maelle")


@pytest.fixture
def yann(key_of: Callable[..., dict[str, str]]) -> dict[str, str]:
    return key_of("yann")


@pytest.fixture
def send(client: FlaskClient, maelle: dict[str, str]) -> Call:
    """Send a picture: `send({"publish": True}, seed=3)`; by Maëlle unless another key is given."""

    def post(
        said: Mapping[str, Any] | None = None,
        *,
        seed: int = 0,
        key: dict[str, str] | None = None,
        picture: bytes | None = None,
    ) -> TestResponse:
        content = jpeg(seed) if picture is None else picture
        return post_work(client, key or maelle, said, content)

    return post


@pytest.fixture
def published(send: Call) -> str:
    """The address of a work that Maëlle published."""
    answer = send({**SAID, "publish": True})
    assert answer.status_code == 201, answer.text
    return address_of(answer)


@pytest.fixture
def draft(send: Call) -> str:
    """The address of a draft of Maëlle's."""
    return address_of(send(SAID, seed=1))


def address_of(answer: TestResponse) -> str:
    """The path of the work that was answered."""
    return f"/api/v1/contributions/{answer.json['id']}"


def fresh_id() -> str:
    return ids.encode(ids.new_id())


def work_off(app: Flask) -> None:
    """Do what waits: sizes, licence, index."""
    with app.app_context():
        jobs.run_pending(app)
