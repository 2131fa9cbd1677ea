"""Under which terms a work is shown: the licences, how one is chosen, how it is cited."""

from portal.licences.choosing import (
    REASON_NEEDED,
    Ownership,
    Reuse,
    check,
    check_reason,
    choose,
    licences_for,
)
from portal.licences.citing import Rights, attribution, describe_rights
from portal.licences.table import LICENCES, Licence, find_licence, get_licence

__all__ = [
    "LICENCES",
    "REASON_NEEDED",
    "Licence",
    "Ownership",
    "Reuse",
    "Rights",
    "attribution",
    "check",
    "check_reason",
    "choose",
    "describe_rights",
    "find_licence",
    "get_licence",
    "licences_for",
]
