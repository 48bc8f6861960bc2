"""The demo: a municipality of synthetic data in a store of its own, with a history.

The months before the last were imported, answered for and exported by the program's own
functions, so that everything that follows from them is there: copies, journal, comparison.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from typing import Protocol

from data.close import Close, archive_folder
from data.comparison import compare
from data.dates import OSLO, local
from data.errors import UsageProblem
from data.month import Month, is_working_day
from data.sample import Municipality, SampleMonth, municipality
from data.store import change
from data.words import N_

OPERATORS = ("Kari Nes", "Ola Hauge")
ANSWERS = {
    "customer_ids": "kontrollert med kunden",
    "prices": "følger prislista",
    "free_lines": "barn og unge",
    "month_change": "flere leieforhold",
    "late_lines": "tas med i denne måneden",
}
"""What the invented operators answered, by check; in the words of their own archive."""

_WORKDAY = time(8, 30)
_PER_BUILDING = timedelta(minutes=7)
_PER_ANSWER = timedelta(seconds=20)


class MovableClock(Protocol):
    """The time in UTC of a store, which filling it moves through the months."""

    now: datetime


@dataclass
class _Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class Demo:
    """What was built."""

    db: Path
    buildings: int
    lines: int


def build(path: Path, lines: int = 1500, seed: int = 1, now: datetime | None = None) -> Demo:
    """Make a store at `path` and fill it, whole or not at all.

    Raises UsageProblem F714 when a store, or the archive of one, is there already.
    """
    moment = now or datetime.now(tz=UTC)
    clock = _Clock(moment)
    for taken in (path, archive_folder(path)):
        if taken.exists():
            raise UsageProblem(
                "F714",
                N_("{path} is there already. The demo is made in a place of its own."),
                path=str(taken),
            )
    sample = municipality(local(moment).date(), lines, seed)
    is_built = False
    try:
        close = Close(path, OPERATORS[0], test_mode=True, clock=clock)
        try:
            fill(close, clock, sample)
        finally:
            close.shut()
        is_built = True
    finally:
        if not is_built:
            path.unlink(missing_ok=True)
            shutil.rmtree(archive_folder(path), ignore_errors=True)
    brought = sum(len(month.reading.lines) for month in sample.months)
    return Demo(path, len(sample.buildings), brought)


def fill(close: Close, clock: MovableClock, sample: Municipality) -> None:
    """Bring every month of the sample into an open store; all but the last are exported.

    Moves the clock through the months and back to where it stood. One transaction: history
    that took months to make need not wait for the disk a thousand times.
    """
    now, operator = clock.now, close.journal.operator
    with change():
        for month in sample.months:
            is_last = month is sample.latest
            clock.now = now if is_last else _begin_work(month.month)
            if month is sample.months[0]:
                close.settings.change({"test_mode": True})
            _bring(close, month)
            if not is_last:
                _close_month(close, clock, month)
            close.journal.operator = operator
    clock.now = now


def _begin_work(month: Month) -> datetime:
    """Return the morning, in UTC, on which a month's basis was taken in hand."""
    day = month.next().first
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, _WORKDAY, tzinfo=OSLO).astimezone(UTC)


def _bring(close: Close, month: SampleMonth) -> None:
    digest = hashlib.sha256(repr(month.reading).encode()).hexdigest()
    name = f"klar-for-fakturering-{month.month}.csv"
    close.imports.apply(compare(name, digest, month.reading))


def _close_month(close: Close, clock: MovableClock, month: SampleMonth) -> None:
    buildings = dict.fromkeys(line.building for line in month.reading.lines)
    for building, operator in zip(buildings, cycle(OPERATORS), strict=False):
        close.journal.operator = operator
        scope = close.basis.scope(building, month.month.last)
        for point in close.control.view(scope).points:
            if point.check in ANSWERS and not point.is_signed:
                clock.now += _PER_ANSWER
                close.control.sign(scope, point.number, ANSWERS[point.check])
        clock.now += _PER_ANSWER
        close.exports.commit(close.exports.prepare(scope), building, building)
        clock.now += _PER_BUILDING
