"""The fields of the Whoosh index. Change VERSION with anything that changes what is written."""

import struct
from collections.abc import Iterator, Mapping

from whoosh import columns, fields, formats

from portal.search.terms import LAST_POSITION, Term

VERSION = 1
KEY, CARD, TITLES = "key", "card", "titles"
WORDS, STARTS, SPELLING, FACETS = "words", "starts", "spelling", "facets"

Posting = tuple[bytes, int, float, bytes]


class AnalysedWords(fields.FieldType):  # type: ignore[misc]
    """Takes terms that are already analysed, with weight and positions, instead of a text."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), None)

    def index(self, value: Mapping[str, Term], **_: object) -> Iterator[Posting]:
        for name, term in value.items():
            positions = pack_positions(term.positions)
            yield name.encode(), len(term.positions) or 1, term.weight, positions


class AnalysedNames(fields.FieldType):  # type: ignore[misc]
    """Takes ready terms with a weight each."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: Mapping[str, float], **_: object) -> Iterator[Posting]:
        for name, weight in value.items():
            yield name.encode(), 1, weight, b""


def pack_positions(positions: list[int]) -> bytes:
    """Two bytes each, little-endian; words after LAST_POSITION share it and are in no phrase.

    Never empty: Whoosh leaves out empty values and would shift those of other documents.
    """
    kept = [position for position in positions if position <= LAST_POSITION] or [LAST_POSITION]
    return struct.pack(f"<{len(kept)}H", *kept)


def unpack_positions(packed: bytes) -> tuple[int, ...]:
    """The positions back, ascending."""
    return struct.unpack(f"<{len(packed) // 2}H", packed)


def make_schema() -> fields.Schema:
    """A schema for a new index."""
    return fields.Schema(
        **{
            KEY: fields.ID(unique=True),
            CARD: fields.COLUMN(columns.VarBytesColumn()),
            TITLES: fields.STORED(),
            WORDS: AnalysedWords(),
            STARTS: AnalysedNames(),
            SPELLING: AnalysedNames(),
            FACETS: AnalysedNames(),
        }
    )
