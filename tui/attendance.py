"""Tells colleagues which building this operator works on, while keys are being pressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.errors import Problem

if TYPE_CHECKING:
    from data.close import Close
    from tui.desk import Desk

INTERVAL = timedelta(minutes=1)
"""How often a note is renewed: a small part of the time after which it no longer counts."""


class Attendance:
    """Notes a building in the store; a courtesy that never stands in the way of work."""

    def __init__(self, desk: Desk[Close], now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._now = now
        self._building: int | None = None
        self._noted_at: datetime | None = None
        self._has_worked = False

    def open(self, building_id: int) -> None:
        """Take note of the building that is worked on from now."""
        if building_id != self._building:
            self._building = building_id
            self._noted_at = None

    def key_pressed(self) -> None:
        """Take note that somebody sits at the keys."""
        self._has_worked = True

    async def renew(self) -> None:
        """Write to the store what colleagues should know, as seldom as will do."""
        if self._building is None:
            return
        now = self._now()
        if self._noted_at and not (self._has_worked and now - self._noted_at >= INTERVAL):
            return
        self._noted_at = now
        self._has_worked = False
        try:
            await self._desk.ask(self._desk.close.locks.enter, self._building)
        except Problem:
            # The store is busy; the note comes with the next key.
            self._noted_at = None

    async def leave(self) -> None:
        """Take the note away at the end."""
        if self._building is None:
            return
        try:
            await self._desk.ask(self._desk.close.locks.leave)
        except Problem:
            # It grows stale by itself.
            return
