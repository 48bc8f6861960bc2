"""The specification of a collective invoice, as the customer will see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from data import customer_id, money
from data.views import Invoice, InvoicePart, InvoiceRow, LineRow
from tui import glyphs, line_text
from tui.export_text import export_number
from tui.line_text import count_of_lines, shown
from tui.widgets.columns import fit
from tui.widgets.rows import cut
from tui.words import _, ngettext

TIME = 44
"""Cells for when a rental was; one across midnight needs most of them."""
AMOUNT = 12


@dataclass(frozen=True, slots=True)
class SpecRow:
    """One row of a specification: text to the left, an amount to the right."""

    text: str
    ore: int | None = None
    lines: tuple[LineRow, ...] = ()
    """The rentals that the row stands for; empty for a heading or a sum."""
    part: InvoicePart | None = None


def specification(row: InvoiceRow) -> list[SpecRow]:
    """Return every row of a customer's invoices: rentals, sums by building, what it becomes."""
    return [spec for invoice in row.invoices for spec in _invoice(invoice, row)]


def _invoice(invoice: Invoice, row: InvoiceRow) -> list[SpecRow]:
    rows = []
    if len(row.invoices) > 1:
        number = shown(invoice.sub_customer)
        named = _("sub-customer {number}").format(number=number)
        rows.append(SpecRow(named if number else _("without sub-customer")))
    for part in invoice.parts:
        rows += [
            SpecRow(_time_and_place(line), line.price or 0, (line,), part) for line in part.lines
        ]
        if len(row.buildings) > 1 or len(invoice.parts) > 1 or part.export is not None:
            rows.append(SpecRow(_in_all(part), part.total))
    return [*rows, SpecRow(_("The invoice becomes"), invoice.total)]


def _in_all(part: InvoicePart) -> str:
    building = shown(part.building)
    if part.export is None:
        return _("{building} in all").format(building=building)
    return _("{building} in all ({export}, exported)").format(
        building=building, export=export_number(part.export)
    )


def shortened(rows: Sequence[SpecRow], building: str, room: int) -> list[SpecRow]:
    """Return a specification in so many rows: rentals give way to their count and sum.

    Those of other buildings give way first, then the last ones of `building`.
    """
    if len(rows) <= room:
        return list(rows)
    rentals = [place for place, row in enumerate(rows) if row.lines]
    here = [place for place in rentals if _is_in(rows[place], building)]
    elsewhere = [place for place in rentals if place not in set(here)]
    left = room - (len(rows) - len(rentals))
    kept = set([*here, *elsewhere][: max(0, left - 1)])
    is_counted = left > 0
    rest = [rows[place] for place in rentals if place not in kept]
    shown_rows: list[SpecRow] = []
    for place, row in enumerate(rows):
        if not row.lines or place in kept:
            shown_rows.append(row)
        elif is_counted:
            is_counted = False
            shown_rows.append(_counted(rest))
    if len(shown_rows) > room:
        shown_rows = [*shown_rows[: max(0, room - 2)], SpecRow("..."), shown_rows[-1]]
    return shown_rows[-room:]


def _is_in(row: SpecRow, building: str) -> bool:
    return row.part is not None and building in ("", row.part.building)


def _counted(rest: Sequence[SpecRow]) -> SpecRow:
    more = _("... {lines} more").format(lines=count_of_lines(len(rest)))
    return SpecRow(more, sum(row.ore or 0 for row in rest))


def order_warning(row: InvoiceRow) -> str:
    """Return what to know where Aktiv kommune makes more than one order of it; else empty."""
    if row.orders < 2:
        return ""
    return ngettext(
        "Aktiv kommune makes {count} order of this: one per building and sub-customer.",
        "Aktiv kommune makes {count} orders of this: one per building and sub-customer.",
        row.orders,
    ).format(count=row.orders)


def heading(row: InvoiceRow) -> str:
    """Return the customer with id and kind."""
    parts = [
        shown(row.customer),
        customer_id.show(row.customer_id) or "-",
        _(line_text.KINDS[row.customer_type]),
    ]
    if len(row.invoices) == 1 and row.invoices[0].sub_customer:
        number = shown(row.invoices[0].sub_customer)
        parts.append(_("sub-customer {number}").format(number=number))
    return "   ".join(parts)


class Specification(Widget):
    """Heading, rentals and sums of the row under the cursor, as many as there is room for."""

    DEFAULT_CSS = "Specification { height: 7; width: 100%; padding: 0 1; }"
    invoice: reactive[InvoiceRow | None] = reactive(None)
    """What is shown; None where there is no invoice."""
    building = ""
    """The building whose rentals are named first; empty where all are alike."""
    noted: reactive[str] = reactive("")
    """What is noted of the customer; empty where nothing is."""

    def render(self) -> Content:
        """Write the rows, with the sum at the end."""
        if self.invoice is None:
            return Content("")
        head = [Content.styled(cut(heading(self.invoice), self.size.width), "bold")]
        if warning := order_warning(self.invoice):
            head.append(glyphs.mark("attention", warning))
        if self.noted:
            head.append(Content(cut(self.noted, self.size.width)))
        room = self.size.height - len(head)
        rows = shortened(specification(self.invoice), self.building, room)
        return Content("\n").join([*head, *(self._row(row) for row in rows)])

    def _row(self, row: SpecRow) -> Content:
        amount = "" if row.ore is None else money.show(row.ore)
        width = min(self.size.width, TIME + 34) - AMOUNT - 3
        text = f"  {fit(row.text, width).plain}{' ' * (AMOUNT - cell_len(amount))}{amount}"
        return Content(text)


def _time_and_place(line: LineRow) -> str:
    time = line_text.period(line)
    return f"{fit(time, max(25, cell_len(time))).plain} {shown(line.resource)}"
