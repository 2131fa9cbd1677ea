"""What Flask-Security says, in our words: its own catalogue has no Breton."""

from typing import Any

from flask_babel import lazy_gettext as _l

_SENT_RESET = _l(
    "If this address belongs to an account, a letter with a link for a new password is on its way."
)
_WRONG = _l("Address and password do not belong together. Look at both again.")
_EMAIL = _l("This does not look like an e-mail address.")
_OLD_LINK = _l("This link does not work any more. Ask for a new one here.")

MESSAGES: dict[str, tuple[Any, str]] = {
    "API_ERROR": (_OLD_LINK, "failed"),
    "GENERIC_AUTHN_FAILED": (_WRONG, "failed"),
    "GENERIC_RECOVERY": (_SENT_RESET, "info"),
    "UNAUTHORIZED": (_l("This is not open to you."), "failed"),
    "UNAUTHENTICATED": (_l("Log in to go on."), "info"),
    "REAUTHENTICATION_REQUIRED": (_l("Enter your password once more to go on."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (_l("Thank you. You can go on."), "done"),
    "CONFIRM_REGISTRATION": (
        _l("A letter is on its way to %(email)s. Follow the link in it to open your account."),
        "done",
    ),
    "EMAIL_CONFIRMED": (_l("Your address is confirmed. Log in and you are in."), "done"),
    "ALREADY_CONFIRMED": (_l("Your address is already confirmed. You can log in."), "info"),
    "INVALID_CONFIRMATION_TOKEN": (_OLD_LINK, "failed"),
    "CONFIRMATION_EXPIRED": (_OLD_LINK, "failed"),
    "CONFIRMATION_REQUIRED": (
        _l("Follow the link in the letter we sent you first, or ask for a new one here."),
        "info",
    ),
    "CONFIRMATION_REQUEST": (
        _l("If %(email)s waits to be confirmed, a new letter is on its way."),
        "info",
    ),
    "EMAIL_ALREADY_ASSOCIATED": (_l("Choose another address."), "failed"),
    "EMAIL_NOT_PROVIDED": (_l("Your e-mail address is needed."), "failed"),
    "INVALID_EMAIL_ADDRESS": (_EMAIL, "failed"),
    "INVALID_INPUT": (_l("This does not fit here."), "failed"),
    "INVALID_REDIRECT": (_l("The portal only leads on to its own pages."), "failed"),
    "PASSWORD_MISMATCH": (_WRONG, "failed"),
    "RETYPE_PASSWORD_MISMATCH": (_l("The two passwords differ."), "failed"),
    "PASSWORD_NOT_PROVIDED": (_l("A password is needed."), "failed"),
    "INVALID_PASSWORD": (_l("This is not your password."), "failed"),
    "PASSWORD_IS_THE_SAME": (_l("This is your password already. Choose another."), "failed"),
    "PASSWORD_CHANGE": (
        _l("Your password is new. Everywhere else you are logged out."),
        "done",
    ),
    "PASSWORD_RESET": (_l("Your password is new."), "done"),
    "PASSWORD_RESET_NO_LOGIN": (_l("Your password is new. Log in with it."), "done"),
    "PASSWORD_RESET_REQUEST": (_SENT_RESET, "info"),
    "PASSWORD_RESET_EXPIRED": (_OLD_LINK, "failed"),
    "INVALID_RESET_PASSWORD_TOKEN": (_OLD_LINK, "failed"),
    "FORGOT_PASSWORD": (_l("Forgotten? Choose a new one"), "info"),
    "USER_DOES_NOT_EXIST": (_WRONG, "failed"),
    "DISABLED_ACCOUNT": (_WRONG, "failed"),
    "CHANGE_EMAIL_SENT": (
        _l("A letter is on its way to %(email)s. Follow the link in it to make the change."),
        "done",
    ),
    "CHANGE_EMAIL_EXPIRED": (_OLD_LINK, "failed"),
    "CHANGE_EMAIL_CONFIRMED": (_l("Your e-mail address is changed."), "done"),
    "LOGIN": (_l("Log in to go on."), "info"),
    "REFRESH": (_l("Enter your password once more to go on."), "info"),
    "ANONYMOUS_USER_REQUIRED": (_l("You are logged in already."), "info"),
}
