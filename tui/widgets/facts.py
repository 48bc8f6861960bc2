"""Rows of what is known: a name to the left, what it is to the right, all in one column."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from data.text import clean
from tui.widgets.rows import cut

Row = tuple[str, str | Content]
"""A translated name and what stands beside it; both empty for a blank row."""

INDENT = 1
ROOM = 76
"""Cells for a row in the narrowest window."""


class Facts(Static):
    """A few rows of name and value, harmless and one line each."""

    def __init__(self, *, width: int = 18, room: int = ROOM, id: str | None = None) -> None:  # noqa: A002
        """Give the names `width` cells, and cut a value that does not fit into `room`."""
        super().__init__(markup=False, id=id)
        self._width = width
        self._room = room

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.update(Content("\n").join(self._row(name, value) for name, value in rows))

    def _row(self, name: str, value: str | Content) -> Content:
        label = clean(name) + " " * (self._width - cell_len(clean(name)))
        if isinstance(value, str):
            value = Content(cut(clean(value), self._room - self._width))
        return Content(" " * INDENT + label) + value
