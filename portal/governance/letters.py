"""Letters about decisions: one form, the words of each kind, in the language of who reads them."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.community.models import Decision
from portal.community.rules import GROUND_NAMES, REASON_NAMES, Action, Ground, Reason
from portal.community.service import Answer
from portal.contributions.models import Contribution
from portal.mail import current_mailer
from portal.people.models import Member
from portal.people.queries import get_member
from portal.web.routing import absolute_url


@dataclass(frozen=True)
class Words:
    """A letter without greeting, title and reason; `button` is what its link does."""

    subject: Any
    before: Any
    after: Any
    button: Any


TO_CONTRIBUTOR = {
    Action.HIDE: Words(
        _l("A work of yours was hidden"),
        _l("a curator has hidden a work of yours. Only you and curators see it now."),
        _l(
            "You can correct the work, or say on its page why it should be shown: "
            "then another curator decides."
        ),
        _l("See the work, or appeal"),
    ),
    Action.RESTORE: Words(
        _l("A work of yours is shown again"),
        _l("a curator has looked again, and everybody sees this work of yours now."),
        _l("Nothing is left to do."),
        _l("See the work"),
    ),
    Action.ASK: Words(
        _l("A question about a work of yours"),
        _l("a curator has a question about a work of yours. Only you and curators read it."),
        _l("You can answer on the page of the work. Until then it stays as it is."),
        _l("Answer the question"),
    ),
    Action.APPEAL_UPHELD: Words(
        _l("You were right: your work is shown again"),
        _l("another curator has read what you wrote, and everybody sees your work again."),
        _l("Nothing is left to do."),
        _l("See the work"),
    ),
    Action.APPEAL_REJECTED: Words(
        _l("Your work stays hidden"),
        _l("another curator has read what you wrote. The work stays hidden, for this reason."),
        _l("You can correct the work, or withdraw it. It stays yours."),
        _l("See the work"),
    ),
    Action.EXPUNGE: Words(
        _l("A work of yours was removed for good"),
        _l("a steward had to remove a work of yours for good: its file, its texts, its history."),
        _l("The public list of decisions names the ground, not the work."),
        _l("Read the decision"),
    ),
}
REPORT_SUBJECT = _l("What became of your report")
OUTCOMES = {
    Action.KEEP: _l("a curator has looked at the work you reported. It stays as it is."),
    Action.HIDE: _l("a curator has looked at the work you reported. It is hidden now."),
    Action.RESTORE: _l("a curator has looked at the work you reported. It is shown again."),
    Action.APPEAL_UPHELD: _l("a curator has looked at the work you reported. It is shown again."),
    Action.APPEAL_REJECTED: _l("a curator has looked at the work you reported. It stays hidden."),
    Action.EXPUNGE: _l("the work you reported was removed for good."),
}
REPORT_AFTER = _l("Thank you for telling us.")
READ_DECISION = _l("Read the decision")


def tell_contributor(work: Contribution, title: str, decision: Decision, said: str) -> None:
    """Write to the person the work belongs to; joins the caller's unit.

    `title` and what the curator `said` are handed in: a removed work has none any more, and a
    question stands in no decision.
    """
    member = get_member(work.contributor_id)
    if not member.is_public:
        return
    action = Action(decision.action)
    words = TO_CONTRIBUTOR[action]
    link = absolute_url("contributions.show", contribution_id=work.id) + "#talk"
    if action is Action.EXPUNGE:
        link = absolute_url("community.decision", decision_id=decision.id)
    facts = {"name": member.name, "title": title, "said": said, "reason": _reason(decision)}
    _send(member.email, member.language, words, link, facts)


def tell_reporter(answer: Answer, decision: Decision) -> None:
    """Write the outcome to somebody who reported; the work itself is not named."""
    before = OUTCOMES[Action(decision.action)]
    link = ""
    if decision.is_public:
        link = absolute_url("community.decision", decision_id=decision.id)
    words = Words(REPORT_SUBJECT, before, REPORT_AFTER, READ_DECISION)
    address, language, name = answer.contact, answer.language, ""
    if answer.member_id is not None:
        member: Member = get_member(answer.member_id)
        if not member.is_public:
            return
        address, language, name = member.email, member.language, member.name
    if address:
        # What a curator wrote in a decision that is not public stays among those it is about.
        said, reason = (decision.words, _reason(decision)) if decision.is_public else ("", "")
        _send(address, language, words, link, {"name": name, "said": said, "reason": reason})


def _send(to: str, language: str, words: Words, link: str, facts: dict[str, Any]) -> None:
    facts = {"title": "", **facts, "words": words, "link": link}
    current_mailer().send(to, words.subject, "governance/letter", language, **facts)


def _reason(decision: Decision) -> Any:
    """A lazy text: it is read in the language of the letter."""
    if decision.ground:
        return GROUND_NAMES[Ground(decision.ground)]
    return REASON_NAMES[Reason(decision.reason)] if decision.reason else ""
