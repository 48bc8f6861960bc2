"""Step 0: where every building of the month stands, and how long there is left."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from data import dates, money
from data.approvals import ApprovalView
from data.month import Month
from data.text import fold
from data.views import AtWork, BuildingRow, ImportView, MonthView, Scope
from tui.house import BRING_IN, HouseScreen
from tui.jobs import job
from tui.lock_text import broken_sentence, lock_sentence, waiting_sentence
from tui.proving import prove
from tui.room import Level
from tui.steps import Step
from tui.widgets.buildings import COLUMNS, in_order
from tui.widgets.month_bar import MonthBar
from tui.widgets.search import SearchRow
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext, say


class MonthScreen(HouseScreen[None]):
    """Shows the buildings of a month and leads to the next one that is not finished."""

    AUTO_FOCUS = "#buildings"
    BINDINGS = [
        Binding("n", "next_unfinished(1)", N_("unfinished")),
        Binding("p", "next_unfinished(-1)", show=False),
        Binding("g,f9", "sign_nothing", N_("sign nothing")),
        Binding("plus", "month(1)", N_("month")),
        Binding("minus", "month(-1)", N_("month")),
        Binding("slash,f,f3", "search", N_("search")),
        BRING_IN,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._buildings: tuple[BuildingRow, ...] = ()
        self._latest: ImportView | None = None
        self._asked: tuple[ApprovalView, ...] = ()
        self._has_begun = False
        self._sorted = ("total", True)

    def on_mount(self) -> None:
        """See who works where, which is no change of the month, and prove what is kept."""
        self.house.attendance.watch()
        self.watch(self.house, "colleagues", self._look_again, init=False)
        self.call_after_refresh(
            lambda: self.house.run_worker(prove(self.house), name="prove", group="prove")
        )

    def heading(self) -> str:
        """Return the month and its last day."""
        month = self.house.month
        return _("{month}, to {weekday} {day}").format(
            month=_name(month),
            weekday=_(dates.WEEKDAYS_SHORT[month.last.weekday()]),
            day=dates.show(month.last),
        )

    def compose_body(self) -> ComposeResult:
        """Yield the calendar, the search row that comes when asked for, and the buildings."""
        yield MonthBar()
        yield SearchRow()
        yield ListTable(COLUMNS, key=lambda row: row.building_id, id="buildings")

    def home(self) -> Widget:
        """Return the list of buildings."""
        return self._table

    async def load(self) -> None:
        """Read where the buildings stand."""
        view = await self.ask(self.close.months.overview, self.house.month)
        self._latest = await self.ask(self.close.imports.latest)
        self._asked = await self.ask(self.close.approvals.pending)
        self._buildings = view.buildings
        self.query_one(MonthBar).show(
            view.deadline,
            self.house.now().date(),
            is_finished=all(row.is_finished for row in view.buildings),
        )
        self.show_totals(_totals(view))
        await self._show_buildings()
        await self._tell_what_broke()

    async def _tell_what_broke(self) -> None:
        """Say at the start what came of an export that was cut off in the last session."""
        broken = () if self._has_begun else await self.ask(self.close.attempts.broken)
        self._has_begun = True
        if broken:
            self.tell_user(" ".join(broken_sentence(each) for each in broken), "attention")

    def held_by_colleague(self) -> tuple[Scope, AtWork] | None:
        """Return the building under the cursor, and who else holds it."""
        row = next((table.row for table in self.query("#buildings").results(ListTable)), None)
        if row is None or row.working is None:
            return None
        return Scope(row.building_id, row.building, self._to), row.working

    # Keys.

    @on(WindowTable.RowOpened)
    @job
    async def open_building(self, event: WindowTable.RowOpened) -> None:
        """Open the lines of a building, with what the filter last said about it."""
        scope = await self._scope(event.row)
        known = self.house.scope
        is_known = known and known.building_id == scope.building_id
        if known and is_known and Month.of(known.to) == self.house.month:
            scope = known
        self.house.scope = scope
        self.house.go(2)

    @on(WindowTable.SortAsked)
    @job
    async def sort(self, event: WindowTable.SortAsked) -> None:
        """Show the buildings in another order."""
        self._sorted = (event.column, event.descending)
        await self._show_buildings()

    @on(WindowTable.RowChanged)
    def building_changed(self) -> None:
        """Say what is to be said of the building under the cursor."""
        self._speak()
        self.refresh_bindings()

    @job
    async def action_next_unfinished(self, by: int) -> None:
        """Go to the nearest building in that direction that is not finished."""
        rows = self._found()
        here = self._table.rank
        for row in rows[here + 1 :] if by > 0 else reversed(rows[:here]):
            if not row.is_finished:
                await self._table.go_to(row.building_id)
                return
        self.tell_user(
            _("No unfinished building further down. p looks upwards.")
            if by > 0
            else _("No unfinished building further up. n looks downwards.")
        )

    def action_month(self, by: int) -> None:
        """Show another month, up to the one that is running."""
        month = self.house.month.next() if by > 0 else self.house.month.previous()
        if month.first > self.house.now().date():
            self.tell_user(_("{month} has not begun.").format(month=_name(month)))
        else:
            self.house.month = month

    @job
    async def action_sign_nothing(self) -> None:
        """Sign that a building without lines has nothing to invoice."""
        row = self._table.row
        if row is not None:
            await self.tell(self.close.control.sign_nothing, await self._scope(row))
            sentence = _("{building}: signed that there is nothing to invoice.")
            self.tell_user(sentence.format(building=row.building), "ok")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a signature only where there is nothing else to sign, Esc only in a search."""
        if action == "back":
            return any(row.has_class("-open") for row in self.query(SearchRow))
        if action == "sign_nothing":
            row = next((table.row for table in self.query("#buildings").results(ListTable)), None)
            return row is not None and row.state == "not_started" and not row.lines
        return super().check_action(action, parameters)

    # Searching.

    def action_search(self) -> None:
        """Go to the search field."""
        self.query_one(SearchRow).open()

    @on(SearchRow.Changed)
    @job
    async def narrow(self) -> None:
        """Show the buildings whose name holds what was typed."""
        await self._show_buildings()

    @on(SearchRow.Accepted)
    def turn_to_hits(self) -> None:
        """Go to the buildings that were found."""
        self._table.focus()

    def action_back(self) -> None:
        """Clear the search; the overview itself is left with q."""
        if not self.stop_waiting() and self.query_one(SearchRow).clear():
            self._table.focus()

    # Showing.

    @property
    def _table(self) -> ListTable[BuildingRow]:
        return self.query_one("#buildings", ListTable)

    def _found(self) -> list[BuildingRow]:
        find = fold(self.query_one(SearchRow).text)
        hits = [row for row in self._buildings if find in fold(row.building)]
        column, descending = self._sorted
        return in_order(hits, column, descending=descending)

    async def _show_buildings(self) -> None:
        found = self._found()
        column, descending = self._sorted
        self._table.sort_mark(column, descending=descending)
        await self._table.show_rows(found)
        hits = _("{hits} of {all}").format(hits=len(found), all=len(self._buildings))
        self.query_one(SearchRow).show_hits(hits)
        self._speak()

    def _speak(self) -> None:
        sentence, level = _message(
            self._table.row, self._buildings, self._latest, self.house.operator
        )
        if self._asked and level == "info" and self._table.row is not None:
            sentence, level = waiting_sentence(self._asked), "attention"
        self.show_message(sentence, level)

    def _look_again(self) -> None:
        if self.is_current:
            self.reload()

    @property
    def _to(self) -> date:
        """The day that a building of the month is opened to."""
        return min(self.house.month.last, self.house.now().date())

    async def _scope(self, building: BuildingRow) -> Scope:
        return await self.ask(self.close.basis.scope, building.building, self._to)


def _name(month: Month) -> str:
    name = _(dates.MONTHS[month.month - 1])
    return f"{name[0].upper()}{name[1:]} {month.year}"


def _totals(view: MonthView) -> str:
    buildings = len(view.buildings)
    return _("{buildings}  {lines}  {total} | exported {exported} | remaining {remaining}").format(
        buildings=ngettext("{count} building", "{count} buildings", buildings).format(
            count=buildings
        ),
        lines=ngettext("{count} line", "{count} lines", view.lines).format(count=view.lines),
        total=money.show(view.total),
        exported=money.show(view.exported_total),
        remaining=money.show(view.remaining),
    )


def _message(
    row: BuildingRow | None,
    buildings: tuple[BuildingRow, ...],
    latest: ImportView | None,
    me: str,
) -> tuple[str, Level]:
    """Return what stands below: about this building, else what stops another one."""
    if not buildings:
        return _("No buildings yet. Press i and choose the list «Klar for fakturering»."), "info"
    if row is None:
        return _("No building is called that. Esc shows all."), "info"
    if row.working:
        return lock_sentence(row.working, row.building, me), "attention"
    if row.state == "stopped":
        return _stopped(row), "error"
    if row.state == "not_started" and not row.lines:
        return _("{building} has no lines. g signs that.").format(building=row.building), "info"
    for other in buildings:
        if other.state == "stopped":
            return _stopped(other), "error"
    return _fetched(latest) if latest else "", "info"


def _stopped(row: BuildingRow) -> str:
    reason = say(row.reason) if row.reason else ""
    sentence = _("{building} is stopped: control total {reason}.")
    return sentence.format(building=row.building, reason=reason)


def _fetched(latest: ImportView) -> str:
    return _("Last fetched {time}: {file} (I-{number:04d}).").format(
        time=dates.show_time(latest.at), file=latest.file, number=latest.number
    )


STEP = Step(0, N_("Month"), MonthScreen)
