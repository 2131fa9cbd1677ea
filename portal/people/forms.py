"""What people fill in on the pages of people."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # stubs lag behind
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.config import LANGUAGES
from portal.people.rules import (
    GIVEN_ROLES,
    LONGEST_ABOUT,
    LONGEST_EMAIL,
    LONGEST_HANDLE,
    LONGEST_NAME,
    LONGEST_PASSWORD,
    ROLE_NAMES,
    SCOPES,
    check_password,
)
from portal.web.forms import Form, LineField, StoryField
from portal.web.locale import NAMES

_ROLES = [SelectChoice(role.value, ROLE_NAMES[role]) for role in GIVEN_ROLES]
_LANGUAGES = [SelectChoice(code, NAMES[code]) for code in LANGUAGES]
_NEEDED = _l("This is needed.")
_BAD_CHOICE = _l("Choose one of the list.")


def _choice(label: Any, choices: list[Any]) -> SelectField:
    return SelectField(label, choices=choices, validate_choice=False, validators=[_is_offered])


def _is_offered(_form: Form, field: SelectField) -> None:
    if field.data not in {value for value, *_rest in field.iter_choices()}:
        raise ValidationError(str(_BAD_CHOICE))


class ProfileForm(Form):
    name = LineField(_l("Your name, as others see it"), longest=LONGEST_NAME, required=True)
    handle = LineField(
        _l("Name in your address"),
        longest=LONGEST_HANDLE,
        required=True,
        description=_l("Small letters, digits and hyphens. Links to the old one stop working."),
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    about = StoryField(
        _l("About you"),
        longest=LONGEST_ABOUT,
        description=_l("What you look for, what you know, what you like to make."),
        render_kw={"rows": 5},
    )
    language = _choice(_l("Language of pages and letters"), _LANGUAGES)


class TokenForm(Form):
    name = LineField(
        _l("What the key is for"),
        longest=LONGEST_NAME,
        required=True,
        description=_l("So that you know later which one to end."),
    )
    scopes = SelectMultipleField(
        _l("What it may do"),
        choices=[SelectChoice(scope, says) for scope, says in SCOPES.items()],
        validators=[DataRequired(message=_l("Choose what the key may do."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class RoleForm(Form):
    role = _choice(_l("Role"), _ROLES)
    reason = LineField(
        _l("Why"),
        required=True,
        description=_l("Stands in the book of roles, where members can read it."),
    )


class InviteForm(Form):
    email = EmailField(
        _l("E-mail address"),
        validators=[DataRequired(message=_NEEDED), Length(max=LONGEST_EMAIL)],
    )
    role = _choice(_l("Role"), _ROLES)
    language = _choice(_l("Language of the letter"), _LANGUAGES)
    reason = LineField(_l("Why"), required=True)


class AcceptForm(Form):
    name = LineField(
        _l("Your name, as others see it"),
        longest=LONGEST_NAME,
        required=True,
        render_kw={"autocomplete": "name"},
    )
    password = PasswordField(
        _l("Password"),
        description=_l("12 characters or more. A few words in a row are easy to remember."),
        validators=[DataRequired(message=_NEEDED), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_password(self, field: PasswordField) -> None:
        why_not = check_password(field.data or "", name=self.name.data or "")
        if why_not:
            raise ValidationError(str(why_not))
