"""The specification of one collective invoice: its lines, as many as there is room for."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from data import customer_id, money
from data.views import InvoiceRow, LineRow
from tui import line_text
from tui.line_text import count_of_lines, shown
from tui.widgets.columns import fit
from tui.widgets.rows import cut
from tui.words import _

TIME = 44
"""Cells for when a rental was; one across midnight needs most of them."""
AMOUNT = 12


class Specification(Widget):
    """Heading, lines and sum of the invoice under the cursor."""

    DEFAULT_CSS = "Specification { height: 7; width: 100%; padding: 0 1; }"
    invoice: reactive[InvoiceRow | None] = reactive(None)
    """What is shown; None where there is no invoice."""

    def render(self) -> Content:
        """Write the rows, with the sum at the end."""
        if self.invoice is None:
            return Content("")
        head = Content.styled(cut(_heading(self.invoice), self.size.width), "bold")
        return Content("\n").join([head, *(Content(row) for row in self._rows(self.invoice))])

    def _rows(self, invoice: InvoiceRow) -> list[str]:
        room = self.size.height - 2
        lines = invoice.lines
        if len(lines) > room:
            lines = lines[: room - 1]
        rows = [self._row(_time_and_place(line), line.price or 0) for line in lines]
        rest = invoice.lines[len(lines) :]
        if rest:
            more = _("... {lines} more").format(lines=count_of_lines(len(rest)))
            rows.append(self._row(more, sum(line.price or 0 for line in rest)))
        return [*rows, self._row(_("The invoice becomes"), invoice.total)]

    def _row(self, text: str, ore: int) -> str:
        amount = money.show(ore)
        width = min(self.size.width, TIME + 34) - AMOUNT - 3
        return f"  {fit(text, width).plain}{' ' * (AMOUNT - cell_len(amount))}{amount}"


def _heading(invoice: InvoiceRow) -> str:
    parts = [
        shown(invoice.customer),
        customer_id.show(invoice.customer_id) or "-",
        _(line_text.KINDS[invoice.customer_type]),
    ]
    if invoice.sub_customer:
        parts.append(_("sub-customer {number}").format(number=shown(invoice.sub_customer)))
    return "   ".join(parts)


def _time_and_place(line: LineRow) -> str:
    time = line_text.period(line)
    return f"{fit(time, max(25, cell_len(time))).plain} {shown(line.resource)}"
