"""An archived copy opened again: its lines as they were, long after the export."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from data import customer_id, dates, money
from data.snapshot import Head, short_digest
from data.views import CopyView, ExportView, LineRow
from tui.copy_text import verdict_sentence
from tui.export_text import copy_number, export_number
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.line_text import LETTERS, TYPES, period, price, shown
from tui.save_as import save_copy
from tui.widgets.columns import Column
from tui.widgets.facts import BLANK, Facts
from tui.widgets.facts import Row as Fact
from tui.widgets.rows import Rule
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext

COLUMNS = (
    Column[LineRow]("held", " m ", 3, lambda line: "[ ]" if line.held else "[x]"),
    Column[LineRow]("id", N_("No."), 7, lambda line: str(line.id), right=True),
    Column[LineRow]("price", N_("Price"), 11, price, right=True),
    Column[LineRow]("customer", N_("Customer"), 15, lambda line: shown(line.customer), grows=True),
    Column[LineRow]("kind", N_("K"), 1, lambda line: LETTERS[line.customer_type]),
    Column[LineRow](
        "customer_id", N_("Customer id"), 12, lambda line: customer_id.show(line.customer_id)
    ),
    Column[LineRow]("resource", N_("Resource"), 12, lambda line: shown(line.resource), grows=True),
    Column[LineRow]("ends", N_("To"), 10, lambda line: dates.show(line.ends.date())),
)


class FrozenCopyScreen(HouseScreen[None]):
    """Shows the archived lines, all of a copy or those an export took, and prints them."""

    BINDINGS = [Binding("a", "save", N_("save to file"))]

    def __init__(self, number: int, export: int | None = None) -> None:
        """Open copy `number`; with `export` only the lines that the export took."""
        super().__init__()
        self._number = number
        self._export = export
        self._copy: CopyView | None = None

    def heading(self) -> str:
        """Return number, building and to-date."""
        number = copy_number(self._number)
        if self._export is not None:
            number = f"{export_number(self._export)}, {number}"
        if self._copy is None:
            return number
        return f"{number}: {shown(self._copy.building)} {dates.show(self._copy.to)}"

    def compose_body(self) -> ComposeResult:
        """Yield the lines, more about the one under the cursor, and where the copy is from."""
        yield ListTable(COLUMNS, key=lambda line: line.id, opens=False, id="lines")
        yield Rule()
        yield Facts(names=10, id="line")
        yield Facts(names=10, id="copy")

    async def load(self) -> None:
        """Read the archived lines, dearest first."""
        copy = self._copy = await self.ask(self.close.archive.copy, self._number)
        self.draw_frame()
        head, lines = await self.ask(self.close.archive.content, self._number)
        if self._export is None:
            self.show_totals(_counted(copy))
        else:
            lines = await self.ask(self.close.exports.lines, self._export)
            self.show_totals(_counted(await self.ask(self.close.exports.export, self._export)))
        self.query_one("#copy", Facts).show(_origin(head, copy))
        await self._table.show_rows(sorted(lines, key=lambda line: (-(line.price or 0), line.id)))
        self._show_line(self._table.row)
        (verdict,) = await self.ask(self.close.archive.verify, [self._number])
        self.show_message(*verdict_sentence(copy, verdict))

    @on(WindowTable.RowChanged)
    def line_changed(self, event: WindowTable.RowChanged) -> None:
        """Say more of the line under the cursor."""
        self._show_line(event.row)

    @asking_job
    async def action_save(self) -> None:
        """Print the copy to a file."""
        if self._copy is not None:
            await save_copy(self, self._copy)

    @property
    def _table(self) -> ListTable[LineRow]:
        return self.query_one("#lines", ListTable)

    def _show_line(self, line: LineRow | None) -> None:
        self.query_one("#line", Facts).show(_about(line) if line else [BLANK] * 3)


def _about(line: LineRow) -> list[Fact]:
    rental = f"{_(TYPES[line.type])} {line.reservation_id}   {period(line)}"
    others = [shown(line.season), shown(line.sub_customer), shown(line.contact)]
    held = ""
    if line.held:
        held = _("Held back by {operator}: {reason}").format(
            operator=line.held_by, reason=shown(line.held_reason) or _("no reason given")
        )
    return [
        (_("Rental"), rental),
        (_("Text"), "  ".join([shown(line.description), *filter(None, others)])),
        (_("Mark"), held or _("marked for export")),
    ]


def _origin(head: Head, copy: CopyView) -> list[Fact]:
    files = ", ".join(file for file, _digest in head.sources)
    export = f"   {export_number(copy.export)}" if copy.export is not None else ""
    return [
        (_("Taken"), f"{head.taken}  {head.operator}   {files}"),
        (_("Copy"), f"sha256 {short_digest(copy.sha256, 8)}{export}"),
    ]


def _counted(of: CopyView | ExportView) -> str:
    lines = ngettext("{count} line", "{count} lines", of.lines).format(count=of.lines)
    return _("{lines}, sum {total}").format(lines=lines, total=money.show(of.total))
