"""Part Presences: who has which building open, so that colleagues see it."""

from __future__ import annotations

import socket
from datetime import timedelta

from data.dates import local
from data.errors import BusyProblem
from data.journal import Journal
from data.models import Presence
from data.store import change
from data.views import AtWork, Scope
from data.words import N_

STALE = timedelta(minutes=15)
"""After so long without keys nobody is thought to be working."""


class Presences:
    """Notes and reads who works where; no part of the month's state, so not journalled."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._host = socket.gethostname()

    def enter(self, building_id: int) -> None:
        """Note that this operator has a building open, and no other one."""
        now = self._journal.now()
        with change():
            Presence.delete().where(
                Presence.operator == self._journal.operator,
                Presence.host == self._host,
                Presence.building != building_id,
            ).execute()
            mine = Presence.get_or_none(
                Presence.building == building_id, Presence.operator == self._journal.operator
            )
            since = mine.since if mine and mine.seen > now - STALE else now
            query = Presence.insert(
                building=building_id,
                operator=self._journal.operator,
                host=self._host,
                since=since,
                seen=now,
            )
            query.on_conflict(
                conflict_target=[Presence.building, Presence.operator],
                preserve=[Presence.host, Presence.since, Presence.seen],
            ).execute()

    def leave(self) -> None:
        """Note that this operator has no building open."""
        with change():
            Presence.delete().where(
                Presence.operator == self._journal.operator, Presence.host == self._host
            ).execute()

    def others(self) -> dict[int, tuple[AtWork, ...]]:
        """Return the colleagues at work by building, the one who came first in front."""
        query = (
            Presence.select()
            .where(
                Presence.operator != self._journal.operator,
                Presence.seen > self._journal.now() - STALE,
            )
            .order_by(Presence.since, Presence.operator)
        )
        found: dict[int, tuple[AtWork, ...]] = {}
        for row in query:
            colleague = AtWork(row.operator, local(row.since))
            found[row.building_id] = (*found.get(row.building_id, ()), colleague)
        return found

    def require_free(self, scope: Scope) -> None:
        """Raise BusyProblem F701 when a colleague works on the building of a basis."""
        colleagues = self.others().get(scope.building_id)
        if colleagues:
            raise BusyProblem(
                "F701",
                N_("{operator} has worked on {building} since {since}. Try again later."),
                operator=colleagues[0].operator,
                building=scope.building,
                since=f"{colleagues[0].since:%H.%M}",
            )
