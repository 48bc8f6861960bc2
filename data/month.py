"""The rental month and its close calendar: month ends, working days, window and deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from data.errors import UsageProblem
from data.text import clean
from data.views import DeadlineView
from data.words import N_

_DAY = timedelta(days=1)
_MONTH_END = relativedelta(day=31)
_FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_AFTER_EASTER_SUNDAY = (-3, -2, 0, 1, 39, 49, 50)
"""Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension, Whit Sunday and Monday."""
_WRITTEN = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month; a rental belongs to the month in which it ends."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"no month: {self.year}-{self.month}")

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that holds `day`."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Return the month of `2026-10`; raises UsageProblem F322 for anything else."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise UsageProblem(
                "F322",
                N_('"{text}" is not a month. Write it like this: 2026-10.'),
                text=clean(text)[:40],
            )
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day, which is the to-date of the month's basis."""
        return self.first + _MONTH_END

    def next(self) -> Month:
        """Return the month after."""
        return Month.of(self.last + _DAY)

    def previous(self) -> Month:
        """Return the month before."""
        return Month.of(self.first - _DAY)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of the month after the rental month: when lines are worked on, when the file is due.

    Raises UsageProblem F323 when the days do not follow each other.
    """

    first_day: int = 1
    last_day: int = 9
    due_day: int = 10

    def __post_init__(self) -> None:
        if not 1 <= self.first_day <= self.last_day <= self.due_day <= 31:
            raise UsageProblem(
                "F323",
                N_(
                    "The window {first}-{last} and the due day {due} do not follow each other."
                    " Use days from 1 to 31, the due day last."
                ),
                first=self.first_day,
                last=self.last_day,
                due=self.due_day,
            )


def is_month_end(day: date) -> bool:
    """Tell whether `day` is the last of its month."""
    return (day + _DAY).day == 1


def last_month_end(today: date) -> date:
    """Return the last day of the month before `today`'s."""
    return today.replace(day=1) - _DAY


def step_month_end(day: date, by: int) -> date:
    """Return the month end `by` steps after `day`, before it when negative.

    From a day within a month the first step forward ends at that month's own end.
    """
    if by > 0 and not is_month_end(day):
        by -= 1
    return day + relativedelta(months=by, day=31)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Return Norway's public holidays, Sundays like Easter included."""
    sunday = easter(year)
    movable = {sunday + timedelta(days=days) for days in _AFTER_EASTER_SUNDAY}
    return frozenset(movable | {date(year, month, day) for month, day in _FIXED_HOLIDAYS})


def is_working_day(day: date) -> bool:
    """Tell whether offices work: Monday to Friday and no public holiday (virkedag)."""
    return day.weekday() < 5 and day not in holidays(day.year)


def deadline(month: Month, today: date, calendar: Calendar) -> DeadlineView:
    """Return the close calendar of a rental month's basis, all in the month that follows it.

    The working days left are those after `today`, up to and including the last working day
    on or before the due day; a day that the month lacks becomes its last.
    """
    after = month.next()
    due = after.first + relativedelta(day=calendar.due_day)
    working_due = due
    while not is_working_day(working_due):
        working_due -= _DAY
    days = range(1, (working_due - today).days + 1)
    return DeadlineView(
        month=month.first,
        to=month.last,
        window=(
            after.first + relativedelta(day=calendar.first_day),
            after.first + relativedelta(day=calendar.last_day),
        ),
        due=due,
        working_due=working_due,
        working_days_left=sum(is_working_day(today + timedelta(days=ahead)) for ahead in days),
    )
