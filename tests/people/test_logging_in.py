"""Registering, confirming, logging in and out, as a person does it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.kernel import clock
from portal.kernel.errors import TooMany
from portal.people import throttle
from portal.people.models import Member, SignInFailure
from portal.people.rules import PAIR_TRIES

PASSWORD = "seven grey gulls"


def register(visitor, email="anne@example.org", name="Anne Le Gall", password=PASSWORD):
    return visitor.post("/account/register", email=email, name=name, password=password)


def test_register_confirm_log_in_log_out(visitor, sent, link_in):
    assert register(visitor).status_code == 302
    assert not visitor.is_in()
    assert visitor.get(link_in(sent[0])).status_code == 302
    assert visitor.log_in("anne@example.org").status_code == 302
    assert visitor.is_in()
    assert visitor.post("/account/logout", page="/account/").status_code == 302
    assert not visitor.is_in()


def test_a_new_member_has_a_handle_from_the_name_and_the_language_of_the_page(app, visitor, sent):
    register(visitor, name="Éloïse Œuvrard")
    with app.app_context():
        member = db.session.scalars(select(Member)).one()
        assert (member.handle, member.language) == ("eloise-oeuvrard", "en")


def test_before_confirmation_the_door_stays_shut(visitor, sent):
    register(visitor)
    answer = visitor.log_in("anne@example.org")
    assert answer.location.startswith("/account/confirm")
    assert not visitor.is_in()


def test_an_unconfirmed_member_has_no_public_page(visitor, sent):
    register(visitor)
    assert visitor.get("/people/anne-le-gall").status_code == 404


def test_registering_a_known_address_looks_the_same(
    visitor, other_visitor, make_member, sent, visible
):
    make_member(email="known@example.org")
    known = register(visitor, email="known@example.org")
    fresh = register(other_visitor, email="fresh@example.org")
    assert (known.status_code, known.location) == (fresh.status_code, fresh.location)
    known_page = visitor.get(known.location).text.replace("known@", "fresh@")
    assert visible(known_page) == visible(other_visitor.get(fresh.location).text)
    assert [message.to for message in sent] == ["known@example.org", "fresh@example.org"]


def test_asking_for_a_reset_looks_the_same_for_an_unknown_address(
    visitor, other_visitor, make_member, sent, visible
):
    make_member(email="known@example.org")
    known = visitor.post("/account/reset", email="known@example.org")
    unknown = other_visitor.post("/account/reset", email="nobody@example.org")
    assert visible(known.text.replace("known@", "nobody@")) == visible(unknown.text)
    assert [message.to for message in sent] == ["known@example.org"]


def test_a_wrong_password_and_an_unknown_address_look_the_same(
    visitor, other_visitor, make_member, visible
):
    make_member(email="known@example.org")
    wrong = visitor.log_in("known@example.org", "not this password")
    unknown = other_visitor.log_in("nobody@example.org", "not this password")
    assert visible(wrong.text.replace("known@", "nobody@")) == visible(unknown.text)


def test_reset_sets_a_new_password_once_and_ends_other_sessions(
    visitor, other_visitor, make_member, sent, link_in
):
    make_member()
    other_visitor.log_in("anne@example.org")
    visitor.post("/account/reset", email="anne@example.org")
    link = link_in(sent[-1])
    assert visitor.post(link, password="nine brown curlews").status_code == 302
    assert not other_visitor.is_in()
    visitor.post(link, page="/account/login", password="ten brown curlews")
    visitor.log_in("anne@example.org", "nine brown curlews")
    assert visitor.is_in()


def test_a_reset_also_confirms_so_that_nobody_can_squat_an_address(app, visitor, sent, link_in):
    register(visitor, password="chosen by a stranger")
    visitor.post("/account/reset", email="anne@example.org")
    visitor.post(link_in(sent[-1]), password="chosen by the owner")
    visitor.log_in("anne@example.org", "chosen by the owner")
    assert visitor.is_in()


def test_an_old_reset_link_is_refused(visitor, make_member, sent, link_in):
    make_member()
    visitor.post("/account/reset", email="anne@example.org")
    tampered = link_in(sent[-1])[:-3] + "abc"
    assert visitor.get(tampered).location == "/account/reset"


def test_changing_the_address_needs_the_letter_and_tells_the_old_one(
    visitor, make_member, sent, link_in
):
    make_member()
    visitor.log_in("anne@example.org")
    visitor.post("/account/email", email="New.Anne@example.org")
    assert "anne@example.org" in visitor.get("/account/").text
    assert sent[0].to == "new.anne@example.org"
    visitor.get(link_in(sent[0]))
    assert "new.anne@example.org" in visitor.get("/account/").text
    assert sent[1].to == "anne@example.org"


def test_changing_the_password_ends_other_sessions(visitor, other_visitor, make_member, sent):
    make_member()
    visitor.log_in("anne@example.org")
    other_visitor.log_in("anne@example.org")
    visitor.post("/account/password", password=PASSWORD, new_password="nine brown curlews")
    assert visitor.is_in()
    assert not other_visitor.is_in()
    assert sent[-1].to == "anne@example.org"


@pytest.mark.parametrize("weak", ["short", "azertyuiop12", "anne le gall", "aaaaaaaaaaaaaa"])
def test_a_weak_password_is_refused_at_the_form(app, visitor, sent, weak):
    assert register(visitor, password=weak).status_code == 200
    assert sent == []


def test_the_sixth_wrong_try_has_to_wait_and_says_how_long(visitor, make_member):
    make_member()
    for _try in range(5):
        assert visitor.log_in("anne@example.org", "not this password").status_code == 200
    answer = visitor.log_in("anne@example.org")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 15
    assert "15 seconds" in answer.text or "14 seconds" in answer.text


def test_after_the_wait_the_right_password_opens(visitor, make_member):
    make_member()
    for _try in range(5):
        visitor.log_in("anne@example.org", "not this password")
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        visitor.log_in("anne@example.org")
        assert visitor.is_in()


def test_unknown_addresses_are_slowed_down_as_well(visitor):
    for _try in range(5):
        visitor.log_in("nobody@example.org", "not this password")
    assert visitor.log_in("nobody@example.org").status_code == 429


def test_success_forgets_failures_and_rows_hold_no_personal_data(app, visitor, make_member):
    make_member()
    visitor.log_in("anne@example.org", "not this password")
    with app.app_context():
        row = db.session.scalars(select(SignInFailure)).one()
        assert "anne" not in row.email_hash + row.address_hash
        assert len(row.email_hash) == len(row.address_hash) == 64
    visitor.log_in("anne@example.org")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SignInFailure)) == 0


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example"]
)
def test_log_in_never_leads_elsewhere(visitor, make_member, target):
    make_member()
    answer = visitor.log_in("anne@example.org", next=target)
    assert "evil" not in (answer.location or "")


def test_log_in_leads_back_to_where_one_came_from(visitor, make_member):
    make_member()
    sent_to = visitor.get("/account/tokens").location
    answer = visitor.post(
        sent_to, email="anne@example.org", password=PASSWORD, next="/account/tokens"
    )
    assert answer.location.endswith("/account/tokens")


def test_the_session_cookie_is_flagged_and_changes_on_log_in(visitor, make_member):
    make_member()
    visitor.get("/account/login")
    before = visitor.client.get_cookie("portal").value
    answer = visitor.log_in("anne@example.org")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("portal="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert visitor.client.get_cookie("portal").value != before


def test_staying_logged_in_is_asked_for(visitor, make_member):
    make_member()
    answer = visitor.log_in("anne@example.org", stay="y")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("portal="))
    assert "Expires" in cookie


def test_a_form_without_token_is_refused(visitor, make_member):
    make_member()
    fields = {"email": "anne@example.org", "password": PASSWORD}
    assert visitor.client.post("/account/login", data=fields).status_code == 400


def test_programs_do_not_log_in_through_the_forms(visitor):
    token = {"X-CSRFToken": "x"}
    answer = visitor.client.post("/account/login", json={"email": []}, headers=token)
    assert answer.status_code in {400, 415}


@pytest.mark.parametrize("app", ["limited"], indirect=True)
def test_asking_for_letters_again_and_again_is_stopped(visitor):
    answers = [visitor.post("/account/reset", email="a@example.org") for _try in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_tries_at_the_same_moment_are_all_counted(app):
    def one_try(_number):
        with app.test_request_context():
            try:
                throttle.begin_try("anne@example.org", "192.0.2.1")
            except TooMany:
                return "wait"
            return "go on"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one_try, range(20)))
    assert answers.count("go on") == PAIR_TRIES
