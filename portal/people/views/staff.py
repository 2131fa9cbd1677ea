"""Stewards' pages: the members, their roles, invitations, and the book of roles."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.kernel.errors import Conflict
from portal.kernel.text import clean_line
from portal.people import queries, service
from portal.people.forms import AcceptForm, InviteForm, RoleForm
from portal.people.rules import ROLE_NAMES
from portal.people.views.blueprint import Refused, answers_of, blueprint, typed
from portal.web.access import current_viewer, requires
from portal.web.limits import limiter
from portal.web.locale import current_language


@blueprint.get("/people/", endpoint="list")
@requires("people.list")
def list_people() -> ResponseReturnValue:
    """All members by name, for stewards."""
    search = clean_line(request.args.get("q", ""))[:100]
    cursor = request.args.get("cursor")
    page = queries.list_members(search, cursor)
    return render_template(
        "people/list.html", page=page, search=search, cursor=cursor, role_names=ROLE_NAMES
    )


@blueprint.route("/people/<handle>/roles", methods=["GET", "POST"])
@requires("people.give_roles")
def edit_roles(handle: str) -> ResponseReturnValue:
    """Give a role, or take one, with a reason."""
    person = queries.get_member_by_handle(handle)
    form = RoleForm()
    if form.validate_on_submit():
        try:
            with answers_of(form):
                _change_role(person.id, form)
            return redirect(url_for("people.edit_roles", handle=handle), 303)
        except Refused:
            person = queries.get_member_by_handle(handle)
    return render_template(
        "people/edit_roles.html", person=person, form=form, role_names=ROLE_NAMES
    )


def _change_role(member_id: int, form: RoleForm) -> None:
    """The button says whether the role is given, or which grant is taken back."""
    by, reason = current_viewer().id, typed(form.reason)
    taken = request.form.get("take")
    if taken is None:
        service.grant_role(member_id, form.role.data, by=by, reason=reason)
        flash(_("The role is given."), "done")
        return
    grants = queries.get_member(member_id).grants
    grant = next((g for g in grants if str(g.id) == taken), None)
    if grant is None:
        raise Conflict(_("This role was taken back already."))
    service.end_role(member_id, grant.role, by=by, reason=reason, scope=grant.scope)
    flash(_("The role is taken back."), "done")


@blueprint.route("/people/invitations", methods=["GET", "POST"])
@requires("people.invite")
def invitations() -> ResponseReturnValue:
    """Invite somebody to the staff by mail, and see who has not answered yet."""
    form = InviteForm(language=current_language())
    if form.validate_on_submit():
        try:
            with answers_of(form):
                service.invite(
                    typed(form.email),
                    form.role.data,
                    by=current_viewer().id,
                    reason=typed(form.reason),
                    language=form.language.data,
                )
            flash(_("The invitation is on its way to %(email)s.", email=typed(form.email)), "done")
            return redirect(url_for("people.invitations"), 303)
        except Refused:
            pass
    waiting = queries.list_open_invitations()
    return render_template(
        "people/invitations.html", form=form, waiting=waiting.items, role_names=ROLE_NAMES
    )


@blueprint.route("/people/invitation/<token>", methods=["GET", "POST"])
@limiter.limit("20/minute", methods=["POST"])
def invitation(token: str) -> ResponseReturnValue:
    """Where the link of an invitation leads: choose a name and a password."""
    invited = queries.get_invitation(token)
    form = AcceptForm()
    if form.validate_on_submit():
        try:
            with answers_of(form):
                service.accept_invitation(
                    token,
                    name=typed(form.name),
                    password=typed(form.password),
                    language=current_language(),
                )
            flash(_("Welcome to the team. Log in with your new password."), "done")
            return redirect(url_for("security.login"), 303)
        except Refused:
            pass
    return render_template(
        "people/invitation.html", form=form, invited=invited, role_names=ROLE_NAMES
    )


@blueprint.get("/people/roles/log")
@requires("people.read_role_log")
def role_log() -> ResponseReturnValue:
    """The book of roles."""
    cursor = request.args.get("cursor")
    page = queries.list_role_changes(cursor)
    return render_template("people/role_log.html", page=page, cursor=cursor, role_names=ROLE_NAMES)
