"""Works as people make them: through the same verbs, inside an application's context."""

import io
import itertools
from typing import Any

from flask import current_app

from portal import jobs
from portal.contributions import service
from portal.contributions.kinds import photo
from portal.contributions.models import Contribution
from portal.database import db
from portal.kernel.ids import new_id
from portal.uploads.models import Intake
from portal.uploads.service import Sent
from tests.cast import Villager
from tests.factories.pictures import jpeg

_seeds = itertools.count(1000)
COMPLETE = {
    "title": "Le port un matin",
    "ownership": "mine",
    "licence": "CC-BY-SA-4.0",
    "latitude": 48.3815,
    "longitude": -4.4912,
    "precision": "exact",
}


def send(who: Villager, content: bytes | None = None, name: str = "port.jpg") -> Intake:
    """A file as it arrives; a new picture unless told otherwise."""
    sent = Sent(new_id(), who.id, name, io.BytesIO(content or jpeg(next(_seeds))))
    return photo.contribute(who.viewer, sent, photo.Draft("fr"))


def draft(who: Villager, **values: Any) -> Contribution:
    """A draft with everything it needs to be published."""
    intake = send(who)
    return service.save_draft(who.viewer, intake.id, COMPLETE | values)


def published(who: Villager, **values: Any) -> Contribution:
    """A work that everybody sees."""
    return service.publish(who.viewer, draft(who, **values).id)


def settle_jobs() -> None:
    """Do all background work now: sizes, licences in files, index, mail."""
    jobs.run_pending(current_app._get_current_object())  # type: ignore[attr-defined]
    db.session.rollback()
