"""Loading the demonstration: through the same services as people use, each work as one unit."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import click
from flask import Flask

from portal import history, jobs, search
from portal.cli.demo import PASSWORD, islands, shore, streets, telling, town
from portal.cli.demo.people import PEOPLE
from portal.cli.demo.telling import Person, Work, id_of
from portal.cli.opening import working
from portal.community import service as community
from portal.community.rules import Action
from portal.contributions import service
from portal.contributions.content import Translation
from portal.contributions.kinds import photo
from portal.contributions.service import SUBJECT, Edit
from portal.database import db, transaction
from portal.governance import service as desk
from portal.governance.rules import Verdict
from portal.kernel import clock
from portal.media.painting import paint_scene
from portal.people import service as people
from portal.people.queries import find_member_by_email, find_member_by_handle
from portal.uploads.models import Intake
from portal.uploads.service import Sent
from portal.web.viewer import NOBODY, Viewer

WORKS: tuple[Work, ...] = (*town.WORKS, *streets.WORKS, *shore.WORKS, *islands.WORKS)
AT_ONCE = 8  # works between two rounds of background work

Viewers = Mapping[str, Viewer]


def load_demonstration(app: Flask) -> int:
    """Add what is not there yet, and do the background work; how many works were added."""
    with working(app):
        search.current_index().prepare()
        viewers = {person.handle: settle(person) for person in PEOPLE}
        missing = [work for work in WORKS if db.session.get(Intake, work.id) is None]
        db.session.rollback()
        with click.progressbar(missing, label="Loading the demonstration") as bar:
            for number, work in enumerate(bar, 1):
                add(viewers, work)
                if number % AT_ONCE == 0:
                    jobs.run_pending(app)
        jobs.run_pending(app)
    return len(missing)


def settle(person: Person) -> Viewer:
    """The account of a person, made where there is none."""
    member = find_member_by_email(person.email)
    if member is None:
        member = people.create_member(
            person.email,
            person.name,
            password=PASSWORD,
            roles=person.roles,
            language=person.language,
            reason="Demonstration",
        )
        profile = {"name": person.name, "about": person.about, "language": person.language}
        people.change_profile(member.id, handle=_free_handle(person, member.handle), **profile)
    return find_viewer(person.email)


def _free_handle(person: Person, given: str) -> str:
    return given if find_member_by_handle(person.handle) else person.handle


def find_viewer(email: str) -> Viewer:
    """Somebody of the demonstration, with the roles they hold now."""
    member = find_member_by_email(email)
    return member.viewer if member else NOBODY


@contextmanager
def days_ago(days: float) -> Iterator[None]:
    """Everything inside happens so many days before now."""
    with clock.frozen(clock.now() - timedelta(days=days)):
        yield


def add(viewers: Viewers, work: Work) -> None:
    """Receive, describe, publish, and whatever else happened to it: all of it or nothing."""
    owner = viewers[work.by]
    with transaction():
        with days_ago(work.days):
            _receive(owner, work)
            service.save_draft(owner, work.id, content_of(work))
            if work.stays == "draft":
                return
            service.publish(owner, work.id)
        _live_on(viewers, work, owner)


def _receive(owner: Viewer, work: Work) -> None:
    picture = paint_scene(work.number, work.motif, work.size, work.tone)
    name = f"{work.motif}-{work.number}.jpg"
    sent = Sent(work.id, owner.id or 0, name, io.BytesIO(picture))
    photo.contribute(owner, sent, photo.Draft(work.language))


def content_of(work: Work) -> dict[str, Any]:
    """What its form says."""
    latitude, longitude = work.place or (None, None)
    spoken = {lang: Translation(*said) for lang, said in work.translations.items()}
    return {
        "title": work.title,
        "description": work.story,
        "language": work.language,
        "translations": spoken,
        "tags": work.tags,
        "edtf": work.edtf,
        "latitude": latitude,
        "longitude": longitude,
        "precision": work.precision,
        "licence": work.licence,
        "ownership": work.ownership,
        "ownership_reason": work.why,
        "maker": work.maker,
    }


def _live_on(viewers: Viewers, work: Work, owner: Viewer) -> None:
    """Edits, reports and decisions, between the day it was published and today."""
    steps = len(work.changes) + len(work.complaints) + 3
    moments = iter(work.days * (1 - step / steps) for step in range(1, steps))
    for change in work.changes:
        with days_ago(next(moments)):
            service.edit(viewers[change.by], work.id, Edit(change.values, change.why))
    for step, complaint in enumerate(work.complaints):
        reporter = viewers[complaint.by] if complaint.by else NOBODY
        said = community.Said(id_of(work.number, step), complaint.reason, complaint.words)
        with days_ago(next(moments)):
            community.report(reporter, SUBJECT, work.id, said)
    if work.verdict:
        with days_ago(next(moments)):
            _decide(viewers[work.verdict.by], work, work.verdict)
    if work.appeal:
        with days_ago(next(moments)):
            desk.appeal(owner, id_of(work.number, 100), work.appeal)
    if work.stays == "withdrawn":
        with days_ago(next(moments)):
            service.withdraw(owner, work.id)


def _decide(curator: Viewer, work: Work, told: telling.Verdict) -> None:
    seen = history.current_number(service.subject_of(work.id))
    verdict = Verdict(id_of(work.number, 100), Action(told.action), seen, told.reason, told.words)
    desk.decide(curator, work.id, verdict)
