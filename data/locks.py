"""Part Locks: a building is worked on by one operator at a time, the others read."""

from __future__ import annotations

import socket
from datetime import timedelta

from data.dates import local
from data.errors import BusyProblem, Problem
from data.journal import Event, Journal
from data.models import Lock
from data.store import change
from data.text import written
from data.views import AtWork, Scope
from data.words import N_

STALE = timedelta(minutes=15)
"""After so long without keys nobody is thought to be working."""

TAKEN_OVER = Event("taken_over", N_("took over from {operator}: {reason}"))


class Locks:
    """Gives out buildings; only what is taken over from somebody is journalled."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._host = socket.gethostname()

    def enter(self, building_id: int) -> AtWork | None:
        """Take a building and let go of any other; None when it is ours now.

        Returns who works on it where a colleague does: then it can only be read.
        """
        with change():
            Lock.delete().where(
                Lock.operator == self._journal.operator,
                Lock.host == self._host,
                Lock.building != building_id,
            ).execute()
            other = self.others().get(building_id)
            if other is None:
                self._keep(building_id)
        return other

    def leave(self) -> None:
        """Let go of the building that this operator holds."""
        with change():
            Lock.delete().where(
                Lock.operator == self._journal.operator, Lock.host == self._host
            ).execute()

    def take_over(self, building_id: int, reason: str) -> None:
        """Take a building that a colleague holds; the journal and the colleague are told why.

        Raises Problem F712 without a reason.
        """
        reason = written(reason)
        if not reason:
            raise Problem("F712", N_("Taking over needs a reason. Write why."))
        with change():
            other = self.others().get(building_id)
            if other is not None:
                self._keep(building_id, other.operator, reason)
                self._journal.write(TAKEN_OVER, building_id, operator=other.operator, reason=reason)
            else:
                self._keep(building_id)

    def holder(self, building_id: int) -> AtWork | None:
        """Return who holds a building now, ourselves included; None when nobody does."""
        row: Lock | None = Lock.get_or_none(
            Lock.building == building_id, Lock.seen > self._journal.now() - STALE
        )
        return None if row is None else _shown(row)

    def others(self) -> dict[int, AtWork]:
        """Return the colleagues at work, by building."""
        rows = Lock.select().where(
            Lock.operator != self._journal.operator, Lock.seen > self._journal.now() - STALE
        )
        return {row.building_id: _shown(row) for row in rows}

    def require_free(self, scope: Scope) -> None:
        """Raise BusyProblem F701 when a colleague works on the building of a basis."""
        other = self.others().get(scope.building_id)
        if other is not None:
            raise BusyProblem(
                "F701",
                N_("{operator} has worked on {building} since {since}. Try again later."),
                operator=other.operator,
                building=scope.building,
                since=f"{other.since:%H.%M}",
            )

    def _keep(self, building_id: int, taken_from: str = "", reason: str = "") -> None:
        """Write the lock as ours; one that we hold already keeps its beginning."""
        now, me = self._journal.now(), self._journal.operator
        mine: Lock | None = Lock.get_or_none(Lock.building == building_id, Lock.operator == me)
        since = mine.since if mine and mine.seen > now - STALE else now
        if mine is not None and not taken_from:
            taken_from, reason = mine.taken_from, mine.taken_reason
        Lock.delete().where(Lock.building == building_id).execute()
        Lock.create(
            building=building_id,
            operator=me,
            host=self._host,
            since=since,
            seen=now,
            taken_from=taken_from,
            taken_reason=reason,
        )


def _shown(row: Lock) -> AtWork:
    return AtWork(row.operator, local(row.since), row.host, row.taken_from, row.taken_reason)
