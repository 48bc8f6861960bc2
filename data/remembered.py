"""What was worked out of a building's lines, kept until a list or a correction changes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from data.journal import EVENTS, Journal, events_leaving
from data.models import JournalRow, tuples
from data.month import Month

T = TypeVar("T")


class Remembered(Generic[T]):
    """Asks a question about a building and a month once for each state of its lines."""

    def __init__(self, journal: Journal, ask: Callable[[int, Month], T]) -> None:
        """Remember the answers of `ask`, which gets a building's id and a month."""
        self._journal = journal
        self._ask = ask
        self._head: int | None = None
        self._kept: dict[tuple[int, Month], T] = {}

    def of(self, building_id: int, month: Month) -> T:
        """Return the answer for a building and a month; `refresh` comes first."""
        key = (building_id, month)
        if key not in self._kept:
            self._kept[key] = self._ask(building_id, month)
        return self._kept[key]

    def refresh(self) -> None:
        """Forget what the journal's new entries may have changed."""
        head = self._journal.head()
        if self._head is None or head < self._head:  # a change that was undone is not told
            self._kept.clear()
        elif head > self._head:
            self._forget(self._head)
        self._head = head

    def _forget(self, seen: int) -> None:
        query = JournalRow.select(JournalRow.building, JournalRow.event)
        news = query.where(
            JournalRow.id > seen, JournalRow.event.not_in(events_leaving("lines", "values"))
        )
        for building_id, key in tuples(news):
            event = EVENTS.get(key)
            if building_id is None or event is None or event.concerns_all:
                self._kept.clear()
                return
            for kept in [kept for kept in self._kept if kept[0] == building_id]:
                del self._kept[kept]
