"""Which rentals a file holds, in which order, and why others are left out (formats.md 1.1-1.3)."""

from __future__ import annotations

from decimal import Decimal

from data.customer_id import canonical
from data.files.batch import Batch, Codes, ExportPart, LeftOut, LeftOutWhy, Rental
from data.formats._customer import customer_id, id_kind
from data.formats._pieces import ONE, Article, Chosen, codes_of
from data.formats._refusal import (
    negative_order_line,
    without_account_string,
    without_customer_id,
)
from data.money import show

SortKey = tuple[object, ...]


def choose(
    batch: Batch, with_order_lines: bool
) -> tuple[tuple[tuple[Chosen, ...], ...], tuple[LeftOut, ...]]:
    """Return the rentals of each export in the order of the file, and those left out.

    Raises Problem F611, F612 or F614 for what cannot be invoiced as it stands.
    """
    exports: list[tuple[Chosen, ...]] = []
    left_out: list[LeftOut] = []
    for part in batch.exports:
        chosen: list[Rental] = []
        for rental in sorted(filter(batch.takes, part.rentals), key=_sort_key):
            why = why_left_out(rental)
            if why is None:
                chosen.append(rental)
            else:
                left_out.append(LeftOut(rental.id, part.number, why, rental.price or 0))
        exports.append(tuple(_chosen(batch, part, each, with_order_lines) for each in chosen))
    return tuple(exports), tuple(left_out)


def why_left_out(rental: Rental) -> LeftOutWhy | None:
    """Return why a rental is in no file, None when it is in one.

    In the order of formats.md 1.2, the same for every format (F13); a paid row leaves no
    trace (F9). Only events and allocations have purchase orders.
    """
    if not rental.details.is_active:
        return "inactive"
    if not rental.price:
        return "free"
    if rental.price < 0:
        return "credit"
    if rental.type != "booking" and rental.details.is_paid:
        return "paid"
    return None


def _sort_key(rental: Rental) -> SortKey:
    """Return what rows are sorted by: as text, missing values last, then by id."""
    kind = id_kind(rental)
    own, other = canonical(rental.customer_id), rental.details.other_id
    organization, person = (other, own) if kind == "ssn" else (own, other)
    texts = (rental.customer_type, kind, organization, rental.details.customer_number, person)
    return (*((not text, text) for text in texts), rental.ends, rental.id)


def _chosen(batch: Batch, part: ExportPart, rental: Rental, with_order_lines: bool) -> Chosen:
    number = customer_id(rental)
    if not number:
        raise without_customer_id(rental)
    if batch.customer_type not in part.codes:
        raise without_account_string(part, rental, batch.customer_type)
    articles = _order_lines(rental) if with_order_lines else ()
    return Chosen(part, rental, number, articles or (_plain(rental, codes_of(batch, part)),))


def _order_lines(rental: Rental) -> tuple[Article, ...]:
    """Return the order lines that have an amount; a booking has none (F5, F6)."""
    if rental.type == "booking":
        return ()
    lines = [line for line in rental.details.order_lines if line.amount]
    for line in lines:
        if line.amount < 0:
            raise negative_order_line(rental, line.name, show(line.amount))
    return tuple(
        Article(
            text=line.name,
            code=line.article,
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount=line.amount,
            tax_code=line.tax_code,
            tax_percent=line.tax_percent,
            tax=line.tax,
            is_main=line.is_main,
            is_order_line=True,
        )
        for line in lines
    )


def _plain(rental: Rental, codes: Codes) -> Article:
    price = rental.price or 0
    return Article(rental.text, codes.get("article", ""), ONE, price, price, tax_percent=Decimal(0))
