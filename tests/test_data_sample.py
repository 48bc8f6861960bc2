"""The sample municipality: the same every time, and wrong only where it says so."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.no import orgnr

from data.customer_id import judge
from data.listing import ListedLine
from data.sample import (
    PRICE_LIST,
    Municipality,
    ProblemKind,
    SampleMonth,
    municipality,
)
from data.text import clean

TODAY = date(2026, 11, 5)
BLOCKING: dict[ProblemKind, str] = {
    "id_missing": "missing",
    "id_not_given": "not_given",
    "organization_check_digit": "wrong_check_digit",
    "person_check_digit": "wrong_check_digit",
    "internal_with_organization_number": "internal_with_external_id",
    "external_with_resource_number": "external_with_resource_number",
    "ten_digits": "ten_digits",
    "scientific": "scientific",
    "common_help_number": "fh_number",
}


@pytest.fixture(scope="module")
def sample() -> Municipality:
    return municipality(TODAY)


def all_lines(sample: Municipality) -> list[ListedLine]:
    return [line for month in sample.months for line in month.reading.lines]


def seeded(sample: Municipality, kind: ProblemKind) -> list[ListedLine]:
    ids = {id_ for problem in sample.problems if problem.kind == kind for id_ in problem.lines}
    return [line for line in sample.latest.reading.lines if line.id in ids]


def spoiled(sample: Municipality) -> set[int]:
    """Return the ids of the lines that show a problem."""
    return {id_ for problem in sample.problems for id_ in problem.lines}


def basis(month: SampleMonth, building: str) -> list[ListedLine]:
    """Return the lines of a building up to the month's last day."""
    end = datetime.combine(month.month.last, time.max)
    return [line for line in month.reading.lines if line.building == building and line.ends <= end]


def summed(lines: list[ListedLine]) -> tuple[int, int]:
    """Return what Aktiv kommune would show for the lines: Antall elementer and Totalsum."""
    prices = [line.price or 0 for line in lines]
    return sum(price > 0 for price in prices), sum(prices)


def test_the_same_seed_gives_the_same_municipality() -> None:
    assert municipality(TODAY, seed=7) == municipality(TODAY, seed=7)


def test_another_seed_gives_another_municipality_of_the_same_size(sample: Municipality) -> None:
    other = municipality(TODAY, seed=2)
    assert {line.customer_id for line in all_lines(other)} != {
        line.customer_id for line in all_lines(sample)
    }
    assert len(all_lines(other)) == len(all_lines(sample))


@pytest.mark.parametrize("asked", [600, 1500, 6000])
def test_it_has_about_as_many_lines_as_asked_for(asked: int) -> None:
    assert abs(len(all_lines(municipality(TODAY, lines=asked))) - asked) <= 2


def test_it_covers_the_months_before_today_and_a_few_lines_of_this_one(
    sample: Municipality,
) -> None:
    months = [str(month.month) for month in sample.months]
    assert (months[0], months[-1], len(months)) == ("2025-09", "2026-10", 14)
    assert 330 <= len(sample.latest.reading.lines) <= 400
    fresh = [line for line in sample.latest.reading.lines if line.ends.date() >= date(2026, 11, 1)]
    assert 10 <= len(fresh) <= 40
    assert max(line.ends for line in fresh).date() < TODAY


@pytest.mark.parametrize(("asked", "months"), [(400, 3), (1500, 7), (2800, 14), (9000, 14)])
def test_fewer_lines_make_a_shorter_history(asked: int, months: int) -> None:
    assert len(municipality(TODAY, lines=asked).months) == months


def test_the_months_before_the_last_two_are_exported_as_aktiv_kommune_does_it(
    sample: Municipality,
) -> None:
    for month in sample.months:
        assert month.is_exported == (month.month < sample.months[-3].month)
        exports = {total.building: total.export for total in month.reading.totals}
        orders = Counter(line.order for line in month.reading.lines if line.order)
        assert set(orders.values()) <= {1}
        for line in month.reading.lines:
            assert line.exported == (exports[line.building] if month.is_exported else "")
            assert bool(line.order) == bool(line.export_file)
            assert line.price or not line.order
        assert bool(orders) == month.is_exported


def test_ids_of_lines_and_reservations_occur_once_save_for_the_duplicate(
    sample: Municipality,
) -> None:
    lines = all_lines(sample)
    assert len({line.id for line in lines}) == len(lines)
    reservations = Counter((line.type, line.reservation_id) for line in lines)
    repeated = [key for key, times in reservations.items() if times > 1]
    assert repeated == [
        (line.type, line.reservation_id) for line in seeded(sample, "duplicate")[:1]
    ]


def test_only_the_seeded_lines_have_an_id_that_blocks_and_each_in_its_own_way(
    sample: Municipality,
) -> None:
    expected = {
        line_id: BLOCKING[problem.kind]
        for problem in sample.problems
        for line_id in problem.lines
        if problem.kind in BLOCKING
    }
    found = {}
    for line in all_lines(sample):
        judged = judge(
            line.customer_id, line.customer_type, line.price, line.ends.date(), test_mode=True
        )
        if judged.level == "blocked":
            found[line.id] = judged.code
        else:
            assert judged.level in {"ok", "free"}, (line.id, judged)
    assert found == expected


def test_every_id_belongs_to_a_test_series(sample: Municipality) -> None:
    for line in all_lines(sample):
        number = line.customer_id
        if line.customer_type == "external" and len(number) == 9:
            assert number.startswith("3")
        if len(number) == 11 and number.isdigit() and not number.startswith("8"):
            assert 81 <= int(number[2:4]) <= 92


def test_organisation_numbers_agree_with_an_independent_check(sample: Municipality) -> None:
    wrong = {line.id for line in seeded(sample, "organization_check_digit")}
    numbers = {
        line.customer_id
        for line in all_lines(sample)
        if len(line.customer_id) == 9 and line.id not in wrong
    }
    assert len(numbers) > 40
    assert all(orgnr.is_valid(number) for number in numbers)


def test_every_kind_of_problem_is_seeded(sample: Municipality) -> None:
    assert {problem.kind for problem in sample.problems} == set(get_args(ProblemKind))


@settings(max_examples=15, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2034, 12, 31)), st.integers(0, 2**32))
def test_every_kind_is_seeded_on_any_day_with_any_seed(today: date, seed: int) -> None:
    sample = municipality(today, lines=400, seed=seed)
    assert {problem.kind for problem in sample.problems} == set(get_args(ProblemKind))


def test_every_problem_stands_in_the_last_month(sample: Municipality) -> None:
    assert spoiled(sample) <= {line.id for line in sample.latest.reading.lines}
    assert all(problem.lines for problem in sample.problems)


def test_some_buildings_are_clean(sample: Municipality) -> None:
    planted = spoiled(sample)
    buildings = {line.building for line in sample.latest.reading.lines if line.id in planted}
    assert {"Åslia grendehus", "Lyngheia barneskole", "Vårdalen kunstgressbane"}.isdisjoint(
        buildings
    )
    assert len(buildings) >= 6


def test_the_late_line_ended_in_the_month_before_and_is_on_no_earlier_list(
    sample: Municipality,
) -> None:
    for line in seeded(sample, "late"):
        assert line.ends.date() <= sample.months[-2].month.last
        assert line.id not in {old.id for old in sample.months[-2].reading.lines}


def test_the_line_across_the_month_end_begins_in_the_month_and_ends_after_it(
    sample: Municipality,
) -> None:
    [line] = seeded(sample, "across_month_end")
    assert line.starts.date() == sample.latest.month.last < line.ends.date()


def test_the_departments_share_one_organisation_number(sample: Municipality) -> None:
    lines = seeded(sample, "sub_customers")
    assert len({line.customer_id for line in lines}) == 1
    assert Counter(line.sub_customer for line in lines) == {"10": 2, "20": 1}


def test_the_duplicate_is_one_reservation_on_two_lines(sample: Municipality) -> None:
    first, second = seeded(sample, "duplicate")
    assert (first.type, first.reservation_id) == (second.type, second.reservation_id)
    assert first.price == second.price


def test_the_deviating_week_costs_more_than_the_others_of_its_slot(sample: Municipality) -> None:
    [dear] = seeded(sample, "price_deviates")
    [free] = seeded(sample, "free_among_paid")
    for odd in (dear, free):
        others = {
            line.price
            for line in sample.latest.reading.lines
            if line.id != odd.id
            and line.type == "allocation"
            and (line.customer_id, line.description) == (odd.customer_id, odd.description)
            and line.starts.time() == odd.starts.time()
            and line.starts.weekday() == odd.starts.weekday()
        } - {dear.price, free.price}
        assert len(others) == 1
    assert free.price == 0


def test_text_is_as_an_import_leaves_it(sample: Municipality) -> None:
    hostile = seeded(sample, "hostile_text")
    for sign in ("[bold]", "=HYPERLINK", '"', "😀", "␛", "[/b]"):
        assert any(
            sign in text
            for line in hostile
            for text in (line.organization, line.contact, line.description)
        ), sign
    for line in all_lines(sample):
        for text in (line.organization, line.contact, line.description, line.building):
            assert clean(text) == text


def test_unseeded_prices_follow_the_price_list(sample: Municipality) -> None:
    planted = spoiled(sample)
    rates = {rate for prices in PRICE_LIST.values() for rate in prices.values()}
    for line in all_lines(sample):
        if line.price and line.id not in planted:
            minutes = (line.ends - line.starts) // timedelta(minutes=1)
            assert any(line.price * 60 == rate * minutes for rate in rates), line


def test_nobody_shares_a_room_save_where_it_is_planted(sample: Municipality) -> None:
    planted = seeded(sample, "double_booking") + seeded(sample, "event_on_allocation")
    by_room: dict[str, set[tuple[datetime, datetime]]] = {}
    for line in all_lines(sample):
        if line in planted:
            continue
        by_room.setdefault(line.description, set()).add((line.starts, line.ends))
    for room, hours in by_room.items():
        for (_, ends), (starts, _) in pairwise(sorted(hours)):
            assert ends <= starts, room


def test_many_lines_are_free_and_some_of_them_have_no_id(sample: Municipality) -> None:
    free = [line for line in all_lines(sample) if line.price == 0]
    assert 0.35 < len(free) / len(all_lines(sample)) < 0.65
    assert {"", "Ikke angitt"} <= {line.customer_id for line in free}


def test_one_building_is_empty_and_one_has_only_free_lines(sample: Municipality) -> None:
    lines = {building: basis(sample.latest, building) for building in sample.buildings}
    assert len(lines) == 12
    assert [building for building, found in lines.items() if not found] == ["Østheia svømmehall"]
    paid = {building for building, found in lines.items() if any(line.price for line in found)}
    assert set(lines) - paid == {"Østheia svømmehall", "Rådhusstova"}


def test_control_totals_agree_save_for_the_two_that_are_named(sample: Municipality) -> None:
    for month in sample.months:
        differing = []
        for total in month.reading.totals:
            assert total.to == month.month.last
            if (total.count, total.total) != summed(basis(month, total.building)):
                differing.append(total.building)
        assert tuple(differing) == (sample.disagreeing if month is sample.latest else ())


def test_every_building_with_lines_has_a_control_total(sample: Municipality) -> None:
    for month in sample.months:
        has_lines = {building for building in sample.buildings if basis(month, building)}
        assert {total.building for total in month.reading.totals} == has_lines


def test_the_night_across_the_month_end_explains_one_difference(sample: Municipality) -> None:
    [night] = seeded(sample, "across_month_end")
    [total] = [total for total in sample.latest.reading.totals if total.building == night.building]
    count, amount = summed(basis(sample.latest, night.building))
    assert (total.count, total.total) == (count + 1, amount + (night.price or 0))


def test_one_building_lacks_the_internal_account_string_and_has_no_earlier_lines(
    sample: Municipality,
) -> None:
    strings = {
        (string.building, string.customer_type) for string in sample.latest.reading.account_strings
    }
    lacking = [name for name in sample.buildings if (name, "internal") not in strings]
    assert all((name, "external") in strings for name in sample.buildings)
    assert lacking == ["Sjøbua ungdomshus"]
    assert not any(basis(month, lacking[0]) for month in sample.months[:-1])
    assert any(line.customer_type == "internal" for line in basis(sample.latest, lacking[0]))
