"""What works add to the portal."""

from collections.abc import Sequence

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l

from portal.contributions import documents, map_layer, media_views, queries, service, views
from portal.contributions.kinds import photo
from portal.contributions.models import Contribution
from portal.contributions.rules import CURATING, Kind
from portal.contributions.views import contribute
from portal.web.feature import Feature, NavigationEntry, Permission
from portal.web.subjects import SubjectCard, SubjectType
from portal.web.viewer import EVERYBODY, MEMBER, Viewer


def _find(viewer: Viewer, contribution_id: int) -> SubjectCard | None:
    work = queries.find_work(viewer, contribution_id)
    return _card(work) if work is not None else None


def _find_many(viewer: Viewer, ids: Sequence[int]) -> list[SubjectCard]:
    return [_card(work) for work in queries.works_by_id(ids, viewer)]


def _card(work: Contribution) -> SubjectCard:
    address = url_for("contributions.show", contribution_id=work.id)
    return SubjectCard(service.SUBJECT, work.id, work.title, address, work.contributor_id)


def _ready(_app: Flask) -> None:
    service.listen(Kind.PHOTO, photo.follow)


feature = Feature(
    name="contributions",
    blueprints=(views.blueprint, contribute.blueprint, media_views.blueprint),
    permissions=(
        Permission(
            "contributions.see",
            frozenset({EVERYBODY}),
            _l("See, download and reuse published works under their licence"),
        ),
        Permission(
            "contributions.contribute",
            frozenset({MEMBER}),
            _l("Add works, edit and withdraw one's own"),
        ),
        Permission(
            "contributions.edit_any",
            frozenset(CURATING),
            _l("Correct anybody's published work; each change is in its history"),
        ),
        Permission(
            "contributions.untouched",
            frozenset({"archivist", "steward"}),
            _l("Read the untouched original of any work"),
        ),
    ),
    navigation=(
        NavigationEntry(_l("Gallery"), "contributions.gallery", "images", order=20),
        NavigationEntry(_l("Contribute"), "contribute.page", "camera", order=30),
    ),
    job_kinds=photo.job_kinds(),
    documents={service.SUBJECT: documents.source},
    layers={map_layer.NAME: map_layer.tile},
    subjects=(SubjectType(service.SUBJECT, _find, _find_many),),
    ready=_ready,
)
