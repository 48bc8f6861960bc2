"""Collective invoices (samlefaktura): one for each customer and month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from data.customer_id import canonical
from data.views import InvoiceRow, LineRow

Key = tuple[str, str, str]


def customer_key(line: LineRow) -> Key:
    """Return what makes two lines one invoice.

    The kind of customer, the customer id and, of an external customer, the sub-customer
    (undernummer), as Aktiv kommune groups. A line without a number that can be read stands
    under its customer's name: two who lack an id are not one customer.
    """
    identity = canonical(line.customer_id) or line.customer
    sub_customer = line.sub_customer if line.customer_type == "external" else ""
    return line.customer_type, identity, sub_customer


def collect(lines: Iterable[LineRow]) -> list[InvoiceRow]:
    """Return the invoices that payable and credit lines make, largest first.

    Free lines reach no invoice. The order of the lines does not matter.
    """
    groups: dict[Key, list[LineRow]] = defaultdict(list)
    for line in lines:
        if line.price:
            groups[customer_key(line)].append(line)
    invoices = [_invoice(group) for group in groups.values()]
    return sorted(invoices, key=lambda row: (-row.total, row.customer, row.customer_id))


def _invoice(lines: list[LineRow]) -> InvoiceRow:
    ordered = sorted(lines, key=lambda line: (line.building, line.ends, line.id))
    first = min(ordered, key=lambda line: line.id)
    return InvoiceRow(
        customer=first.customer,
        customer_id=first.customer_id,
        sub_customer=first.sub_customer,
        customer_type=first.customer_type,
        buildings=tuple(dict.fromkeys(line.building for line in ordered)),
        lines=tuple(ordered),
        total=sum(line.price or 0 for line in ordered),
    )
