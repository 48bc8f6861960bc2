"""Part Presences: who has which building open, so that colleagues see it."""

from __future__ import annotations

import socket
from datetime import timedelta

from data.dates import local
from data.journal import Journal
from data.models import Presence
from data.store import change

STALE = timedelta(minutes=15)
"""After so long without keys nobody is thought to be working."""


class Presences:
    """Notes and reads who works where; no part of the month's state, so not journalled."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._host = socket.gethostname()

    def enter(self, building_id: int) -> None:
        """Note that this operator has a building open."""
        now = self._journal.now()
        with change():
            mine = Presence.get_or_none(Presence.building == building_id)
            since = mine.since if mine and mine.operator == self._journal.operator else now
            query = Presence.insert(
                building=building_id,
                operator=self._journal.operator,
                host=self._host,
                since=since,
                seen=now,
            )
            query.on_conflict(
                conflict_target=[Presence.building],
                preserve=[Presence.operator, Presence.host, Presence.since, Presence.seen],
            ).execute()

    def leave(self) -> None:
        """Note that this operator has no building open."""
        with change():
            Presence.delete().where(
                Presence.operator == self._journal.operator, Presence.host == self._host
            ).execute()

    def others(self) -> dict[int, str]:
        """Return colleagues at work by building: `Ola Hauge 09.02`."""
        since = self._journal.now() - STALE
        query = Presence.select().where(
            Presence.operator != self._journal.operator, Presence.seen > since
        )
        return {row.building_id: f"{row.operator} {local(row.since):%H.%M}" for row in query}
