"""Giving, taking and logging roles; inviting staff."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.database import db
from portal.kernel import clock
from portal.kernel.errors import Conflict, Gone, Invalid, NotFound
from portal.people import queries, service
from portal.people.models import RoleChange, RoleGrant

PASSWORD = "seven grey gulls"


@pytest.fixture
def steward(make_member, visitor):
    identifier = make_member("Soizic Kerne", roles=["steward"])
    visitor.log_in("soizic@example.org")
    return identifier


def test_a_steward_gives_a_role_and_the_book_says_why(visitor, steward, make_member):
    make_member()
    url = "/people/anne-le-gall/roles"
    assert visitor.post(url, role="curator", reason="Knows the port").status_code == 303
    assert "Curator" in visitor.get("/people/anne-le-gall").text
    book = visitor.get("/people/roles/log").text
    assert "Anne Le Gall was given the role Curator" in book
    assert "Knows the port" in book
    assert "By Soizic Kerne" in book


def test_a_role_is_taken_back_with_a_reason(visitor, steward, make_member, ask):
    anne = make_member(roles=["curator"])
    grant = ask(lambda: queries.get_member(anne)).grants[0]
    visitor.post("/people/anne-le-gall/roles", role="curator", reason="Moved", take=str(grant.id))
    assert "Curator" not in visitor.get("/people/anne-le-gall").text
    assert "no longer has the role Curator" in visitor.get("/people/roles/log").text


def test_no_role_changes_without_a_reason(visitor, steward, make_member, ask):
    anne = make_member()
    assert (
        visitor.post("/people/anne-le-gall/roles", role="curator", reason="  ").status_code == 200
    )
    assert ask(lambda: queries.get_member(anne)).grants == []


def test_the_last_steward_stays(visitor, steward, ask):
    grant = ask(lambda: queries.get_member(steward)).grants[0]
    fields = {"role": "steward", "reason": "Tired", "take": str(grant.id)}
    answer = visitor.post("/people/soizic-kerne/roles", **fields)
    assert "last steward" in answer.text
    assert visitor.get("/people/").status_code == 200


def test_one_of_two_stewards_may_go(make_member, inside):
    first = make_member("Soizic Kerne", roles=["steward"])
    make_member(roles=["steward"])
    service.end_role(first, "steward", by=None, reason="Moved")
    with pytest.raises(NotFound):
        service.end_role(first, "steward", by=None, reason="Moved")


def test_a_steward_of_one_district_does_not_count_as_steward_of_the_house(make_member, inside):
    first = make_member("Soizic Kerne", roles=["steward"])
    service.grant_role(make_member(), "steward", by=None, reason="North", scope=("district", 7))
    with pytest.raises(Conflict):
        service.end_role(first, "steward", by=None, reason="Moved")


def test_giving_twice_is_one_grant_and_one_line(make_member, inside):
    anne = make_member()
    first = service.grant_role(anne, "curator", by=None, reason="Knows")
    again = service.grant_role(anne, "curator", by=None, reason="Knows")
    assert first.id == again.id
    assert len(db.session.scalars(select(RoleChange)).all()) == 1


def test_the_database_itself_refuses_the_same_role_twice(make_member, inside):
    anne = make_member(roles=["curator"])
    db.session.add(RoleGrant(member_id=anne, role="curator"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        db.session.flush()
    db.session.rollback()


def test_a_scoped_role_holds_only_there(make_member, inside):
    anne = make_member()
    service.grant_role(anne, "desk", by=None, reason="Works there", scope=("desk", 5))
    viewer = queries.get_member(anne).viewer
    assert viewer.has_role("desk", scope=("desk", 5))
    assert not viewer.has_role("desk") and not viewer.has_role("desk", scope=("desk", 6))


@pytest.mark.parametrize("role", ["citizen", "admin", ""])
def test_only_real_roles_are_given(make_member, inside, role):
    with pytest.raises(Invalid):
        service.grant_role(make_member(), role, by=None, reason="Why not")


@pytest.mark.parametrize("url", ["/people/", "/people/invitations", "/people/anne-le-gall/roles"])
def test_stewards_pages_are_for_stewards(visitor, make_member, url):
    make_member(roles=["curator"])
    assert visitor.get(url).location.startswith("/account/login")
    visitor.log_in("anne@example.org")
    assert visitor.get(url).status_code == 403


def test_everybody_reads_who_may_do_what(visitor, make_member):
    make_member(roles=["steward"])
    page = visitor.get("/people/roles").text
    assert "Give and take roles, with a reason." in page
    assert "Anne Le Gall" in page


def test_an_invited_person_chooses_a_name_and_has_the_role(
    visitor, other_visitor, steward, sent, link_in
):
    fields = {"email": "loig@example.org", "role": "curator", "language": "br", "reason": "Hired"}
    visitor.post("/people/invitations", **fields)
    link = link_in(sent[-1])
    other_visitor.post(link, name="Loig Abgrall", password=PASSWORD)
    other_visitor.log_in("loig@example.org")
    assert other_visitor.is_in()
    assert "Curator" in other_visitor.get("/people/loig-abgrall").text
    assert other_visitor.get(link).status_code == 410


def test_an_invitation_runs_out(make_member, inside):
    link = service.invite("loig@example.org", "curator", by=None, reason="Hired")
    with clock.frozen(clock.now() + timedelta(days=15)), pytest.raises(Gone):
        queries.get_invitation(link.rsplit("/", 1)[1])


def test_a_guessed_invitation_leads_nowhere(visitor):
    assert visitor.get("/people/invitation/" + "a" * 43).status_code == 404


def test_a_weak_password_is_refused_at_the_invitation(visitor, ask):
    link = ask(lambda: service.invite("loig@example.org", "curator", by=None, reason="Hired"))
    path = "/people/" + link.split("/people/")[1]
    assert visitor.post(path, name="Loig", password="short").status_code == 200
    assert ask(lambda: queries.find_member_by_email("loig@example.org")) is None


def test_the_command_line_gives_or_invites(make_member, inside, sent):
    anne = make_member()
    assert service.add_staff("Anne@Example.org", "steward") is None
    assert queries.get_member(anne).viewer.has_role("steward")
    link = service.add_staff("loig@example.org", "curator")
    assert link is not None and "/people/invitation/" in link


def test_stewards_find_people_by_a_part_of_the_name(visitor, steward, make_member):
    make_member()
    assert "Anne Le Gall" in visitor.get("/people/?q=le+g").text
    page = visitor.get("/people/?q=100%25").text
    assert "Nobody by that name" in page


def test_the_list_goes_on_page_by_page(make_member, inside):
    for number in range(5):
        make_member(f"P{number} Kerne")
    first = queries.list_members(size=2)
    second = queries.list_members(cursor=first.next, size=2)
    third = queries.list_members(cursor=second.next, size=2)
    names = [m.name for page in (first, second, third) for m in page.items]
    assert names == [f"P{number} Kerne" for number in range(5)] and third.next is None
