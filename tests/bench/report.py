"""How figures are written down: one row each, with its limit and what it is measured against."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure; `limit` is the most it may be, None where it only informs."""

    name: str
    figure: float
    unit: str
    limit: float | None
    peer: str

    @property
    def ok(self) -> bool:
        """A figure that could not be taken does not keep its limit."""
        return self.limit is None or self.figure <= self.limit


def table(rows: list[Row]) -> str:
    """The rows as text in columns."""
    cells = [("figure", "value", "unit", "limit", "", "measured against")]
    for row in rows:
        value = "–" if math.isnan(row.figure) else f"{row.figure:.2f}"
        limit = "" if row.limit is None else f"{row.limit:g}"
        verdict = "" if row.limit is None else ("ok" if row.ok else "OVER")
        cells.append((row.name, value, row.unit, limit, verdict, row.peer))
    widths = [max(len(line[i]) for line in cells) for i in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )
