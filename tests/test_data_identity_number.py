"""Identity numbers of both series against the law's examples, and python-stdnum where it agrees."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from data.identity_number import has_right_check_digits, read

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
BIRTHS = st.dates(date(1854, 1, 1), date(2025, 12, 31))


def with_check_digits(nine: str, constant: int = 11) -> str | None:
    """Return the number by the rule's own words; None where a check digit would be 10."""
    for weights, start in ((FIRST, constant), (SECOND, 11)):
        total = sum(int(digit) * weight for digit, weight in zip(nine, weights, strict=True))
        check = (start - total % 11) % 11
        if check == 10:
            return None
        nine += str(check)
    return nine


def individuals(year: int) -> range:
    """Return the digits 7-9 that today's series gives to the years of a century."""
    if year < 1900:
        return range(500, 750)
    return range(500) if year < 2000 else range(500, 1000)


@st.composite
def numbers(draw: st.DrawFn, constants: range = range(11, 15)) -> str:
    """Draw a right number of either series, D numbers included."""
    born = draw(BIRTHS)
    day = born.day + draw(st.sampled_from((0, 40)))
    individual = draw(st.integers(0, 999))
    number = with_check_digits(
        f"{day:02}{born.month:02}{born.year % 100:02}{individual:03}",
        draw(st.sampled_from(constants)),
    )
    assume(number)
    return number or ""


@pytest.mark.parametrize("number", ["02013299997", "30108299920", "30108299939"])
def test_the_official_examples_of_the_new_series_are_right(number: str) -> None:
    assert has_right_check_digits(number)
    assert read(number).series == "person"


@given(numbers())
def test_numbers_of_both_series_are_right(number: str) -> None:
    assert has_right_check_digits(number)
    assert read(number).series == "person"


@given(numbers(), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, change: int) -> None:
    wrong = str((int(number[place]) + change) % 10)
    assert not has_right_check_digits(number[:place] + wrong + number[place + 1 :])


@given(numbers(), st.integers(0, 9))
def test_swapped_neighbours_are_always_found(number: str, place: int) -> None:
    left, right = number[place], number[place + 1]
    assume(left != right)
    assert not has_right_check_digits(number[:place] + right + left + number[place + 2 :])


@given(BIRTHS, st.data())
def test_todays_series_agrees_with_stdnum_on_validity_and_birth(
    born: date, data: st.DataObject
) -> None:
    individual = data.draw(st.sampled_from(individuals(born.year)))
    number = with_check_digits(f"{born:%d%m%y}{individual:03}")
    assume(number)
    assert number
    assert fodselsnummer.is_valid(number)
    assert read(number).born == fodselsnummer.get_birth_date(number) == born


@given(st.text("0123456789", min_size=11, max_size=11))
def test_what_stdnum_takes_we_take(number: str) -> None:
    if fodselsnummer.is_valid(number):
        assert has_right_check_digits(number)
        assert read(number).series in {"person", "h_number"}


@given(numbers(range(12, 15)))
def test_the_new_series_tells_no_birth(number: str) -> None:
    assert read(number).born is None


def test_the_leap_day_needs_a_leap_year() -> None:
    assert read("29020099999").series == "person"
    assert read("29022499999").series == "person"
    assert read("29022399999").series == "impossible"
    assert read("69022399999").series == "impossible"


@pytest.mark.parametrize(
    ("digits", "series"),
    [
        *(("15107600000", "person"), ("55107600000", "person")),
        *(("15507600000", "h_number"), ("55507600000", "h_number")),
        *(("15907600000", "synthetic"), ("55907600000", "synthetic")),
        *(("81234567890", "fh_number"), ("99999999999", "fh_number")),
        *(("00107600000", "impossible"), ("32107600000", "impossible")),
        *(("40107600000", "impossible"), ("72107600000", "impossible")),
        *(("15007600000", "impossible"), ("15137600000", "impossible")),
        *(("15407600000", "impossible"), ("15537600000", "impossible")),
        *(("15807600000", "impossible"), ("15937600000", "impossible")),
        *(("15707600000", "impossible"), ("31047600000", "impossible")),
    ],
)
def test_day_and_month_tell_the_series(digits: str, series: str) -> None:
    assert read(digits).series == series


@pytest.mark.parametrize(
    "published",
    [
        ("15507600333", "55507608360", "17912099997"),
        ("12505209719", "52505209540", "05840399895"),
        ("21528704651", "61528703428", "21929774873"),
    ],
)
def test_published_test_numbers_are_right(published: tuple[str, ...]) -> None:
    assert all(has_right_check_digits(number) for number in published)
    assert {read(number).series for number in published} == {"h_number", "synthetic"}


def test_a_synthetic_number_of_todays_series_tells_its_birth() -> None:
    assert read("15507600333").born == date(1976, 10, 15)
    assert read("17912099997").born == date(2020, 11, 17)


def test_the_leap_day_of_1900_tells_no_birth() -> None:
    number = next(
        found for rest in range(500) if (found := with_check_digits(f"290200{rest:03}")) is not None
    )
    assert read(number).born is None
