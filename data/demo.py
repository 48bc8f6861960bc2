"""The demo: a municipality of synthetic data in a store of its own, with a history.

The two months before the last were imported, answered for and exported by the program's own
functions, so that everything that follows from them is there: copies, journal, comparison.
What is older came in one list of what Aktiv kommune had exported by then.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from typing import Protocol

from data.close import Close, archive_folder
from data.comparison import compare
from data.dates import OSLO, local
from data.errors import UsageProblem
from data.listing import Reading
from data.month import Month, is_working_day
from data.registers import register_path
from data.sample import LINES, Municipality, SampleMonth, municipality, units_csv
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


def build(path: Path, lines: int = LINES, seed: int = 1, now: datetime | None = None) -> Demo:
    """Make a store at `path` and fill it, whole or not at all; its unit register too.

    The units lie beside the store as the file they were read from, to try the reading on.
    Raises UsageProblem F714 when a store, or the archive of one, is there already.
    """
    moment = now or datetime.now(tz=UTC)
    clock = _Clock(moment)
    units = path.with_name(f"{path.stem}-enheter.csv")
    for taken in (path, archive_folder(path), units, register_path(path)):
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
            units.write_text(units_csv(sample.units), encoding="utf-8", newline="")
            close.registers.load([units], sample.today)
        finally:
            close.shut()
        is_built = True
    finally:
        if not is_built:
            for made in (path, units, register_path(path)):
                made.unlink(missing_ok=True)
            shutil.rmtree(archive_folder(path), ignore_errors=True)
    brought = sum(len(month.reading.lines) for month in sample.months)
    return Demo(path, len(sample.buildings), brought)


def fill(close: Close, clock: MovableClock, sample: Municipality) -> None:
    """Bring every month of the sample into an open store; all but the last are exported.

    Moves the clock through the months and back to where it stood. One transaction: history
    that took months to make need not wait for the disk a thousand times.
    """
    now, operator = clock.now, close.journal.operator
    months = [month for month in sample.months if not month.is_exported]
    with change():
        clock.now = _begin_work(months[0].month)
        close.settings.change({"test_mode": True})
        _bring_past(close, [month for month in sample.months if month.is_exported])
        for month in months:
            is_last = month is sample.latest
            clock.now = now if is_last else _begin_work(month.month)
            _bring(close, f"klar-for-fakturering-{month.month}.csv", month.reading)
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


def _bring_past(close: Close, months: list[SampleMonth]) -> None:
    """Bring what was exported before in one list, as «Vis alle» shows it on the first day.

    It has no totals: the list of lines shows none.
    """
    if months:
        lines = tuple(line for month in months for line in month.reading.lines)
        last = months[-1]
        reading = replace(last.reading, lines=lines, totals=())
        _bring(close, f"alle-reservasjoner-{last.month}.csv", reading)


def _bring(close: Close, file: str, reading: Reading) -> None:
    digest = hashlib.sha256(repr(reading).encode()).hexdigest()
    close.imports.apply(compare(file, digest, reading))


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
