"""Every route that changes something asks who is there, and for the token of its form."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.security import atlas, visits
from tests.security.conftest import NOBODY, House
from tests.security.forms import TOKEN

pytestmark = [pytest.mark.slow, pytest.mark.once]
REFUSED = {401, 403, 404, 410}


@pytest.fixture(scope="module")
def world(house: House) -> atlas.World:
    return visits.settle(house)


def _values(house: House, address: str, line: atlas.Write) -> dict[str, Any]:
    """What somebody who may would send here."""
    found = visits.find_form(house, address, line)
    values = visits.filled(found[1]) if found else {"do": "save", "answer": "I am", "reason": "so"}
    return {name: value for name, value in values.items() if name != TOKEN}


def _send(house: House, who: str, method: str, address: str, values: dict[str, Any]) -> Any:
    client, key = house.clients[who], house.key(who, address)
    if address.startswith("/api/"):
        wish = {"title": "Taken"} if method == "PATCH" else None
        return client.open(address, method=method, json=wish, headers={**key, "If-Match": "*"})
    if method != "POST":
        content, _name = visits.picture("port.jpg")
        head = {"X-CSRFToken": values.get(TOKEN, "")}
        return client.open(address, method=method, data=content.read(), headers=head)
    return visits.send(client, address, values)


def _is_refused(response: TestResponse) -> bool:
    to_login = response.status_code == 302 and "/account/login" in response.location
    return to_login or response.status_code in REFUSED


def _closed(house: House, world: atlas.World, who: str) -> list[str]:
    """Addresses that took something from somebody for whom they are not."""
    opened = []
    for method, address, endpoint, line in atlas.writes(house.app, world):
        if line.open_to == "everybody" or (who != NOBODY and line.open_to == "member"):
            continue
        values = _values(house, address, line) | {TOKEN: visits.token(house.clients[who])}
        before = visits.rows(house)
        response = _send(house, who, method, address, values)
        changed = [name for name, rows in visits.rows(house).items() if rows != before[name]]
        if changed or not _is_refused(response):
            opened.append(f"{who} {method} {endpoint}: {response.status_code}, {changed}")
    return opened


@pytest.mark.parametrize("who", [NOBODY, "yann", "tangi"])
def test_others_change_nothing(house: House, world: atlas.World, who: str) -> None:
    assert _closed(house, world, who) == []


@pytest.mark.parametrize("who", ["maelle", "nolwenn"])
def test_without_the_token_of_a_form_nothing_is_taken(
    house: House, world: atlas.World, who: str
) -> None:
    """Logged in, and with all the rest right. The API takes no cookies, so it needs no token."""
    before, taken = visits.rows(house), []
    for method, address, endpoint, line in atlas.writes(house.app, world):
        values = _values(house, address, line)
        if address.startswith("/api/"):
            status, refusal = _send(house, NOBODY, method, address, values).status_code, 401
        else:
            status, refusal = _send(house, who, method, address, values).status_code, 400
        if status != refusal:
            taken.append(f"{method} {endpoint}: {status}")
    assert (taken, visits.rows(house)) == ([], before)


def test_the_one_who_may_changes_something(house: House, world: atlas.World) -> None:
    """Were the forms never right, the tests above would be blind."""
    lines = {endpoint: (a, line) for _m, a, endpoint, line in atlas.writes(house.app, world)}
    address, line = lines["people.account"]
    before = visits.rows(house)
    found = visits.find_form(house, address, line)
    assert found is not None
    values = visits.filled(found[1]) | {"about": "I keep the lighthouse."}
    assert visits.send(house.clients[found[0]], address, values).status_code == 303
    assert visits.rows(house)["members"] != before["members"]
