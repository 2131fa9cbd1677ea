"""What Flask-Security asks us about addresses, passwords and letters."""

from typing import Any

from flask_security import MailUtil, PasswordUtil

from portal.people import letters
from portal.people.rules import check_password


class MemberMail(MailUtil):
    """Addresses in lower case; letters in the language of the member."""

    def normalize(self, email: str) -> str:
        return str(super().normalize(email)).lower()

    def validate(self, email: str) -> str:
        return str(super().validate(email)).lower()

    def send_mail(self, template: str, subject: str, recipient: Any, *args: Any, **kw: Any) -> None:  # noqa: ARG002
        """`template` is a kind of letter; subject and text come from there."""
        user = kw["user"]
        link = kw.get("link") or kw.get("reset_link") or kw.get("confirmation_link") or ""
        letters.post(template, to=str(recipient), language=user.language, name=user.name, link=link)


class MemberPasswords(PasswordUtil):
    """Length and guessability, nothing else."""

    def validate(
        self, password: str, is_register: bool, **kwargs: Any
    ) -> tuple[list[str] | None, str]:
        """The reasons against it (None when there are none) and its normal form."""
        normal = self.normalize(password)
        user = kwargs.get("user")
        own = kwargs if is_register else {"name": user.name, "email": user.email} if user else {}
        why_not = check_password(normal, name=own.get("name") or "", email=own.get("email") or "")
        return ([str(why_not)] if why_not else None), normal
