"""Text that wants to be more than text, in every field of every form that changes something."""

import html
import json
import re
from urllib.parse import quote

import pytest

from portal.contributions.service import Edit, edit
from portal.kernel import ids
from portal.kernel.errors import Invalid
from portal.people.service import change_profile
from tests.factories import works
from tests.security import atlas, visits
from tests.security.conftest import NOBODY, House, ask
from tests.security.forms import TOKEN

pytestmark = [pytest.mark.slow, pytest.mark.once]
PAYLOADS = {
    "template": "{{7*191}}",
    "tag": "{% x",
    "backtick": "`${7*191}`",
    "script": "</script><script>alert(1)</script>",
    "attribute": "\" autofocus onfocus='alert(1)' x=\"",
    "rtl": "a\u202eb\u200fc",
    "long": "q" * 10_000,
    "emoji": "🐦‍⬛ port 🏴‍☠️",
    "null": "a\0b",
}
COMPUTED = re.compile(r"(?<![0-9A-Za-z])1337(?![0-9A-Za-z])")
EXECUTED = ("<script>alert(1)", "onfocus='alert(1)' x=\"\"", '" autofocus onfocus=')
PLACES = (
    *("/search?q={}", "/search/suggest?q={}", "/contributions/?tag={}", "/people/{}"),
    *("/contributions/?person={}", "/contributions/?cursor={}", "/map?bbox={}", "/?lang={}"),
    *("/map/contributions/10/498/354.json?tag={}", "/account/login?next={}"),
)
READERS = (NOBODY, "yann", "maelle", "rozenn", "nolwenn")


@pytest.fixture(scope="module")
def world(house: House) -> atlas.World:
    return visits.settle(house)


def test_every_address_to_write_is_listed(house: House) -> None:
    assert atlas.unlisted(house.app, atlas.WRITE, *atlas.WRITING) == []


def _wrong(address: str, status: int, text: str) -> list[str]:
    """What is wrong with a page after hostile text was sent."""
    said = []
    if status >= 500:
        said.append(f"{address}: {status}")
    if COMPUTED.search(text) and not address.startswith("/basemap"):
        said.append(f"{address}: computed")
    if "text/html" in text[:400] and any(sign in text for sign in EXECUTED):
        said.append(f"{address}: not escaped")
    return said


def _feed(house: House, address: str, line: atlas.Write) -> tuple[int, list[str]]:
    """Send each payload in each field of the form at an address; how many, and what went wrong."""
    found = visits.find_form(house, address, line)
    fed, wrong = 0, list[str]()
    for name in found[1].kinds if found else ():
        actor, form = visits.find_form(house, address, line) or found
        for key, payload in PAYLOADS.items() if name != TOKEN else ():
            values = visits.filled(form)
            is_file = form.kinds.get(name) == "file"
            values[name] = visits.picture(payload) if is_file else payload
            response = visits.send(house.clients[actor], address, values)
            text = f"{response.headers}\n{response.get_data(as_text=True)}"
            wrong += [f"{name}={key}: {w}" for w in _wrong(address, response.status_code, text)]
            fed += 1
    return fed, wrong


def test_hostile_text_breaks_nothing(house: House, world: atlas.World) -> None:
    fed: dict[str, int] = {}
    wrong: list[str] = []
    for method, address, endpoint, line in atlas.writes(house.app, world):
        if method == "POST":
            count, said = _feed(house, address, line)
            fed[endpoint] = fed.get(endpoint, 0) + count
            wrong += said
    assert wrong == []
    silent = {name for name, count in fed.items() if not count and atlas.WRITE[name].form}
    assert silent == WITHOUT_FIELDS, "these forms were not found or have no fields"


# Buttons alone, nothing to type.
WITHOUT_FIELDS = {
    "contribute.put_away",
    "contributions.give_again",
    "contributions.withdraw",
    "people.revoke_token",
    "security.confirm_email",
    "security.logout",
    "security.reset_password",
}


@pytest.mark.parametrize("reader", READERS)
def test_what_was_typed_is_shown_as_text_everywhere(
    house: House, world: atlas.World, reader: str
) -> None:
    """Works and people now carry the payloads; every page and piece of data is read."""
    with house.app.app_context():
        for payload in PAYLOADS.values():
            _publish_if_taken(house, payload)
        said = {"name": PAYLOADS["script"], "about": PAYLOADS["template"]}
        change_profile(house.cast["yann"].id, handle="yann", language="br", **said)
        works.settle_jobs()
    wrong = []
    for address in atlas.addresses(house.app, world):
        answer = house.ask(reader, address)
        wrong += _wrong(address, answer.status, answer.text)
    assert wrong == []


def _publish_if_taken(house: House, payload: str) -> None:
    values = {"title": payload, "description": payload, "maker": payload, "tags": (payload,)}
    try:
        works.published(house.cast["yann"], **values)
    except Invalid as refused:
        assert len(payload) > 1_000, refused.fields


@pytest.mark.parametrize("key", sorted(PAYLOADS))
@pytest.mark.parametrize("field", ["title", "description", "maker", "tags"])
def test_a_work_shows_it_as_typed_or_refuses_it(
    house: House, world: atlas.World, field: str, key: str
) -> None:
    payload, work_id = PAYLOADS[key], world.works[0]
    with house.app.app_context():
        who = house.cast["maelle"].viewer
        value = (payload,) if field == "tags" else payload
        try:
            edit(who, work_id, Edit({field: value}, "a try"))
        except Invalid as refused:
            assert str(next(iter(refused.fields.values())))
            return
    page = ask(house.clients[NOBODY], f"/contributions/{ids.encode(work_id)}")
    typed = payload.replace("\0", "")
    assert typed in html.unescape(page.text.encode("latin-1").decode())


@pytest.mark.parametrize("key", sorted(PAYLOADS))
@pytest.mark.parametrize("place", PLACES)
def test_hostile_addresses_break_nothing(house: House, place: str, key: str) -> None:
    address = place.format(quote(PAYLOADS[key]))
    answer = ask(house.clients[NOBODY], address)
    assert _wrong(place, answer.status, answer.text) == []


def test_linked_data_stays_data(house: House) -> None:
    payload = PAYLOADS["script"]
    with house.app.app_context():
        work_id = works.published(house.cast["yann"], title=payload).id
    page = ask(house.clients[NOBODY], f"/contributions/{ids.encode(work_id)}").text
    (block,) = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)
    assert json.loads(block)["name"] == payload
