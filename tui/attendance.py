"""Holds the building that is worked on while keys are being pressed, and sees who else works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.errors import Problem

if TYPE_CHECKING:
    from data.close import Close
    from data.views import AtWork
    from tui.desk import Desk

INTERVAL = timedelta(minutes=1)
"""How often a lock is renewed: a small part of the time after which it no longer counts."""


class Attendance:
    """Takes the lock of one building; a store that is busy never stands in the way of work."""

    def __init__(self, desk: Desk[Close], now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._now = now
        self._building: int | None = None
        self._noted_at: datetime | None = None
        self._has_worked = False
        self._is_ours = False
        self._is_watching = False
        self._others: dict[int, AtWork] = {}

    def open(self, building_id: int) -> None:
        """Take the building that is worked on from now, as soon as the store can be asked."""
        if building_id != self._building:
            self._building = building_id
            self._noted_at = None

    def watch(self) -> None:
        """See who works where from now on, though no building is opened yet."""
        self._is_watching = True

    def key_pressed(self) -> None:
        """Take note that somebody sits at the keys."""
        self._has_worked = True

    async def renew(self) -> None:
        """Write to the store what colleagues should know, as seldom as will do."""
        if self._building is None or not self._is_due(self._building):
            return
        now, building = self._now(), self._building
        self._noted_at = now
        self._has_worked = False
        try:
            other = await self._desk.ask(self._hold, building)
        except Problem:
            # The store is busy; it is asked again in a second.
            self._noted_at = None
            return
        self._is_ours = other is None

    async def look(self) -> dict[int, AtWork]:
        """Return the colleagues at work, by building."""
        if self._building is None and not self._is_watching:
            return {}
        try:
            self._others = await self._desk.ask(self._desk.close.locks.others)
        except Problem:
            # As a moment ago: the store is busy.
            return self._others
        if self._building in self._others:
            self._is_ours = False
        return self._others

    async def leave(self, *, was_told: bool) -> None:
        """Let go at the end; `was_told` when the operator left and saw all that was answered."""
        if self._building is None:
            return
        try:
            await self._desk.ask(self._let_go, was_told)
        except Problem:
            # It grows stale by itself.
            return

    def _is_due(self, building: int) -> bool:
        """Tell whether the store should hear of us: at once, else after keys."""
        if self._noted_at is None:
            return True
        if not self._has_worked:
            return False
        has_come_free = not self._is_ours and building not in self._others
        return has_come_free or self._now() - self._noted_at >= INTERVAL

    def _hold(self, building: int) -> AtWork | None:
        close = self._desk.close
        # Who presses keys has seen what the last export answered.
        close.attempts.told()
        close.attempts.is_watched = True
        return close.locks.enter(building)

    def _let_go(self, was_told: bool) -> None:
        if was_told:
            self._desk.close.attempts.told()
        self._desk.close.locks.leave()
