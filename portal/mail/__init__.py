"""Mail: written from templates in the reader's language, carried by a job, delivered by URL."""

from portal.mail.mailer import EXTENSION, Mailer, current_mailer, register
from portal.mail.message import Message

__all__ = ["EXTENSION", "Mailer", "Message", "current_mailer", "register"]
