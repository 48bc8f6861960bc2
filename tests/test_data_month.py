"""Month ends, Norwegian working days and the deadline that follows a rental month."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import UsageProblem
from data.month import (
    Calendar,
    Month,
    deadline,
    holidays,
    is_month_end,
    is_working_day,
    last_month_end,
    step_month_end,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
OCTOBER = Month(2026, 10)


def test_a_month_knows_its_days_and_neighbours() -> None:
    assert (OCTOBER.first, OCTOBER.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert Month(2028, 2).last == date(2028, 2, 29)
    assert Month(2026, 12).next() == Month(2027, 1)
    assert Month(2027, 1).previous() == Month(2026, 12)
    assert str(Month(2026, 3)) == "2026-03"
    assert Month(2026, 12) < Month(2027, 1)


def test_a_rental_that_ends_at_midnight_belongs_to_the_new_month() -> None:
    assert Month.of(datetime(2026, 11, 1, 0, 0)) == Month(2026, 11)
    assert Month.of(datetime(2026, 10, 31, 23, 59)) == OCTOBER


@given(DAYS)
def test_a_month_reads_back_and_neighbours_meet(day: date) -> None:
    month = Month.of(day)
    assert Month.parse(str(month)) == month
    assert month.next().previous() == month
    assert month.last + timedelta(days=1) == month.next().first
    assert month.first <= day <= month.last


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "2026-1", "10-2026", "oktober"])
def test_a_text_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        Month.parse(text)
    assert refused.value.code == "F322"


@pytest.mark.parametrize("month", [0, 13])
def test_there_are_twelve_months(month: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        Month(2026, month)


def test_month_ends_follow_the_calendar() -> None:
    assert is_month_end(date(2027, 2, 28))
    assert not is_month_end(date(2028, 2, 28))
    assert last_month_end(date(2026, 11, 5)) == date(2026, 10, 31)
    assert last_month_end(date(2026, 10, 31)) == date(2026, 9, 30)
    assert last_month_end(date(2027, 1, 1)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "by", "end"),
    [
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 10, 31), -1, date(2026, 9, 30)),
        (date(2026, 10, 15), 1, date(2026, 10, 31)),
        (date(2026, 10, 15), 2, date(2026, 11, 30)),
        (date(2026, 10, 15), -1, date(2026, 9, 30)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 2, 28), 1, date(2027, 3, 31)),
    ],
)
def test_stepping_lands_on_month_ends(day: date, by: int, end: date) -> None:
    assert step_month_end(day, by) == end


@given(DAYS, st.integers(min_value=1, max_value=30))
def test_steps_forward_and_back_cancel(day: date, by: int) -> None:
    ahead = step_month_end(day, by)
    assert is_month_end(ahead)
    assert ahead > day
    assert step_month_end(day, -by) < day
    assert step_month_end(ahead, -by) == last_month_end(day) or is_month_end(day)
    if is_month_end(day):
        assert step_month_end(ahead, -by) == day


def test_holidays_follow_easter_and_may_coincide() -> None:
    assert sorted(holidays(2027)) == [
        date(2027, 1, 1),
        *(date(2027, 3, day) for day in (25, 26, 28, 29)),
        *(date(2027, 5, day) for day in (1, 6, 16, 17)),
        *(date(2027, 12, day) for day in (25, 26)),
    ]
    assert len(holidays(2026)) == 12


def test_holidays_and_week_ends_are_no_working_days() -> None:
    assert not is_working_day(date(2026, 5, 14))
    assert not is_working_day(date(2026, 10, 31))
    assert is_working_day(date(2026, 12, 24))
    assert [day for day in range(1, 10) if is_working_day(date(2034, 4, day))] == [3, 4, 5]


def test_the_tenth_is_off_in_39_of_120_months() -> None:
    tenths = [date(year, month, 10) for year in range(2026, 2036) for month in range(1, 13)]
    assert sum(not is_working_day(day) for day in tenths) == 39


def test_the_deadline_stands_in_the_month_after_the_rentals() -> None:
    view = deadline(OCTOBER, date(2026, 11, 5), Calendar())
    assert (view.month, view.to) == (date(2026, 10, 1), date(2026, 10, 31))
    assert view.window == (date(2026, 11, 1), date(2026, 11, 9))
    assert view.due == view.working_due == date(2026, 11, 10)
    assert view.working_days_left == 3


def test_a_deadline_on_a_day_off_names_the_last_working_day_before() -> None:
    view = deadline(Month(2026, 12), date(2027, 1, 4), Calendar())
    assert (view.due, view.working_due) == (date(2027, 1, 10), date(2027, 1, 8))
    assert view.working_days_left == 4
    easter = deadline(Month(2028, 3), date(2028, 4, 1), Calendar(due_day=14))
    assert (easter.due, easter.working_due) == (date(2028, 4, 14), date(2028, 4, 12))


def test_no_working_day_is_left_on_the_last_one_and_after() -> None:
    assert deadline(OCTOBER, date(2026, 11, 10), Calendar()).working_days_left == 0
    assert deadline(OCTOBER, date(2027, 5, 1), Calendar()).working_days_left == 0


def test_the_municipality_sets_its_own_days() -> None:
    view = deadline(Month(2027, 1), date(2027, 2, 1), Calendar(3, 30, 31))
    assert view.window == (date(2027, 2, 3), date(2027, 2, 28))
    assert (view.due, view.working_due) == (date(2027, 2, 28), date(2027, 2, 26))


@pytest.mark.parametrize("days", [(0, 9, 10), (9, 1, 10), (1, 11, 10), (1, 9, 32)])
def test_a_calendar_that_does_not_hang_together_is_refused(days: tuple[int, int, int]) -> None:
    with pytest.raises(UsageProblem) as refused:
        Calendar(*days)
    assert refused.value.code == "F323"


@given(DAYS, DAYS, st.tuples(*[st.integers(1, 31)] * 3).map(sorted))
def test_the_working_deadline_is_the_nearest_working_day(
    day: date, today: date, days: list[int]
) -> None:
    view = deadline(Month.of(day), today, Calendar(*days))
    assert is_working_day(view.working_due)
    assert view.window[0] <= view.window[1] <= view.due
    skipped = range((view.due - view.working_due).days)
    assert not any(is_working_day(view.due - timedelta(days=back)) for back in skipped)
    assert 0 <= view.working_days_left <= max(0, (view.working_due - today).days)
