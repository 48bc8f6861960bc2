"""What holds for every format and any batch at all."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Problem
from data.files.batch import Batch, Written
from data.formats import Format
from data.formats._selection import why_left_out
from tests.batches import ALL, batches

LENGTHS = {
    "agresso": {1905},
    "agresso_55": {4324},
    "visma": {63, 397, 74, 10},
    "kommfakt": {62, 161, 73, 10},
}
each_format = pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.key)


def written_or_refused(layout: Format, batch: Batch) -> Written | None:
    try:
        return layout.write(batch)
    except Problem as problem:
        code = problem.code
    assert code in {"F611", "F612", "F613", "F614", "F615", "F616"}
    return None


@each_format
@settings(deadline=None, max_examples=30)
@given(batch=batches())
def test_any_batch_is_written_whole_or_refused(layout: Format, batch: Batch) -> None:
    written = written_or_refused(layout, batch)
    if written is not None:
        holds(layout, batch, written)


@each_format
@settings(deadline=None, max_examples=30)
@given(batch=batches(safe=True))
def test_what_every_layout_can_carry_reads_back_as_it_was_written(
    layout: Format, batch: Batch
) -> None:
    written = written_or_refused(layout, batch)
    if batch.last_order < 999999900 and batch.options.visma_running_number == "customer":
        assert written is not None
    if written is not None:
        holds(layout, batch, written)


def holds(layout: Format, batch: Batch, written: Written) -> None:
    """Hold a file against its batch, by the bytes alone."""
    read = layout.read(written.content, batch.options)
    assert read.amount == layout.carried(written)
    assert [order.amount for order in read.orders] == [
        order.amount + (sum(each.tax for each in order.rentals) if layout.carries_tax else 0)
        for order in written.orders
    ]
    numbers = [order.number for order in written.orders]
    assert numbers == [*range(batch.last_order + 1, written.last_order + 1)]
    if read.orders and read.orders[0].number is not None:
        assert [order.number for order in read.orders] == numbers
    if not (batch.options.payer_switch and "agresso" in layout.key):
        assert [order.customer_id.zfill(11) for order in read.orders] == [
            order.customer_id.zfill(11) for order in written.orders
        ]
    rows = [rental for part in batch.exports for rental in part.rentals if batch.takes(rental)]
    in_file = [each.id for order in written.orders for each in order.rentals]
    assert Counter(in_file) == Counter(each.id for each in rows if not why_left_out(each))
    left = {each.id: each.why for each in written.left_out}
    assert left == {each.id: why for each in rows if (why := why_left_out(each))}
    has_right_bytes(layout, batch, written)


def has_right_bytes(layout: Format, batch: Batch, written: Written) -> None:
    text = written.content.decode("iso-8859-1") + written.log.decode("iso-8859-1")
    assert not {sign for sign in text if sign < " " or "\x7f" <= sign < "\xa0"} - set("\t\r\n")
    assert bool(written.content) == bool(written.orders)
    if layout.key in LENGTHS and written.content:
        end = b"\r\n" if batch.options.line_break == "windows" else b"\n"
        records = written.content.split(end)
        assert {len(record) for record in records} <= LENGTHS[layout.key]
        assert not any(b"\n" in record or b"\r" in record for record in records)
        parsed = layout.read(written.content, batch.options).records
        assert all("".join(f.text for f in each.fields) == each.text for each in parsed)
    rows = sum(len(order.rentals) for order in written.orders)
    assert written.log.count(b"\n") == (0 if layout.key == "csv" else rows)


@each_format
@settings(deadline=None, max_examples=10)
@given(batch=batches(safe=True), seed=st.integers(0, 99))
def test_the_order_in_which_rentals_come_makes_no_difference(
    layout: Format, batch: Batch, seed: int
) -> None:
    shuffled = tuple(
        replace(part, rentals=tuple(random.Random(seed).sample(part.rentals, len(part.rentals))))  # noqa: S311
        for part in batch.exports
    )
    assert written_or_refused(layout, batch) == written_or_refused(
        layout, replace(batch, exports=shuffled)
    )


def texts_or_code(layout: Format, content: bytes, batch: Batch) -> list[str] | str:
    try:
        return [record.text for record in layout.read(content, batch.options).records]
    except Problem as problem:
        return problem.code


@each_format
@settings(deadline=None, max_examples=20)
@given(batch=batches(safe=True), at=st.integers(0, 10**6), sign=st.sampled_from("0 7x\n"))
def test_a_file_with_a_byte_changed_is_read_otherwise_or_refused(
    layout: Format, batch: Batch, at: int, sign: str
) -> None:
    written = written_or_refused(layout, batch)
    if written is None or not written.content:
        return
    at %= len(written.content)
    damaged = written.content[:at] + sign.encode() + written.content[at + 1 :]
    texts = texts_or_code(layout, damaged, batch)
    if isinstance(texts, str):
        assert texts in {"F620", "F621", "F622", "F623"}
        return
    same = [record.text for record in layout.read(written.content, batch.options).records]
    assert (texts == same) == (damaged == written.content)
