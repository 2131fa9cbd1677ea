"""What the review page shows: the piles, the queue by person, one work with all that is known."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from portal.community.models import Decision, Report
from portal.community.queries import decisions_about, open_reports
from portal.community.rules import ACTION_NAMES, REASON_NAMES, REPORT_WORDS, URGENT, Action, Reason
from portal.contributions import queries as works
from portal.contributions.cards import Card, cards
from portal.contributions.models import Contribution
from portal.contributions.service import SUBJECT
from portal.contributions.views.show import facts_of
from portal.governance import queries, rules
from portal.governance.models import Appeal, Question
from portal.governance.rules import WAITING, Pile
from portal.kernel.pages import Page
from portal.people.queries import find_member_by_handle, names_of
from portal.web.viewer import Viewer


@dataclass(frozen=True)
class Wish:
    """What the address of the page asks for; empty is: what is most urgent."""

    pile: str = ""
    person: str = ""
    work_id: int | None = None
    cursor: str | None = None


@dataclass(frozen=True)
class Line:
    """A work in the queue."""

    card: Card
    revision: int
    is_urgent: bool


@dataclass(frozen=True)
class Known:
    """All that a curator has to know of the work in the middle."""

    work: Contribution
    facts: dict[str, Any]
    reports: list[Report]
    questions: list[Question]
    decisions: list[Decision]
    appeal: Appeal | None
    names: dict[int, Any]


def page_for(viewer: Viewer, wish: Wish, language: str) -> dict[str, Any]:
    """The context of the page. Raises NotFound and Forbidden for the work that is asked for."""
    counts = {pile: queries.count_pile(viewer, pile) for pile in Pile}
    pile = Pile(wish.pile) if wish.pile in set(Pile) else _most_urgent(counts)
    person = find_member_by_handle(wish.person) if wish.person else None
    # Nobody has the id 0, so a person who is not there has no works.
    person_id = (person.id if person else 0) if wish.person else None
    page = queries.list_pile(viewer, pile, wish.cursor, person_id)
    work = _chosen(viewer, page, wish.work_id)
    return {
        "pile": pile,
        "piles": [(one, rules.PILE_NAMES[one], counts[one]) for one in Pile],
        "person": person,
        "groups": _by_person(page, language),
        "page": page,
        "cursor": wish.cursor,
        "known": _known(work, language) if work else None,
        "next": _after(page, work),
        **_words(),
    }


def _most_urgent(counts: dict[Pile, int]) -> Pile:
    return next((pile for pile in WAITING if counts[pile]), Pile.FRESH)


def _chosen(viewer: Viewer, page: Page[Contribution], work_id: int | None) -> Contribution | None:
    if work_id is None:
        return page.items[0] if page.items else None
    work = works.get_work(viewer, work_id)
    rules.check_decide(viewer, work.contributor_id)
    return work


def _after(page: Page[Contribution], work: Contribution | None) -> int | None:
    """The work that follows in the queue; the last one is followed by the first."""
    ids = [item.id for item in page.items]
    others = [item for item in ids if work is None or item != work.id]
    if work is None or work.id not in ids:
        return others[0] if others else None
    following = ids[ids.index(work.id) + 1 :]
    return following[0] if following else next(iter(others), None)


def _by_person(page: Page[Contribution], language: str) -> list[tuple[Any, list[Line]]]:
    """The queue, everybody's works together, in the order of who waits longest."""
    order: dict[int, int] = {}
    for work in page.items:
        order.setdefault(work.contributor_id, len(order))
    together = sorted(page.items, key=lambda work: order[work.contributor_id])
    reports = open_reports(SUBJECT, [work.id for work in together])
    lines = [
        Line(card, work.revision, any(r.reason in URGENT for r in reports[work.id]))
        for work, card in zip(together, cards(together, language), strict=True)
    ]
    return [
        (group[0].card.contributor, group)
        for group in (list(same) for _, same in groupby(lines, lambda x: x.card.contributor))
    ]


def _known(work: Contribution, language: str) -> Known:
    decisions = list(decisions_about(SUBJECT, work.id))
    questions = queries.questions_about(work.id)
    people = {row.decided_by for row in decisions} | {row.asked_by for row in questions}
    return Known(
        work=work,
        facts=facts_of(work, language),
        reports=open_reports(SUBJECT, [work.id])[work.id],
        questions=questions,
        decisions=decisions,
        appeal=queries.find_open_appeal(work.id),
        names=names_of(people),
    )


def _words() -> dict[str, Any]:
    return {
        "action_names": {str(action): ACTION_NAMES[action] for action in Action},
        "reason_names": {str(reason): REASON_NAMES[reason] for reason in Reason},
        "report_words": {str(reason): REPORT_WORDS[reason] for reason in Reason},
        "urgent": {str(reason) for reason in URGENT},
    }
