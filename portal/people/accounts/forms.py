"""The forms of the account pages: Flask-Security's checks, our fields and words."""

from typing import Any, NoReturn

from flask import abort, flash, redirect, request, session, url_for
from flask_babel import lazy_gettext as _l
from flask_security import ForgotPasswordForm, LoginForm, RegisterFormV2
from flask_security.change_email import ChangeEmailForm
from flask_security.forms import (
    ChangePasswordForm,
    EmailValidation,
    Form,
    IsString,
    ResetPasswordForm,
    SendConfirmationForm,
    VerifyForm,
    email_required,
    password_required,
    unique_user_email,
    valid_user_email,
)
from wtforms import BooleanField, EmailField, PasswordField
from wtforms.validators import Length

from portal.people import throttle
from portal.people.accounts.words import MESSAGES
from portal.people.rules import LONGEST_EMAIL, LONGEST_NAME
from portal.web.forms import LineField

# Flask-Security's hash refuses 4096 characters, and Unicode can grow eighteenfold (NFKD).
_NOT_ENDLESS = Length(max=200, message=_l("Use at most 128 characters."))
_PASSWORD_HINT = _l("12 characters or more. A few words in a row are easy to remember.")


def _email_field(*checks: Any, label: Any = None) -> EmailField:
    return EmailField(
        label or _l("E-mail address"),
        validators=[IsString(), email_required, Length(max=LONGEST_EMAIL), *checks],
        render_kw={"autocomplete": "email", "required": True},
    )


def _new_password_field(label: Any) -> PasswordField:
    return PasswordField(
        label,
        description=_PASSWORD_HINT,
        validators=[IsString(), password_required, _NOT_ENDLESS],
        render_kw={"autocomplete": "new-password", "required": True},
    )


def _password_field() -> PasswordField:
    return PasswordField(
        _l("Password"),
        validators=[IsString(), password_required, _NOT_ENDLESS],
        render_kw={"autocomplete": "current-password", "required": True},
    )


class LogInForm(LoginForm):
    """Address and password; slowed down after failures, and a fresh session on success."""

    email = _email_field(EmailValidation(verify=False))
    password = _password_field()
    stay = BooleanField(_l("Stay logged in on this device"))
    # Flask-Security's own second cookie is not needed: the session itself can last.
    remember = None  # type: ignore[assignment]

    def validate(self, **kwargs: Any) -> bool:
        email, address = self.email.data or "", request.remote_addr or ""
        throttle.begin_try(email, address)
        is_right = super().validate(**kwargs)
        if is_right or self.requires_confirmation:
            throttle.forgive(email, address)
        if self.requires_confirmation:
            _ask_to_confirm()
        if not is_right:
            return False
        session.clear()
        session.permanent = bool(self.stay.data)
        return True


def _ask_to_confirm() -> NoReturn:
    """The password was right, so this may be told; Flask-Security's way tells everybody."""
    flash(MESSAGES["CONFIRMATION_REQUIRED"][0], "info")
    abort(redirect(url_for("security.send_confirmation")))


class RegisterForm(RegisterFormV2):
    """Name, address, password: nothing else is asked."""

    name = LineField(
        _l("Your name, as others see it"),
        longest=LONGEST_NAME,
        required=True,
        description=_l("Your own or one you choose. It stands beside your works."),
        render_kw={"autocomplete": "name", "required": True},
    )
    email = _email_field(EmailValidation(verify=True), unique_user_email)
    password = _new_password_field(_l("Password"))


class AskResetForm(ForgotPasswordForm):
    """Where to send the link. Who never confirmed may also: the link proves the address."""

    email = _email_field(EmailValidation(verify=True), valid_user_email)

    def validate(self, **kwargs: Any) -> bool:
        is_known = bool(Form.validate(self, **kwargs)) and self.user is not None
        return is_known and self.user.is_active  # type: ignore[union-attr]


class NewPasswordForm(ResetPasswordForm):
    """A new password after a reset; one field, since it can be shown."""

    password = _new_password_field(_l("New password"))
    password_confirm = None  # type: ignore[assignment]


class ChangeMyPasswordForm(ChangePasswordForm):
    password = PasswordField(
        _l("Password until now"),
        validators=[IsString(), _NOT_ENDLESS],
        render_kw={"autocomplete": "current-password", "required": True},
    )
    new_password = _new_password_field(_l("New password"))
    new_password_confirm = None  # type: ignore[assignment]


class ChangeMyEmailForm(ChangeEmailForm):
    email = _email_field(
        EmailValidation(verify=True), unique_user_email, label=_l("New e-mail address")
    )


class AskConfirmationForm(SendConfirmationForm):
    email = _email_field(EmailValidation(verify=True), valid_user_email)


class ConfirmItIsMeForm(VerifyForm):
    password = _password_field()
