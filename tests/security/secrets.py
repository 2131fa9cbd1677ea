"""Works that somebody may not see, each with a word of its own that must show up nowhere."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from portal import jobs
from portal.community.rules import Action, Ground
from portal.contributions import service
from portal.contributions.models import Contribution
from portal.database import db, transaction
from portal.governance.rules import Verdict
from portal.governance.service import decide, expunge
from portal.governance.service.expunging import Removal
from portal.kernel import clock, geo
from portal.kernel.ids import new_id
from portal.web.viewer import Viewer
from tests.cast import Villager
from tests.factories import works
from tests.factories.pictures import jpeg

Cast = Mapping[str, Villager]
CANARY = "zwartkoekoek"  # in all of them, so that also half a word can be looked for
STATES = ("draft", "discarded", "hidden", "withdrawn", "expunged", "embargoed", "consent")
EXACT = geo.Point(48.3871234, -4.4876543)
DIGITS = ("48.38712", "4.48765", "4838712", "448765")


def word(state: str) -> str:
    return f"{CANARY}{state}"


def add(cast: Cast) -> dict[str, int]:
    """The works as they begin: public where they can be, so that index and tiles know them."""
    return {state: _begin(cast["maelle"], state) for state in STATES}


def _begin(owner: Villager, state: str) -> int:
    name = word(state)
    picture = jpeg(7000 + STATES.index(state), place=(EXACT.latitude, EXACT.longitude))
    intake = works.send(owner, picture, name=f"{name}.jpg")
    values: dict[str, Any] = works.COMPLETE | {
        "title": f"{name} titre",
        "description": f"Une histoire de {name}",
        "tags": (name, "port"),
        "maker": f"{name} Le Gall",
        "edtf": "1931",
    }
    service.save_draft(owner.viewer, intake.id, values)
    if state not in {"draft", "discarded"}:
        service.publish(owner.viewer, intake.id)
    return intake.id


def conceal(cast: Cast, ids: Mapping[str, int]) -> None:
    """Each work comes into its state; the index hears of it when the jobs run."""
    owner, curator = cast["maelle"].viewer, cast["rozenn"].viewer
    service.discard(owner, ids["discarded"])
    _decide_hidden(curator, ids["hidden"])
    service.withdraw(owner, ids["withdrawn"])
    removal = Removal(new_id(), Ground.LAW, "a court said so")
    expunge(cast["nolwenn"].viewer, ids["expunged"], removal)
    _put(ids["embargoed"], embargoed_until=clock.now() + timedelta(days=30))
    _put(ids["consent"], consent="withdrawn")


def _decide_hidden(curator: Viewer, work_id: int) -> None:
    seen = db.session.get_one(Contribution, work_id).revision
    decide(curator, work_id, Verdict(new_id(), Action.HIDE, seen, "private", "not for everybody"))


def _put(work_id: int, **values: Any) -> None:
    with transaction():
        db.session.execute(update(Contribution).where(Contribution.id == work_id).values(values))
        jobs.publish("index", service.SUBJECT, work_id)


def coarse(owner: Villager, precision: str) -> int:
    """A public work whose exact place is a secret; an old revision of it published it exactly."""
    picture = jpeg(hash(precision) % 9000, place=(EXACT.latitude, EXACT.longitude))
    intake = works.send(owner, picture, name="place.jpg")
    place = {"latitude": EXACT.latitude, "longitude": EXACT.longitude}
    values = works.COMPLETE | place | {"title": f"Un lieu {precision}", "precision": "exact"}
    service.save_draft(owner.viewer, intake.id, values)
    service.publish(owner.viewer, intake.id)
    service.edit(owner.viewer, intake.id, service.Edit({"precision": precision}, "too exact"))
    return intake.id
