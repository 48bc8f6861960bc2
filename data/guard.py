"""Who may change a building now: whoever holds it, and anybody while nobody does."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.dates import local
from data.errors import BusyProblem
from data.models import Building, Lock
from data.words import N_

STALE = timedelta(minutes=15)
"""After so long without keys nobody is thought to be working."""


def colleague_in(building_id: int, operator: str, now: datetime) -> Lock | None:
    """Return the lock by which another operator holds a building now."""
    row: Lock | None = Lock.get_or_none(
        Lock.building == building_id, Lock.operator != operator, Lock.seen > now - STALE
    )
    return row


def require_free(building_id: int, operator: str, now: datetime) -> None:
    """Raise BusyProblem F701 when a colleague holds a building."""
    row = colleague_in(building_id, operator, now)
    if row is None:
        return
    building: Building = Building.get_by_id(building_id)
    raise BusyProblem(
        "F701",
        N_("{operator} works on {building} since {since} ({host}). You can read."),
        operator=row.operator,
        building=building.name,
        since=f"{local(row.since):%H.%M}",
        host=row.host,
    )
