"""Who may change the store, and a building now: whoever holds it, anybody while nobody does."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from data.dates import local
from data.errors import BusyProblem, Problem
from data.models import Building, Lock, Setting
from data.text import fold
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


def may_change(operator: str) -> bool:
    """Tell whether an operator may change the store: one of those named, anybody where none is.

    Read from the store each time, inside the transaction that asks: a colleague may have changed
    the list a moment ago.
    """
    row: Setting | None = Setting.get_or_none(Setting.key == "operators")
    names = json.loads(row.value) if row is not None else []
    return not names or fold(operator) in {fold(name) for name in names}


def require_named(operator: str) -> None:
    """Raise Problem F721 when the store names its operators and this is none of them."""
    if not may_change(operator):
        raise Problem(
            "F721",
            N_(
                "{operator} is not among the operators of this store, and can only read. One of"
                " them can add the name in step 9."
            ),
            operator=operator,
        )
