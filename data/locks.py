"""Part Locks: a building is worked on by one operator at a time, the others read.

Opening a building on the screens takes it; a command takes it for its own run. That nobody
else changes it meanwhile is not decided here: every change passes `Journal.write`.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from data.dates import local
from data.errors import Problem
from data.guard import STALE, colleague_in
from data.journal import Event, Journal
from data.models import Lock
from data.store import change
from data.text import written
from data.views import AtWork, Scope
from data.words import N_

TAKEN_OVER = Event(
    "taken_over", N_("took over from {operator}: {reason}"), needs_building=False, leaves="lines"
)

REASONS = (
    N_("{who} is ill"),
    N_("{who} has gone for the day"),
    N_("agreed with {who}"),
    N_("the program was left open"),
)
"""Stock reasons for taking over a building, chosen by one digit; the colleague reads them."""


class Locks:
    """Gives out buildings; only what is taken over from somebody is journalled.

    The same operator in two windows or on two hosts is the same holder.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._host = socket.gethostname()
        self._entered: int | None = None

    def enter(self, building_id: int) -> AtWork | None:
        """Take a building and let go of the one taken before; None when no colleague has it.

        Returns who works on it where a colleague does: then it can only be read. Whom the
        settings do not name as an operator only reads, and stands in nobody's way.
        """
        with change():
            if self._entered != building_id:
                self._let_go(self._entered)
            other = colleague_in(building_id, self._journal.operator, self._journal.now())
            is_ours = other is None and self._journal.may_change()
            if is_ours:
                self._keep(building_id)
        self._entered = building_id if is_ours else None
        return None if other is None else _shown(other)

    def leave(self) -> None:
        """Let go of the building that was entered."""
        with change():
            self._let_go(self._entered)
        self._entered = None

    @contextmanager
    def during(self, building_id: int) -> Iterator[None]:
        """Hold a building as long as a command runs, unless its operator holds it already.

        Raises BusyProblem F701 when a colleague works on it. Who may only read holds nothing.
        """
        with change():
            is_taken = self._journal.may_change() and self._is_free_for_us(building_id)
            if is_taken:
                self._keep(building_id)
        try:
            yield
        finally:
            # Where the store is busy just now it grows stale by itself.
            with suppress(Problem), change():
                self._let_go(building_id if is_taken else None)

    def take_over(self, building_id: int, reason: str) -> None:
        """Take a building that a colleague holds; the journal and the colleague are told why.

        Raises Problem F716 without a reason.
        """
        reason = written(reason)
        if not reason:
            raise Problem("F716", N_("Taking over needs a reason. Write why."))
        self._journal.require_named()
        with change():
            if self._entered != building_id:
                self._let_go(self._entered)
            other = colleague_in(building_id, self._journal.operator, self._journal.now())
            if other is not None:
                self._keep(building_id, other.operator, reason)
                self._journal.write(TAKEN_OVER, building_id, operator=other.operator, reason=reason)
            else:
                self._keep(building_id)
        self._entered = building_id

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
        self._journal.require_free(scope.building_id)

    def _is_free_for_us(self, building_id: int) -> bool:
        self._journal.require_free(building_id)
        return self.holder(building_id) is None

    def _let_go(self, building_id: int | None) -> None:
        """Remove our lock, unless a colleague or our own window elsewhere has it by now."""
        Lock.delete().where(
            Lock.building == building_id,
            Lock.operator == self._journal.operator,
            Lock.host == self._host,
        ).execute()

    def _keep(self, building_id: int, taken_from: str = "", reason: str = "") -> None:
        """Write the lock as ours; one that we hold already keeps its beginning."""
        now, me = self._journal.now(), self._journal.operator
        mine: Lock | None = Lock.get_or_none(
            Lock.building == building_id, Lock.operator == me, Lock.seen > now - STALE
        )
        if mine is not None:
            taken_from, reason = mine.taken_from, mine.taken_reason
        Lock.delete().where(Lock.building == building_id).execute()
        Lock.create(
            building=building_id,
            operator=me,
            host=self._host,
            since=mine.since if mine else now,
            seen=now,
            taken_from=taken_from,
            taken_reason=reason,
        )


def _shown(row: Lock) -> AtWork:
    return AtWork(row.operator, local(row.since), row.host, row.taken_from, row.taken_reason)
