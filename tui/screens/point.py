"""One point of the checklist with all it found, sentence by sentence, and the lines of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from data.views import ControlView, LineFilter, PointView
from tui import glyphs
from tui.change_text import change_text
from tui.house import BRING_IN
from tui.line_text import shown
from tui.noting import NOTE, Noted, NotingScreen
from tui.signing import SIGN, WITHDRAW, SigningScreen
from tui.widgets.bar_plot import beside_plot
from tui.widgets.checklist import result
from tui.widgets.columns import Column
from tui.widgets.point_details import answer, packed
from tui.widgets.rows import Rule
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, say

PANEL = 5
"""Rows for the whole sentence of what is under the cursor, and for the plot."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a point."""

    place: int
    state: glyphs.State
    text: str
    lines: tuple[int, ...]


COLUMNS = (
    Column[Told]("state", " ", 2, lambda told: f"{glyphs.sign(told.state)}"),
    Column[Told]("text", N_("What was found"), 40, lambda told: told.text, grows=True),
    Column[Told]("lines", N_("Lines"), 6, lambda told: _count(told), right=True),
)


class Whole(Widget):
    """The sentence under the cursor in full, beside it the building's months."""

    DEFAULT_CSS = f"Whole {{ height: {PANEL}; width: 100%; padding: 0 1; }}"
    point: reactive[PointView | None] = reactive(None)
    told: reactive[Told | None] = reactive(None)

    def render(self) -> Content:
        """Write the sentence as wide as the plot leaves room for."""
        texts = [self.told.text] if self.told else []
        plot = self.point.plot if self.point else ()
        rows = beside_plot(packed, texts, plot, *self.size)
        return Content("\n").join(Content(row) for row in rows)


class PointScreen(SigningScreen, NotingScreen):
    """Shows what a point found; Enter leads to the lines of one finding, `g` signs the point."""

    NEEDS_SCOPE = True
    BINDINGS = [
        SIGN,
        Binding("space", "all_lines", N_("all its lines")),
        WITHDRAW,
        NOTE,
        BRING_IN,
    ]

    def __init__(self, number: int) -> None:
        """Show the point of this number, of the basis that is worked on."""
        super().__init__()
        self._number = number
        self._view: ControlView | None = None

    @property
    def checked(self) -> ControlView | None:
        """The checklist as it was read."""
        return self._view

    @property
    def point_meant(self) -> PointView | None:
        """The point that is shown; None before it is read."""
        return self._view.points[self._number - 1] if self._view else None

    def heading(self) -> str:
        """Return the building and the point's number: its title would not find room."""
        building = shown(self.house.scope.building) if self.house.scope else ""
        return _("{building}: point {number}").format(building=building, number=self._number)

    def compose_body(self) -> ComposeResult:
        """Yield the sentences, and the whole of the one under the cursor."""
        yield ListTable(COLUMNS, key=lambda told: told.place, id="told")
        yield Rule()
        yield Whole()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer all lines where there are any."""
        if action == "all_lines":
            return bool(self.point_meant and self.point_meant.lines)
        return super().check_action(action, parameters)

    async def load(self) -> None:
        """Read the point as it stands now."""
        scope = self.house.scope
        if scope is None:
            return
        self._view = view = await self.ask(self.close.control.view, scope)
        point = view.points[self._number - 1]
        self.query_one(Whole).point = point
        await self._table.show_rows(list(_told(point)))
        self.query_one(Whole).told = self._table.row
        state, word = result(point)
        found = glyphs.mark(state, f"{word}  {shown(say(point.summary))}")
        self.show_totals(Content.assemble(f"{point.number} {say(point.title)}   ", found))
        self.show_message(answer(point))

    @property
    def noted(self) -> Noted | None:
        """The point itself."""
        return self.point_meant

    @property
    def _table(self) -> ListTable[Told]:
        return self.query_one("#told", ListTable)

    @on(WindowTable.RowChanged)
    def row_changed(self, event: WindowTable.RowChanged) -> None:
        """Show the whole sentence."""
        self.query_one(Whole).told = event.row

    @on(WindowTable.RowOpened)
    def open_row(self, event: WindowTable.RowOpened) -> None:
        """Show the lines that the sentence speaks of."""
        if event.row.lines:
            self._show_lines(event.row.lines)
        else:
            self.tell_user(_("This does not speak of single lines."))

    def action_all_lines(self) -> None:
        """Show every line that the point speaks of."""
        if self.point_meant is not None:
            self._show_lines(self.point_meant.lines)

    def _show_lines(self, ids: tuple[int, ...]) -> None:
        chosen = self.house.line_filter
        if chosen is not None:
            self.house.line_filter = replace(LineFilter(chosen.scope), ids=ids)
            self.house.go(2)


def _told(point: PointView) -> Iterator[Told]:
    """Yield what suspended the answer, what was found, and what else is to be said."""
    place = 0
    changes = point.signed.changes if point.signed else ()
    for change in changes:
        yield Told(place, "attention", change_text(change), (change.line,) if change.line else ())
        place += 1
    for finding in point.findings:
        state: glyphs.State = "error" if finding.stops else "attention"
        yield Told(place, state, shown(say(finding.text)), finding.lines)
        place += 1
    for detail in point.details[len(point.findings) :]:
        yield Told(place, "nothing", shown(say(detail)), ())
        place += 1


def _count(told: Told) -> str:
    return str(len(told.lines)) if told.lines else ""
