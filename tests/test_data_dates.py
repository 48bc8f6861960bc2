"""Dates are written the Norwegian way, read in five forms, and impossible ones explained."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import MONTHS, WEEKDAYS, WEEKDAYS_SHORT, local, parse_day, show, show_time
from data.errors import UsageProblem

TODAY = date(2026, 11, 5)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["31.10", "311026", "31102026", "31.10.2026", "31.10.26", "2026-10-31", " 31.10.2026 "],
)
def test_every_form_gives_the_same_day(text: str) -> None:
    assert parse_day(text, TODAY) == date(2026, 10, 31)


def test_one_digit_is_enough_between_dots() -> None:
    assert parse_day("1.9", TODAY) == date(2026, 9, 1)
    assert parse_day("1.9.2025", TODAY) == date(2025, 9, 1)


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2027, 1, 5), "31.12", date(2026, 12, 31)),
        (date(2027, 1, 5), "31.01", date(2027, 1, 31)),
        (date(2026, 11, 5), "30.11", date(2026, 11, 30)),
        (date(2026, 11, 5), "31.12", date(2026, 12, 31)),
        (date(2026, 11, 5), "31.01", date(2026, 1, 31)),
        (date(2026, 11, 5), "30.04", date(2026, 4, 30)),
    ],
)
def test_a_day_without_year_is_near_today(today: date, text: str, day: date) -> None:
    assert parse_day(text, today) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("29.02.2027", "29.02.2027 does not exist. The last day of February 2027 is 28.02."),
        ("31.11", "31.11.2026 does not exist. The last day of November 2026 is 30.11."),
        ("2026-04-31", "31.04.2026 does not exist. The last day of April 2026 is 30.04."),
        ("45.10.26", "45.10.2026 does not exist. The last day of October 2026 is 31.10."),
        ("31.13.2026", "31.13.2026 does not exist. Write day, month and year: 31.10.2026."),
        ("00.10.2026", "00.10.2026 does not exist. Write day, month and year: 31.10.2026."),
        ("103126", "10.31.2026 does not exist. Write day, month and year: 31.10.2026."),
    ],
)
def test_an_impossible_day_is_explained(text: str, said: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_day(text, TODAY)
    assert (refused.value.code, str(refused.value.phrase)) == ("F321", said)


@pytest.mark.parametrize(
    "text",
    [
        *("", "mai", "10", "3110", "31.10.", "31/10/2026", "31-10-2026", "2026-10-31T00:00"),
        *("31.10.1926", "31.10.0026", "31.10.202", "2026-1-3", "٣١.١٠", "３１.10.2026", "\x1b[2J"),
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_day(text, TODAY)
    assert refused.value.code == "F324"
    assert "\x1b" not in str(refused.value)


@given(DAYS, DAYS)
def test_what_is_shown_reads_back(day: date, today: date) -> None:
    assert parse_day(show(day), today) == day
    assert parse_day(day.isoformat(), today) == day
    assert parse_day(show(day).replace(".", ""), today) == day


@given(DAYS, st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_a_day_without_year_is_never_more_than_two_months_ahead(day: date, today: date) -> None:
    try:
        found = parse_day(show(day)[:5], today)
    except UsageProblem:
        assert (day.month, day.day) == (2, 29)
        return
    assert (found.month, found.day) == (day.month, day.day)
    assert -310 <= (found - today).days <= 62


def test_the_leap_day_is_read_in_leap_years() -> None:
    assert parse_day("29.02.2028", TODAY) == date(2028, 2, 29)
    assert parse_day("290228", TODAY) == date(2028, 2, 29)


def test_a_moment_is_shown_as_it_stands() -> None:
    assert show(date(2026, 3, 1)) == "01.03.2026"
    assert show_time(datetime(2026, 10, 31, 21, 30)) == "31.10.2026 21.30"
    assert show_time(datetime(2026, 10, 31, 21, 30, tzinfo=UTC)) == "31.10.2026 21.30"


@pytest.mark.parametrize(
    ("utc", "wall"),
    [
        (datetime(2026, 7, 1, 10, 0, tzinfo=UTC), "01.07.2026 12.00"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "01.01.2027 00.00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25.10.2026 02.30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25.10.2026 02.30"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29.03.2026 03.00"),
        (datetime(2026, 7, 1, 5, 0, tzinfo=timezone(timedelta(hours=-5))), "01.07.2026 12.00"),
    ],
)
def test_a_stored_moment_is_shown_in_oslo(utc: datetime, wall: str) -> None:
    assert local(utc).tzinfo is None
    assert show_time(local(utc)) == wall


def test_a_moment_without_time_zone_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local(datetime(2026, 7, 1, 10, 0))


def test_names_stand_in_the_order_of_the_calendar() -> None:
    assert WEEKDAYS[date(2026, 10, 31).weekday()] == "Saturday"
    assert WEEKDAYS_SHORT[date(2026, 10, 31).weekday()] == "Sat"
    assert MONTHS[10 - 1] == "October"
    assert (len(WEEKDAYS), len(WEEKDAYS_SHORT), len(MONTHS)) == (7, 7, 12)
