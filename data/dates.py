"""Dates as Norwegian operators write and read them; wall time is Oslo's."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from data.errors import UsageProblem
from data.text import clean
from data.words import N_, phrase

OSLO = ZoneInfo("Europe/Oslo")
WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)
"""Message ids in the order of `date.weekday`."""
WEEKDAYS_SHORT = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""Message ids in the order of `date.weekday`, two letters in Norwegian."""
MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
"""Message ids; January stands first, at index 0."""

_FORMS = (
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})(?:\.(?P<year>(?:20)?[0-9]{2}))?"),
    re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>(?:20)?[0-9]{2})"),
    re.compile(r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
)
_LOOK_AHEAD = relativedelta(months=2)


def show(day: date) -> str:
    """Return `31.10.2026`."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def show_time(moment: datetime) -> str:
    """Return `31.10.2026 21.30`, as the moment stands: no time zone is applied."""
    return f"{show(moment)} {moment.hour:02}.{moment.minute:02}"


def local(moment_utc: datetime) -> datetime:
    """Return the naive wall time in Oslo of an aware moment; raises ValueError for a naive one."""
    if moment_utc.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment_utc}")
    return moment_utc.astimezone(OSLO).replace(tzinfo=None)


def parse_day(text: str, today: date) -> date:
    """Return the day of `31.10`, `311026`, `31102026`, `31.10.2026` or `2026-10-31`.

    Without a year it is the latest such day up to two months ahead of `today`: in January
    `31.12` is last year's, and a day soon to come is not silently taken for one long past.
    Raises UsageProblem: F321 a day that does not exist, F324 no date.
    """
    for form in _FORMS:
        if found := form.fullmatch(text.strip()):
            day, month = int(found["day"]), int(found["month"])
            year = int(found["year"]) if found["year"] else _nearest_year(day, month, today)
            return _existing(day, month, year if year >= 2000 else 2000 + year)
    raise UsageProblem(
        "F324",
        N_('"{text}" is not a date. Write it like this: 31.10.2026.'),
        text=clean(text)[:40],
    )


def _nearest_year(day: int, month: int, today: date) -> int:
    horizon = today + _LOOK_AHEAD
    return horizon.year - ((month, day) > (horizon.month, horizon.day))


def _existing(day: int, month: int, year: int) -> date:
    written = f"{day:02}.{month:02}.{year:04}"
    if not 1 <= month <= 12 or day < 1:
        raise UsageProblem(
            "F321",
            N_("{day} does not exist. Write day, month and year: 31.10.2026."),
            day=written,
        )
    last = monthrange(year, month)[1]
    if day > last:
        raise UsageProblem(
            "F321",
            N_("{day} does not exist. The last day of {month} {year} is {last}."),
            day=written,
            month=phrase(MONTHS[month - 1]),
            year=year,
            last=f"{last:02}.{month:02}",
        )
    return date(year, month, day)
