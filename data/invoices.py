"""Collective invoices (samlefaktura): one for each customer and month, whatever the building."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

from data.customer_id import canonical
from data.views import Invoice, InvoicePart, InvoiceRow, LineRow

Key = tuple[str, str, str]
Group = TypeVar("Group", bound=Hashable)


def customer_key(line: LineRow) -> Key:
    """Return what makes two lines one invoice.

    The kind of customer, the customer id and, of an external customer, the sub-customer
    (undernummer), as Aktiv kommune groups. A line without a number that can be read stands
    under its customer's name: two who lack an id are not one customer. A corrected id is
    another customer, whose sub-customers Aktiv kommune's number says nothing of.
    """
    identity = canonical(line.customer_id) or line.customer
    is_told = line.customer_type == "external" and "customer_id" not in line.corrected
    return line.customer_type, identity, line.sub_customer if is_told else ""


def row_key(line: LineRow) -> tuple[str, str]:
    """Return what makes two lines one customer: the kind, and the id or the name."""
    kind, identity, _sub_customer = customer_key(line)
    return kind, identity


def collect(lines: Iterable[LineRow]) -> list[InvoiceRow]:
    """Return the customers that payable and credit lines make, the dearest first.

    Free lines reach no invoice. The order of the lines does not matter.
    """
    priced = sorted((line for line in lines if line.price), key=lambda line: line.id)
    rows = [_row(group) for group in _grouped((row_key(line), line) for line in priced)]
    return sorted(rows, key=lambda row: (-row.total, row.customer, row.customer_id))


def _grouped(lines: Iterable[tuple[Group, LineRow]]) -> list[list[LineRow]]:
    groups: dict[Group, list[LineRow]] = defaultdict(list)
    for key, line in lines:
        groups[key].append(line)
    return list(groups.values())


def _row(lines: list[LineRow]) -> InvoiceRow:
    first = lines[0]
    invoices = [_invoice(group) for group in _grouped((customer_key(line), line) for line in lines)]
    return InvoiceRow(
        customer=first.customer,
        customer_id=first.customer_id,
        customer_type=first.customer_type,
        invoices=tuple(sorted(invoices, key=lambda invoice: invoice.sub_customer)),
        total=_total(lines),
    )


def _invoice(lines: list[LineRow]) -> Invoice:
    groups = _grouped(((line.building, line.export), line) for line in lines)
    parts = [_part(group) for group in groups]
    return Invoice(
        # An internal customer's number is no sub-customer.
        sub_customer=customer_key(lines[0])[2],
        parts=tuple(sorted(parts, key=lambda part: (part.building, part.export or 0))),
        total=_total(lines),
    )


def _part(lines: list[LineRow]) -> InvoicePart:
    ordered = sorted(lines, key=lambda line: (line.ends, line.id))
    return InvoicePart(ordered[0].building, ordered[0].export, tuple(ordered), _total(lines))


def _total(lines: Iterable[LineRow]) -> int:
    return sum(line.price or 0 for line in lines)
