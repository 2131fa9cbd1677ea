"""Letters to people: plain text, in the language of who reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from portal.config import Settings

SUBJECTS = {
    "confirm": _l("Confirm your e-mail address"),
    "known": _l("You already have an account"),
    "reset": _l("Choose a new password"),
    "reset_done": _l("Your password is new"),
    "password_changed": _l("Your password is new"),
    "change_email": _l("Confirm your new e-mail address"),
    "email_changed": _l("Your e-mail address was changed"),
    "invite": _l("You are invited to the team"),
}


@dataclass(frozen=True)
class Letter:
    """One message, complete: plain values only, so that a job can carry it."""

    to: str
    subject: str
    body: str
    language: str


def write(template: str, *, to: str, language: str, **facts: object) -> Letter:
    """Put a letter of `people/mail/` into words."""
    settings: Settings = current_app.extensions["portal.settings"]
    with force_locale(language):
        subject = f"{settings.city}: {SUBJECTS[template]}"
        body = render_template(f"people/mail/{template}.txt", city=settings.city, **facts)
    return Letter(to, subject, body.strip() + "\n", language)


def post(template: str, *, to: str, language: str, **facts: object) -> None:
    """Write a letter and hand it to what delivers letters in this application."""
    deliver: Callable[[Letter], None] = current_app.extensions["portal.deliver"]
    deliver(write(template, to=to, language=language, **facts))
