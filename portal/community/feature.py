"""What reports and decisions add to the portal."""

from typing import Any

from flask import render_template
from flask_babel import lazy_gettext as _l

from portal.community.views import blueprint
from portal.web.access import current_viewer
from portal.web.feature import Feature, NavigationEntry, Permission
from portal.web.viewer import EVERYBODY


def _show_link(work: Any) -> str:
    """For the menu of a work that everybody sees and that is not one's own."""
    viewer = current_viewer()
    own = viewer.is_known and viewer.id == work.contributor_id
    if own or work.state != "visible":
        return ""
    return render_template("community/_report_link.html", subject_id=work.id)


feature = Feature(
    name="community",
    blueprints=(blueprint,),
    permissions=(
        Permission(
            "community.report",
            frozenset({EVERYBODY}),
            _l("Report a work that should not stand as it does."),
        ),
        Permission(
            "community.read_decisions",
            frozenset({EVERYBODY}),
            _l("Read what was decided about works, by whom and why."),
        ),
    ),
    footer=(NavigationEntry(_l("Decisions"), "community.decisions", "gavel", order=50),),
    slots={"contributions.actions": _show_link},
)
