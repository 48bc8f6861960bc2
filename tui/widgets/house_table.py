"""The looks of every table of the house: columns, headings, the row under the cursor.

It draws the rows it is given and no others; where they come from is `window_table`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widgets import DataTable

from tui import glyphs
from tui.room import Room
from tui.widgets.columns import Column, lay_out
from tui.words import _

R = TypeVar("R")

RISES, FALLS = "^", "v"
"""Sort marks in a heading."""


@dataclass
class TableMessage(Message):
    """Something that happened in a table."""

    table: HouseTable[Any]

    @property
    def control(self) -> HouseTable[Any]:
        """The table, so that `@on(…, "#id")` can name it."""
        return self.table


class HouseTable(DataTable[Text], Generic[R], inherit_bindings=False):
    """Rows in columns of fixed width, paged sideways where the screen is narrow."""

    BINDINGS = [
        Binding("left", "columns(-1)", show=False),
        Binding("right", "columns(1)", show=False),
    ]

    @dataclass
    class SortAsked(TableMessage):
        """The operator wants another order."""

        column: str
        descending: bool

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        fixed: int = 1,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make a table; the first `fixed` columns stay when the others are paged."""
        super().__init__(cursor_type="row", cell_padding=0, id=id)
        self._all_columns = tuple(columns)
        self._fixed = fixed
        self._drawn: Sequence[R] = ()
        self._laid_out: list[list[Column[R]]] = []
        self._page = 0
        self._sorted: tuple[str, bool] | None = None
        self._asks_for_digit = False

    def draw_rows(self, drawn: Sequence[R]) -> None:
        """Show these rows and no others."""
        self._drawn = drawn
        if not self._laid_out:
            return
        with self.prevent(DataTable.RowHighlighted):
            self.clear()
            for row in drawn:
                cells = [column.render(row) for column in self._laid_out[self._page]]
                self.add_row(Text(" "), *cells)

    def point_at(self, place: int) -> None:
        """Put the cursor on one of the rows shown."""
        self.move_cursor(row=place, scroll=False)

    def sort_mark(self, column: str, *, descending: bool) -> None:
        """Mark the heading of the column that the list is sorted by."""
        if self._sorted != (column, descending):
            self._sorted = (column, descending)
            self.redraw()

    def redraw(self) -> None:
        """Draw headings and rows anew: a cell may show what does not come with its row."""
        place = self.cursor_row
        self._laid_out = lay_out(self._all_columns, self._fixed, self.size.width - 1)
        self._page = min(self._page, len(self._laid_out) - 1)
        with self.prevent(DataTable.RowHighlighted):
            self.clear(columns=True)
            self.add_column(Text(" "), width=1)
            for column in self._laid_out[self._page]:
                heading = column.heading(self._sort_sign(column), self._asks_for_digit)
                self.add_column(heading, width=heading.cell_len)
        self.draw_rows(self._drawn)
        self.point_at(place)

    def render_line(self, y: int) -> Strip:
        """Draw a row, with the sign in column 1 where the cursor is.

        A cell that changed would have every row drawn and sent anew at each key.
        """
        strip = super().render_line(y)
        if not self.row_count or y - self.header_height != self.cursor_row:
            return strip
        style = next((segment.style for segment in strip), None)
        sign = Strip([Segment(glyphs.current().cursor, style)], 1)
        return Strip.join([sign, strip.crop(1)])

    # Sideways, and the order.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an order only where a column has one."""
        if action == "sort":
            return any(column.digit for column in self._all_columns)
        return super().check_action(action, parameters)

    def check_consume_key(self, key: str, _character: str | None) -> bool:
        """Claim the digits while a column is being chosen, so that they do not go to a step."""
        return self._asks_for_digit and (key.isdecimal() or key == "escape")

    def on_key(self, event: events.Key) -> None:
        """Sort by the column whose digit is pressed; any other key lets go."""
        if not self._asks_for_digit:
            return
        is_claimed = self.check_consume_key(event.key, event.character)
        self._asks_for_digit = False
        self.redraw()
        if is_claimed:
            event.stop()
            event.prevent_default()
            for column in self._all_columns:
                if column.digit == event.key:
                    self._ask_sort(column)

    def action_columns(self, by: int) -> None:
        """Show the columns before or after those on the screen."""
        page = max(0, min(len(self._laid_out) - 1, self._page + by))
        if page != self._page:
            self._page = page
            self.redraw()

    def action_sort(self) -> None:
        """Show the digits of the columns and wait for one."""
        self._asks_for_digit = True
        self.redraw()
        self.room.tell_user(
            _("Sort: press the digit in the heading. The same digit again reverses.")
        )

    @property
    def room(self) -> Room[Any]:
        """The screen or dialog the table stands in."""
        return cast("Room[Any]", self.screen)

    def _ask_sort(self, column: Column[R]) -> None:
        falls = column.falls
        if self._sorted and self._sorted[0] == column.key:
            falls = not self._sorted[1]
        self.post_message(self.SortAsked(self, column.key, falls))

    def _sort_sign(self, column: Column[R]) -> str:
        if not self._sorted or self._sorted[0] != column.key:
            return ""
        return FALLS if self._sorted[1] else RISES
