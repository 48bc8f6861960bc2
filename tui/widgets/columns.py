"""Columns of the house tables: fixed widths, cut text, pages where the screen is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from rich.cells import cell_len
from rich.text import Text

from tui.plain import plain
from tui.widgets.rows import cut
from tui.words import _

R = TypeVar("R")

GAP = 1
"""Empty cells after each column."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its name, width in cells, and what it shows of a row."""

    key: str
    title: str
    """Message id of the heading."""
    width: int
    cell: Callable[[R], str | Text]
    """Text from outside may be handed over as it is: it is cleaned and never markup."""
    right: bool = False
    """Whether the text stands to the right, as amounts do."""
    digit: str = ""
    """Pressed after `s` to sort by this column; empty when it cannot be sorted by."""
    falls: bool = False
    """Whether the first sorting by it puts the highest first."""
    grows: bool = False
    """Whether it takes the room that is left over on a wide screen."""

    def render(self, row: R) -> Text:
        """Return the cell of a row, as wide as the column."""
        shown = self.cell(row)
        if isinstance(shown, Text):
            return fit(shown.plain, self.width, right=self.right, style=shown.style)
        return fit(shown, self.width, right=self.right)

    def heading(self, mark: str, digit: bool) -> Text:
        """Return the heading with its sort mark, or with the digit that sorts by it."""
        title = f"{self.digit}{_(self.title)}" if digit and self.digit else _(self.title)
        return fit(f"{title} {mark}" if mark else title, self.width, right=self.right)


def fit(text: str, width: int, *, right: bool = False, style: object = "") -> Text:
    """Return harmless text of exactly `width` cells."""
    shown = cut(plain(text), width)
    blank = " " * (width - cell_len(shown) + GAP)
    padded = f"{blank[GAP:]}{shown}{blank[:GAP]}" if right else shown + blank
    return Text(padded, style=str(style), no_wrap=True, end="")


def lay_out(columns: Sequence[Column[R]], fixed: int, width: int) -> list[list[Column[R]]]:
    """Divide columns into pages of at most `width` cells, the first `fixed` on each.

    What room is left goes to the growing columns of the page.
    """
    head, rest = list(columns[:fixed]), list(columns[fixed:])
    pages: list[list[Column[R]]] = []
    page = list(head)
    for column in rest:
        if len(page) > len(head) and _width([*page, column]) > width:
            pages.append(page)
            page = list(head)
        page.append(column)
    return [_grown(each, width) for each in [*pages, page]]


def _width(columns: Sequence[Column[R]]) -> int:
    return sum(column.width + GAP for column in columns)


def _grown(columns: list[Column[R]], width: int) -> list[Column[R]]:
    growing = sum(column.grows for column in columns)
    spare = width - _width(columns)
    if not growing or spare <= 0:
        return columns
    share, odd = divmod(spare, growing)
    grown: list[Column[R]] = []
    for column in columns:
        more = (share + (odd > 0)) if column.grows else 0
        odd -= column.grows
        grown.append(replace(column, width=column.width + more))
    return grown
