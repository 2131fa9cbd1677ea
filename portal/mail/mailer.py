"""From a template and a reader's language to a message, and on its way."""

from collections.abc import Callable
from email.headerregistry import Address
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from flask_babel import force_locale

from portal.config import Settings, WrongSetting
from portal.kernel import clock
from portal.kernel.errors import Invalid
from portal.kernel.text import clean_line, shorten
from portal.mail.message import Message, read_address
from portal.mail.transports import Transport, open_transport

EXTENSION = "portal.mail"
LONGEST_SUBJECT = 150

Post = Callable[[Message], None]


class Mailer:
    """Writes messages and hands them to `post`: a job by the app's wish, else the network now."""

    def __init__(self, settings: Settings, transport: Transport) -> None:
        self._settings = settings
        self._transport = transport
        self._sender = _read_sender(settings)
        self._post: Post = self.deliver

    def post_through(self, post: Post) -> None:
        """From now on `send` gives messages to `post`; its job calls `deliver` later."""
        self._post = post

    def send(
        self,
        to: str,
        subject: object,
        template: str,
        language: str,
        *,
        unsubscribe_url: str | None = None,
        **context: Any,
    ) -> Message:
        """Write a message and post it; see `compose` for the arguments."""
        message = self.compose(
            to, subject, template, language, unsubscribe_url=unsubscribe_url, **context
        )
        self._post(message)
        return message

    def compose(
        self,
        to: str,
        subject: object,
        template: str,
        language: str,
        *,
        unsubscribe_url: str | None = None,
        **context: Any,
    ) -> Message:
        """Render `people/confirm` from people/mail/confirm.txt and .html in this language.

        `subject` is a text or a lazy string. Templates also know `city`, `portal_url`,
        `language`, `subject` and `unsubscribe_url` (an address for RFC 8058's one click, or
        None). Raises Invalid (`bad_address`).
        """
        if language not in self._settings.languages:
            language = self._settings.languages[0]
        with force_locale(language):
            line = shorten(_one_line(subject), LONGEST_SUBJECT)
            known = {
                "city": self._settings.city,
                "portal_url": self._settings.url,
                "language": language,
                "subject": line,
                "unsubscribe_url": unsubscribe_url,
            }
            text = _render(template, "txt", context | known)
            html = _render(template, "html", context | known)
        return Message(to, line, text, html, self._make_headers(unsubscribe_url))

    def deliver(self, message: Message) -> None:
        """Hand the message over now. Raises Unavailable (try again) or Invalid (give up)."""
        self._transport.deliver(message.as_email(self._sender))

    def _make_headers(self, unsubscribe_url: str | None) -> dict[str, str]:
        headers = {
            "Message-ID": make_msgid(domain=urlsplit(self._settings.url).hostname),
            "Date": format_datetime(clock.now()),
            "Auto-Submitted": "auto-generated",
        }
        if unsubscribe_url:
            headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers


def _one_line(subject: object) -> str:
    """Titles that people wrote come into subjects: no line ends, nothing invisible."""
    return "".join(c for c in clean_line(str(subject)) if c.isprintable())


def _render(template: str, ending: str, context: dict[str, Any]) -> str:
    """Straight from the environment: page context asks for a request, and a job has none."""
    feature, name = template.split("/")
    return current_app.jinja_env.get_template(f"{feature}/mail/{name}.{ending}").render(context)


def _read_sender(settings: Settings) -> Address:
    name, address = parseaddr(settings.mail_from)
    try:
        return read_address(address, name or settings.city)
    except Invalid:
        raise WrongSetting("PORTAL_MAIL_FROM should be one mail address.") from None


def register(app: Flask, settings: Settings) -> None:
    """Put the mailer into the application. Raises WrongSetting."""
    app.extensions[EXTENSION] = Mailer(settings, open_transport(settings.mail_url))


def current_mailer() -> Mailer:
    """The mailer of the current application."""
    mailer: Mailer = current_app.extensions[EXTENSION]
    return mailer
