"""The demo: a municipality of synthetic data in a store of its own, with a history.

The two months before the last were imported, answered for, exported, made into invoice files,
delivered and receipted by the program's own functions, so that everything that follows from them
is there: copies, journal, comparison, bridge. What is older came in one list of what Aktiv kommune
had exported by then.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol, get_args

from data.close import Close, archive_folder, files_folder
from data.comparison import compare
from data.dates import OSLO, local
from data.errors import UsageProblem
from data.listing import CustomerType, Reading
from data.month import Month, is_working_day
from data.registers import register_path
from data.sample import LINES, Municipality, SampleMonth, municipality, units_csv
from data.sqlite import make_folder
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

FILE_SETTINGS: dict[str, object] = {
    "file.organization_value": "310000000",
    "file.voucher_client": "NV",
    "file.voucher_responsible": "UTLEIE",
    "file.voucher_type": "FK",
    "headings.article": "Artikkel",
    "headings.dim_1": "Ansvar",
    "headings.dim_2": "Tjeneste",
    "headings.dim_3": "Objekt",
    "headings.dim_5": "Prosjekt",
    "headings.dim_value_1": "Oppdragsgiver",
    "series.external.first": 38_000_001,
    "series.external.last": 38_999_999,
    "series.internal.first": 37_000_001,
    "series.internal.last": 37_999_999,
}
"""How the municipality makes its files; the organisation number is of the test series."""

_USED: dict[CustomerType, int] = {"external": 38_001_450, "internal": 37_000_210}
"""Order numbers that the invented accounting office has seen."""
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
    folders = (archive_folder(path), files_folder(path), drop_folder(path))
    for taken in (path, units, register_path(path), *folders):
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
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)
    brought = sum(len(month.reading.lines) for month in sample.months)
    return Demo(path, len(sample.buildings), brought)


def drop_folder(path: Path | None) -> Path:
    """Return where a demo's files are delivered: beside the store, under its name."""
    if path is None:
        return Path(mkdtemp(prefix="fakturaklar-"))
    return path.with_name(f"{path.stem}-ut")


def fill(close: Close, clock: MovableClock, sample: Municipality) -> None:
    """Bring every month of the sample into an open store; all but the last are receipted.

    Moves the clock through the months and back to where it stood. One transaction: history
    that took months to make need not wait for the disk a thousand times.
    """
    now, operator = clock.now, close.journal.operator
    months = [month for month in sample.months if not month.is_exported]
    with change():
        clock.now = _begin_work(months[0].month)
        close.settings.change({"test_mode": True, **_file_settings(close.path, sample)})
        _bring_past(close, [month for month in sample.months if month.is_exported])
        for month in months:
            is_last = month is sample.latest
            clock.now = now if is_last else _begin_work(month.month)
            _bring(close, f"klar-for-fakturering-{month.month}.json", month.reading)
            if not is_last:
                _close_month(close, clock, month)
                close.journal.operator = operator
                _account_for(close, clock, month.month)
    clock.now = now


def _begin_work(month: Month) -> datetime:
    """Return the morning, in UTC, on which a month's basis was taken in hand."""
    return _morning(month.next().first)


def _morning(day: date) -> datetime:
    """Return, in UTC, when work begins on a day, or on the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, _WORKDAY, tzinfo=OSLO).astimezone(UTC)


def _file_settings(path: Path | None, sample: Municipality) -> dict[str, object]:
    """Return how files are made and where they go; makes the folder that they go to."""
    drop = drop_folder(path)
    make_folder(drop)
    used = dict(_USED)
    for line in (line for month in sample.months for line in month.reading.lines if line.order):
        used[line.customer_type] = max(used[line.customer_type], int(line.order))
    return {
        **FILE_SETTINGS,
        **{f"series.{kind}.used": used[kind] for kind in get_args(CustomerType)},
        "delivery.method": "folder",
        "delivery.folder": str(drop),
    }


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


def _account_for(close: Close, clock: MovableClock, month: Month) -> None:
    """Make a month's files, deliver them, and take the receipt of the next working day."""
    draft = close.generation.prepare(month)
    files = [file for file in close.generation.commit(draft, draft.orders) if file.orders]
    for file in files:
        clock.now += _PER_BUILDING
        errand = close.deliveries.begin(file.number)
        close.deliveries.finish(errand, close.deliveries.carry(errand, _unseen))
    clock.now = _morning(local(clock.now).date() + timedelta(days=1))
    for file in files:
        close.receipts.take(file.number, file.orders, file.amount)


def _unseen(_done: int, _total: int) -> None:
    """Nobody looks at how far a delivery of the demo has come."""
