"""Letters to people: one form, the words of each kind, in the language of who reads them."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.mail import current_mailer

Lazy = object


@dataclass(frozen=True)
class Words:
    """A letter without its greeting; `button` is what its link does."""

    subject: Lazy
    before: Lazy
    after: Lazy
    button: Lazy = ""


_PASSWORD_IS_NEW = Words(
    _l("Your password is new"),
    _l("your password was just changed, and you were logged out everywhere else."),
    _l("If it was not you, choose a new password at once on the log-in page, and tell the team."),
)

LETTERS = {
    "confirm": Words(
        _l("Confirm your e-mail address"),
        _l("somebody, most likely you, made an account with this address. This link opens it:"),
        _l("It works for two days. If it was not you, do nothing: the account stays closed."),
        _l("Open my account"),
    ),
    "known": Words(
        _l("You already have an account"),
        _l(
            "somebody, most likely you, wanted to make an account with this address. "
            "There is one already. If you forgot its password, this link leads to a new one:"
        ),
        _l("If it was not you, do nothing: nothing has changed."),
        _l("Choose a new password"),
    ),
    "reset": Words(
        _l("Choose a new password"),
        _l("this link leads to a new password for your account:"),
        _l("It works for four hours. If you did not ask for it, do nothing: nothing has changed."),
        _l("Choose a new password"),
    ),
    "reset_done": _PASSWORD_IS_NEW,
    "password_changed": _PASSWORD_IS_NEW,
    "change_email": Words(
        _l("Confirm your new e-mail address"),
        _l("this link makes this address the one of your account:"),
        _l("It works for two hours. If you did not ask for it, do nothing."),
        _l("Use this address"),
    ),
    "email_changed": Words(
        _l("Your e-mail address was changed"),
        _l(
            "from now on we write to the new address you gave. This is the last letter to this one."
        ),
        _l("If it was not you, tell the team at once."),
    ),
    "invite": Words(
        _l("You are invited to the team"),
        _l(
            "you are invited to work with us here. This link lets you choose a name and a password:"
        ),
        _l("It works for two weeks. If you do not want it, do nothing."),
        _l("Accept the invitation"),
    ),
}


def post(kind: str, *, to: str, language: str, name: str = "", link: str = "") -> None:
    """Write a letter and hand it to the mailer, which leaves it to a job where there is one."""
    words = LETTERS[kind]
    facts: dict[str, Any] = {"words": words, "name": name, "link": link}
    current_mailer().send(to, words.subject, "people/letter", language, **facts)
