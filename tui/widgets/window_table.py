"""The DataTable of one screenful: its only rows are those on the screen.

A million lines cost what a thousand cost: rank, sort and search live in the store, and the
table asks for a window when the cursor leaves the one it has. Keys set a target rank at
once; reading follows as fast as it can, so that held-down keys merge and none is lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from textual.binding import Binding

from tui.jobs import mind
from tui.widgets.columns import Column
from tui.widgets.house_table import HouseTable, TableMessage
from tui.widgets.window import ListPages, Pages, Reader, Window
from tui.words import N_

R = TypeVar("R")
T = TypeVar("T")


class WindowTable(HouseTable[R]):
    """A table over pages of rows, with the cursor bound to a row."""

    BINDINGS = [
        Binding("enter", "open", N_("open")),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("s", "sort", N_("sort")),
    ]

    @dataclass
    class RowOpened(TableMessage):
        """Enter was pressed on a row."""

        row: Any

    @dataclass
    class RowChanged(TableMessage):
        """Another row is under the cursor, or the same one with other content."""

        row: Any
        """None when the table is empty."""
        rank: int

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Any],
        *,
        fixed: int = 1,
        opens: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make a table whose rows are known by `key`; `opens` says whether Enter does something."""
        super().__init__(columns, fixed=fixed, id=id)
        self._key = key
        self._opens = opens
        self._pages: Pages[R] = ListPages[R]((), key)
        self._window: Window[R] = Window()
        self._target = 0
        self._is_paging = False
        self._reading = asyncio.Lock()
        self._is_catching_up = False
        self._has_list = False
        self._told: tuple[R | None, int] | None = None

    # What the screen can ask and say.

    @property
    def row(self) -> R | None:
        """The row under the cursor; None in an empty table."""
        return self._window.rows[self._place] if self._window.rows else None

    @property
    def rank(self) -> int:
        """How many rows stand before the one the cursor is on, or on its way to."""
        return self._target

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return self._window.total

    @property
    def visible_rows(self) -> tuple[R, ...]:
        """The rows on the screen."""
        return self._window.rows

    @property
    def below(self) -> int:
        """How many rows stand below those on the screen."""
        return self.total - self._window.start - len(self._window.rows)

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

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to open only where there is something to open."""
        if action == "open":
            return self._opens and bool(self._window.rows)
        return super().check_action(action, parameters)

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

    def action_open(self) -> None:
        """Tell that a row was opened."""
        if self.row is not None:
            self.post_message(self.RowOpened(self, self.row))

    # Moving the window.

    @property
    def _height(self) -> int:
        return max(1, self.size.height - self.header_height)

    @property
    def _place(self) -> int:
        """Which row of the window is the operator's: where the cursor is until it has moved."""
        if self._window.holds(self._target):
            return self._target - self._window.start
        return max(0, min(len(self._window.rows) - 1, self.cursor_row))

    def _reader(self) -> Reader[R]:
        return Reader(self._pages, self._key, self._height)

    async def _ask(self, question: Callable[..., T], *args: object) -> T:
        return await self.room.ask(question, *args)

    def _aim(self, rank: int) -> None:
        self._target = self._window.clamp(rank)
        if self._window.holds(self._target):
            self._point()
        elif not self._is_catching_up and self._window.rows:
            self._is_catching_up = True
            self.run_worker(mind(self.room, self._catch_up), group="window")

    async def _catch_up(self) -> None:
        try:
            async with self._reading:
                while not self._window.holds(self._target) and self._window.rows:
                    await self._slide_to_target()
        finally:
            self._is_catching_up = False

    async def _slide_to_target(self) -> None:
        # A page keeps the cursor at its place on the screen; a step over the edge moves half a
        # screen, so that the next ones cost nothing.
        above = self.cursor_row if self._is_paging else self._height // 2
        start = max(0, min(self.total - self._height, self._target - above))
        window = await self._ask(self._reader().slide, self._window, start)
        if window is None:
            # The list changed under the move: the cursor stays with its row.
            self._target = self._window.start + self._place
            await self._read_anew()
        elif window.holds(self._target):
            self._put(window)

    async def _read_anew(self) -> None:
        before, at = self._target, self._place
        nearest = (*self._window.rows[at:], *reversed(self._window.rows[:at]))
        keys = tuple(self._key(row) for row in nearest)
        window, rank = await self._ask(self._reader().around, keys, at)
        anchor = rank if window.holds(rank) else window.start
        # Keys pressed meanwhile moved the target; they count from the row, not the rank.
        self._target = window.clamp(anchor + self._target - before)
        self._put(window)
        while not self._window.holds(self._target) and self._window.rows:
            await self._slide_to_target()

    def on_resize(self) -> None:
        """Read as many rows as the screen now holds."""
        self.redraw()
        if len(self._window.rows) != min(self._height, self.total):
            self.run_worker(mind(self.room, self._refit), group="refit", exclusive=True)

    async def _refit(self) -> None:
        await self.show(self._pages)

    def _put(self, window: Window[R]) -> None:
        had_rows = bool(self._window.rows)
        self._has_list = True
        self._window = window
        self.draw_rows(window.rows)
        self._point()
        if had_rows != bool(window.rows):
            self.refresh_bindings()

    def _point(self) -> None:
        self.point_at(self._place)
        told = (self.row, self._target)
        if self._has_list and told != self._told:
            self._told = told
            self.post_message(self.RowChanged(self, *told))


class ListTable(WindowTable[R]):
    """The same table over a short list in memory."""

    async def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows, with the cursor on the row it was on."""
        await self.show(ListPages(rows, self._key))

    async def _ask(self, question: Callable[..., T], *args: object) -> T:
        return question(*args)
