"""Keys: who asks is said by the token alone, and by nothing else."""

import pytest

from portal.people.queries import list_tokens
from portal.people.service import revoke_token
from tests.api.conftest import SAID

LIST = "/api/v1/contributions"


def test_an_unknown_key_is_refused_even_where_none_is_needed(client):
    answer = client.get(LIST, headers={"Authorization": "Bearer portal_nothing"})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert answer.json["reason"] == "unauthenticated"


@pytest.mark.parametrize("header", ["Basic bWFlbGxlOng=", "Bearer", "", "portal_x"])
def test_what_is_no_bearer_token_is_refused(client, header):
    assert client.get(LIST, headers={"Authorization": header}).status_code == 401


def test_a_revoked_key_is_refused(app, client, cast, maelle):
    with app.test_request_context():
        member_id = cast["maelle"].id
        for token in list_tokens(member_id).items:
            revoke_token(member_id, token.id)
    assert client.get(LIST, headers=maelle).status_code == 401


def test_writing_without_a_key_is_refused(client):
    answer = client.post(LIST, data={})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_for_reading_does_not_give(send, key_of):
    answer = send(SAID, key=key_of("maelle", "read"))
    assert answer.status_code == 403
    assert answer.json["reason"] == "missing_scope"
    assert 'scope="contribute"' in answer.headers["WWW-Authenticate"]


def test_a_key_for_giving_does_not_read(client, draft, key_of):
    assert client.get(draft, headers=key_of("maelle", "contribute")).status_code == 403


def test_a_session_says_nothing_to_the_api(client_of, draft):
    assert client_of("maelle").get(draft).status_code == 404


def test_a_session_cannot_write(client_of, published):
    assert client_of("maelle").delete(published).status_code == 401


def test_the_api_sets_no_cookie(client_of, published):
    browser = client_of("maelle")
    for address in (published, f"{LIST}?lang=nl", "/api/v1/nothing?lang=nl"):
        assert "Set-Cookie" not in browser.get(address).headers


def test_a_key_opens_no_page(client, draft, maelle):
    page = draft.removeprefix("/api/v1")
    assert client.get(page, headers={**maelle, "Accept": "text/html"}).status_code == 404
