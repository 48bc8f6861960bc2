"""Step 4: the collective invoices (samlefaktura) that the marked lines of the basis make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from data import customer_id, money
from data.invoices import Key, customer_key
from data.text import fold, sort_key
from data.views import InvoiceRow, LineFilter, LineRow
from tui import line_text
from tui.house import HouseScreen
from tui.jobs import job
from tui.line_text import count_of_lines, shown
from tui.steps import Step
from tui.widgets.columns import Column
from tui.widgets.rows import Rule
from tui.widgets.search import SearchRow
from tui.widgets.specification import Specification
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext

LEVELS = ("blocked", "attention", "ok", "free")
"""Customer ids from the worst on."""


def _key(row: InvoiceRow) -> Key:
    return customer_key(row.lines[0])


def _worst(row: InvoiceRow) -> LineRow:
    return min(row.lines, key=lambda line: LEVELS.index(line.id_level))


COLUMNS = (
    Column[InvoiceRow](
        "customer", N_("Customer"), 24, lambda row: shown(row.customer), digit="3", grows=True
    ),
    Column[InvoiceRow](
        "customer_id", N_("Customer id"), 12,
        lambda row: customer_id.show(row.customer_id) or "-", digit="5",
    ),
    Column[InvoiceRow](
        "customer_type", N_("K"), 1, lambda row: line_text.LETTERS[row.customer_type], digit="4"
    ),
    Column[InvoiceRow](
        "id_state", N_("Id state"), 15, lambda row: line_text.id_cell(_worst(row)), digit="6"
    ),
    Column[InvoiceRow](
        "lines", N_("Lines"), 7, lambda row: str(len(row.lines)),
        right=True, digit="1", falls=True,
    ),
    Column[InvoiceRow](
        "total", N_("Sum"), 13, lambda row: money.show(row.total),
        right=True, digit="2", falls=True,
    ),
)  # fmt: skip

SORTS: dict[str, Callable[[InvoiceRow], Any]] = {
    "customer": lambda row: sort_key(row.customer),
    "customer_id": lambda row: row.customer_id,
    "customer_type": lambda row: row.customer_type,
    "id_state": lambda row: LEVELS.index(_worst(row).id_level),
    "lines": lambda row: len(row.lines),
    "total": lambda row: row.total,
}


class InvoicesScreen(HouseScreen[None]):
    """Shows who is invoiced, and for what."""

    NEEDS_SCOPE = True
    CSS = """
    InvoicesScreen #intro { height: 1; padding: 0 1; }
    InvoicesScreen ListTable { height: 3fr; }
    InvoicesScreen Specification { height: 2fr; min-height: 7; }
    """
    BINDINGS = [Binding("slash,f,f3", "search", N_("search"))]

    def __init__(self) -> None:
        super().__init__()
        self._invoices: list[InvoiceRow] = []
        self._order = ("total", True)

    def heading(self) -> str:
        """Return the building."""
        building = shown(self.house.scope.building) if self.house.scope else ""
        return _("{building}: collective invoices").format(building=building)

    def compose_body(self) -> ComposeResult:
        """Yield the customers and the specification of the one under the cursor."""
        yield Static(
            _("One invoice for each customer and month. Free lines reach no invoice."), id="intro"
        )
        yield ListTable(COLUMNS, key=_key, id="invoices")
        yield SearchRow()
        yield Rule()
        yield Specification()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Search only where a list is shown."""
        if action == "search":
            return self.house.scope is not None
        return super().check_action(action, parameters)

    @property
    def _table(self) -> ListTable[InvoiceRow]:
        return self.query_one("#invoices", ListTable)

    async def load(self) -> None:
        """Read the invoices of the basis as it stands."""
        scope = self.house.scope
        if scope is None:
            return
        self._invoices = await self.ask(self.close.basis.invoices, scope)
        self.show_totals(_totals(self._invoices))
        self.show_message(
            _("{selection}. Without lines held back.").format(
                selection=line_text.selection(LineFilter(scope))
            )
        )
        await self._show_invoices()

    async def _show_invoices(self) -> None:
        column, falls = self._order
        found = [row for row in self._invoices if _matches(row, self.query_one(SearchRow).text)]
        found.sort(key=SORTS[column], reverse=falls)
        self._table.sort_mark(column, descending=falls)
        await self._table.show_rows(found)
        self.query_one(Specification).invoice = self._table.row
        total = sum(row.total for row in found)
        self.query_one(SearchRow).show_hits(line_text.hits(len(found), total))

    @on(WindowTable.RowChanged, "#invoices")
    def show_row(self, event: WindowTable.RowChanged) -> None:
        """Specify the invoice under the cursor."""
        self.query_one(Specification).invoice = event.row

    @on(WindowTable.RowOpened, "#invoices")
    def open_row(self, event: WindowTable.RowOpened) -> None:
        """Show the lines of the invoice in step 2."""
        if self.house.scope is not None:
            ids = tuple(line.id for line in event.row.lines)
            self.house.line_filter = replace(LineFilter(self.house.scope), ids=ids)
            self.house.go(2)

    @on(WindowTable.SortAsked, "#invoices")
    @job
    async def sort(self, event: WindowTable.SortAsked) -> None:
        """Show the invoices in another order."""
        self._order = (event.column, event.descending)
        await self._show_invoices()

    def action_search(self) -> None:
        """Open the search field."""
        self.query_one(SearchRow).open()

    @on(SearchRow.Changed)
    @job
    async def search_changed(self, _event: SearchRow.Changed) -> None:
        """Show the hits of what is typed now."""
        await self._show_invoices()

    @on(SearchRow.Accepted)
    def search_accepted(self) -> None:
        """Go to the hits."""
        self.set_focus(self._table)

    def action_back(self) -> None:
        """Clear the search first, then go back."""
        if self.stop_waiting():
            return
        if self.query_one(SearchRow).clear():
            self.set_focus(self._table)
        else:
            super().action_back()


def _matches(row: InvoiceRow, find: str) -> bool:
    text = fold(f"{row.customer} {row.customer_id} {row.sub_customer}")
    wanted = fold(find)
    digits = wanted.replace(" ", "")
    return digits in text if digits.isdecimal() else all(word in text for word in wanted.split())


def _totals(invoices: list[InvoiceRow]) -> str:
    lines = sum(len(row.lines) for row in invoices)
    whole = ngettext("{count} customer", "{count} customers", len(invoices)).format(
        count=len(invoices)
    )
    parts = [f"{whole}, {count_of_lines(lines)} {_sum(invoices)}"]
    for kind, word in line_text.KINDS.items():
        of_kind = [row for row in invoices if row.customer_type == kind]
        parts.append(f"{_(word)} {len(of_kind)}: {_sum(of_kind)}")
    return " | ".join(parts)


def _sum(invoices: list[InvoiceRow]) -> str:
    return money.show(sum(row.total for row in invoices))


STEP = Step(4, N_("Collect"), InvoicesScreen)
