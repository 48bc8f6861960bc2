"""Keyset pages hold the same lines in the same order as a sorted list, at any size."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.close import Close
from data.columns import COLUMNS, LEVEL_RANK
from data.customer_id import STATES
from data.paging import Pager
from data.sqlite import plan_of
from data.text import sort_key
from data.views import LineFilter, LineRow, Order
from tests.lists import bring, hall, line

VALUES = {
    "id": lambda row: row.id,
    "price": lambda row: row.price,
    "customer": lambda row: sort_key(row.customer) or None,
    "customer_type": lambda row: row.customer_type,
    "customer_id": lambda row: row.customer_id or None,
    "id_state": lambda row: LEVEL_RANK[STATES[row.id_code].level],
    "description": lambda row: sort_key(row.description) or None,
    "starts": lambda row: row.starts,
    "ends": lambda row: row.ends,
    "type": lambda row: row.type,
}

NAMES = st.sampled_from(["Ås IL", "Ærfugl", "Ørn", "aa", "Zorro", "", "ærfugl"])
ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(-300, 900)),
        NAMES,
        st.sampled_from(["", "310366552", "Ikke angitt", "204518"]),
        st.sampled_from(["external", "internal"]),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=25,
)


def in_order(rows: list[LineRow], order: Order) -> list[int]:
    """Sort as the issue of a list says: missing last, equal values by id."""
    value: Any = VALUES[order.column]
    present = sorted((row for row in rows if value(row) is not None), key=lambda row: row.id)
    present.sort(key=value, reverse=order.descending)
    missing = sorted((row for row in rows if value(row) is None), key=lambda row: row.id)
    return [row.id for row in [*present, *missing]]


def numbers(rows: list[LineRow]) -> list[int]:
    return [row.id for row in rows]


def walk(pager: Pager, expected: list[int], size: int) -> None:
    assert pager.count() == len(expected)
    assert numbers(pager.first(size)) == expected[:size]
    assert numbers(pager.last(size)) == expected[-size:]
    for place, line_id in enumerate(expected):
        assert pager.rank(line_id) == place
        assert numbers(pager.after(line_id, size)) == expected[place + 1 : place + 1 + size]
        assert numbers(pager.before(line_id, size)) == expected[max(place - size, 0) : place]


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(rows=ROWS, size=st.integers(1, 7))
def test_every_column_in_both_directions(close: Close, rows: list[Any], size: int) -> None:
    listed = [
        line(
            number,
            price,
            organization=name,
            contact="",
            customer_id=identity,
            customer_type=kind,
            starts=datetime(2026, 10, 1) + timedelta(hours=hour),
            ends=datetime(2026, 10, 2) + timedelta(hours=hour),
        )
        for number, (price, name, identity, kind, hour) in enumerate(rows, 1)
    ]
    bring(close, *listed)
    everything = list(close.basis.lines(hall(close)))

    for column in COLUMNS:
        for descending in (True, False):
            order = Order(column.key, descending)
            walk(
                close.basis.pager(LineFilter(hall(close)), order), in_order(everything, order), size
            )


def test_norwegian_letters_come_last_and_in_their_order(close: Close) -> None:
    names = ["Ås", "Zorro", "Ærfugl", "Ørn", "Berg"]
    bring(close, *(line(number, organization=name) for number, name in enumerate(names, 1)))

    found = close.basis.pager(LineFilter(hall(close)), Order("customer", False)).first(9)

    assert [row.organization for row in found] == ["Berg", "Zorro", "Ærfugl", "Ørn", "Ås"]


def test_a_line_that_is_not_on_the_list_has_no_rank(close: Close) -> None:
    bring(close, line(1))
    assert close.basis.pager(LineFilter(hall(close))).rank(2) is None


def plans(close: Close, order: Order, forward: bool) -> list[str]:
    """Return how the engine finds every page of the open lines."""
    pager = close.basis.pager(LineFilter(hall(close)), order)
    segments = [*pager._segments(), *pager._beyond(1, forward)]
    questions = [pager._page(segment, 5, forward).sql() for segment in segments]
    return [step for sql, parameters in questions for step in plan_of(sql, parameters)]


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("column", [column.key for column in COLUMNS])
def test_a_page_of_open_lines_never_walks_the_exported_ones(
    close: Close, column: str, descending: bool, forward: bool
) -> None:
    bring(close, line(1), line(2))
    steps = plans(close, Order(column, descending), forward)
    lines = [step for step in steps if " t1 " in step]
    assert lines
    assert all("line_open" in step or "(rowid=?)" in step for step in lines)


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("order", [Order(), Order("price", False), Order("customer", False)])
def test_a_page_in_a_usual_order_is_not_sorted_anew(
    close: Close, order: Order, forward: bool
) -> None:
    bring(close, line(1), line(2))
    assert not [step for step in plans(close, order, forward) if "TEMP B-TREE" in step]
