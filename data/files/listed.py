"""Generated files as they are shown, read in a few questions however many there are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import fn

from data.dates import local
from data.errors import UsageProblem
from data.formats import format_of
from data.kept_words import read_kept
from data.models import Delivery, FileOrder, InvoiceFile, Letter, Receipt, tuples
from data.text import written
from data.views.files import FileView, OrderView, ReceiptView
from data.words import N_


def views(folder: Path, *conditions: Any) -> tuple[FileView, ...]:
    """Return the files that fulfil the conditions, oldest first."""
    query = InvoiceFile.select().order_by(InvoiceFile.id)
    rows: list[InvoiceFile] = list(query.where(*conditions) if conditions else query)
    ids = [row.id for row in rows]
    around = _Around(ids)
    return tuple(_view(folder, row, around) for row in rows)


class _Around:
    """What happened to some files: the newest of each kind of thing, by file."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.sent: dict[int, Delivery] = {
            row.file_id: row for row in _of(Delivery, ids) if row.done_at is not None
        }
        self.tried: dict[int, Delivery] = {row.file_id: row for row in _of(Delivery, ids)}
        self.letters: dict[int, Letter] = {
            row.file_id: row for row in _of(Letter, ids) if row.withdrawn_at is None
        }
        self.receipts: dict[int, Receipt] = {row.file_id: row for row in _of(Receipt, ids)}
        rejected = FileOrder.select(
            FileOrder.file,
            fn.COUNT(FileOrder.id),
            fn.SUM(FileOrder.lines),
            fn.SUM(FileOrder.amount),
        ).where(FileOrder.file.in_(ids), FileOrder.rejected_at.is_null(False))
        self.rejected: dict[int, tuple[int, int, int]] = {
            file: (orders, lines, amount)
            for file, orders, lines, amount in tuples(rejected.group_by(FileOrder.file))
        }


def _of(model: Any, ids: Sequence[int]) -> list[Any]:
    return list(model.select().where(model.file.in_(list(ids))).order_by(model.id))


def _view(folder: Path, row: InvoiceFile, around: _Around) -> FileView:
    orders, lines, amount = around.rejected.get(row.id, (0, 0, 0))
    return FileView(
        number=row.id,
        generation=row.generation,
        month=row.month,
        customer_type="internal" if row.customer_type == "internal" else "external",
        format=row.format,
        name=row.name,
        log_name=row.log_name,
        path=str(folder / row.name),
        log_path=str(folder / row.log_name),
        sha256=row.sha256,
        orders=row.orders,
        lines=row.lines,
        amount=row.amount,
        tax=row.tax,
        first_order=row.first_order,
        last_order=row.last_order,
        generated_on=row.generated_on,
        period=_period(row),
        operator=row.operator,
        at=local(row.at),
        without=tuple(json.loads(row.without)),
        reason=row.reason,
        allowed_by=row.allowed_by,
        is_supplementary=bool(row.allowed_by),
        **_under_way(row.id, around),
        receipt=_receipt(around.receipts.get(row.id)),
        rejected_orders=orders,
        rejected_lines=lines,
        rejected_amount=amount,
        discarded_at=_local(row.discarded_at),
        discarded_by=row.discarded_by,
        discarded_reason=row.discarded_reason,
    )


def _under_way(file: int, around: _Around) -> dict[str, Any]:
    """Return what became of bringing a file, and the letter about it, to accounting."""
    sent, tried, letter = around.sent.get(file), around.tried.get(file), around.letters.get(file)
    return {
        "sent_at": _local(sent.done_at if sent else None),
        "sent_by": sent.operator if sent else "",
        "sent_sha256": sent.sha256 if sent else "",
        "delivery_error": None if sent or tried is None else read_kept(tried.error),
        "letter_due": _local(letter.due_at if letter else None),
        "letter_at": _local(letter.sent_at if letter else None),
        "letter_error": read_kept(letter.error) if letter else None,
    }


def _period(row: InvoiceFile) -> str:
    period = format_of(row.format).period
    return "" if period is None else period(row.generated_on)


def _receipt(row: Receipt | None) -> ReceiptView | None:
    if row is None:
        return None
    return ReceiptView(
        row.orders,
        row.amount,
        row.agrees,
        row.origin,
        row.operator,
        local(row.at),
        read_kept(row.remark),
    )


def _local(moment: datetime | None) -> datetime | None:
    return None if moment is None else local(moment)


def row_of(number: int) -> InvoiceFile:
    """Return the row of a file; raises UsageProblem F658 when there is none of that number."""
    row: InvoiceFile | None = InvoiceFile.get_or_none(InvoiceFile.id == number)
    if row is None:
        raise UsageProblem("F658", N_("There is no file number {number}."), number=number)
    return row


def numbered(text: str) -> int:
    """Return the number of the file that a name or a number means; raises UsageProblem F658."""
    wanted = text.strip()
    names = {wanted, wanted.rsplit(".", 1)[0]}
    for id_, name in tuples(InvoiceFile.select(InvoiceFile.id, InvoiceFile.name)):
        if name in names or name.rsplit(".", 1)[0] in names:
            return int(id_)
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10:
        return int(row_of(int(wanted)).id)
    raise UsageProblem("F658", N_("There is no file called «{name}»."), name=written(wanted))


def orders_of(number: int) -> tuple[OrderView, ...]:
    """Return the orders of a file, in its order; raises UsageProblem F658."""
    row_of(number)
    rows: list[FileOrder] = list(
        FileOrder.select().where(FileOrder.file == number).order_by(FileOrder.id)
    )
    before = _named([row.replaces_id for row in rows if row.replaces_id is not None])
    heirs = FileOrder.select(FileOrder.replaces, FileOrder.id).where(
        FileOrder.replaces.in_([row.id for row in rows])
    )
    after = dict(tuples(heirs))
    called = _named(list(after.values()))
    return tuple(
        OrderView(
            id=row.id,
            number=row.number,
            customer=row.customer,
            customer_id=row.customer_id,
            lines=row.lines,
            amount=row.amount,
            replaces="" if row.replaces_id is None else before[row.replaces_id],
            rejected_at=_local(row.rejected_at),
            rejected_reason=row.rejected_reason,
            replaced_by=called.get(after.get(row.id, 0), ""),
            tax=row.tax,
        )
        for row in rows
    )


def _named(ids: Sequence[int]) -> dict[int, str]:
    """Return file and number of some orders, as `2609081/37000412`."""
    query = (
        FileOrder.select(FileOrder.id, InvoiceFile.name, FileOrder.number)
        .join(InvoiceFile)
        .where(FileOrder.id.in_(list(ids)))
    )
    return {id_: f"{name.rsplit('.', 1)[0]}/{number}" for id_, name, number in tuples(query)}
