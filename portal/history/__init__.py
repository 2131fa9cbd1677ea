"""Revisions of every subject: recorded with the change, compared, merged, expunged."""

from portal.history.comparing import FieldChange, Op, Segment, compare, diff_words
from portal.history.expunging import expunge_fields
from portal.history.merging import FieldConflict, Merged, merge
from portal.history.models import Action, Revision, Snapshot, Subject
from portal.history.recording import current_number, get_revision, list_revisions, record

__all__ = [
    "Action",
    "FieldChange",
    "FieldConflict",
    "Merged",
    "Op",
    "Revision",
    "Segment",
    "Snapshot",
    "Subject",
    "compare",
    "current_number",
    "diff_words",
    "expunge_fields",
    "get_revision",
    "list_revisions",
    "merge",
    "record",
]
