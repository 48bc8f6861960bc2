"""Stores of any size to measure on, filled with synthetic lines by the shortest way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, get_args

from data.close import Close
from data.comparison import compare
from data.listing import CustomerType, ListedAccountString, ListedLine, Reading
from data.models import AccountString, Building, Copy, Export, Line
from data.sample import municipality
from data.sqlite import execute_many
from data.store import change
from data.views import Scope

TODAY = date(2026, 11, 5)
TO = date(2026, 10, 31)
HALL = "Hallen"

_BATCH = 20_000
"""Rows handed to the engine at a time, so that memory does not grow with the store."""
_RENTS = 400
"""How many different prices there are: rents repeat, and half of the lines are free."""
_YEARS = 10
"""How far back a history goes."""


def open_store(path: Path | None) -> Close:
    """Open a store in test mode, on the morning after a month that is to be closed."""
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 14, tzinfo=UTC)
    return Close(path, "Kari Nes", test_mode=True, clock=lambda: now)


def hall_months(lines: int, months: int = 1) -> list[list[ListedLine]]:
    """Return months of about so many lines each, as if all were of one building.

    The last one is the month to close. None holds a problem: the sample has them all in its
    latest month, which is left out here.
    """
    later = TODAY + timedelta(days=30)
    sample = municipality(later, lines=lines * (months + 1), months=months + 1)
    return [
        [replace(line, building=HALL) for line in month.reading.lines if line.ends.date() <= TO]
        for month in sample.months[:-1]
    ]


def bring(close: Close, lines: list[ListedLine], file: str = "liste.csv") -> None:
    """Import lines of the hall the way every list comes in."""
    strings = tuple(ListedAccountString(HALL, kind, HALL, {}) for kind in get_args(CustomerType))
    reading = Reading("bench", tuple(lines), account_strings=strings)
    close.imports.apply(compare(file, file, reading))


def hall(close: Close) -> Scope:
    """Return the basis of the hall."""
    return close.basis.scope(HALL, TO)


def hall_store(path: Path, lines: int) -> Close:
    """Make a store of one building where every line is open: no list can be longer."""
    close = open_store(path)
    bring(close, hall_months(500)[-1])
    _multiply(lines, {})
    return close


def add_history(path: Path, lines: int) -> None:
    """Put years of exported lines behind those of a store, until there are so many in all."""
    close = open_store(path)
    with change():
        exports = {row.id: _exported_before(row) for row in Building.select()}
    _multiply(lines, exports)
    close.shut()


def _exported_before(building: Building) -> int:
    """Make the export that holds a building's history, and return its number."""
    when = {"to_date": date(2025, 12, 31), "at": datetime(2026, 1, 7, tzinfo=UTC)}
    basis = {"building": building, "operator": "Kari Nes", **when}
    copy = Copy.create(
        **basis, lines=0, total=0, lines_digest="", sha256="", file="", content=""
    )  # fmt: skip
    string = AccountString.select().where(AccountString.building == building).first()
    return int(
        Export.create(
            **basis, request=f"bench-{building.id}", copy=copy, external=string, internal=string,
            lines=0, payable=0, free=0, total=0, external_total=0, internal_total=0, customers=0,
        ).id
    )  # fmt: skip


def _multiply(lines: int, exports: dict[int, int]) -> None:
    """Add copies of the lines that are there until there are so many.

    With `exports`, by building, the copies are history; without, they are open like the rest.
    """
    patterns: list[dict[str, Any]] = [*_stored_lines().dicts()]
    fields = [getattr(Line, name) for name in patterns[0]]
    sql, _ = Line.insert_many([tuple(patterns[0].values())], fields=fields).sql()
    rows = _copies(patterns, lines - len(patterns), exports)
    with change():
        while batch := [tuple(row.values()) for row in islice(rows, _BATCH)]:
            execute_many(sql, batch)


def _stored_lines() -> Any:
    return Line.select().order_by(Line.id)


def _copies(
    patterns: list[dict[str, Any]], count: int, exports: dict[int, int]
) -> Iterator[dict[str, Any]]:
    rng = Random(1)  # noqa: S311 - made to be repeated, not to be secret
    first = max(row["id"] for row in patterns) + 1
    for number in range(count):
        row = patterns[number % len(patterns)]
        back = timedelta(days=rng.randrange(31, _YEARS * 365)) if exports else timedelta()
        yield row | {
            "id": first + number,
            "reservation_id": 10**7 + number,
            "price": rng.randrange(1, _RENTS) * 25_00 if row["price"] else row["price"],
            "starts": (row["starts"] - back).isoformat(sep=" "),
            "ends": (row["ends"] - back).isoformat(sep=" "),
            "export": exports.get(row["building"]),
        }
