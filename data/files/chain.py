"""Part Chains: the bridge (bro) from list to receipt, each step read from what is really there.

The list from the archived copy, the export from its lines, the file from its bytes taken apart
again, the delivery from what was read back, the receipt from what accounting wrote. Rule 6 of the
operator's flow: every step reaches difference 0,00 on count, sum and line set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import ne
from typing import Literal

from data.archive import Archive
from data.errors import Problem
from data.exports import Exports
from data.files.chain_rows import Filed, file_lines, stamped_orders, taken_lines
from data.files.filed import Files
from data.files.log_reading import LogRead, read_log
from data.formats import format_of
from data.month import Month
from data.views import ExportView, LineRow
from data.views.files import Chain, ChainStep, FileView, ReceiptView, StepKey

LEFT_OUT: tuple[StepKey, ...] = ("free", "credit", "paid", "inactive")
"""Why a line of an export is in no order, in the order in which it is told."""


class Chains:
    """Follows the lines of a building, a month or a file to the receipt."""

    def __init__(self, archive: Archive, exports: Exports, files: Files) -> None:
        self._archive = archive
        self._exports = exports
        self._files = files

    def of_month(self, month: Month) -> Chain:
        """Return the bridge of all that was exported of a month."""
        return self._from_list(month, self._standing(month), is_whole=True)

    def of_building(self, month: Month, building: str) -> Chain:
        """Return the bridge of what was exported of one building in a month."""
        exports = [each for each in self._standing(month) if each.building == building]
        return self._from_list(month, exports, is_whole=False)

    def of_file(self, number: int) -> Chain:
        """Return the bridge of one file: from the lines of its exports to its receipt."""
        file = self._files.file(number)
        rows = file_lines([number], standing_only=False)
        steps = [_exported_of_file(rows), *_left_out(rows), *_articles(rows)]
        steps += self._from_file([file], rows, led_to(steps), is_whole=True)
        return Chain(tuple(steps))

    def log_of(self, number: int) -> LogRead:
        """Return what the log of a file on disk says; raises as `Files.log`."""
        return read_log(self._files.log(number))

    def _standing(self, month: Month) -> list[ExportView]:
        return [each for each in self._exports.exports(month) if each.reversed_at is None]

    def _from_list(self, month: Month, exports: Sequence[ExportView], *, is_whole: bool) -> Chain:
        numbers = {each.number for each in exports}
        files = [file for file in self._files.files(month) if file.is_standing]
        in_files = file_lines([file.number for file in files])
        rows = [row for row in in_files if row.export in numbers]
        steps = [*self._to_export(exports), *_left_out(rows), *_waiting(exports, rows)]
        steps += _articles(rows)
        steps += self._from_file(files, rows, led_to(steps), is_whole=is_whole)
        return Chain(tuple(steps))

    def _to_export(self, exports: Sequence[ExportView]) -> Iterator[ChainStep]:
        """Yield the steps from the copies to the exports' own lines, and what went back."""
        archived = [
            (each.number, line)
            for each in exports
            for line in self._archive.content(each.copy)[1]
        ]  # fmt: skip
        lines = [line for _, line in archived]
        yield _step("list", "", lines, sum(line.source_price or 0 for line in lines))
        corrected = [line for line in lines if "price" in line.corrected]
        if corrected:
            moved = sum((line.price or 0) - (line.source_price or 0) for line in corrected)
            yield _step("corrected", "+", corrected, moved)
        held = [line for line in lines if line.held]
        yield _step("held", "-", held, _prices(held))
        marked = {(number, line.id): line.price or 0 for number, line in archived if not line.held}
        taken = taken_lines(each.number for each in exports)
        found = {key: share.price for key, share in taken.items()}
        yield ChainStep(
            "exported",
            "=",
            len(found),
            None,
            sum(found.values()),
            difference=sum(found.values()) - sum(marked.values()),
            line_difference=len(found.keys() ^ marked.keys()),
        )
        back = [share for share in taken.values() if share.is_returned]
        if back:
            yield ChainStep("returned", "-", len(back), None, sum(share.price for share in back))

    def _from_file(
        self,
        files: Sequence[FileView],
        rows: Sequence[Filed],
        wanted: tuple[int, int],
        *,
        is_whole: bool,
    ) -> Iterator[ChainStep]:
        """Yield the steps from what the files hold to what accounting confirmed.

        `wanted` are lines and øre that the steps before lead to.
        """
        numbers = {row.file for row in rows}
        mine = [file for file in files if file.number in numbers and file.orders]
        kept = [row for row in rows if row.order is not None]
        orders = len({row.order for row in kept})
        amount = sum(row.amount for row in kept)
        differing, lost = self._misread(mine)
        yield ChainStep(
            "file", "=", len(kept), orders, amount, bool(rows),
            difference=differing + amount - wanted[1],
            line_difference=lost + abs(len(kept) - wanted[0]),
        )  # fmt: skip
        is_sent = bool(mine) and all(file.sent_at is not None for file in mine)
        other = {file.number for file in mine if file.sent_sha256 not in ("", file.sha256)}
        lost = len({row.order for row in kept if row.file in other})
        is_nothing = bool(rows) and not orders
        yield ChainStep(
            "delivered", "=", len(kept), orders, amount, is_sent or is_nothing,
            line_difference=lost,
        )  # fmt: skip
        rejected = [row for row in kept if row.is_rejected]
        if rejected:
            yield ChainStep(
                "rejected", "-", len(rejected), len({row.order for row in rejected}),
                sum(row.amount for row in rejected),
            )  # fmt: skip
        left = [row for row in kept if not row.is_rejected]
        receipt = self._receipt(mine, left) if is_whole else _of_a_building(mine, left)
        yield replace(receipt, is_reached=receipt.is_reached and bool(rows))

    def _misread(self, files: Iterable[FileView]) -> tuple[int, int]:
        """Return øre and orders by which files on disk differ from the lines stamped with them."""
        differing = lost = 0
        for file in files:
            orders = self._files.orders(file.number)
            stamped = stamped_orders(file.number)
            carried = [
                stamped[order.id].amount + (order.tax if format_of(file.format).carries_tax else 0)
                for order in orders
            ]
            lost += (file.orders, file.amount) != (len(orders), sum(each.amount for each in orders))
            lost += sum((each.lines, each.amount) != stamped[each.id] for each in orders)
            try:
                said = [order.amount for order in self._files.read(file.number).orders]
            except Problem:
                said = []
            lost += abs(len(said) - len(carried)) + sum(map(ne, said, carried))
            differing += sum(said) - sum(carried)
        return differing, lost

    def _receipt(self, files: Sequence[FileView], rows: Sequence[Filed]) -> ChainStep:
        """Return what accounting confirmed of whole files."""
        difference = more = 0
        waiting = [file for file in files if file.expected_orders]
        for file in waiting:
            if file.receipt is not None:
                moved = self._unconfirmed(file, file.receipt)
                difference += moved[1]
                more += 0 if file.receipt.agrees else moved[0]
        return ChainStep(
            "receipt",
            "=",
            None,
            len({row.order for row in rows}) + more,
            sum(row.amount for row in rows) + difference,
            all(file.receipt is not None for file in waiting),
            difference=difference,
            line_difference=abs(more),
        )

    def _unconfirmed(self, file: FileView, receipt: ReceiptView) -> tuple[int, int]:
        """Return orders and øre that a receipt says too much.

        What was rejected after the receipt had come stands in it still.
        """
        rejected = [each for each in self._files.orders(file.number) if each.rejected_at]
        at = receipt.at
        found = [
            (
                receipt.orders - file.expected_orders - len(later),
                receipt.amount - file.expected_amount - sum(order.amount for order in later),
            )
            for later in (
                [each for each in rejected if each.rejected_at and each.rejected_at > at],
                [each for each in rejected if each.rejected_at and each.rejected_at >= at],
            )
        ]
        return min(found, key=lambda each: abs(each[1]))


def _of_a_building(files: Sequence[FileView], rows: Sequence[Filed]) -> ChainStep:
    """Return the receipt of one building: confirmed with its files, or not at all."""
    orders, amount = len({row.order for row in rows}), sum(row.amount for row in rows)
    is_confirmed = all(file.is_receipted for file in files)
    return ChainStep("receipt", "=", None, orders, amount, is_confirmed)


def _exported_of_file(rows: Sequence[Filed]) -> ChainStep:
    """Return the lines of a file's exports, held against what the exports themselves say."""
    taken = taken_lines({row.export for row in rows})
    prices = {(row.export, row.line): row.price for row in rows}
    known = {key: taken[key].price for key in prices if key in taken}
    return ChainStep(
        "exported",
        "",
        len(prices),
        None,
        sum(prices.values()),
        difference=sum(prices.values()) - sum(known.values()),
        line_difference=len(prices) - len(known),
    )


def _left_out(rows: Sequence[Filed]) -> Iterator[ChainStep]:
    for why in LEFT_OUT:
        mine = [row for row in rows if row.left_out == why]
        if mine:
            yield ChainStep(why, "-", len(mine), None, sum(row.price for row in mine))


def _waiting(exports: Sequence[ExportView], rows: Sequence[Filed]) -> Iterator[ChainStep]:
    """Yield the lines of exports that no file has dealt with yet."""
    filed = {(row.export, row.line) for row in rows}
    left = [
        share
        for key, share in taken_lines(each.number for each in exports).items()
        if not share.is_returned and key not in filed
    ]
    if left:
        total = sum(share.price for share in left)
        yield ChainStep("waiting", "-", len(left), None, total, is_reached=False)


def _articles(rows: Sequence[Filed]) -> Iterator[ChainStep]:
    """Yield what order lines, which go without tax, make of the prices."""
    mine = [row for row in rows if row.order is not None and row.amount != row.price]
    if mine:
        moved = sum(row.amount - row.price for row in mine)
        yield ChainStep("articles", "+", len(mine), None, moved)


def led_to(steps: Iterable[ChainStep]) -> tuple[int, int]:
    """Return the lines and the øre that some steps of a bridge lead to."""
    lines = amount = 0
    for step in steps:
        match step.sign:
            case "-":
                lines, amount = lines - (step.lines or 0), amount - step.amount
            case "+":
                amount += step.amount
            case _:
                lines, amount = step.lines or 0, step.amount
    return lines, amount


def _step(
    key: StepKey, sign: Literal["", "-", "+"], lines: Sequence[LineRow], amount: int
) -> ChainStep:
    return ChainStep(key, sign, len(lines), None, amount)


def _prices(lines: Iterable[LineRow]) -> int:
    return sum(line.price or 0 for line in lines)
