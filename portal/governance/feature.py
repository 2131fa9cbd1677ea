"""What the review desk adds to the portal."""

from flask_babel import lazy_gettext as _l

from portal import jobs
from portal.community.rules import CURATING
from portal.governance import queries, service
from portal.governance.rules import STEWARDS
from portal.governance.views import blueprint
from portal.governance.views.slots import show_actions, show_talk
from portal.web.access import current_viewer
from portal.web.feature import Feature, NavigationEntry, Permission
from portal.web.viewer import MEMBER


def _count_waiting() -> int:
    return queries.count_waiting(current_viewer())


feature = Feature(
    name="governance",
    blueprints=(blueprint,),
    permissions=(
        Permission(
            "review.decide",
            frozenset(CURATING),
            _l("Review works: keep, hide, restore, ask; never one's own."),
        ),
        Permission(
            "review.appeal",
            frozenset({MEMBER}),
            _l("Appeal when one's own work was hidden; another curator decides."),
        ),
        Permission(
            "review.expunge",
            frozenset(STEWARDS),
            _l("Remove a work for good where the law or somebody's safety asks for it."),
        ),
    ),
    navigation=(
        NavigationEntry(
            _l("Review"),
            "governance.review",
            "shield-check",
            "staff",
            10,
            "review.decide",
            _count_waiting,
        ),
    ),
    job_kinds=(jobs.JobKind(service.ERASE, service.erase_bytes),),
    slots={"contributions.show": show_talk, "contributions.actions": show_actions},
)
