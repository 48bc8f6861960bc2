"""Tables of plain text, for terminal, mail and screen reader: columns, no lines, no colours."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from data.text import clean

GAP = "  "


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], right: str = "") -> Iterator[str]:
    """Yield the heading and one line for each row, every cell harmless.

    `right` has one character for each column: `>` where it stands to the right.
    """
    cells = [[clean(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    sides = right.ljust(len(headings))
    for row in cells:
        parts = [
            _padded(cell, width, side) for cell, width, side in zip(row, widths, sides, strict=True)
        ]
        yield GAP.join(parts).rstrip()


def _padded(text: str, width: int, side: str) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if side == ">" else text + blanks


def _width(text: str) -> int:
    """Return the cells a terminal gives the text: two for wide signs, none for marks."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    marks = sum(unicodedata.combining(sign) > 0 for sign in text)
    return len(text) + wide - marks
