"""Taking one's own work back, and giving it again."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.contributions import service
from portal.contributions.views import blueprint
from portal.web.access import current_viewer


@blueprint.post("/contributions/<id:contribution_id>/withdraw")
def withdraw(contribution_id: int) -> ResponseReturnValue:
    """The work disappears everywhere; its address keeps a note."""
    service.withdraw(current_viewer(), contribution_id)
    flash(_("Withdrawn. Nobody else sees it any more; you can give it again below."), "done")
    return redirect(url_for(".show", contribution_id=contribution_id), 303)


@blueprint.post("/contributions/<id:contribution_id>/return")
def give_again(contribution_id: int) -> ResponseReturnValue:
    """The withdrawn work is where it was before."""
    service.return_work(current_viewer(), contribution_id)
    flash(_("It is back where it was."), "done")
    return redirect(url_for(".show", contribution_id=contribution_id), 303)
