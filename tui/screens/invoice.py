"""The whole specification of one customer's invoices, every rental in every building."""

from __future__ import annotations

from textual.app import ComposeResult

from data import money
from data.invoices import row_key
from data.views import InvoiceRow
from tui.line_text import count_of_lines, shown
from tui.noting import NOTE, NotingScreen
from tui.widgets.columns import Column
from tui.widgets.facts import Facts
from tui.widgets.specification import SpecRow, heading, order_warning, specification
from tui.widgets.window_table import ListTable
from tui.words import N_, _

COLUMNS = (
    Column[tuple[int, SpecRow]]("text", N_("Rental"), 62, lambda row: row[1].text, grows=True),
    Column[tuple[int, SpecRow]](
        "sum", N_("Sum"), 13,
        lambda row: "" if row[1].ore is None else money.show(row[1].ore), right=True,
    ),
)  # fmt: skip


class InvoiceScreen(NotingScreen):
    """Shows one customer; Esc returns to the list."""

    BINDINGS = [NOTE]

    def __init__(self, row: InvoiceRow) -> None:
        """Show the invoices of this customer."""
        super().__init__()
        self._row = row

    def heading(self) -> str:
        """Return the customer."""
        return _("Collective invoice: {customer}").format(customer=shown(self._row.customer))

    def compose_body(self) -> ComposeResult:
        """Yield who it is for and what is on it."""
        yield Facts(names=1, id="customer")
        yield ListTable(COLUMNS, key=lambda row: row[0], opens=False, id="specification")

    @property
    def noted(self) -> InvoiceRow:
        """The customer."""
        return self._row

    async def load(self) -> None:
        """Read the customer's month anew: a line may have changed meanwhile."""
        to = self.house.scope.to if self.house.scope else self.house.month.last
        mine = row_key(self._row.lines[0])
        for row in await self.ask(self.close.collective.of_month, to):
            if row_key(row.lines[0]) == mine:
                self._row = row
        await self.read_notes()
        noted = self.said_of(self._row.lines[0], customer_only=True)
        about = [heading(self._row), *([noted] if noted else [])]
        self.query_one(Facts).show([("", each) for each in about])
        table: ListTable[tuple[int, SpecRow]] = self.query_one("#specification", ListTable)
        await table.show_rows(list(enumerate(specification(self._row))))
        self.show_totals(f"{count_of_lines(len(self._row.lines))}  {money.show(self._row.total)}")
        self.show_message(order_warning(self._row), "attention" if self._row.orders > 1 else "info")
