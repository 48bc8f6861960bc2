"""What is remembered of a year's prices, how long it holds, and the list kept between looks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.basis import Basis
from data.close import Close
from data.history import EMPTY, Paid, hourly, merged, without
from data.journal import EVENTS, events_leaving
from data.recalling import LONGEST_KEPT, Recall
from data.sqlite import database
from data.views import LineRow, Scope
from tests.lists import CLUB, TO, bring, export_all, hall, line
from tests.priced import earlier, past

EXPORTED: dict[str, Any] = {"exported": "401"}


def in_month(month: int, day: int = 3, year: int = 2026, **fields: Any) -> dict[str, Any]:
    return {
        "starts": datetime(year, month, day, 18),
        "ends": datetime(year, month, day, 20),
        **fields,
    }


def recalled(close: Close) -> dict[tuple[str, str, int], tuple[Paid, ...]]:
    return {(*use,): paid for use, paid in Recall().history(hall(close)).prices.items()}


# What it holds.


def test_prices_are_gathered_by_customer_resource_and_minutes(close: Close) -> None:
    bring(
        close,
        line(1, 500, **in_month(3, **EXPORTED)),
        line(2, 500, **in_month(5, **EXPORTED, customer_id=f" {CLUB[:3]} {CLUB[3:]} ")),
        line(3, 700, **in_month(4, **EXPORTED, organization="Annet navn")),
        line(4, None, **in_month(9, 30, **EXPORTED, description="Hallen: Sal B")),
        line(5, 0, **in_month(9, 30, **EXPORTED, customer_id="Ikke angitt")),
    )

    assert recalled(close) == {
        (CLUB, "Sal A", 120): (
            Paid(500, 2, date(2026, 3, 3), date(2026, 5, 3)),
            Paid(700, 1, date(2026, 4, 3), date(2026, 4, 3)),
        ),
        (CLUB, "Sal B", 120): (Paid(0, 1, date(2026, 9, 30), date(2026, 9, 30)),),
        ("ærfugl il", "Sal A", 120): (Paid(0, 1, date(2026, 9, 30), date(2026, 9, 30)),),
    }


@pytest.mark.parametrize(
    ("fields", "is_held_against"),
    [
        (in_month(10, 1, 2025, **EXPORTED), True),
        (in_month(9, 30, 2025, **EXPORTED), False),
        (in_month(9, 30, **EXPORTED), True),
        (in_month(10, 1, **EXPORTED), False),
        (in_month(9, 30), False),
    ],
    ids=["a year ago", "longer ago", "last month", "this month", "still on the list"],
)
def test_it_is_the_twelve_months_before_and_nothing_that_is_on_the_list(
    close: Close, fields: dict[str, Any], is_held_against: bool
) -> None:
    bring(close, line(1, 500, **fields), line(2, building="Øya", **in_month(5, **EXPORTED)))
    assert bool(recalled(close)) == is_held_against


def test_what_is_gone_from_the_list_was_never_paid(close: Close) -> None:
    bring(close, line(1, **in_month(9)), line(2))
    bring(close, line(2), file="uten.csv")
    assert not recalled(close)


def test_minutes_over_midnight_are_counted_by_the_wall_clock(close: Close) -> None:
    night: dict[str, Any] = {
        "starts": datetime(2026, 3, 28, 23, 30),
        "ends": datetime(2026, 3, 29, 4),
    }
    bring(close, line(1, **night, **EXPORTED))
    assert [minutes for _, _, minutes in recalled(close)] == [270]


# How long it holds.


class Questions:
    """Counts how often the store is asked for the lines that have left it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.histories = 0
        execute = database.execute_sql

        def counting(sql: Any, params: Any = None) -> Any:
            self.histories += "strftime" in sql
            return execute(sql, params)

        monkeypatch.setattr(database, "execute_sql", counting)


def test_answers_and_holds_leave_the_year_before_as_it_is(
    close: Close, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(close, line(1), line(2, 0), line(3, **in_month(9, **EXPORTED)))
    close.control.view(hall(close))
    asked = Questions(monkeypatch)

    close.basis.hold(hall(close), [1], "avklares")
    close.control.sign(hall(close), 3, "barn og unge")
    close.control.enter_total(hall(close), 10_000, None)
    close.archive.take(hall(close))
    close.control.view(hall(close))

    assert asked.histories == 0


def test_a_new_list_an_export_and_another_month_are_asked_for_anew(
    close: Close, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(close, line(1), line(2, **in_month(9)))
    recall = Recall()
    september = hall(close, date(2026, 9, 30))
    assert not recall.history(hall(close)).prices
    asked = Questions(monkeypatch)

    export_all(close, september)
    assert len(recall.history(hall(close)).prices) == 1
    bring(close, line(1), line(3, **in_month(8, **EXPORTED), price=700), file="ny.csv")
    assert [len(paid) for paid in recall.history(hall(close)).prices.values()] == [2]
    assert asked.histories >= 2
    assert recall.history(september).prices != recall.history(hall(close)).prices


def same(recall: Recall, close: Close, scope: Scope) -> bool:
    """Tell whether the kept list is the list as it would be read."""
    lines, digest = recall.lines(close.basis, scope)
    anew, digest_anew = Recall().lines(close.basis, scope)
    return (lines, digest) == (anew, digest_anew) and lines == close.basis.lines(scope)


def test_the_list_that_is_kept_is_the_list_as_it_stands_now(close: Close) -> None:
    bring(close, line(1), line(2, 500), line(3), line(4, **in_month(9)))
    recall, scope = Recall(), hall(close)
    assert same(recall, close, scope)

    close.basis.hold(scope, [1, 2], "avklares")
    assert same(recall, close, scope)
    close.basis.release(scope, [1])
    close.basis.hold(scope, [3], "venter")
    assert same(recall, close, scope)
    close.basis.hold(hall(close, date(2026, 9, 30)), [4], "senere")
    assert same(recall, close, scope)
    bring(close, line(1, 900), line(2, 500), line(3), file="ny.csv")
    assert same(recall, close, scope)
    export_all(close, scope)
    assert same(recall, close, scope)
    bring(close, line(9, building="Øya"), file="annet.csv")
    assert same(recall, close, close.basis.scope("Øya", TO))


class CountedBasis(Basis):
    """Counts how often a list is read whole."""

    reads = 0

    def lines(self, scope: Scope) -> tuple[LineRow, ...]:
        self.reads += 1
        return super().lines(scope)


def test_holds_and_answers_read_the_list_no_more(close: Close) -> None:
    bring(close, line(1), line(2, 0))
    basis, recall = CountedBasis(close.journal, test_mode=True), Recall()
    recall.lines(basis, hall(close))

    close.basis.hold(hall(close), [1], "avklares")
    close.control.sign(hall(close), 3, "barn og unge")
    lines, _ = recall.lines(basis, hall(close))

    assert [each.held for each in lines] == [True, False]
    assert basis.reads == 1
    assert LONGEST_KEPT > 5_000


def test_what_changes_lines_is_never_taken_for_harmless() -> None:
    harmless = {*events_leaving("lines", "history")}
    assert {"imported", "exported", "reversed", "renamed", "digit_given"} <= {*EVENTS} - harmless
    corrections = {key for key in EVENTS if key.startswith("correct")}
    assert len(corrections) >= 4
    assert corrections.isdisjoint(events_leaving("lines"))


# Values.


def test_an_empty_history_knows_nothing() -> None:
    assert [dict(each) for each in (EMPTY.rates, EMPTY.habits, EMPTY.endings)] == [{}, {}, {}]


def test_rates_are_by_the_hour_with_quartiles_of_lines() -> None:
    rates = past(
        [*earlier(100, 100, 100, minutes=60), *earlier(400, minutes=120), *earlier(900, 0)]
    ).rates["Sal A"]
    assert (rates.lines, rates.lower, rates.median, rates.upper) == (5, 100, 100, 200)
    assert dict(rates.counts) == {100: 3, 200: 1, 450: 1}


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40))
def test_quartiles_are_those_of_the_sorted_lines(prices: list[int]) -> None:
    rates = past(earlier(*prices, minutes=60)).rates["Sal A"]
    ordered = sorted(prices)
    quarters = [ordered[(len(ordered) - 1) * part // 4] for part in (1, 2, 3)]
    assert [rates.lower, rates.median, rates.upper] == quarters


def test_no_time_at_all_costs_as_an_hour_does() -> None:
    assert (hourly(500, 0), hourly(500, 30), hourly(500, 120)) == (500, 1000, 250)


@given(st.lists(st.integers(0, 4), max_size=20), st.integers(0, 4))
def test_without_one_line_the_rest_is_left(prices: list[int], price: int) -> None:
    day = date(2026, 10, 1)
    paid = merged(Paid(each, 1, day, day) for each in prices)
    left = sum(each.times for each in without(paid, price))
    assert left == len(prices) - (price in prices)
