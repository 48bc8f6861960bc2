"""Stores of any size to measure on, filled with synthetic lines by the shortest way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from data.close import Close
from data.comparison import compare
from data.listing import ListedAccountString, ListedLine, Reading
from data.models import Line
from data.sample import municipality
from data.sqlite import execute_many
from data.store import change
from data.views import Scope

TODAY = date(2026, 11, 5)
TO = date(2026, 10, 31)
HALL = "Hallen"

_BATCH = 20_000
"""Rows handed to the engine at a time, so that memory does not grow with the store."""
_PRICES = 400
"""Different prices: rents repeat, so that long runs of lines cost the same."""


def open_store(path: Path | None) -> Close:
    """Open a store in test mode, on the morning after a month that is to be closed."""
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 14, tzinfo=UTC)
    return Close(path, "Kari Nes", test_mode=True, clock=lambda: now)


def sample_lines(count: int, months: int = 1) -> list[ListedLine]:
    """Return lines of the sample municipality up to the to-date, all in one building."""
    sample = municipality(TODAY, lines=count, months=months)
    lines = (line for month in sample.months for line in month.reading.lines)
    return [_in_the_hall(line) for line in lines if line.ends.date() <= TO]


def bring(close: Close, lines: list[ListedLine], file: str = "liste.csv") -> None:
    """Import lines of the hall the way every list comes in."""
    reading = Reading(
        "bench",
        tuple(lines),
        account_strings=tuple(
            ListedAccountString(HALL, kind, HALL, {}) for kind in ("external", "internal")
        ),
    )
    close.imports.apply(compare(file, file, reading))


def hall(close: Close) -> Scope:
    """Return the basis of the hall."""
    return close.basis.scope(HALL, TO)


def hall_of(path: Path, lines: int) -> Close:
    """Make a store whose one building has so many open lines."""
    close = open_store(path)
    bring(close, sample_lines(400)[:300])
    _multiply(lines)
    return close


def _in_the_hall(line: ListedLine) -> ListedLine:
    from dataclasses import replace

    return replace(line, building=HALL)


def _multiply(lines: int) -> None:
    """Add copies of the lines that are there, under new ids and prices, until there are enough."""
    names = [field.name for field in Line._meta.sorted_fields]
    patterns = list(Line.select().order_by(Line.id).dicts())
    columns = ", ".join(field.column_name for field in Line._meta.sorted_fields)
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO line ({columns}) VALUES ({marks})"
    rows = _copies(patterns, names, lines - len(patterns))
    with change():
        while batch := list(islice(rows, _BATCH)):
            execute_many(sql, batch)


def _copies(patterns: list[dict[str, Any]], names: list[str], count: int) -> Iterator[tuple[object, ...]]:
    rng = Random(1)
    first = max(row["id"] for row in patterns) + 1
    for number in range(count):
        row = patterns[number % len(patterns)]
        price = row["price"]
        if price: price = rng.randrange(1, _PRICES) * 2500
        values = row | {"id": first + number, "reservation_id": 10**7 + number, "price": price,
          "starts": row["starts"].isoformat(sep=" "), "ends": row["ends"].isoformat(sep=" ")}
        yield tuple(values[name] for name in names)
