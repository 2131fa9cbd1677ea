"""Identifiers: 63 bits, 41 of milliseconds since 2020 and 22 random.

Primary key and public name in one, sortable by time, the same in every copy of the commons.
Outside they are 13 characters of Crockford's base 32 (https://www.crockford.com/base32.html).
"""

import secrets
from datetime import UTC, datetime, timedelta

from portal.kernel import clock
from portal.kernel.errors import Invalid

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
RANDOM_BITS = 22
MAX_ID = 2**63 - 1
LENGTH = 13
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {char: index for index, char in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}


def new_id() -> int:
    """A fresh id for something made now."""
    milliseconds = (clock.now() - EPOCH) // timedelta(milliseconds=1)
    return (milliseconds << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)


def made_at(identifier: int) -> datetime:
    """When the id was made, to the millisecond."""
    return EPOCH + timedelta(milliseconds=identifier >> RANDOM_BITS)


def encode(identifier: int) -> str:
    """The public name of an id: 13 characters."""
    if not 0 <= identifier <= MAX_ID:
        raise Invalid("an id has 63 bits", reason="bad_id")
    chars = []
    for _ in range(LENGTH):
        identifier, digit = divmod(identifier, 32)
        chars.append(_ALPHABET[digit])
    return "".join(reversed(chars))


def decode(name: str) -> int:
    """The id behind a public name; forgiving about case and O/0, I/1, L/1.

    Raises Invalid (`bad_id`) when the text is no such name.
    """
    if len(name) != LENGTH:
        raise Invalid("an id has 13 characters", reason="bad_id")
    identifier = 0
    for char in name.upper():
        if char not in _VALUES:
            raise Invalid("not an id", reason="bad_id")
        identifier = identifier * 32 + _VALUES[char]
    if identifier > MAX_ID:
        raise Invalid("not an id", reason="bad_id")
    return identifier
