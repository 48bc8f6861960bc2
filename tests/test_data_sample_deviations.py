"""What is planted in the sample stands out, each kind by its own rule, and nothing else does."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import TypeVar

import pytest

from data.customer_id import judge
from data.listing import ListedLine
from data.register.judge import is_unlike, judge_unit
from data.sample import Municipality, ProblemKind, SampleMonth, municipality, units_csv

TODAY = date(2026, 11, 5)
MOVED = {"Tømmervika kulturhus", "Gamle Myrvoll meieri"}
"""Buildings whose month is clearly more than the one before."""
REGISTER_KINDS: dict[str, ProblemKind] = {
    "not_found": "unit_not_found",
    "bankrupt": "unit_bankrupt",
    "winding_up": "unit_winding_up",
    "name_differs": "unit_name_differs",
    "sub_unit": "sub_unit",
}
Value = TypeVar("Value")


@pytest.fixture(scope="module")
def sample() -> Municipality:
    return municipality(TODAY)


def all_lines(sample: Municipality) -> list[ListedLine]:
    return [line for month in sample.months for line in month.reading.lines]


def planted(sample: Municipality, *kinds: ProblemKind) -> list[list[ListedLine]]:
    """Return the lines of each problem of the kinds."""
    lines = {line.id: line for line in sample.latest.reading.lines}
    return [
        [lines[id_] for id_ in problem.lines]
        for problem in sample.problems
        if problem.kind in kinds
    ]


def of_kinds(sample: Municipality, *kinds: ProblemKind) -> set[int]:
    return {line.id for lines in planted(sample, *kinds) for line in lines}


def customer(line: ListedLine) -> str:
    return line.organization or line.contact


def place(line: ListedLine) -> tuple[str, str]:
    return customer(line), line.description


def minutes(line: ListedLine) -> int:
    return (line.ends - line.starts) // timedelta(minutes=1)


def grouped(
    lines: list[ListedLine],
    key: Callable[[ListedLine], object],
    value: Callable[[ListedLine], Value],
) -> dict[object, set[Value]]:
    found: dict[object, set[Value]] = defaultdict(set)
    for line in lines:
        found[key(line)].add(value(line))
    return found


def total(month: SampleMonth, building: str) -> int:
    return sum(
        line.price or 0
        for line in month.reading.lines
        if line.building == building and line.ends.date() <= month.month.last
    )


# Prices.


def test_a_customer_pays_one_price_for_a_room_and_a_time_save_where_it_is_planted(
    sample: Municipality,
) -> None:
    others = of_kinds(
        sample, "price_deviates", "price_unlike_own_history", "price_unlike_usual",
        "free_among_paid", "paid_among_free", "odd_amount", "negative",
    )  # fmt: skip
    usual = [line for line in all_lines(sample) if line.id not in others]
    prices = grouped(usual, lambda line: (*place(line), minutes(line)), lambda line: line.price)
    assert {len(found) for found in prices.values()} == {1}


def test_nobody_is_free_here_and_pays_there_save_where_it_is_planted(
    sample: Municipality,
) -> None:
    others = of_kinds(sample, "free_among_paid", "paid_among_free")
    usual = [line for line in all_lines(sample) if line.id not in others]
    mixed = grouped(usual, place, lambda line: bool(line.price))
    assert {len(found) for found in mixed.values()} == {1}
    for lines in planted(sample, "free_among_paid", "paid_among_free"):
        [line] = lines
        assert mixed[place(line)] == {not line.price}


def test_the_changed_price_stands_against_many_of_the_same(sample: Municipality) -> None:
    slot, event = sorted(planted(sample, "price_unlike_own_history"), key=len, reverse=True)
    assert (len(slot) >= 4, len(event)) == (True, 1)
    for lines in (slot, event):
        [new] = {line.price or 0 for line in lines}
        before = [
            line.price or 0
            for month in sample.months[:-1]
            for line in month.reading.lines
            if (place(line), minutes(line)) == (place(lines[0]), minutes(lines[0]))
        ]
        assert len(before) >= len(sample.months) - 1
        [old] = set(before)
        assert new * 10 > old * 13


def test_the_price_unlike_the_usual_is_above_what_anybody_else_pays_there(
    sample: Municipality,
) -> None:
    lines = planted(sample, "price_unlike_usual")
    assert len(lines) == 2
    for [dear] in lines:
        others = [line for line in all_lines(sample) if line.description == dear.description]
        rates = [(line.price or 0) * 60 // minutes(line) for line in others if line != dear]
        assert len(rates) >= 5
        assert (dear.price or 0) * 60 // minutes(dear) > max(rates) * 2
        assert [line for line in all_lines(sample) if customer(line) == customer(dear)] == [dear]


def test_only_the_planted_prices_are_high_or_odd(sample: Municipality) -> None:
    high = {line.id for line in all_lines(sample) if (line.price or 0) > 5000_00}
    odd = {line.id for line in all_lines(sample) if (line.price or 0) % 25}
    assert high == of_kinds(sample, "high_price")
    assert odd == of_kinds(sample, "odd_amount")
    assert (len(high), len(odd)) == (2, 2)


# Hours.


def test_those_who_overlap_are_two_customers_or_one_on_its_own_slot(
    sample: Municipality,
) -> None:
    assert len(planted(sample, "double_booking")) == 2
    for one, other in planted(sample, "double_booking", "event_on_allocation"):
        assert one.description == other.description
        assert max(one.starts, other.starts) < min(one.ends, other.ends)
        assert one.price
        assert other.price
    for one, other in planted(sample, "double_booking"):
        assert customer(one) != customer(other)
        assert one.reservation_id != other.reservation_id
    for pair in planted(sample, "event_on_allocation"):
        assert {line.type for line in pair} == {"event", "allocation"}
        assert len({customer(line) for line in pair}) == 1


# Customers.


def has_good_id(line: ListedLine) -> bool:
    day = line.ends.date()
    return judge(line.customer_id, line.customer_type, 1, day, test_mode=True).level == "ok"


def test_nobody_has_two_ids_and_no_id_two_names_save_where_it_is_planted(
    sample: Municipality,
) -> None:
    good = [line for line in all_lines(sample) if has_good_id(line)]
    ids = grouped(good, customer, lambda line: line.customer_id)
    names = grouped(good, lambda line: (line.customer_id, line.sub_customer), customer)
    two_ids = {name for name, found in ids.items() if len(found) > 1}
    doubled = planted(sample, "two_ids", "kind_clash")
    assert two_ids == {customer(line) for lines in doubled for line in lines}
    two_names = [found for found in names.values() if len(found) > 1]
    [pair] = planted(sample, "one_id_two_names")
    assert two_names == [{customer(line) for line in pair}]
    assert is_unlike(*two_names[0])


def test_one_has_its_other_id_this_month_and_one_had_it_before(sample: Municipality) -> None:
    before, now = sorted(planted(sample, "two_ids"), key=len)
    assert len({line.customer_id for line in now}) == len(now) == 2
    [line] = before
    earlier = {
        other.customer_id
        for month in sample.months[:-1]
        for other in month.reading.lines
        if customer(other) == customer(line)
    }
    assert len(earlier) == 1
    assert line.customer_id not in earlier


def test_the_clash_of_kinds_is_between_two_buildings(sample: Municipality) -> None:
    [lines] = planted(sample, "kind_clash")
    assert {line.customer_type for line in lines} == {"internal", "external"}
    assert len({line.building for line in lines}) == 2
    kinds = grouped(all_lines(sample), customer, lambda line: line.customer_type)
    mixed = {name for name, found in kinds.items() if len(found) > 1}
    wrong = planted(sample, "kind_clash")
    assert mixed == {customer(line) for lines in wrong for line in lines}


def test_only_the_planted_names_without_id_look_like_a_known_customer(
    sample: Municipality,
) -> None:
    latest = sample.latest.reading.lines
    known = {customer(line) for line in all_lines(sample) if line.customer_id.isdigit()}
    without = {customer(line) for line in latest if not line.customer_id.isdigit()}
    alike = {name for name in without - known if any(not is_unlike(name, other) for other in known)}
    pairs = planted(sample, "near_equal_names")
    assert alike == {customer(line) for pair in pairs for line in pair if not line.customer_id}
    assert all(not is_unlike(customer(one), customer(other)) for one, other in pairs)
    assert len(pairs) == 2


# The register.


def test_the_register_remarks_on_the_planted_customers_alone(sample: Municipality) -> None:
    units = {unit.number: unit for unit in sample.units}
    found = defaultdict(set)
    for line in all_lines(sample):
        number = line.customer_id
        if line.customer_type == "external" and len(number) == 9 and has_good_id(line):
            unit = units.get(int(number))
            parent = units.get(unit.parent) if unit and unit.parent else None
            finding = judge_unit(number, line.organization, unit, parent, TODAY)
            if finding:
                found[REGISTER_KINDS[finding.kind]].add(line.id)
    expected = {kind: of_kinds(sample, kind) for kind in REGISTER_KINDS.values()}
    assert found == expected
    assert all(expected.values())


def test_the_register_is_written_as_its_open_files_are(sample: Municipality) -> None:
    text = units_csv(sample.units)
    heading, *rows = csv.reader(text.splitlines())
    assert heading == [
        "organisasjonsnummer", "navn", "organisasjonsform.kode", "konkurs", "underAvvikling",
        "overordnetEnhet",
    ]  # fmt: skip
    assert [int(row[0]) for row in rows] == [unit.number for unit in sample.units]
    assert {cell for row in rows for cell in row[3:5]} == {"true", "false"}
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    subs = [row for row in rows if row[2] == "BEDR"]
    assert {row[5] for row in subs} <= {row[0] for row in rows}
    customers = {line.customer_id for line in all_lines(sample)}
    assert any(row[0] not in customers for row in rows)


# Months.


def test_only_two_buildings_moved_much_against_last_month_and_last_year(
    sample: Municipality,
) -> None:
    for before in (sample.months[-2], sample.months[-13]):
        assert before.month.month in {sample.latest.month.month, 9}
        moved = set()
        for building in sample.buildings:
            old, new = total(before, building), total(sample.latest, building)
            if old and new and abs(new - old) * 100 > old * 15:
                moved.add(building)
        assert moved == MOVED


def test_the_high_price_explains_most_of_the_change(sample: Municipality) -> None:
    for [line] in planted(sample, "high_price"):
        old = total(sample.months[-2], line.building)
        new = total(sample.latest, line.building)
        assert line.building in MOVED
        assert (line.price or 0) * 2 > new - old


def test_clean_buildings_hold_nothing_that_is_planted(sample: Municipality) -> None:
    spoiled = {id_ for problem in sample.problems for id_ in problem.lines}
    dirty = {line.building for line in sample.latest.reading.lines if line.id in spoiled}
    assert set(sample.buildings) - dirty == {
        "Åslia grendehus",
        "Rådhusstova",
        "Lyngheia barneskole",
        "Østheia svømmehall",
        "Vårdalen kunstgressbane",
    }


def test_no_line_shows_the_same_kind_twice(sample: Municipality) -> None:
    for one, other in combinations(sample.problems, 2):
        if one.kind == other.kind:
            assert set(one.lines).isdisjoint(other.lines)
