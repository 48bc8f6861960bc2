"""The lines of two buildings as a plain dictionary, to hold the store against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.month import Month
from data.views import Scope

BUILDINGS = ("Hallen", "Øya")
SEASONS = ("", "Høst")
DATES = (date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 5))
ENDS = (
    datetime(2026, 9, 30, 23, 59),
    datetime(2026, 10, 1),
    datetime(2026, 10, 25, 2, 30),
    datetime(2026, 10, 31, 23, 59, 59),
    datetime(2026, 11, 1),
)

Listed = dict[int, tuple[int | None, datetime, str, str]]
"""What a list of one building says: price, end, season, Aktiv kommune's export, by number."""


@dataclass
class Known:
    """A line as the plain model knows it."""

    building: str
    price: int | None
    ends: datetime
    season: str
    source_export: str
    gone: bool = False
    held: bool = False
    reason: str = ""
    export: int | None = None

    @property
    def is_open(self) -> bool:
        return self.export is None and not self.gone and not self.source_export


def shifted(building: str, number: int) -> int:
    """Return the id of a listed line: those of the two buildings never meet."""
    return number + BUILDINGS.index(building) * 10


def take_in(lines: dict[int, Known], building: str, listed: Listed) -> None:
    """Do to the model what bringing a list does to the store."""
    for number, (price, ends, season, exported) in listed.items():
        known = lines.get(shifted(building, number))
        if known is None:
            lines[shifted(building, number)] = Known(building, price, ends, season, exported)
        elif known.export is None:
            if known.held and not known.reason and (price or 0) > 0:
                known.held = False
            known.price, known.ends, known.season = price, ends, season
            known.source_export, known.gone = exported, False
    horizon = Month.of(max(ends for _, ends, _, _ in listed.values()).date()).last
    present = {shifted(building, number) for number in listed}
    for number, known in lines.items():
        is_missed = known.building == building and number not in present
        if is_missed and known.is_open and known.ends.date() <= horizon:
            known.gone = True


def inside(lines: dict[int, Known], scope: Scope) -> dict[int, Known]:
    """Return the lines of a basis."""
    return {
        number: known
        for number, known in lines.items()
        if known.is_open
        and known.building == scope.building
        and known.ends.date() <= scope.to
        and known.season in ("", scope.season or known.season)
    }


def priced(lines: dict[int, Known], scope: Scope) -> dict[int, Any]:
    """Return what a signature under the prices speaks of."""
    return {
        number: (known.price, known.ends)
        for number, known in inside(lines, scope).items()
        if known.price and not known.held
    }
