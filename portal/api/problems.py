"""Problems that say more than a sentence, and how spectree's complaints become ours."""

import json
from typing import Any

from flask import Response
from flask_babel import gettext as _
from pydantic import ValidationError

from portal.kernel.errors import Invalid
from portal.web.errors import answer


def problem(status: int, says: str, reason: str, **members: Any) -> Response:
    """An RFC 9457 problem with members of its own."""
    response = answer(status, says, reason=reason)
    response.set_data(json.dumps({**json.loads(response.get_data()), **members}))
    return response


def invalid_of(error: ValidationError) -> Invalid:
    """The same complaint as an error of ours: field → sentence; never what was sent."""
    fields: dict[str, object] = {}
    for found in error.errors(include_url=False, include_input=False, include_context=False):
        name = ".".join(str(part) for part in found["loc"]) or "body"
        fields.setdefault(name[:100], _sentence(found["type"], found["msg"]))
    return Invalid(_("Some fields do not fit."), fields=fields)


def _sentence(kind: str, says: str) -> str:
    known: dict[str, str] = {
        "missing": _("This is needed."),
        "extra_forbidden": _("There is no such field here."),
        "string_too_long": _("This is too long."),
        "too_long": _("These are too many."),
        "string_type": _("This has to be a text."),
        "bool_type": _("This has to be true or false."),
    }
    return known.get(kind, says)
