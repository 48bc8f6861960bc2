"""Step 4: the collective invoices (samlefaktura) of a building's customers, or of the month's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from data import dates
from data.views import InvoiceRow, LineFilter
from tui import line_text
from tui.jobs import job
from tui.line_text import shown
from tui.noting import NOTE, NotingScreen
from tui.screens.invoice import InvoiceScreen
from tui.steps import Step
from tui.widgets.fields import Choice
from tui.widgets.invoice_columns import COLUMNS, SORTS, Seen, key, matches, shared, totals
from tui.widgets.rows import Rule
from tui.widgets.search import SearchRow
from tui.widgets.specification import Specification
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _


class InvoicesScreen(NotingScreen):
    """Shows who is invoiced, and for what, whatever the building."""

    AUTO_FOCUS = "#invoices"
    CSS = """
    InvoicesScreen #intro { width: 1fr; height: 1; padding: 0 1; }
    InvoicesScreen Choice { width: auto; height: 1; padding: 0 1; }
    InvoicesScreen #head { height: 1; }
    InvoicesScreen ListTable { height: 3fr; }
    InvoicesScreen Specification { height: 2fr; min-height: 8; }
    """
    BINDINGS = [Binding("slash,f,f3", "search", N_("search")), NOTE]

    def __init__(self) -> None:
        super().__init__()
        self._customers: list[Seen] = []
        self._order = ("total", True)

    def heading(self) -> str:
        """Return the building, or the month."""
        if building := self._building:
            return _("{building}: collective invoices").format(building=shown(building))
        month = self.house.month
        return _("Collective invoices, {month} {year}").format(
            month=_(dates.MONTHS[month.month - 1]), year=month.year
        )

    def compose_body(self) -> ComposeResult:
        """Yield the customers and the specification of the one under the cursor."""
        with Horizontal(id="head"):
            yield Static(_("One invoice per customer and month."), id="intro")
            options = [(False, _("this building")), (True, _("the whole month"))]
            yield Choice(options, value=False, id="reach")
        yield ListTable(COLUMNS, key=key, id="invoices")
        yield SearchRow()
        yield Rule()
        yield Specification()

    @property
    def _table(self) -> ListTable[Seen]:
        return self.query_one("#invoices", ListTable)

    @property
    def _building(self) -> str:
        """The building that is looked from; empty for the whole month."""
        scope = self.house.scope
        is_month = any(choice.value for choice in self.query(Choice))
        return "" if scope is None or is_month else scope.building

    @property
    def _to(self) -> date:
        """The last day that is looked at: of the basis, else of the month."""
        return self.house.scope.to if self.house.scope else self.house.month.last

    @property
    def noted(self) -> InvoiceRow | None:
        """The customer under the cursor."""
        seen = next((table.row for table in self.query(ListTable)), None)
        return seen.row if isinstance(seen, Seen) else None

    async def load(self) -> None:
        """Read the invoices as they stand."""
        scope, building = self.house.scope, self._building
        self.query_one("#reach").display = scope is not None
        collective = self.close.collective
        if scope is not None and building:
            rows = await self.ask(collective.of_building, scope)
            chosen = line_text.selection(LineFilter(scope))
        else:
            rows = await self.ask(collective.of_month, self._to)
            chosen = _("To {to}, every building").format(to=dates.show(self._to))
        await self.read_notes()
        self._customers = [Seen(row, building) for row in rows]
        self.show_totals(totals(self._customers))
        without = _("{selection}. Without free lines and those held back.")
        self.show_message(shared(self._customers) or without.format(selection=chosen))
        await self._show_customers()

    async def _show_customers(self) -> None:
        column, falls = self._order
        found = [seen for seen in self._customers if matches(seen, self.query_one(SearchRow).text)]
        found.sort(key=SORTS[column], reverse=falls)
        self._table.sort_mark(column, descending=falls)
        await self._table.show_rows(found)
        self._specify(self._table.row)
        total = sum(seen.total for seen in found)
        self.query_one(SearchRow).show_hits(line_text.hits(len(found), total))

    def _specify(self, seen: Seen | None) -> None:
        below = self.query_one(Specification)
        below.building = seen.building if seen else ""
        below.invoice = seen.row if seen else None
        below.noted = self.said_of(seen.row.lines[0], customer_only=True) if seen else ""

    @on(WindowTable.RowChanged, "#invoices")
    def show_row(self, event: WindowTable.RowChanged) -> None:
        """Specify the invoice under the cursor."""
        self._specify(event.row)

    @on(WindowTable.RowOpened, "#invoices")
    def open_row(self, event: WindowTable.RowOpened) -> None:
        """Show the lines in step 2, or the whole specification where several buildings meet."""
        seen: Seen = event.row
        scope = self.house.scope
        ids = tuple(line.id for line in seen.lines if line.export is None)
        if seen.building and scope is not None and ids:
            self.house.line_filter = replace(LineFilter(scope), ids=ids)
            self.house.go(2)
        else:
            self.house.push_screen(InvoiceScreen(seen.row))

    @on(Choice.Changed, "#reach")
    def reach_changed(self) -> None:
        """Show the customers of the building, or of the month."""
        self.reload()

    @on(WindowTable.SortAsked, "#invoices")
    @job
    async def sort(self, event: WindowTable.SortAsked) -> None:
        """Show the invoices in another order."""
        self._order = (event.column, event.descending)
        await self._show_customers()

    def action_search(self) -> None:
        """Open the search field."""
        self.query_one(SearchRow).open()

    @on(SearchRow.Changed)
    @job
    async def search_changed(self, _event: SearchRow.Changed) -> None:
        """Show the hits of what is typed now."""
        await self._show_customers()

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


STEP = Step(4, N_("Collect"), InvoicesScreen)
