"""The verbs of the review desk. Each is one unit: the work, the decision, the letters."""

from portal.governance.service.appealing import appeal, decide_appeal
from portal.governance.service.asking import answer_question
from portal.governance.service.deciding import decide
from portal.governance.service.expunging import ERASE, erase_bytes, expunge, reapply

__all__ = [
    "ERASE",
    "answer_question",
    "appeal",
    "decide",
    "decide_appeal",
    "erase_bytes",
    "expunge",
    "reapply",
]
