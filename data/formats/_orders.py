"""Rentals become numbered orders (samlefaktura) and, with bytes and log, a file (1.5, 1.6).

Where a format joins rows, all rows of one export with one key are one order, placed where the
first of them stands (F10). Orders do not span exports (K1), unless the municipality wants one
order for each customer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.files.batch import Batch, LeftOut, Order, RentalInFile, Written
from data.formats._customer import customer_number, name
from data.formats._log import log_of
from data.formats._pieces import Chosen
from data.formats._selection import choose
from data.words import Phrase


@dataclass(frozen=True, slots=True)
class Draft:
    """An order that is to be written."""

    number: int
    rentals: tuple[Chosen, ...]

    @property
    def first(self) -> Chosen:
        """Return the rental that opens it."""
        return self.rentals[0]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file is to hold."""

    batch: Batch
    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...]


def plan(batch: Batch, joins_rows: bool, with_order_lines: bool = True) -> Plan:
    """Return the orders of a batch, numbered from the one after the last; raises Problem F61x."""
    exports, left_out = choose(batch, with_order_lines)
    groups: dict[object, list[Chosen]] = {}
    for rentals in exports:
        for chosen in rentals:
            key = _key(batch, chosen) if joins_rows else len(groups)
            groups.setdefault(key, []).append(chosen)
    numbered = enumerate(groups.values(), start=batch.last_order + 1)
    drafts = tuple(Draft(number, tuple(rentals)) for number, rentals in numbered)
    return Plan(batch, drafts, left_out)


def _key(batch: Batch, chosen: Chosen) -> tuple[object, ...]:
    rental = chosen.rental
    export = 0 if batch.options.orders == "customer" else chosen.part.number
    if rental.customer_type == "internal":
        return export, "internal", chosen.customer_id
    return export, "external", chosen.customer_id, customer_number(rental)


def written(
    planned: Plan,
    content: str,
    log_rows: Sequence[Sequence[str]],
    warnings: Sequence[Phrase] = (),
) -> Written:
    """Return the file of a plan; `content` and the rows of the log are already Latin-1 text."""
    orders = tuple(_order(draft) for draft in planned.drafts)
    return Written(
        content=content.encode("iso-8859-1"),
        log=log_of(log_rows),
        orders=orders,
        left_out=planned.left_out,
        last_order=planned.batch.last_order + len(orders),
        warnings=tuple(warnings),
    )


def _order(draft: Draft) -> Order:
    rentals = tuple(
        RentalInFile(each.rental.id, each.part.number, each.amount, each.tax)
        for each in draft.rentals
    )
    return Order(draft.number, draft.first.customer_id, name(draft.first.rental), rentals)
