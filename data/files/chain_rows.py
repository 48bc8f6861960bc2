"""The lines of exports and files as the bridge counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from peewee import fn

from data.models import ExportLine, FileLine, FileOrder, among, tuples


class Share(NamedTuple):
    """A line of one export; øre."""

    price: int
    is_returned: bool
    """Whether accounting rejected it, so that it is on the list again."""


class Filed(NamedTuple):
    """A line of one file; øre."""

    file: int
    export: int
    line: int
    order: int | None
    """Id of its order; None where it was left out."""
    price: int
    amount: int
    left_out: str
    is_rejected: bool


class Stamped(NamedTuple):
    """What the lines of one order add up to."""

    lines: int
    amount: int


def stamped_orders(file: int) -> defaultdict[int, Stamped]:
    """Return what the lines stamped with each order of a file add up to, by the order's id."""
    query = FileLine.select(FileLine.order, fn.COUNT(FileLine.id), fn.SUM(FileLine.amount)).where(
        FileLine.file == file, FileLine.order.is_null(False)
    )
    found: defaultdict[int, Stamped] = defaultdict(lambda: Stamped(0, 0))
    for order, lines, amount in tuples(query.group_by(FileLine.order)):
        found[order] = Stamped(lines, amount)
    return found


def taken_lines(exports: Iterable[int]) -> dict[tuple[int, int], Share]:
    """Return the lines that exports took, by export and line."""
    query = ExportLine.select(
        ExportLine.export, ExportLine.line, ExportLine.price, ExportLine.reversed
    ).where(among(ExportLine.export, exports))
    return {
        (export, line): Share(price or 0, bool(is_returned))
        for export, line, price, is_returned in tuples(query)
    }


def file_lines(files: Iterable[int], *, standing_only: bool = True) -> list[Filed]:
    """Return the lines of some files; without `standing_only` the rejected ones too."""
    rejected = FileOrder.rejected_at.is_null(False)
    query = FileLine.select(
        FileLine.file, FileLine.export, FileLine.line, FileLine.order, FileLine.price,
        FileLine.amount, FileLine.left_out, rejected,
    ).left_outer_join(FileOrder, on=FileLine.order == FileOrder.id).where(
        among(FileLine.file, files)
    )  # fmt: skip
    if standing_only:
        query = query.where(FileLine.standing)
    return [
        Filed(
            file=row[0],
            export=row[1],
            line=row[2],
            order=row[3],
            price=row[4] or 0,
            amount=row[5],
            left_out=row[6],
            is_rejected=row[3] is not None and bool(row[7]),
        )
        for row in tuples(query.order_by(FileLine.id))
    ]
