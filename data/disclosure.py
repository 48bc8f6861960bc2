"""Part Disclosures: customer ids shown in full leave a trace of who saw how many, and where."""

from __future__ import annotations

from data.journal import Event, Journal
from data.store import change
from data.words import N_

SHOWN_IN_FULL = Event(
    "ids_shown_in_full",
    N_("showed customer ids in full: {where}, lines: {lines}"),
    needs_building=False,
    leaves="lines",
)


class Disclosures:
    """Notes that somebody asked for what is otherwise masked; the ids themselves are not noted."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def note(self, where: str, lines: int, building_id: int | None = None) -> None:
        """Write in the journal that the ids of so many lines are about to be shown."""
        with change():
            self._journal.write(SHOWN_IN_FULL, building_id, where=where, lines=lines)
