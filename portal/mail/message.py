"""One message, as a job carries it and as the network wants it (RFC 5322)."""

import json
import re
from dataclasses import asdict, dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from portal.kernel.errors import Invalid

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3
# Pure ASCII on the wire: every server takes it, also without 8BITMIME.
_POLICY = SMTP.clone(cte_type="7bit")
_ADDRESS = re.compile(r"""(?P<local>[^\s@<>(),;:"\[\]\\]+)@(?P<domain>[^\s@<>(),;:"\[\]\\]+)""")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z-]*")


@dataclass(frozen=True)
class Message:
    """A complete message to one person. Raises Invalid (`bad_address`, `bad_header`).

    `headers` are the extra ones, with Message-ID and Date: they are made once, so that a
    message delivered twice is still the same message.
    """

    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        read_address(self.to)
        names_fit = all(_HEADER_NAME.fullmatch(name) for name in self.headers)
        values = (self.subject, *self.headers.values())
        if not names_fit or not all(value.isprintable() for value in values):
            raise Invalid("a mail header is one line", reason="bad_header")

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Message":
        return cls(**json.loads(text))

    def as_email(self, sender: Address) -> EmailMessage:
        """Plain text with an HTML alternative, from this sender."""
        mail = EmailMessage(policy=_POLICY)
        mail["From"] = sender
        mail["To"] = read_address(self.to)
        mail["Subject"] = self.subject
        for name, value in self.headers.items():
            mail[name] = value
        mail.set_content(self.text)
        mail.add_alternative(self.html, subtype="html")
        return mail


def read_address(text: str, display_name: str = "") -> Address:
    """One mail address, its domain in ASCII (IDNA). Raises Invalid (`bad_address`)."""
    match = _ADDRESS.fullmatch(text)
    if match is None or len(text) > LONGEST_ADDRESS or not match["local"].isascii():
        raise Invalid("not a mail address", reason="bad_address")
    try:
        domain = match["domain"].encode("idna").decode()
        return Address(display_name, match["local"], domain)
    except (ValueError, MessageError) as error:
        raise Invalid("not a mail address", reason="bad_address") from error
