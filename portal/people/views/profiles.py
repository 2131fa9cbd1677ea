"""What everybody may see of people: a profile, and who may do what."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.people import queries
from portal.people.rules import ROLE_NAMES, ROLE_WORDS, Role
from portal.people.views.blueprint import blueprint
from portal.web.access import list_permissions
from portal.web.viewer import EVERYBODY, MEMBER


@blueprint.get("/people/<handle>")
def show(handle: str) -> ResponseReturnValue:
    """A member: name, what they say of themselves, roles, and what other features add."""
    person = queries.get_member_by_handle(handle)
    return render_template("people/show.html", person=person, role_names=ROLE_NAMES)


@blueprint.get("/people/roles")
def roles() -> ResponseReturnValue:
    """Who may do what: the permission table of all features, by role, with who holds it."""
    groups = (EVERYBODY, MEMBER, *(role.value for role in Role))
    table = {group: [p for p in list_permissions() if group in p.roles] for group in groups}
    return render_template(
        "people/roles.html",
        table=table,
        roles=Role,
        role_names=ROLE_NAMES,
        role_words=ROLE_WORDS,
        holders=queries.holders_by_role(),
    )
