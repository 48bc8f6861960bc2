"""A file is proved by its own bytes before it counts: taken apart, and held against the exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from data import money
from data.errors import Problem
from data.exports import Exports
from data.files.batch import Batch, FileRead, LeftOut, LeftOutWhy, Order, Rental, Written
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
    prove(layout, batch, written, read)
    return DraftFile(batch.customer_type, layout, batch, written, read)


def prove(layout: Format, batch: Batch, written: Written, read: FileRead) -> None:
    """Raise Problem F657 unless bytes, orders and exports agree on orders, lines and øre."""
    if _reads_back(layout, written, read) and _holds_the_exports(batch, written):
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


def _reads_back(layout: Format, written: Written, read: FileRead) -> bool:
    """Tell whether the bytes say what the format says it wrote, order by order."""
    numbers = [order.number for order in written.orders]
    found = [order.number for order in read.orders]
    is_numbered = any(number is not None for number in found)
    amounts = [carried(layout, order) for order in written.orders]
    return amounts == [order.amount for order in read.orders] and (
        not is_numbered or numbers == found
    )


def carried(layout: Format, order: Order) -> int:
    """Return the øre that an order has in the bytes of a file."""
    tax = sum(rental.tax for rental in order.rentals)
    return order.amount + (tax if layout.carries_tax else 0)


def _holds_the_exports(batch: Batch, written: Written) -> bool:
    """Tell whether each rental of the exports is in the file once, or rightly left out."""
    wanted = _rentals(batch)
    in_file = [rental for order in written.orders for rental in order.rentals]
    keys = [(rental.export, rental.id) for rental in in_file]
    keys += [(left.export, left.id) for left in written.left_out]
    if sorted(keys) != sorted(wanted):
        return False
    return all(
        not _reasons(wanted[each.export, each.id])
        and each.amount in _amounts(wanted[each.export, each.id])
        for each in in_file
    ) and all(left.why in _reasons(wanted[left.export, left.id]) for left in written.left_out)


def _reasons(rental: Rental) -> set[LeftOutWhy]:
    """Return every reason for which a rental may not be invoiced."""
    price = rental.price or 0
    reasons: dict[LeftOutWhy, bool] = {
        "inactive": not rental.details.is_active,
        "free": not price,
        "credit": price < 0,
        "paid": rental.details.is_paid and rental.type != "booking",
    }
    return {why for why, is_so in reasons.items() if is_so}


def _amounts(rental: Rental) -> set[int]:
    """Return what a file may carry for a rental: its price, or what its order lines add up to."""
    articles = [line.amount for line in rental.details.order_lines if line.amount]
    has_articles = articles and rental.type != "booking"
    return {rental.price or 0, *([sum(articles)] if has_articles else [])}


def _rentals(batch: Batch) -> dict[tuple[int, int], Rental]:
    """Return the rentals that belong to this one of the two files, by export and line."""
    return {
        (part.number, rental.id): rental
        for part in batch.exports
        for rental in part.rentals
        if batch.takes(rental)
    }


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


def refuse_strangers(contents: Mapping[Path, bytes]) -> None:
    """Raise Problem F657 when a file that the store does not know has one of the names.

    It may be one that accounting has got, where the store was restored from a backup. What an
    interrupted attempt left behind is the same to the byte and is simply made again.
    """
    for path, content in contents.items():
        if path.exists() and path.read_bytes() != content:
            raise Problem(
                "F657",
                N_(
                    "{folder} already holds another {name}, which the store does not know. Find"
                    " out what it is and move it away. Nothing was changed."
                ),
                folder=str(path.parent),
                name=path.name,
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
