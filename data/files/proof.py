"""A file is proved by its own bytes before it counts: taken apart, and held against the exports."""

from __future__ import annotations

from collections.abc import Sequence

from data import money
from data.errors import Problem
from data.exports import Exports
from data.files.batch import Batch, FileRead, LeftOut, Rental, Written
from data.files.draft import DraftFile
from data.formats import Format
from data.models import Delivery, InvoiceFile
from data.text import mask
from data.views.files import LaterChangeView
from data.words import N_, counted


def draft_file(layout: Format, batch: Batch) -> DraftFile:
    """Return a file as a format writes it, taken apart again; raises Problem F657."""
    written = layout.write(batch)
    read = layout.read(written.content, batch.options)
    prove(written, read, _wanted(batch))
    return DraftFile(batch.customer_type, layout, batch, written, read)


def prove(written: Written, read: FileRead, wanted: list[tuple[int, int]]) -> None:
    """Raise Problem F657 unless bytes, orders and exports agree on orders, lines and øre.

    `wanted` are export and line of each rental that is to be in the file or left out of it.
    """
    taken = [(rental.export, rental.id) for order in written.orders for rental in order.rentals]
    taken += [(left.export, left.id) for left in written.left_out]
    told = [order.amount for order in written.orders]
    numbers = [order.number for order in written.orders]
    found = [order.number for order in read.orders]
    is_numbered = any(number is not None for number in found)
    if (
        told == [order.amount for order in read.orders]
        and (not is_numbered or numbers == found)
        and sorted(taken) == sorted(wanted)
    ):
        return
    raise Problem(
        "F657",
        N_(
            "The file does not read back as it was made: {found} orders, {amount}, not {orders}"
            " orders, {wanted}. Nothing was changed. This is a defect of ours."
        ),
        found=len(read.orders),
        amount=money.show(read.amount),
        orders=len(written.orders),
        wanted=money.show(written.amount),
    )


def _wanted(batch: Batch) -> list[tuple[int, int]]:
    """Return export and line of each rental that belongs to one of the two files."""
    is_single = batch.options.output_files == "single"
    return [
        (part.number, rental.id)
        for part in batch.exports
        for rental in part.rentals
        if batch.customer_type == ("external" if is_single else rental.customer_type)
    ]


def _rentals(batch: Batch) -> dict[tuple[int, int], Rental]:
    return {(part.number, rental.id): rental for part in batch.exports for rental in part.rentals}


def refuse_credit(file: DraftFile) -> None:
    """Raise Problem F303 for a line below zero: no layout of today carries its sign (case 4)."""
    below_zero: Sequence[LeftOut] = file.left_out("credit")
    if file.layout.carries_credit or not below_zero:
        return
    first = below_zero[0]
    rental = _rentals(file.batch)[first.export, first.id]
    raise Problem(
        "F303",
        N_(
            "Credit line {price} ({customer}, line {line}) cannot be sent in the {format} file."
            " Reverse E-{export:04d} (r), hold the line (u) and report it to accounts."
        ),
        price=money.show(first.price),
        customer=mask(rental.organization or rental.contact),
        line=first.id,
        format=file.layout.title,
        export=first.export,
    )


def refuse_changed(changes: Sequence[LaterChangeView], exports: Exports) -> None:
    """Raise Problem F653 for prices that moved since the export and that nobody answered for."""
    open_ = [each for each in changes if each.kind == "changed" and not each.is_kept]
    if not open_:
        return
    number = open_[0].export
    mine = [each for each in open_ if each.export == number]
    raise Problem(
        "F653",
        N_(
            "E-{export:04d}: {lines} after the export ({difference}). The file uses {total}."
            " r to fetch the new price, m to keep."
        ),
        export=number,
        lines=counted("{count} line was changed", "{count} lines were changed", len(mine)),
        difference=money.show_change(sum(each.difference for each in mine)),
        total=money.show(exports.export(number).total),
    )


def refuse_same(rows: Sequence[InvoiceFile]) -> None:
    """Raise Problem F664 when a file is byte for byte one that was sent before (case 22)."""
    for row in rows:
        sent = Delivery.select(Delivery.file).where(Delivery.done_at.is_null(False))
        twin: InvoiceFile | None = InvoiceFile.get_or_none(
            InvoiceFile.sha256 == row.sha256, InvoiceFile.orders > 0, InvoiceFile.id.in_(sent)
        )
        if twin is not None:
            raise Problem(
                "F664",
                N_("The file would be {name} once more, byte for byte. Correct what was rejected."),
                name=twin.name,
            )
