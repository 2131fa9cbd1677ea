"""Removing a work for good, and doing it again after an older backup was restored.

A tombstone says what was removed. It lies in the table and, because an older backup does not
have that row, also as a line in `expunged.jsonl` in the data directory, beside no content.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import update

from portal import jobs
from portal.community import service as book
from portal.community.models import Decision
from portal.community.rules import Action, Ground
from portal.config import Settings
from portal.contributions import expunging as contributions
from portal.contributions.models import Contribution
from portal.contributions.rules import State
from portal.contributions.service import SUBJECT
from portal.database import db, lock_row, transaction
from portal.governance import letters, queries, rules
from portal.governance.models import Appeal, Question, Tombstone
from portal.governance.rules import AppealState
from portal.governance.service.deciding import close_questions
from portal.kernel import clock, text
from portal.kernel.errors import Conflict, NotFound
from portal.people.queries import names_of
from portal.uploads.expunging import Forgotten, erase
from portal.web.locale import current_language
from portal.web.viewer import Viewer

ERASE = "governance.erase"
LEDGER = "expunged.jsonl"


@dataclass(frozen=True)
class Removal:
    """Why something goes; `id` is made by the client and becomes the decision's."""

    id: int
    ground: str
    words: str
    language: str = ""
    decided_by: int | None = None


def expunge(viewer: Viewer, contribution_id: int, removal: Removal) -> Decision:
    """Remove a work for good, in any state. The same id again returns the first decision.

    Raises NotFound, Forbidden (`own_work`), Invalid (`fields`), Conflict (`id_taken`).
    """
    words = text.clean(removal.words)
    with transaction():
        earlier = db.session.get(Decision, removal.id)
        if earlier is not None:
            if (earlier.subject_id, earlier.decided_by) != (contribution_id, viewer.id):
                raise Conflict(reason="id_taken")
            return earlier
        facts = contributions.facts_of(contribution_id)
        rules.check_decide(viewer, facts.contributor_id, *rules.STEWARDS)
        rules.check_ground(removal.ground, words)
        work = lock_row(Contribution, facts.id)
        title = work.title
        language = current_language()
        full = Removal(removal.id, removal.ground, words, language, viewer.id)
        decision, answers = _remove(work, full)
        letters.tell_contributor(work, title, decision, words)
        for answer in answers:
            letters.tell_reporter(answer, decision)
    return decision


def _remove(work: Contribution, removal: Removal) -> tuple[Decision, list[book.Answer]]:
    """All of it, in the caller's unit; the bytes go by a job once it is committed."""
    gone = contributions.expunge(work.id, removal.words, removal.decided_by)
    reports, answers = book.answer_reports(SUBJECT, work.id)
    book.forget_texts(SUBJECT, work.id)
    _forget_talk(work.id)
    decision = book.decide(
        Decision(
            id=removal.id,
            subject_type=SUBJECT,
            subject_id=work.id,
            action=Action.EXPUNGE,
            ground=Ground(removal.ground),
            words=removal.words,
            language=removal.language,
            decided_by=removal.decided_by,
            report_ids=[report.id for report in reports],
        )
    )
    book.link_reports(reports, decision)
    db.session.add(Tombstone(contribution_id=work.id, decision_id=decision.id, gone=asdict(gone)))
    jobs.enqueue(ERASE, SUBJECT, work.id)
    return decision, answers


def _forget_talk(contribution_id: int) -> None:
    """What was asked and argued about the work may describe it."""
    close_questions(contribution_id)
    asked = Question.contribution_id == contribution_id
    db.session.execute(update(Question).where(asked).values(words="", answer=""))
    argued = Appeal.contribution_id == contribution_id
    db.session.execute(update(Appeal).where(argued).values(words=""))
    waiting = update(Appeal).where(argued, Appeal.state == AppealState.OPEN)
    db.session.execute(waiting.values(state=AppealState.REJECTED))


def erase_bytes(context: jobs.JobContext) -> None:
    """The job after a removal: write the ledger, delete the bytes. May run again."""
    tombstone = db.session.get_one(Tombstone, context.subject_id)
    _note(tombstone)
    erase(Forgotten(tuple(tombstone.gone["sha256s"]), tuple(tombstone.gone["keys"])))
    with transaction():
        lock_row(Tombstone, tombstone.contribution_id).erased_at = clock.now()


def ledger_path() -> Path:
    """Where the list of removals lies that outlives a restore."""
    settings: Settings = current_app.extensions["portal.settings"]
    return settings.data_dir / LEDGER


def _note(tombstone: Tombstone) -> None:
    decision = db.session.get_one(Decision, tombstone.decision_id)
    line = {
        "contribution_id": tombstone.contribution_id,
        "id": decision.id,
        "ground": decision.ground,
        "words": decision.words,
        "language": decision.language,
        "decided_by": decision.decided_by,
        "sha256s": tombstone.gone["sha256s"],
    }
    if line in list(_lines(ledger_path())):
        return
    with ledger_path().open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps(line) + "\n")
        ledger.flush()
        os.fsync(ledger.fileno())


def reapply(ledger: Path | None = None) -> int:
    """After a restore: remove again what this portal's table or a ledger says was removed.

    `ledger` is an `expunged.jsonl` from before the restore (default: the one in the data
    directory). Returns how many works were removed again. Bytes that came back alone go too.
    """
    known = {row.contribution_id for row in queries.tombstones()}
    for contribution_id in known:
        jobs.enqueue(ERASE, SUBJECT, contribution_id, unique=True)
    removed = 0
    for line in list(_lines(ledger or ledger_path())):
        contribution_id, sha256s = int(line.pop("contribution_id")), line.pop("sha256s")
        if contribution_id not in known and _is_back(contribution_id):
            with transaction():
                _remove(lock_row(Contribution, contribution_id), _repeated(line))
            known.add(contribution_id)
            removed += 1
        erase(Forgotten(tuple(sha256s)))
    return removed


def _is_back(contribution_id: int) -> bool:
    try:
        return contributions.facts_of(contribution_id).state is not State.EXPUNGED
    except NotFound:
        return False


def _repeated(line: dict[str, Any]) -> Removal:
    """The first decision again; its author may be younger than the backup."""
    author = line["decided_by"]
    return Removal(**{**line, "decided_by": author if author in names_of([author]) else None})


def _lines(ledger: Path) -> Iterator[dict[str, Any]]:
    if ledger.is_file():
        with ledger.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())
