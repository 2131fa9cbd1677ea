"""The blueprint, and how refusals of a service come back into a form."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint
from wtforms import Field

from portal.kernel.errors import Conflict, Invalid
from portal.web.forms import Form

blueprint = Blueprint("people", __name__)


class Refused(Exception):
    """The form has its messages; show it again."""


@contextmanager
def answers_of(form: Form) -> Iterator[None]:
    """Put what a service refuses beside the fields it is about, and raise Refused."""
    try:
        yield
    except Invalid as error:
        for name, why in error.fields.items() or (("", error.message),):
            _add_message(form[name] if name in form else form, str(why))  # noqa: SIM401
        raise Refused from error
    except Conflict as error:
        _add_message(form, str(error))
        raise Refused from error


def _add_message(place: Form | Field, why: str) -> None:
    if isinstance(place, Field):
        place.errors = [*place.errors, why]
    else:
        place.form_errors = [*place.form_errors, why]


def typed(field: Field) -> str:
    """What was typed into a text field; nothing is an empty text."""
    return field.data or ""
