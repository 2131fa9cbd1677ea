"""Form fields as every feature uses them: typed text comes in clean and bounded."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.kernel import ids, text
from portal.kernel.errors import Invalid

LINE = 200
STORY = 20_000


class Form(FlaskForm):  # type: ignore[misc]
    """A form with a CSRF token; translations come from Flask-Babel."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        locales: Sequence[str] = ()


def _clean_line(value: str | None) -> str:
    return text.clean_line(value or "")


def _clean(value: str | None) -> str:
    return text.clean(value or "")


def _rules(longest: int, required: bool, more: Sequence[Any]) -> list[Any]:
    too_long = _l("At most %(max)d characters fit here.")
    rules: list[Any] = [Length(max=longest, message=too_long), *more]
    return [DataRequired(message=_l("This is needed.")), *rules] if required else rules


class LineField(StringField):
    """One line of text."""

    def __init__(
        self,
        label: Any = None,
        *,
        longest: int = LINE,
        required: bool = False,
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        rules = _rules(longest, required, validators)
        super().__init__(label, validators=rules, filters=[_clean_line], **kwargs)


class StoryField(TextAreaField):
    """Text of several lines."""

    def __init__(
        self,
        label: Any = None,
        *,
        longest: int = STORY,
        required: bool = False,
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        rules = _rules(longest, required, validators)
        super().__init__(label, validators=rules, filters=[_clean], **kwargs)


def client_id(value: str | None) -> int:
    """The id a client made for what it creates, or a fresh one; Invalid when it is no id."""
    if not value:
        return ids.new_id()
    identifier = ids.decode(value)
    if not identifier > 0:
        raise Invalid("not an id", reason="bad_id")
    return identifier
