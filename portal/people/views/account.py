"""One's own account: profile and keys. Password and address are Flask-Security's pages."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.people import queries, service
from portal.people.forms import ProfileForm, TokenForm
from portal.people.rules import SCOPES
from portal.people.viewers import get_current_member
from portal.people.views.blueprint import Refused, answers_of, blueprint, typed
from portal.web.access import requires


@blueprint.route("/account/", methods=["GET", "POST"])
@requires("people.edit_profile")
def account() -> ResponseReturnValue:
    """Change what others see, and the ways to the other settings."""
    member = get_current_member()
    form = ProfileForm(obj=member)
    if form.validate_on_submit():
        try:
            with answers_of(form):
                service.change_profile(
                    member.id,
                    name=typed(form.name),
                    handle=typed(form.handle),
                    about=typed(form.about),
                    language=form.language.data,
                )
            flash(_("Your profile is saved."), "done")
            return redirect(url_for("people.account", lang=form.language.data), 303)
        except Refused:
            pass
    return render_template("people/account.html", form=form, me=member)


@blueprint.route("/account/tokens", methods=["GET", "POST"])
@requires("people.make_tokens")
def tokens() -> ResponseReturnValue:
    """The keys of this member; a new one is shown once, in the answer to its making."""
    member = get_current_member()
    form = TokenForm()
    made = None
    if form.validate_on_submit():
        made = service.make_token(member.id, typed(form.name), form.scopes.data or ())
        form = TokenForm(formdata=None)
    kept = queries.list_tokens(member.id)
    return render_template(
        "people/tokens.html", form=form, made=made, tokens=kept.items, scopes=SCOPES
    )


@blueprint.post("/account/tokens/<id:token_id>/revoke")
@requires("people.make_tokens")
def revoke_token(token_id: int) -> ResponseReturnValue:
    """End a key."""
    service.revoke_token(get_current_member().id, token_id)
    flash(_("The key does not work any more."), "done")
    return redirect(url_for("people.tokens"), 303)
