"""Step 6: what stands under «Klar for generering», and what the month's file waits for."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from data import dates, money
from data.ready import ReadyView
from data.text import initials
from data.views import ExportView
from data.views.differences import OfExport, Subject
from data.views.files import LaterChangeView
from tui import glyphs, ready_text
from tui.comparing import ComparingScreen
from tui.dialogs import AskReason
from tui.export_text import export_number
from tui.generating import GeneratingScreen
from tui.house import BRING_IN
from tui.jobs import asking_job
from tui.line_text import shown
from tui.noting import NOTE, NotingScreen
from tui.screens.frozen_copy import FrozenCopyScreen
from tui.steps import Step
from tui.widgets.columns import Column
from tui.widgets.facts import BLANK, Facts
from tui.widgets.rows import Rule
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext

REASONS = (
    N_("a price was wrong"),
    N_("a customer id was wrong"),
    N_("lines were missing"),
    N_("exported too early"),
)
"""Stock reasons for taking an export back."""


def state_cell(export: ExportView) -> Text:
    """Return whether an export stands or is history."""
    if export.reversed_at is not None:
        return glyphs.cell("nothing", _("reversed"))
    if export.is_in_file:
        return glyphs.cell("exported", _("in file"))
    return glyphs.cell("ok", _("ready"))


COLUMNS = (
    Column[ExportView]("number", N_("Exp."), 6, lambda row: export_number(row.number)),
    Column[ExportView]("building", N_("Building"), 16, lambda row: shown(row.building), grows=True),
    Column[ExportView]("lines", N_("Lines"), 6, lambda row: str(row.lines), right=True),
    Column[ExportView]("payable", N_("priced"), 6, lambda row: str(row.payable), right=True),
    Column[ExportView]("total", N_("Sum"), 12, lambda row: money.show(row.total), right=True),
    Column[ExportView]("customers", N_("Cust."), 6, lambda row: str(row.customers), right=True),
    Column[ExportView](
        "made", N_("Made"), 8, lambda row: f"{initials(row.operator)} {row.at:%d.%m}"
    ),
    Column[ExportView]("state", N_("State"), 11, state_cell),
)


class ReadyScreen(GeneratingScreen, ComparingScreen, NotingScreen):
    """Shows the exports of the month, opens one, and takes one back."""

    BINDINGS = [
        Binding("r", "reverse", N_("reverse")),
        Binding("plus", "month(1)", N_("month")),
        Binding("minus", "month(-1)", N_("month")),
        NOTE,
        BRING_IN,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._newest = 0
        self._view: ReadyView | None = None
        self._has_file = False

    def heading(self) -> str:
        """Return the month."""
        month = self.house.month
        return _("Ready for generation, {month} {year}").format(
            month=_(dates.MONTHS[month.month - 1]), year=month.year
        )

    def compose_body(self) -> ComposeResult:
        """Yield the exports, what is said of the one under the cursor, and what is missing."""
        yield ListTable(COLUMNS, key=lambda row: row.number, id="exports")
        yield Facts(names=10, id="missing")
        yield Rule()
        yield Facts(names=10, id="detail")

    async def load(self) -> None:
        """Read what is ready, and go to an export that was not there before."""
        view = self._view = await self.ask(self.close.ready.view, self.house.month)
        self._has_file = await self.ask(self._second_file_needed)
        await self.read_notes()
        await self._table.show_rows(view.exports)
        newest = max((row.number for row in view.exports), default=0)
        if newest > self._newest:
            await self._table.go_to(newest)
        self._newest = newest
        self.query_one("#missing", Facts).show(ready_text.missing(view))
        self._show_detail(self._table.row)
        self.show_totals(ready_text.totals(view))
        self.show_message(*ready_text.message(view))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to reverse only an export that stands."""
        if action == "reverse":
            row = next((table.row for table in self.query(ListTable)), None)
            return row is not None and row.reversed_at is None and not row.files
        if action == "generate":
            return self._view is not None and (bool(self._view.unfiled) or self._has_file)
        return super().check_action(action, parameters)

    def compared(self) -> Subject | None:
        """Return the export under the cursor."""
        row = next((table.row for table in self.query(ListTable)), None)
        return OfExport(row.number) if row is not None else None

    @on(WindowTable.RowOpened)
    def open_export(self, event: WindowTable.RowOpened) -> None:
        """Show the lines of an export as they were archived."""
        self.house.push_screen(FrozenCopyScreen(event.row.copy, export=event.row.number))

    @on(WindowTable.RowChanged)
    def export_changed(self, event: WindowTable.RowChanged) -> None:
        """Say more of the export under the cursor."""
        self._show_detail(event.row)
        self.refresh_bindings()

    @asking_job
    async def action_reverse(self) -> None:
        """Put the lines of an export back on the list."""
        export = self._table.row
        if export is None:
            return
        heading = _("Reverse {export}").format(export=export_number(export.number))
        reasons = [_(reason) for reason in REASONS]
        reason = await self.answer(AskReason(heading, reasons, explanation=_warning(export)))
        if reason is None:
            return
        back = await self.tell(self.close.exports.reverse, export.number, reason)
        told = ngettext(
            "{export} is reversed: {count} line is back on the list.",
            "{export} is reversed: {count} lines are back on the list.",
            back.lines,
        )
        self.tell_user(told.format(export=export_number(back.number), count=back.lines), "ok")

    def action_month(self, by: int) -> None:
        """Show another month."""
        month = self.house.month.next() if by > 0 else self.house.month.previous()
        if month.first <= self.house.now().date():
            self.house.month = month

    def _second_file_needed(self) -> bool:
        return self.close.gate.second_file(self.house.month) is not None

    @property
    def _table(self) -> ListTable[ExportView]:
        return self.query_one("#exports", ListTable)

    def _changes(self, export: ExportView) -> list[LaterChangeView]:
        """Return what Aktiv kommune changed on an export and nobody answered for."""
        known = self._view.changes if self._view else ()
        mine = [each for each in known if each.export == export.number]
        return [each for each in mine if each.kind == "changed" and not each.is_kept]

    def _show_detail(self, export: ExportView | None) -> None:
        rows = [BLANK, BLANK]
        if export is not None:
            rows = ready_text.detail(export, self._changes(export))
        if export is not None and (noted := self.said_of_export(export.number)):
            rows = [*rows, ("", noted)]
        self.query_one("#detail", Facts).show(rows)


def _warning(export: ExportView) -> str:
    lines = ngettext("{count} line", "{count} lines", export.lines).format(count=export.lines)
    return _(
        "{lines}, {total}, back on the list of {building}. The export stays here and in the"
        " journal as reversed. The lines are signed and exported anew."
    ).format(lines=lines, total=money.show(export.total), building=shown(export.building))


STEP = Step(6, N_("Ready"), ReadyScreen)
