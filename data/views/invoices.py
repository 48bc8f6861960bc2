"""Collective invoices to come: who pays, for what, in which buildings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.listing import CustomerType
from data.views.lines import LineRow


@dataclass(frozen=True, slots=True)
class InvoicePart:
    """What one building brings to an invoice: its open lines, or those of one export."""

    building: str
    export: int | None
    """Number of the export that took the lines; None while they are open."""
    lines: tuple[LineRow, ...]
    total: int

    @property
    def makes_order(self) -> bool:
        """Whether Aktiv kommune makes an order of it: only a price above zero reaches a file."""
        return any(line.is_payable for line in self.lines)


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice: of a customer, or of one sub-customer (undernummer) of an external one."""

    sub_customer: str
    parts: tuple[InvoicePart, ...]
    total: int


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One customer's month over every building; sums in øre."""

    customer: str
    customer_id: str
    customer_type: CustomerType
    invoices: tuple[Invoice, ...]
    """One, unless the customer has sub-customers: those are invoiced apart."""
    total: int

    @property
    def parts(self) -> tuple[InvoicePart, ...]:
        """What each building brings, of every invoice."""
        return tuple(part for invoice in self.invoices for part in invoice.parts)

    @property
    def lines(self) -> tuple[LineRow, ...]:
        """Every line, building by building."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def buildings(self) -> tuple[str, ...]:
        """The buildings the customer has rented in, each named once."""
        return tuple(dict.fromkeys(part.building for part in self.parts))

    @property
    def orders(self) -> int:
        """How many orders Aktiv kommune makes: one per export and sub-customer."""
        return sum(part.makes_order for part in self.parts)

    def lines_of(self, building: str) -> tuple[LineRow, ...]:
        """Return the lines of one building."""
        parts = (part for part in self.parts if part.building == building)
        return tuple(line for part in parts for line in part.lines)

    def total_of(self, buildings: Iterable[str]) -> int:
        """Return the sum of some buildings, in øre."""
        chosen = set(buildings)
        return sum(part.total for part in self.parts if part.building in chosen)
