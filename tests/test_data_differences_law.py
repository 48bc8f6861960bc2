"""Whatever the two sides hold, the groups add up to the difference of the totals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.compared import compare_sides, findings
from data.views.differences import ComparedLine, ComparedSide, Comparison
from data.words import phrase

BEGIN = datetime(2026, 10, 1, 18)


def compared(number: int, price: int | None = 100, **fields: object) -> ComparedLine:
    ends = BEGIN + timedelta(days=number % 40)
    line = ComparedLine(
        id=number,
        type="event",
        reservation_id=70_000 + number,
        description="Hallen: Sal",
        organization="Ærfugl IL",
        contact="",
        customer_type="external",
        customer_id="310366552",
        starts=ends - timedelta(hours=2),
        ends=ends,
        price=price,
        season="",
        sub_customer="",
    )
    return replace(line, **fields)  # type: ignore[arg-type]


def side(*lines: ComparedLine) -> ComparedSide:
    return ComparedSide.of(phrase("side"), lines)


def against(here: ComparedSide, there: ComparedSide, to: date | None = None) -> Comparison:
    return Comparison(here, there, compare_sides(here, there), to)


LINES = st.builds(
    compared,
    st.integers(1, 12),
    st.none() | st.integers(-300, 300),
    organization=st.sampled_from(["Ærfugl IL", "Turn"]),
    customer_id=st.sampled_from(["310366552", "310 366 552", "", "15897412345"]),
)
SIDES = st.lists(LINES, max_size=8, unique_by=lambda line: line.id).map(lambda rows: side(*rows))


@given(here=SIDES, there=SIDES)
def test_count_and_sum_of_the_groups_add_up_to_the_difference(
    here: ComparedSide, there: ComparedSide
) -> None:
    comparison = against(here, there)
    only_here, only_there, differs = comparison.groups

    assert only_here.lines - only_there.lines == (here.count or 0) - (there.count or 0)
    assert only_here.total - only_there.total + differs.total == comparison.difference
    assert sum(group.change for group in comparison.groups) == here.total - there.total
    assert sum(group.lines for group in comparison.groups) == len(comparison.differences)


@given(here=SIDES, there=SIDES)
def test_every_line_is_equal_or_in_just_one_group(here: ComparedSide, there: ComparedSide) -> None:
    comparison = against(here, there)
    only_here, only_there, differs = (
        {each.line.id for each in group.differences} for group in comparison.groups
    )
    ours, theirs = ({line.id for line in each.lines or ()} for each in (here, there))

    assert only_here == ours - theirs
    assert only_there == theirs - ours
    assert differs <= ours & theirs
    assert all(each.fields for each in comparison.groups[2].differences)


@given(here=SIDES, there=SIDES)
def test_the_other_way_round_every_sign_turns(here: ComparedSide, there: ComparedSide) -> None:
    one, other = against(here, there), against(there, here)
    assert one.difference == -other.difference
    assert {(each.line.id, each.change) for each in one.differences} == {
        (each.line.id, -each.change) for each in other.differences
    }
    assert one.is_equal == other.is_equal


@given(here=SIDES)
def test_a_side_is_equal_to_itself(here: ComparedSide) -> None:
    comparison = against(here, here)
    assert comparison.is_equal
    assert not comparison.differences
    assert "Equal line by line" in str(findings(comparison)[0])


@given(here=SIDES, there=SIDES)
def test_equal_sums_of_different_lines_are_always_said(
    here: ComparedSide, there: ComparedSide
) -> None:
    comparison = against(here, there)
    said = any("F301" in str(each) for each in findings(comparison))
    assert said == (here.total == there.total and not comparison.is_equal)


def test_the_sum_of_reservations_moves_when_one_line_stands_for_another() -> None:
    here, there = side(compared(1), compared(2)), side(compared(1), compared(3))
    assert here.total == there.total
    assert (here.hash_total, there.hash_total) == (140_003, 140_004)


def test_case_06_two_errors_that_even_out_are_named_with_their_signs() -> None:
    here = side(compared(12, 50_000), compared(27, 30_000), compared(30, 100))
    there = side(compared(12, 30_000), compared(27, 50_000), compared(30, 100))
    (said,) = findings(against(here, there))
    assert str(said) == (
        "F301 The sums agree (801,00), but 2 lines differ: 12 +200,00, 27 -200,00."
    )


def test_the_sentence_names_the_first_lines_and_counts_the_rest() -> None:
    here = side(*(compared(number, 0, organization="Turn") for number in range(1, 7)))
    there = side(*(compared(number, 0) for number in range(1, 7)))
    (said,) = findings(against(here, there))
    assert str(said).endswith("6 lines differ: 1, 2, 3, 4 (+2).")


def test_case_20_what_is_only_there_is_told_by_its_end() -> None:
    later = [compared(number, 5_000) for number in (34, 32, 33)]
    here, there = side(compared(1)), side(compared(1), compared(2, 700), *later)
    comparison = against(here, there, date(2026, 10, 31))

    assert [each.line.id for each in comparison.differences] == [2, 32, 33, 34]
    assert [each.line.id for each in comparison.beyond] == [32, 33, 34]
    (said,) = findings(comparison)
    assert str(said) == (
        "F503 5 / 158,00 there against 1 / 1,00 here: 3 lines end after 31.10.2026, 150,00. Tick"
        " the rows to export in Aktiv kommune, or reverse there before a file is made."
    )


def test_a_price_that_is_missing_is_not_a_price_of_nought() -> None:
    (found,) = against(side(compared(1, None)), side(compared(1, 0))).differences
    assert (found.fields, found.change, found.moves) == (("price",), 0, True)


def test_two_ids_that_look_alike_when_masked_still_differ() -> None:
    here, there = (
        side(compared(1, customer_id=number)) for number in ("15897412345", "15897499999")
    )
    (found,) = against(here, there).differences
    assert (found.fields, found.moves) == (("customer_id",), False)


def test_only_totals_are_never_said_to_be_compared_line_by_line() -> None:
    here = side(compared(1), compared(2, 0))
    for count, words in ((None, "sum only"), (1, "sum and count"), (2, "sum and count")):
        comparison = Comparison(here, ComparedSide.stated(phrase("typed"), 100, count))
        assert comparison.is_equal
        (said,) = findings(comparison)
        assert words in str(said)
        assert "not line by line" in str(said)
    assert not Comparison(here, ComparedSide.stated(phrase("typed"), 100, 3)).is_equal
