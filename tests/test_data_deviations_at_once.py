"""Two rentals of one resource at the same time, and an event on the customer's own allocation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.checks import BY_NUMBER
from data.close import Close
from data.deviations import found
from data.deviations.double_booking import MANY
from data.errors import Problem
from data.stays import overlapping, stay_of
from data.views import LineRow
from tests.lists import bring, export_all, hall, line
from tests.priced import OCTOBER, facts, row

POINT = BY_NUMBER[4]
OTHER: dict[str, Any] = {"organization": "Turn", "customer_id": "310073318"}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, 3, hour, minute)


def two(**second: Any) -> tuple[LineRow, LineRow]:
    """Return a line from 18 to 20, and one of another customer from 19.30 to 21.30."""
    values = {"starts": at(19, 30), **OTHER, **second}
    return row(1, starts=at(18)), row(2, 104_000, **values)


def text(*lines: LineRow) -> str:
    [finding] = found(facts(*lines), POINT.key)
    return str(finding.text).replace("\u00a0", " ")


# Two at once.


def test_two_in_one_resource_at_a_time_are_told_with_minutes_and_both_prices() -> None:
    outcome = POINT.run(facts(*two()))

    assert (outcome.state, outcome.proven) == ("attention", False)
    assert [each.lines for each in outcome.findings] == [(1, 2)]
    assert text(*two()) == (
        "1 Ærfugl IL: overlaps 2 Turn by 30 minutes on 03.10.2026 in Sal A;"
        " 600,00 and 1 040,00 are both asked."
    )


@pytest.mark.parametrize(
    "second",
    [
        {"starts": at(20)},
        {"starts": at(16)},
        {"description": "Hallen: Sal B"},
        {"price": 0},
        {"price": None},
        {"price": -500},
        {"held": True},
    ],
    ids=["after", "before", "other resource", "free", "no price", "credit", "held back"],
)
def test_nothing_is_invoiced_twice(second: dict[str, Any]) -> None:
    lines = (row(1, starts=at(18)), row(2, **({"starts": at(18)} | OTHER | second)))
    outcome = POINT.run(facts(*lines))
    assert (outcome.state, outcome.proven, outcome.findings) == ("ok", True, ())


def test_a_rental_of_several_resources_takes_up_each_of_them() -> None:
    both: dict[str, Any] = {"description": "Hallen: Sal A, Sal B"}
    assert "in Sal A;" in text(*two(**both))
    third = row(3, starts=at(19), description="Hallen: Sal B, Sal C", **OTHER)
    alone = row(4, starts=at(8), description="Hallen: Sal B")
    pairs = [each.lines for each in found(facts(*two(**both), third, alone), POINT.key)]
    assert pairs == [(1, 2), (3, 2)]


def test_two_of_the_same_resources_are_told_once_under_all_their_names() -> None:
    both: dict[str, Any] = {"description": "Hallen: Sal A, Sal B"}
    first, second = two(**both)
    rows = (replace(first, **both), second, row(3, starts=at(8)))
    assert "in Sal A, Sal B;" in text(*rows)


def test_a_name_with_a_comma_is_not_taken_apart() -> None:
    rooms: list[dict[str, Any]] = [
        {"description": f"Hallen: Møterom {number}, 2. etasje"} for number in (1, 2)
    ]
    first, second = two(**rooms[1])
    assert not found(facts(replace(first, **rooms[0]), second), POINT.key)


def test_a_resource_that_the_list_cuts_off_is_compared_with_nothing_and_that_is_said() -> None:
    cut = "Vestre Aker flerbrukshall og ung..."
    lines = [row(1, description=cut), row(2, starts=row(1).starts, description=cut, **OTHER)]

    outcome = POINT.run(facts(*lines))

    assert outcome.proven
    assert "2 lines' resource is cut off" in str(outcome.details[0])


def test_a_resource_for_several_at_once_is_told_of_once() -> None:
    lines = [row(number, starts=at(18), reservation_id=number) for number in range(1, 9)]

    [finding] = found(facts(*lines), POINT.key)

    assert finding.lines == tuple(range(1, 9))
    assert f"more than {MANY} pairs" in str(finding.text)


def test_the_same_reservation_twice_stops_and_is_no_double_booking(close: Close) -> None:
    same: dict[str, Any] = {"reservation_id": 7, "starts": at(18), "ends": at(20)}
    bring(close, line(1, **same), line(2, **same))

    point = close.control.view(hall(close)).points[3]

    assert point.state == "blocked"
    assert [(each.kind, each.lines, each.stops) for each in point.findings] == [
        ("reservation_twice", (1,), True),
        ("reservation_twice", (2,), True),
    ]


# An event on the customer's own allocation.


def test_an_event_on_the_own_allocation_says_what_is_asked_twice() -> None:
    slot = row(1, 46_875, type="allocation", starts=at(18), minutes=90)
    event = row(2, 31_250, starts=at(18), minutes=60)

    assert text(event, slot) == (
        "2 Ærfugl IL: event 2 (312,50) lies on the own allocation 1 (468,75) for 60 minutes;"
        " 312,50 is asked twice."
    )


def test_an_event_that_outlasts_the_allocation_asks_twice_for_the_shared_part_alone() -> None:
    slot = row(1, 45_000, type="allocation", starts=at(18), minutes=90)
    event = row(2, 80_000, starts=at(19), minutes=120)

    assert "for 30 minutes" in text(slot, event)
    assert "150,00 is asked twice" in text(slot, event)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "allocation"}, "double_booking"),
        ({"type": "event", **OTHER}, "double_booking"),
        ({"type": "event"}, "event_on_allocation"),
    ],
)
def test_each_pair_is_told_under_one_name(fields: dict[str, Any], kind: str) -> None:
    slot = row(1, type="allocation", starts=at(18))
    findings = found(facts(slot, row(2, starts=at(18), **fields)), POINT.key)
    assert [each.kind for each in findings] == [kind]


# Against what is exported, and who answers.


def test_a_line_exported_already_is_in_the_way_of_one_that_came_later(close: Close) -> None:
    slot = line(1, 45_000, type="allocation", starts=at(18), ends=at(20))
    bring(close, slot)
    export_all(close, hall(close))
    bring(
        close,
        slot,
        line(2, 20_000, starts=at(19), ends=at(20)),
        line(3, 20_000, starts=at(17), ends=at(19), **OTHER),
        line(4, 0, starts=at(19), ends=at(20)),
        line(5, 0, starts=at(19), ends=at(20), exported="401", **OTHER),
        file="sent.csv",
    )

    point = close.control.view(hall(close)).points[3]

    told = {each.kind: each for each in point.findings}
    assert told["event_on_allocation"].lines == (2, 1)
    assert told["double_booking"].lines == (3, 1)
    assert "Ærfugl IL (exported)" in str(told["double_booking"].text)
    assert (point.state, len(point.findings)) == ("attention", 2)


def test_in_aktiv_kommune_exported_counts_too_months_back(close: Close) -> None:
    when: dict[str, Any] = {"starts": datetime(2026, 3, 3, 18), "ends": datetime(2026, 3, 3, 20)}
    bring(close, line(1, exported="401", **when), line(2, **when, **OTHER), line(3))

    [finding] = close.control.view(hall(close)).points[3].findings

    assert finding.lines == (2, 1)


def test_who_answers_for_double_bookings_gives_a_reason_and_new_ones_ask_again(
    close: Close,
) -> None:
    double = [
        line(1, starts=at(18), ends=at(20)),
        line(2, starts=at(18), ends=at(20), **OTHER),
    ]
    bring(close, *double)
    with pytest.raises(Problem, match="F332"):
        close.control.sign(hall(close), 4, " ")
    close.control.sign(hall(close), 4, "deler salen")
    assert close.control.view(hall(close)).points[3].is_signed

    close.basis.hold(hall(close), [2], "avklares")
    assert close.control.view(hall(close)).points[3].signer == "machine"
    close.basis.release(hall(close), [2])
    assert close.control.view(hall(close)).points[3].is_signed

    bring(close, *double, line(3, starts=at(19), ends=at(21), **OTHER), file="ny.csv")
    point = close.control.view(hall(close)).points[3]
    assert point.signed is not None
    assert (point.state, point.signed.state) == ("attention", "suspended")
    assert "found" in {each.fate for each in point.signed.changes}


# Laws.

spans = st.lists(st.tuples(st.integers(0, 40), st.integers(-2, 12)), max_size=25)


@given(spans)
def test_the_sweep_finds_exactly_the_pairs_that_a_comparison_of_all_finds(
    drawn: list[tuple[int, int]],
) -> None:
    hour = timedelta(hours=1)
    stays = [
        stay_of(row(number, starts=OCTOBER + begin * hour, minutes=length * 60))
        for number, (begin, length) in enumerate(drawn)
    ]

    swept = [frozenset({one.line, other.line}) for one, other in overlapping(stays)]

    expected = {
        frozenset({one.line, other.line})
        for one, other in combinations(stays, 2)
        if one.starts < other.ends and other.starts < one.ends
    }
    assert len(swept) == len(set(swept))
    assert set(swept) == expected


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 6), st.sampled_from("AB")),
                max_size=12))  # fmt: skip
def test_double_bookings_are_exactly_the_overlapping_lines(
    drawn: list[tuple[int, int, str]],
) -> None:
    hour = timedelta(hours=1)
    lines = [
        row(number, starts=OCTOBER + begin * hour, minutes=length * 60,
            description=f"Hallen: Sal {room}", type="event")
        for number, (begin, length, room) in enumerate(drawn, 1)
    ]  # fmt: skip

    told = {frozenset(each.lines) for each in found(facts(*lines), POINT.key)}

    expected = {
        frozenset({one.id, other.id})
        for one, other in combinations(lines, 2)
        if one.description == other.description
        and one.starts < other.ends
        and other.starts < one.ends
    }
    if all("pairs" not in str(each.text) for each in found(facts(*lines), POINT.key)):
        assert told == expected
    else:
        assert len(expected) > MANY
