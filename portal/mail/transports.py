"""Where messages go: files in a folder, or an SMTP server.

Flask-Mailman, the listed choice, is left out: its file backend appends to a log instead of
writing messages that a mail program opens, and its server is a setting of the application and
not a URL. With the standard library both ways share the same bytes, in fewer lines.
"""

import hashlib
import logging
import os
import smtplib
import ssl
import tempfile
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from portal.config import WrongSetting
from portal.kernel.errors import Invalid, Unavailable

TIMEOUT = 20  # seconds
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_log = logging.getLogger(__name__)


class Transport(Protocol):
    """Takes one message, or raises: Unavailable (try again) or Invalid (never will)."""

    def deliver(self, mail: EmailMessage) -> None: ...


@dataclass(frozen=True)
class FolderTransport:
    """Each message is one .eml file; delivering it twice writes the same file."""

    folder: Path

    def deliver(self, mail: EmailMessage) -> None:
        path = self.folder / _file_name(mail)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_whole(path, mail.as_bytes())
        except OSError as error:
            raise Unavailable("the mail folder cannot be written to") from error
        _log.info("mail written to %s", path)


def _file_name(mail: EmailMessage) -> str:
    moment = parsedate_to_datetime(mail["Date"])
    digest = hashlib.sha256(str(mail["Message-ID"]).encode()).hexdigest()
    return f"{moment:%Y%m%dT%H%M%SZ}-{digest[:12]}.eml"


def _write_whole(path: Path, content: bytes) -> None:
    """The file is there with all its bytes, or not at all; only the owner reads it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class SmtpTransport:
    """A server that passes messages on; a password never travels in the clear."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    is_tls: bool = False

    def deliver(self, mail: EmailMessage) -> None:
        try:
            with self._connect() as server:
                server.send_message(mail)
        except (smtplib.SMTPException, OSError) as error:
            # Not `from error`: what servers answer quotes addresses, and tracebacks are logged.
            raise _meaning(error) from None

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.is_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        try:
            self._greet(server, context)
        except BaseException:
            server.close()
            raise
        return server

    def _greet(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        """Encrypt where the server can; a local server seldom has a certificate anyone trusts."""
        server.ehlo()
        is_safe = self.is_tls or self.host in _LOOPBACK
        if not is_safe and server.has_extn("starttls"):
            server.starttls(context=context)
            is_safe = True
        if self.user:
            if not is_safe:
                raise smtplib.SMTPNotSupportedError("STARTTLS")
            server.login(self.user, self.password)


def _meaning(error: Exception) -> Invalid | Unavailable:
    """A refusal of this message for good (5xx) is Invalid; anything else may pass later."""
    codes: list[int] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _answer in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPDataError):
        codes = [error.smtp_code]
    if codes and min(codes) >= 500:
        return Invalid("the mail server refused this message", reason="mail_refused")
    return Unavailable(f"the mail server did not take the message ({type(error).__name__})")


def open_transport(url: str) -> Transport:
    """`file://folder`, `smtp://[user:password@]host[:port]` or `smtps://…`.

    Raises WrongSetting. User and password are percent-encoded in the URL.
    """
    if url.startswith("file://"):
        return FolderTransport(Path(url.removeprefix("file://")))
    try:
        parts = urlsplit(url)
        is_tls = parts.scheme == "smtps"
        port = parts.port or (465 if is_tls else 587 if parts.username else 25)
    except ValueError:
        raise WrongSetting("PORTAL_MAIL_URL has no usable host and port.") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise WrongSetting("PORTAL_MAIL_URL should be smtp://user:password@host:port or file://…")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return SmtpTransport(parts.hostname, port, user, password, is_tls)
