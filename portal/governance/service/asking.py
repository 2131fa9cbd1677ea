"""The contributor answers what a curator asked."""

from flask_babel import lazy_gettext as _l

from portal.community.rules import LONGEST_WORDS
from portal.contributions import queries as works
from portal.database import lock_row, transaction
from portal.governance.models import Question
from portal.governance.rules import QuestionState
from portal.kernel import clock, text
from portal.kernel.errors import Conflict, Forbidden, Invalid
from portal.web.viewer import Viewer


def answer_question(viewer: Viewer, question_id: int, words: str) -> Question:
    """Answer, or add to an answer that no curator has settled yet.

    Raises NotFound, Forbidden, Invalid, Conflict (`closed`).
    """
    said = text.clean(words)
    if not said or len(said) > LONGEST_WORDS:
        why = _l("This is too long.") if said else _l("Write your answer.")
        raise Invalid(why, fields={"answer": why})
    with transaction():
        question = lock_row(Question, question_id)
        work = works.get_work(viewer, question.contribution_id)
        if not viewer.is_known or work.contributor_id != viewer.id:
            raise Forbidden(_l("Only the contributor may answer."))
        if question.state == QuestionState.CLOSED:
            raise Conflict(_l("This question is settled already."), reason="closed")
        if said not in question.answer:
            question.answer = f"{question.answer}\n\n{said}".strip()[: 4 * LONGEST_WORDS]
        question.answered_at, question.state = clock.now(), QuestionState.ANSWERED
    return question
