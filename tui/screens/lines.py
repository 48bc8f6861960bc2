"""Step 2: the candidate lines of the chosen basis, judged and marked one by one."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from data import money
from data.views import LineFilter, LineRow, Order, Scope
from data.views.corrections import CorrectionView
from tui import line_text
from tui.comparing import ComparingScreen
from tui.correcting import CORRECT, UNDO, CorrectingScreen
from tui.house import BRING_IN, HouseScreen
from tui.jobs import job, mind
from tui.marking import HOLD
from tui.noting import NOTE, NotingScreen
from tui.screens.line import LineScreen
from tui.steps import Step
from tui.widgets.bridge import Bridge
from tui.widgets.checklist import Checklist, check_line
from tui.widgets.line_table import FIXED, LINE_COLUMNS
from tui.widgets.rows import Rule
from tui.widgets.search import SearchRow
from tui.widgets.window_table import WindowTable
from tui.words import N_, _

WIDE = 120
"""From this width on the checklist stands beside the lines."""
PAUSE = 0.15
"""Seconds of rest before the checklist is read anew: marks in a row must not wait for it."""


class LineKeys(HouseScreen[None]):
    """The keys of the list in the order they are told of: as its last base they come first."""

    BINDINGS = [
        Binding("space", "mark", N_("mark")),
        Binding("n", "finding(1)", N_("finding")),
        Binding("p", "finding(-1)", N_("finding")),
        CORRECT,
        HOLD,
        Binding("slash,f,f3", "search", N_("search")),
        Binding("asterisk", "mark_all", N_("mark all")),
        UNDO,
        NOTE,
        BRING_IN,
    ]


class LinesScreen(CorrectingScreen, ComparingScreen, NotingScreen, LineKeys):
    """Shows, searches, sorts and marks the lines."""

    NEEDS_SCOPE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    CSS = """
    LinesScreen #list { width: 1fr; }
    LinesScreen #beside { display: none; width: 40; padding: 0 0 0 1; }
    LinesScreen.-wide #beside { display: block; }
    LinesScreen.-wide #check-line { display: none; }
    LinesScreen #more, LinesScreen #check-line, LinesScreen #detail {
        height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    LinesScreen #detail { height: 3; }
    LinesScreen Checklist { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._order = Order()
        self._was: LineFilter | None = None
        self._seeks = 0
        self._corrections: dict[int, tuple[CorrectionView, ...]] = {}

    def heading(self) -> str:
        """Return the building."""
        return line_text.shown(self.house.scope.building) if self.house.scope else ""

    def compose_body(self) -> ComposeResult:
        """Yield the list with its detail, and the checklist for a wide screen."""
        with Horizontal():
            with Vertical(id="list"):
                yield WindowTable(LINE_COLUMNS, key=lambda line: line.id, fixed=FIXED, id="lines")
                yield SearchRow()
                yield Static(id="more", markup=False)
                yield Static(id="check-line", markup=False)
                yield Rule()
                yield Static(id="detail", markup=False)
            with Vertical(id="beside"):
                yield Checklist(self.house.now().date(), beside=True)
                yield Bridge()

    def on_resize(self, event: events.Resize) -> None:
        """Say again what depends on the width."""
        super().on_resize(event)
        if self._was is not None:
            self.reload()

    def home(self) -> Widget | None:
        """Return the list."""
        return self._table

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what acts on lines where there are some and no field takes the keys."""
        if action == "search":
            return self.house.scope is not None
        if action in ("mark", "mark_all", "finding"):
            return not self.is_typing and self._table.total > 0
        return super().check_action(action, parameters)

    @property
    def _table(self) -> WindowTable[LineRow]:
        return self.query_one("#lines", WindowTable)

    @property
    def line_meant(self) -> LineRow | None:
        """The line under the cursor."""
        return self._table.row if self._table.total else None

    @property
    def _search(self) -> SearchRow:
        return self.query_one(SearchRow)

    @property
    def _chosen(self) -> LineFilter | None:
        """What is shown: the filter of step 1 and the search; None without a building."""
        chosen = self.house.line_filter
        return replace(chosen, find=self._search.text.strip()) if chosen else None

    # Reading and showing.

    async def load(self) -> None:
        """Read the list and its sums; the checklist follows, since it takes longer."""
        self._begin_anew_elsewhere()
        chosen = self._chosen
        if chosen is None:
            return
        basis = self.close.basis
        self._table.sort_mark(self._order.column, descending=self._order.descending)
        self._corrections = await self.ask(self.close.corrections.standing, chosen.scope)
        await self.read_notes()
        await self._table.show(basis.pager(chosen, self._order))
        self._show_row(self._table.row)
        every = LineFilter(chosen.scope)
        whole = await self.ask(basis.tally, every)
        self.show_totals(line_text.totals(whole, ids=self.size.width >= WIDE))
        found = await self.ask(basis.tally, chosen) if chosen != every else whole
        self._search.show_hits(line_text.hits(found.lines, found.total))
        self.show_message(line_text.standing(chosen, self._order, found))
        self._read_checklist(chosen.scope)

    def _begin_anew_elsewhere(self) -> None:
        """Forget order and search in another building, the search before the lines of a point."""
        was, now = self._was, self.house.line_filter
        self._was = now
        if was is None or now is None or was.scope.building_id != now.scope.building_id:
            self._order = Order()
            self._search.clear()
        elif now.ids is not None and now.ids != was.ids:
            self._search.clear()

    def _read_checklist(self, scope: Scope) -> None:
        async def read() -> None:
            await asyncio.sleep(PAUSE)
            view = await self.ask(self.close.control.view, scope)
            self.query_one(Checklist).view = view
            self.query_one(Bridge).view = view
            self.query_one("#check-line", Static).update(check_line(view, self.size.width - 2))

        self.run_worker(mind(self, read), group="checklist", exclusive=True)

    def _show_row(self, line: LineRow | None) -> None:
        below = _rows_below(self._table)
        more = _("... {lines} more").format(lines=line_text.count_of_lines(below)) if below else ""
        self.query_one("#more", Static).update(Content(more))
        self.query_one("#detail", Static).update(self._said_of(line) if line else "")

    def _said_of(self, line: LineRow) -> Content:
        return line_text.detail(line, self._corrections.get(line.id, ()), self.said_of(line))

    @on(WindowTable.RowChanged, "#lines")
    def show_row(self, event: WindowTable.RowChanged) -> None:
        """Show the detail of the line under the cursor."""
        self._show_row(event.row)

    @on(WindowTable.RowOpened, "#lines")
    def open_row(self, event: WindowTable.RowOpened) -> None:
        """Open the line with all its fields."""
        self.house.push_screen(LineScreen(event.row.id))

    @on(WindowTable.SortAsked, "#lines")
    def sort(self, event: WindowTable.SortAsked) -> None:
        """Read the list in another order."""
        self._order = Order(event.column, event.descending)
        self.reload()

    # Searching.

    def action_search(self) -> None:
        """Open the search field."""
        self._search.open()

    @on(SearchRow.Changed)
    def search_changed(self) -> None:
        """Read the hits of what is typed now."""
        self.reload()

    @on(SearchRow.Accepted)
    def search_accepted(self) -> None:
        """Go to the hits."""
        self.set_focus(self._table)

    def action_back(self) -> None:
        """Clear the search first, then show all lines again, then go back."""
        if self.stop_waiting():
            return
        if self._search.clear():
            self.set_focus(self._table)
        elif self.house.line_filter and self.house.line_filter.ids is not None:
            self.house.line_filter = replace(self.house.line_filter, ids=None)
        else:
            super().action_back()

    # Acting.

    def action_finding(self, by: int) -> None:
        """Go to the next or previous line that is not in order."""
        self._seeks += 1
        self._seek(by)

    @job
    async def _seek(self, by: int) -> None:
        try:
            line, chosen = self._table.row, self._chosen
            if line is None or chosen is None:
                return
            basis = self.close.basis
            found = await self.ask(basis.next_finding, chosen, self._order, line.id, by > 0)
            if found is not None:
                await self._table.go_to(found.id)
            elif by > 0:
                self.tell_user(_("No more findings below. p looks above."))
            else:
                self.tell_user(_("No more findings above. n looks below."))
        finally:
            self._seeks -= 1

    def action_mark(self) -> None:
        """Give the line under the cursor its mark, or take it away."""
        if self._seeks:
            # The cursor is on its way: the line it comes to is meant.
            self._mark_after_seeking()
        elif self._table.row is not None:
            self.turn_mark(self._table.row)

    @job
    async def _mark_after_seeking(self) -> None:
        if self._table.row is not None:
            await self.turn_mark_of(self._table.row.id)

    @job
    async def action_mark_all(self) -> None:
        """Mark every line of the search; take the marks away where all are marked."""
        if (chosen := self._chosen) is None:
            return
        basis = self.close.basis
        chosen = replace(chosen, show="unexported")
        tally = await self.ask(basis.tally, chosen)
        ids = await self.ask(basis.hits, chosen)
        lines = line_text.count_of_lines(len(ids))
        if tally.marked < tally.lines:
            await self.tell(basis.release, chosen.scope, ids)
            self.tell_user(_("Marked: {lines}.").format(lines=lines))
        elif tally.payable:
            heading = _("Hold back {lines}").format(lines=lines)
            about = f"{lines}  {money.show(tally.total)}"
            self.ask_to_hold(ids, heading, about)
        elif ids:
            await self.tell(basis.hold, chosen.scope, ids, "")


def _rows_below(table: WindowTable[LineRow]) -> int:
    """Return how many lines stand below those on the screen."""
    rows = table.visible_rows
    place = rows.index(table.row) if table.row in rows else 0
    return max(0, table.total - table.rank + place - len(rows))


STEP = Step(2, N_("Lines"), LinesScreen)
