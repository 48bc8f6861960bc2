"""The DataTable of one screenful: its only rows are those on the screen.

A million lines cost what a thousand cost: rank, sort and search live in the store, and the
table asks for a window when the cursor leaves the one it has. Keys set a target rank at
once; reading follows as fast as it can, so that held-down keys merge and none is lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from tui import glyphs
from tui.jobs import mind
from tui.room import Room
from tui.widgets.columns import GAP, Column, lay_out
from tui.widgets.window import ListPages, Pages, Reader, Window
from tui.words import N_, _

R = TypeVar("R")
T = TypeVar("T")

RISES, FALLS = "^", "v"
"""Sort marks in a heading."""


class WindowTable(DataTable[Text], Generic[R], inherit_bindings=False):
    """A table of fixed columns over pages of rows, with the cursor bound to a row."""

    BINDINGS = [
        Binding("enter", "open", N_("open")),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("left", "columns(-1)", show=False),
        Binding("right", "columns(1)", show=False),
        Binding("s", "sort", N_("sort")),
    ]

    @dataclass
    class RowOpened(Message):
        """Enter was pressed on a row."""

        table: WindowTable[Any]
        row: Any

        @property
        def control(self) -> WindowTable[Any]:
            """The table, for `@on(WindowTable.RowOpened, "#id")`."""
            return self.table

    @dataclass
    class RowChanged(Message):
        """Another row is under the cursor, or the same one with other content."""

        table: WindowTable[Any]
        row: Any
        """None when the table is empty."""
        rank: int

        @property
        def control(self) -> WindowTable[Any]:
            """The table, for `@on(WindowTable.RowChanged, "#id")`."""
            return self.table

    @dataclass
    class SortAsked(Message):
        """The operator wants another order."""

        table: WindowTable[Any]
        column: str
        descending: bool

        @property
        def control(self) -> WindowTable[Any]:
            """The table, for `@on(WindowTable.SortAsked, "#id")`."""
            return self.table

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Any],
        *,
        fixed: int = 1,
        opens: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make a table; the first `fixed` columns stay when the others are paged.

        `opens` says whether Enter does something with a row.
        """
        super().__init__(cursor_type="row", cell_padding=0, id=id)
        self._all_columns = tuple(columns)
        self._key = key
        self._fixed = fixed
        self._opens = opens
        self._pages: Pages[R] = ListPages[R]((), key)
        self._window: Window[R] = Window()
        self._target = 0
        self._is_paging = False
        self._reading = asyncio.Lock()
        self._is_catching_up = False
        self._laid_out: list[list[Column[R]]] = []
        self._page = 0
        self._sorted: tuple[str, bool] | None = None
        self._asks_for_digit = False
        self._has_list = False
        self._told: tuple[R | None, int] | None = None

    # What the screen can ask and say.

    @property
    def row(self) -> R | None:
        """The row under the cursor; None in an empty table."""
        if self._window.holds(self._target):
            return self._window.rows[self._target - self._window.start]
        return self._window.rows[self.cursor_row] if self._window.rows else None

    @property
    def rank(self) -> int:
        """How many rows stand before the one under the cursor."""
        return self._target

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return self._window.total

    @property
    def visible_rows(self) -> tuple[R, ...]:
        """The rows on the screen."""
        return self._window.rows

    async def show(self, pages: Pages[R]) -> None:
        """Show another list, or the same one anew, with the cursor on the row it was on.

        A row that is gone gives way to the nearest one that is still there.
        """
        self._pages = pages
        async with self._reading:
            await self._read_anew()

    async def go_to(self, key: Any) -> bool:
        """Put the cursor on a row; whether it is on the list."""
        async with self._reading:
            reader = self._reader()
            if await self._ask(self._pages.rank, key) is None:
                return False
            window, rank = await self._ask(reader.around, (key,), reader.height // 2)
            self._target = rank
            self._put(window)
        return True

    def sort_mark(self, column: str, *, descending: bool) -> None:
        """Mark the heading of the column that the list is sorted by."""
        self._sorted = (column, descending)
        self._lay_out()

    def redraw(self) -> None:
        """Draw the rows anew: a cell shows something that does not come with the row."""
        self._lay_out()

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this table can do."""
        if action == "open":
            return self._opens and bool(self._window.rows)
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
        claimed = self.check_consume_key(event.key, event.character)
        self._asks_for_digit = False
        self._lay_out()
        if claimed:
            event.stop()
            event.prevent_default()
            for column in self._all_columns:
                if column.digit == event.key:
                    self._ask_sort(column)

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._is_paging = False
        self._aim(self._target + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        self._is_paging = True
        self._aim(self._target + by * self._height)

    def action_end(self, which: int) -> None:
        """Move the cursor to the first or the last row of the list."""
        self._is_paging = False
        self._aim(0 if which < 0 else self.total - 1)

    def action_columns(self, by: int) -> None:
        """Show the columns before or after those on the screen."""
        page = max(0, min(len(self._laid_out) - 1, self._page + by))
        if page != self._page:
            self._page = page
            self._lay_out()

    def action_open(self) -> None:
        """Tell that a row was opened."""
        if self.row is not None:
            self.post_message(self.RowOpened(self, self.row))

    def action_sort(self) -> None:
        """Show the digits of the columns and wait for one."""
        self._asks_for_digit = True
        self._lay_out()
        self._room.tell_user(
            _("Sort: press the digit in the heading. The same digit again reverses.")
        )

    def _ask_sort(self, column: Column[R]) -> None:
        falls = column.falls
        if self._sorted and self._sorted[0] == column.key:
            falls = not self._sorted[1]
        self.post_message(self.SortAsked(self, column.key, falls))

    # Moving the window.

    @property
    def _room(self) -> Room[Any]:
        return cast("Room[Any]", self.screen)

    @property
    def _height(self) -> int:
        return max(1, self.size.height - self.header_height)

    def _reader(self) -> Reader[R]:
        return Reader(self._pages, self._key, self._height)

    async def _ask(self, question: Callable[..., T], *args: object) -> T:
        return await self._room.ask(question, *args)

    def _aim(self, rank: int) -> None:
        self._target = self._window.clamp(rank)
        if self._window.holds(self._target):
            self._point()
        elif not self._is_catching_up and self._window.rows:
            self._is_catching_up = True
            self.run_worker(mind(self._room, self._catch_up), group="window")

    async def _catch_up(self) -> None:
        try:
            async with self._reading:
                while not self._window.holds(self._target) and self._window.rows:
                    await self._slide_to_target()
        finally:
            self._is_catching_up = False

    async def _slide_to_target(self) -> None:
        start = self._window.start
        if self._is_paging:
            start = self._target - self.cursor_row
        else:
            # Half a screen at the edge: the next moves then cost nothing.
            start = self._target - self._height // 2
        start = max(0, min(self.total - self._height, start))
        window = await self._ask(self._reader().slide, self._window, start)
        if window is None:
            await self._read_anew()
        elif window.holds(self._target):
            self._put(window)

    async def _read_anew(self) -> None:
        before = self._target
        at = max(0, min(len(self._window.rows) - 1, before - self._window.start))
        nearest = (*self._window.rows[at:], *reversed(self._window.rows[:at]))
        keys = tuple(self._key(row) for row in nearest)
        window, rank = await self._ask(self._reader().around, keys, at)
        # Keys pressed meanwhile moved the target; they count from the row, not the rank.
        self._target = window.clamp(rank + self._target - before)
        self._put(window)
        while not self._window.holds(self._target) and self._window.rows:
            await self._slide_to_target()

    # Drawing.

    def on_resize(self) -> None:
        """Read as many rows as the screen now holds."""
        self._lay_out()
        if len(self._window.rows) != min(self._height, self.total):
            self.run_worker(mind(self._room, self._refit), group="refit", exclusive=True)

    async def _refit(self) -> None:
        await self.show(self._pages)

    def _put(self, window: Window[R]) -> None:
        had_rows = bool(self._window.rows)
        self._has_list = True
        self._window = window
        self._fill()
        if had_rows != bool(window.rows):
            self.refresh_bindings()

    def _lay_out(self) -> None:
        """Set the columns of the present page and draw the rows under them."""
        cursor = Column[R]("cursor", "", 1 - GAP, lambda _row: "")
        width = self.size.width - 1
        self._laid_out = lay_out(self._all_columns, self._fixed, width)
        self._page = min(self._page, len(self._laid_out) - 1)
        with self.prevent(DataTable.RowHighlighted):
            self.clear(columns=True)
            self.add_column(Text(" "), width=cursor.width + GAP)
            for column in self._laid_out[self._page]:
                self.add_column(self._heading(column), width=column.width + GAP)
        self._fill()

    def _heading(self, column: Column[R]) -> Text:
        mark = ""
        if self._sorted and self._sorted[0] == column.key:
            mark = FALLS if self._sorted[1] else RISES
        return column.heading(mark, self._asks_for_digit)

    def _fill(self) -> None:
        if not self._laid_out:
            return
        with self.prevent(DataTable.RowHighlighted):
            self.clear()
            for row in self._window.rows:
                cells = [column.render(row) for column in self._laid_out[self._page]]
                self.add_row(Text(" "), *cells)
        self._point()

    def _point(self) -> None:
        """Put the cursor on the target and tell the screen."""
        if self._window.rows:
            at = max(0, min(len(self._window.rows) - 1, self._target - self._window.start))
            self.move_cursor(row=at, scroll=False)
            self.update_cell_at(Coordinate(at, 0), Text(glyphs.current().cursor))
        told = (self.row, self._target)
        if self._has_list and told != self._told:
            self._told = told
            self.post_message(self.RowChanged(self, *told))

    def watch_cursor_coordinate(
        self, old_coordinate: Coordinate, new_coordinate: Coordinate
    ) -> None:
        """Take the sign away from the row the cursor leaves."""
        super().watch_cursor_coordinate(old_coordinate, new_coordinate)
        if self.is_valid_coordinate(Coordinate(old_coordinate.row, 0)):
            self.update_cell_at(Coordinate(old_coordinate.row, 0), Text(" "))


class ListTable(WindowTable[R]):
    """The same table over a short list in memory."""

    async def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, with the cursor on the row it was on."""
        await self.show(ListPages(rows, self._key))

    async def _ask(self, question: Callable[..., T], *args: object) -> T:
        return question(*args)
