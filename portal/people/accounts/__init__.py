"""Logging in and what belongs to it, by Flask-Security with our forms, words and pages."""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_login import LoginManager
from flask_security import Security
from flask_security.signals import change_email_confirmed, password_reset

from portal.config import Settings
from portal.kernel import clock
from portal.people import letters
from portal.people.accounts import forms, guard
from portal.people.accounts.checks import MemberMail, MemberPasswords
from portal.people.accounts.datastore import MemberDatastore
from portal.people.accounts.words import MESSAGES
from portal.people.models import Member

# OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
ARGON2 = {"argon2__memory_cost": 19_456, "argon2__time_cost": 2, "argon2__parallelism": 1}

ADDRESSES = {
    "URL_PREFIX": "/account",
    "LOGIN_URL": "/login",
    "LOGOUT_URL": "/logout",
    "REGISTER_URL": "/register",
    "RESET_URL": "/reset",
    "CONFIRM_URL": "/confirm",
    "VERIFY_URL": "/verify",
    "CHANGE_URL": "/password",
    "CHANGE_EMAIL_URL": "/email",
    "CHANGE_EMAIL_CONFIRM_URL": "/email/confirm",
    "POST_LOGIN_VIEW": "/",
    "POST_LOGOUT_VIEW": "/",
    "POST_REGISTER_VIEW": "security.login",
    "POST_CHANGE_VIEW": "people.account",
    "POST_CHANGE_EMAIL_VIEW": "people.account",
    "STATIC_FOLDER": None,
}
TEMPLATES = {
    "LOGIN_USER_TEMPLATE": "people/login.html",
    "REGISTER_USER_TEMPLATE": "people/register.html",
    "FORGOT_PASSWORD_TEMPLATE": "people/reset.html",
    "RESET_PASSWORD_TEMPLATE": "people/new_password.html",
    "SEND_CONFIRMATION_TEMPLATE": "people/confirm.html",
    "CHANGE_PASSWORD_TEMPLATE": "people/password.html",
    "CHANGE_EMAIL_TEMPLATE": "people/email.html",
    "VERIFY_TEMPLATE": "people/verify.html",
    # Kinds of letters, which MemberMail puts into words.
    "REGISTER_EMAIL_TEMPLATE": "confirm",
    "EMAIL_TEMPLATE_CONFIRM": "confirm",
    "REGISTER_EMAIL_EXISTING_TEMPLATE": "known",
    "EMAIL_TEMPLATE_PASSWORD_RESET": "reset",
    "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "reset_done",
    "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "password_changed",
    "CHANGE_EMAIL_EMAIL_TEMPLATE": "change_email",
}
BEHAVIOUR: dict[str, Any] = {
    "REGISTERABLE": True,
    "CONFIRMABLE": True,
    "RECOVERABLE": True,
    "CHANGEABLE": True,
    "CHANGE_EMAIL": True,
    # The same answers whether an address is known or not.
    "RETURN_GENERIC_RESPONSES": True,
    "API_ENABLED_METHODS": ["session"],
    "PASSWORD_CONFIRM_REQUIRED": False,
    "PASSWORD_SCHEMES": ["argon2"],
    "PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2,
    # No pepper from the secret key: a restored backup has another key and the same passwords.
    "PASSWORD_SINGLE_HASH": True,
    # For links in letters, which are signed and run out; it need not be slow.
    "HASHING_SCHEMES": ["hex_sha256"],
    "DEPRECATED_HASHING_SCHEMES": [],
    "EMAIL_PLAINTEXT": False,
    "EMAIL_HTML": False,
    "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "INPUT_NORMALIZE_FORM": "NFC",
    "RESET_PASSWORD_WITHIN": timedelta(hours=4),
    "FRESHNESS": timedelta(hours=2),
    "DATETIME_FACTORY": clock.now,
}


def register(app: Flask, settings: Settings) -> None:
    """Put logging in into the application; all views of `security.*` come from here."""
    for values in (ADDRESSES, TEMPLATES, BEHAVIOUR):
        app.config.update({f"SECURITY_{key}": value for key, value in values.items()})
    app.config.update({f"SECURITY_MSG_{key}": value for key, value in MESSAGES.items()})
    app.config["SECURITY_EMAIL_SENDER"] = settings.mail_from
    security = Security(
        app,
        MemberDatastore(),
        mail_util_cls=MemberMail,
        password_util_cls=MemberPasswords,
        login_form=forms.LogInForm,
        register_form=forms.RegisterForm,
        forgot_password_form=forms.AskResetForm,
        reset_password_form=forms.NewPasswordForm,
        change_password_form=forms.ChangeMyPasswordForm,
        change_email_form=forms.ChangeMyEmailForm,
        send_confirmation_form=forms.AskConfirmationForm,
        verify_form=forms.ConfirmItIsMeForm,
    )
    security.want_json(lambda _request: False)
    _only_sessions(security.login_manager)
    guard.register(app)
    password_reset.connect(_confirm_by_reset, app)
    change_email_confirmed.connect(_tell_old_address, app)


def _only_sessions(login: LoginManager) -> None:
    """Flask-Security's own tokens are off; ours are read by the API (viewer_of_token)."""
    login.request_loader(lambda _request: None)


def _confirm_by_reset(_app: Flask, user: Member, **_more: object) -> None:
    """Who follows a link from a letter has shown that the address is theirs."""
    user.confirmed_at = user.confirmed_at or clock.now()


def _tell_old_address(_app: Flask, user: Member, old_email: str, **_more: object) -> None:
    letters.post("email_changed", to=old_email, language=user.language, name=user.name)
