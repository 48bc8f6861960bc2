"""Bad places of a file, and the one refusal that names them all."""

from __future__ import annotations

from data.customer_id import mask
from data.errors import BadCell, Refused
from data.text import clean
from data.words import N_, Phrase

LONGEST_VALUE = 60
"""Characters of a bad cell that a message repeats."""


def bad_cell(file: str, row: int, column: str, value: str, reason: Phrase) -> BadCell:
    """Return a bad place whose value is harmless, short and without anybody's identity number."""
    shown = mask(clean(value))
    if len(shown) > LONGEST_VALUE:
        shown = f"{shown[:LONGEST_VALUE]}..."
    return BadCell(file, row, clean(column), shown, reason)


def refusal(file: str, cells: list[BadCell]) -> Refused:
    """Return the refusal of a file for all its bad places, in the file's own order."""
    ordered = sorted(cells, key=lambda cell: (cell.file, cell.row))
    return Refused(
        "F115",
        N_(
            "{file} cannot be imported. Cells that cannot be read: {count}. Put them right where"
            " the list was made, or fetch it again. Nothing was stored."
        ),
        cells=tuple(ordered),
        file=file,
        count=len(ordered),
    )
