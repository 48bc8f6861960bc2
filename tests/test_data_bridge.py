"""The bridge always ties out: list, held back, to export, exported, month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data.close import Close
from data.views import ControlView, LineFilter
from tests.lists import CLUB, OTHER_CLUB, bring, export_all, hall, line

LINES = st.lists(
    st.fixed_dictionaries(
        {
            "price": st.none() | st.integers(-50_000, 900_000),
            "held": st.booleans(),
            "customer_id": st.sampled_from([CLUB, OTHER_CLUB, "", "Ikke angitt", "15897412345"]),
            "customer_type": st.sampled_from(["external", "internal"]),
            "day": st.sampled_from([datetime(2026, 9, 26), datetime(2026, 10, 25, 2),
                                    datetime(2026, 10, 31, 23, 59), datetime(2026, 11, 1)]),
            "exported": st.sampled_from(["", "", "", "412"]),
        }
    ),
    min_size=1,
    max_size=15,
)  # fmt: skip
"""Free, credit and dear lines; late ones, the night of the clock, the last minute, midnight."""


def opened(rows: list[dict[str, Any]], clock: Callable[[], datetime]) -> Close:
    """Return a store that holds these lines, the marks taken from some of them."""
    close = Close(None, "Kari Nes", test_mode=True, clock=clock)
    listed = [
        line(
            number,
            row["price"],
            customer_id=row["customer_id"],
            customer_type=row["customer_type"],
            starts=row["day"],
            ends=row["day"],
            exported=row["exported"],
        )
        for number, row in enumerate(rows, 1)
    ]
    bring(close, *listed)
    held = [number for number, row in enumerate(rows, 1) if row["held"]]
    close.basis.hold(hall(close), held, "avklares")
    return close


def in_basis(row: dict[str, Any]) -> bool:
    return row["day"] < datetime(2026, 11, 1) and not row["exported"]


def count_and_sum(rows: list[dict[str, Any]]) -> tuple[int, int]:
    return len(rows), sum(row["price"] or 0 for row in rows)


def steps(view: ControlView) -> list[tuple[int, int]]:
    return [(row.lines, row.total) for row in view.bridge]


@settings(max_examples=60, deadline=None)
@given(rows=LINES)
def test_the_list_is_what_is_held_and_what_is_exported(rows: list[dict[str, Any]]) -> None:
    close = opened(rows, lambda: datetime.fromisoformat("2026-11-05T08:14:00+00:00"))
    listed = [row for row in rows if in_basis(row)]

    view = close.control.view(hall(close))

    whole, held, marked = steps(view)
    assert whole == count_and_sum(listed)
    assert held == count_and_sum([row for row in listed if row["held"]])
    assert marked == count_and_sum([row for row in listed if not row["held"]])
    assert whole == (held[0] + marked[0], held[1] + marked[1])
    tally = view.tally
    assert tally == close.basis.tally(LineFilter(hall(close)))
    assert tally.payable + tally.free + tally.credit == tally.lines == whole[0]
    assert (tally.marked, tally.marked_total) == marked
    close.shut()


@settings(max_examples=25, deadline=None)
@given(rows=LINES)
def test_what_the_bridge_says_goes_to_export_is_what_is_exported(
    rows: list[dict[str, Any]],
) -> None:
    # A line below zero is held back: it stops the export.
    sound = [
        row
        | {"customer_id": CLUB, "customer_type": "external"}
        | {"held": row["held"] or (row["price"] or 0) < 0}
        for row in rows
    ]
    close = opened(sound, lambda: datetime.fromisoformat("2026-11-05T08:14:00+00:00"))
    whole, held, marked = steps(close.control.view(hall(close)))
    if marked[0]:
        made = close.exports.export(export_all(close, hall(close)))
        month = close.months.overview(close.months.current())

        assert (made.lines, made.total) == marked
        assert made.external_total + made.internal_total == made.total
        assert made.payable + made.free <= made.lines
        assert steps(close.control.view(hall(close))) == [held, held, (0, 0)]
        assert count_and_sum([{"price": row.price} for row in close.exports.lines(1)]) == marked
        assert (month.exported_total, month.total) == (made.total, made.total)
        assert whole[1] - made.total == held[1]
    close.shut()
