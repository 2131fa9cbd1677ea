"""What every answer says to the browser, and what the portal does not answer at all (ASVS)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from portal.app import create_app
from tests.conftest import make_settings
from tests.security import atlas, visits
from tests.security.conftest import NOBODY, House

pytestmark = [pytest.mark.slow, pytest.mark.once]
ELSEWHERE = (
    *("https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example"),
    *("https:evil.example", "javascript:alert(1)", "/\t/evil.example", "http:///evil.example"),
    *("/\n/evil.example", "\t//evil.example", "/./\\evil.example"),
)


@pytest.fixture(scope="module")
def world(house: House) -> atlas.World:
    return visits.settle(house)


def _answers(house: House, world: atlas.World, who: str) -> Iterator[tuple[str, TestResponse]]:
    for address in [*atlas.addresses(house.app, world), "/nothing/here", "/static/web/base.css"]:
        yield address, house.clients[who].get(address)


@pytest.mark.parametrize("who", [NOBODY, "nolwenn"])
def test_every_answer_forbids_what_is_inline_and_foreign(
    house: House, world: atlas.World, who: str
) -> None:
    lax = []
    for address, response in _answers(house, world, who):
        policy = response.headers.get("Content-Security-Policy", "")
        fits = {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
        if not address.startswith("/static/") and ("unsafe" in policy or not fits):
            lax.append(address)
        if response.headers.get("X-Content-Type-Options") != "nosniff":
            lax.append(f"{address}: sniffable")
    assert lax == []


def test_pages_of_members_are_in_no_shared_cache(house: House, world: atlas.World) -> None:
    public = [
        address
        for address, response in _answers(house, world, "maelle")
        if "public" in response.headers.get("Cache-Control", "")
        and not address.startswith(("/static/", "/basemap/"))
    ]
    assert public == []


@pytest.mark.parametrize(("url", "is_secure"), [("https://port.example", True), (None, False)])
def test_the_session_cookie_is_out_of_reach(
    house: House, tmp_path: Path, url: str | None, is_secure: bool
) -> None:
    more = {"PORTAL_URL": url} if url else {}
    app = create_app(make_settings(tmp_path, f"sqlite:///{tmp_path}/x.db", **more))
    response = app.test_client().get("/about/", base_url=url or "http://localhost")
    cookie = next(c for c in response.headers.getlist("Set-Cookie") if c.startswith("portal="))
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert ("Secure" in cookie, "Strict-Transport-Security" in response.headers) == (is_secure,) * 2


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_elsewhere(house: House, target: str) -> None:
    client = house.app.test_client()
    login = {"email": house.cast["yann"].email, "password": house.cast["yann"].password}
    values: dict[str, Any] = login | {"next": target, "csrf_token": visits.token(client)}
    for address in ("/account/login", "/theme"):
        response = client.post(address, query_string={"next": target}, data=values)
        assert _host(response.headers.get("Location", "/")) in {"", "localhost"}, address


def _host(location: str) -> str:
    """Where a browser goes: it drops tabs and line ends, and takes a backslash for a slash."""
    seen = re.sub(r"[\t\r\n]", "", location).strip().replace("\\", "/")
    parts = urlsplit(re.sub(r"^/{2,}", "//", seen))
    return parts.netloc or ("elsewhere" if parts.scheme else "")


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:8000", ""]
)
def test_other_names_are_refused(house: House, host: str) -> None:
    for address in ("/", "/contributions/", "/account/login", "/health"):
        response = house.app.test_client().get(address, headers={"Host": host})
        assert response.status_code == 400 or (not host and response.status_code == 200)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "PATCH", "DELETE", "POST", "BREW"])
def test_methods_that_a_route_does_not_know_are_refused(
    house: House, world: atlas.World, method: str
) -> None:
    client, odd = house.clients["maelle"], []
    adapter = house.app.url_map.bind("localhost")
    for address in atlas.addresses(house.app, world):
        if method not in adapter.allowed_methods(address):
            head = {"X-CSRFToken": visits.token(client)}
            status = client.open(address, method=method, headers=head).status_code
            odd += [f"{address}: {status}"] if status != 405 else []
    assert odd == []
