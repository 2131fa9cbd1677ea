"""One's own profile and keys, and what others see."""

from datetime import timedelta

import pytest
from flask import g, url_for
from sqlalchemy import event, select

from portal.database import db
from portal.kernel import clock
from portal.kernel.errors import Unauthenticated
from portal.people import queries, service
from portal.people.models import ApiToken, Member
from portal.people.viewers import viewer_of_token

PROFILE = {"name": "Anne", "handle": "anne", "about": "", "language": "en"}
HOSTILE = [
    "{{7*191}}",
    "{% x",
    "`${7*191}`",
    "</script><script>alert(1)</script>",
    "\u202eright to left",
    "x" * 10_000,
    "🐚",
    "nul\x00l",
    "' OR 1=1 --",
]


@pytest.fixture
def anne(make_member, visitor):
    identifier = make_member()
    visitor.log_in("anne@example.org")
    return identifier


def test_a_profile_is_edited_and_seen_by_everybody(visitor, other_visitor, anne):
    fields = {**PROFILE, "name": "Anne K.", "handle": "anne-k", "about": "Loves\nlighthouses"}
    assert visitor.post("/account/", **fields).status_code == 303
    page = other_visitor.get("/people/anne-k").text
    assert "Anne K." in page and "Loves\nlighthouses" in page
    assert "anne@example.org" not in page


def test_the_chosen_language_is_that_of_the_pages(visitor, anne):
    answer = visitor.post("/account/", **{**PROFILE, "language": "br"})
    assert "lang=br" in answer.location


def test_the_language_of_the_account_counts_without_a_cookie(app, visitor, anne):
    with app.app_context():
        db.session.scalars(select(Member)).one().language = "nl"
        db.session.commit()
    with visitor.client:
        visitor.get("/people/anne-le-gall")
        assert g.language == "nl"


@pytest.mark.parametrize("handle", ["admin", "a", "Ä", "-anne", "a b", "x" * 31, "roles"])
def test_a_handle_that_cannot_be_is_refused_at_its_field(visitor, anne, handle):
    answer = visitor.post("/account/", **{**PROFILE, "handle": handle})
    assert answer.status_code == 200
    assert 'id="handle-error"' in answer.text


def test_a_taken_handle_is_refused(visitor, anne, make_member):
    make_member("Loig Abgrall")
    answer = visitor.post("/account/", **{**PROFILE, "handle": "loig-abgrall"})
    assert "Somebody else has this name already." in answer.text


def test_two_of_the_same_name_get_different_handles(make_member, inside):
    ids = [make_member("Anne Le Gall", email=f"a{n}@example.org") for n in range(3)]
    handles = {queries.get_member(identifier).handle for identifier in ids}
    assert len(handles) == 3 and "anne-le-gall" in handles


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_the_profile_is_shown_as_typed_or_refused(visitor, anne, text):
    fields = {"name": text, "handle": "anne-le-gall", "about": text, "language": text}
    for wrong in (fields, {**fields, "language": "en"}, {**PROFILE, "handle": text}):
        assert visitor.post("/account/", **wrong).status_code in {200, 303}
    page = visitor.get("/account/").text + visitor.get("/people/").text
    assert "1337" not in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_the_account_forms_breaks_nothing(visitor, text):
    forms = {
        "/account/login": ("email", "password", "next", "stay"),
        "/account/register": ("email", "name", "password", "next"),
        "/account/reset": ("email",),
        "/account/confirm": ("email",),
    }
    for url, names in forms.items():
        answer = visitor.post(url, **dict.fromkeys(names, text))
        assert answer.status_code < 500
        assert "<script>alert(1)" not in answer.text and "1337" not in answer.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_of_stewards_breaks_nothing(visitor, make_member, text):
    make_member("Soizic Kerne", roles=["steward"])
    visitor.log_in("soizic@example.org")
    for url, names in {
        "/people/soizic-kerne/roles": ("role", "reason", "take"),
        "/people/invitations": ("email", "role", "language", "reason"),
        "/account/tokens": ("name", "scopes"),
        "/account/email": ("email",),
        "/account/password": ("password", "new_password"),
    }.items():
        assert visitor.post(url, **dict.fromkeys(names, text)).status_code < 500
    assert visitor.client.get("/people/", query_string={"q": text}).status_code == 200
    assert visitor.client.get("/people/", query_string={"cursor": text}).status_code == 422
    assert visitor.client.get("/people/roles/log", query_string={"cursor": text}).status_code == 422


def test_a_key_is_shown_once_and_opens_within_its_scopes(visitor, anne, ask):
    page = visitor.post("/account/tokens", name="Camera", scopes="read").text
    token = page.split('<code id="key">')[1].split("<")[0]
    assert token not in visitor.get("/account/tokens").text
    viewer = ask(lambda: viewer_of_token(token))
    assert viewer.id == anne
    assert viewer.allows("read") and not viewer.allows("contribute")


@pytest.fixture
def key(anne, ask):
    """A key of Anne's, and the address that ends it."""
    token = ask(lambda: service.make_token(anne, "Camera", ["read"]))
    row = ask(lambda: db.session.scalars(select(ApiToken)).one())
    return token, ask(lambda: url_for("people.revoke_token", token_id=row.id))


def test_a_revoked_key_opens_nothing(visitor, key, ask):
    token, end = key
    visitor.post(end, page="/account/tokens")
    with pytest.raises(Unauthenticated):
        ask(lambda: viewer_of_token(token))


def test_nobody_revokes_the_key_of_another(other_visitor, anne, key, make_member, ask):
    make_member("Loig Abgrall")
    token, end = key
    other_visitor.log_in("loig@example.org")
    assert other_visitor.post(end, page="/account/tokens").status_code == 404
    assert ask(lambda: viewer_of_token(token)).id == anne


def test_a_key_ends_after_a_year_and_with_its_member(make_member, inside):
    anne = make_member()
    token = service.make_token(anne, "Camera", ["read"])
    with clock.frozen(clock.now() + timedelta(days=366)), pytest.raises(Unauthenticated):
        viewer_of_token(token)
    queries.get_member(anne).active = False
    db.session.commit()
    with pytest.raises(Unauthenticated):
        viewer_of_token(token)


def test_the_use_of_a_key_is_noted_once_an_hour(make_member, inside):
    token = service.make_token(make_member(), "Camera", ["read"])
    start = clock.now()
    for minutes, noted in ((0, 0), (59, 0), (61, 61)):
        with clock.frozen(start + timedelta(minutes=minutes)):
            viewer_of_token(token)
        row = db.session.scalars(select(ApiToken)).one()
        assert row.last_used == start + timedelta(minutes=noted)


@pytest.mark.parametrize("token", ["", "portal_", "x" * 5000, "nul\x00", "\ud800"])
def test_what_is_no_key_opens_nothing(inside, token):
    with pytest.raises(Unauthenticated):
        viewer_of_token(token)


def count_queries(app, ask):
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    return seen


def test_knowing_the_viewer_costs_one_query_for_members_and_none_for_strangers(
    app, visitor, other_visitor, anne
):
    assert len(count_queries(app, lambda: visitor.get("/account/"))) == 1
    assert count_queries(app, lambda: other_visitor.get("/account/login")) == []


def test_names_of_many_are_one_query(make_member, inside):
    ids = [make_member(f"P{n} Kerne") for n in range(3)]
    seen = count_queries(inside, lambda: queries.names_of([*ids, None, 42]))
    assert len(seen) == 1
    assert queries.names_of(ids)[ids[0]].handle == "p0-kerne"


def test_registrations_nobody_confirmed_are_forgotten(make_member, inside):
    kept = make_member()
    with clock.frozen(clock.now() - timedelta(days=30)):
        service.new_member(email="x@example.org", name="X", password_hash="x", language="fr")
        db.session.commit()
    assert service.forget_unconfirmed(clock.now() - timedelta(days=7)) == 1
    assert queries.get_member(kept).name == "Anne Le Gall"
