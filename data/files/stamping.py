"""A generated file in the store: its row, its orders, and every line stamped with both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from data.files.batch import Order
from data.files.draft import Draft, DraftFile
from data.files.names import FileNames
from data.models import FileLine, FileOrder, InvoiceFile, among, chunks, tuples
from data.sqlite import execute_many

_Stamp = tuple[int, int, int, int | None, int | None, int, str]
"""File, export, line, order, price, amount in the file, and why it is left out of it."""

_STAMPED = (
    FileLine.file, FileLine.export, FileLine.line, FileLine.order, FileLine.price,
    FileLine.amount, FileLine.left_out,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who makes a file, when, and on whose word."""

    generation: int
    operator: str
    at: datetime
    without: tuple[str, ...]
    reason: str
    allowed_by: str


def row_of(draft: Draft, file: DraftFile, names: FileNames, made: Circumstances) -> InvoiceFile:
    """Return the row of a file, not stored yet."""
    written = file.written
    numbers = [order.number for order in written.orders]
    return InvoiceFile(
        generation=made.generation,
        request=draft.request,
        month=draft.month.first,
        customer_type=file.customer_type,
        format=file.layout.key,
        name=names.file,
        log_name=names.log,
        delivered_name=names.delivered,
        content=written.content,
        log=written.log,
        sha256=hashlib.sha256(written.content).hexdigest(),
        log_sha256=hashlib.sha256(written.log).hexdigest(),
        options=json.dumps(asdict(file.batch.options), ensure_ascii=False, sort_keys=True),
        generated_on=file.batch.generated,
        orders=file.orders,
        lines=written.lines,
        amount=written.amount,
        tax=written.tax,
        first_order=min(numbers, default=None),
        last_order=max(numbers, default=None),
        operator=made.operator,
        at=made.at,
        without=json.dumps(made.without, ensure_ascii=False),
        reason=made.reason,
        allowed_by=made.allowed_by,
    )


def stamp(row: InvoiceFile, file: DraftFile) -> None:
    """Give every line of a file its file and order; the store refuses a line that has a file."""
    prices = {
        (part.number, rental.id): rental.price
        for part in file.batch.exports
        for rental in part.rentals
    }
    before = _earlier_orders(rental.id for order in file.written.orders for rental in order.rentals)
    lines: list[_Stamp] = []
    for order in file.written.orders:
        kept = _keep_order(row, order, before).id
        lines += (
            (row.id, each.export, each.id, kept, prices[each.export, each.id], each.amount, "")
            for each in order.rentals
        )
    lines += (
        (row.id, left.export, left.id, None, left.price, 0, left.why)
        for left in file.written.left_out
    )
    if lines:
        # Peewee would write the statement anew for each line, which takes longer than storing it.
        fields = (*_STAMPED, FileLine.standing)
        statement, _ = FileLine.insert_many([(*lines[0], True)], fields=fields).sql()
        execute_many(statement, [(*line, True) for line in lines])


def _keep_order(row: InvoiceFile, order: Order, before: Mapping[int, int]) -> FileOrder:
    replaced = [before[rental.id] for rental in order.rentals if rental.id in before]
    return FileOrder.create(
        file=row,
        number=order.number,
        customer=order.customer,
        customer_id=order.customer_id,
        lines=len(order.rentals),
        amount=order.amount,
        tax=sum(rental.tax for rental in order.rentals),
        replaces=min(replaced, default=None),
    )


def _earlier_orders(lines: Iterable[int]) -> dict[int, int]:
    """Return the newest order that each line was in before."""
    found: dict[int, int] = {}
    for chunk in chunks(lines):
        query = FileLine.select(FileLine.line, FileLine.order).where(
            among(FileLine.line, chunk), FileLine.order.is_null(False)
        )
        found.update(tuples(query.order_by(FileLine.id)))
    return found
