"""Rows of what is known: a name to the left, what it is to the right, all in one column."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui import glyphs
from tui.line_text import shown
from tui.widgets.rows import cut

Row = tuple[str, str | Content]
"""A translated name and what stands beside it; a bare text has an empty name."""

INDENT = " "
BLANK: Row = ("", "")


class Facts(Static):
    """A few rows of name and value, harmless and one line each."""

    DEFAULT_CSS = "Facts { height: auto; width: 100%; }"

    def __init__(
        self,
        *,
        names: int = 16,
        room: int = 79,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Give the names `names` cells, and cut what does not fit into `room`."""
        super().__init__(markup=False, id=id)
        self._names = names
        self._room = room

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; a row without a name begins at the left."""
        self.update(Content("\n").join(self._row(name, value) for name, value in rows))

    def _row(self, name: str, value: str | Content) -> Content:
        label = INDENT + (name + " " * max(1, self._names - cell_len(name)) if name else "")
        room = self._room - cell_len(label)
        if isinstance(value, str):
            value = Content(cut(shown(value), room))
        return Content(label) + _fitting(value, room + 1)


def _fitting(value: Content, room: int) -> Content:
    """Return a styled text on one row; what is too long ends in the sign for it."""
    text = value.plain.rstrip()
    kept = cut(text, room)
    if kept == text:
        return value[: len(text)]
    ending = glyphs.current().ellipsis
    return value[: len(kept) - len(ending)] + ending
