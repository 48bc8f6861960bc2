"""Part Attempts: an export that was begun leaves a trace until its operator was told of it.

A line that is cut in the middle of an export leaves its operator without an answer. The trace
is written before the export and taken away once the answer was seen; what remains at the next
start says which export to tell of, and the store says whether it happened.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.dates import local
from data.errors import Problem
from data.export_rows import export_views
from data.journal import Journal
from data.models import Attempt, Building, Export
from data.store import change
from data.views import ExportView, Scope

LONGEST_EXPORT = timedelta(minutes=1)
"""On another host one cannot see whether a program still runs; after this it does not export."""


@dataclass(frozen=True, slots=True)
class BrokenAttempt:
    """An export whose operator never saw its answer."""

    building: str
    at: datetime
    """When it was begun; wall time in Oslo."""
    export: ExportView | None
    """None when it did not happen: then all is as before."""


class Attempts:
    """Keeps the traces of this operator's exports."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._host = socket.gethostname()
        self.is_watched = False
        """Whether an operator sits at a screen, who is told of what happened a moment later."""

    @contextmanager
    def attempt(self, scope: Scope, request: str) -> Iterator[None]:
        """Keep a trace of one export as long as its operator does not know how it ended."""
        with change():
            Attempt.delete().where(Attempt.request == request).execute()
            Attempt.create(
                request=request,
                building=scope.building_id,
                operator=self._journal.operator,
                host=self._host,
                process=os.getpid(),
                at=self._journal.now(),
            )
        is_done = False
        try:
            yield
            is_done = True
        finally:
            # A refusal is heard by whoever called, and so is success where no screen is drawn.
            if not (is_done and self.is_watched):
                self._forget(request)

    def told(self) -> None:
        """Forget what this program exported: its operator has seen the answer."""
        mine = (Attempt.host == self._host) & (Attempt.process == os.getpid())
        with change():
            Attempt.delete().where(mine).execute()

    def broken(self) -> tuple[BrokenAttempt, ...]:
        """Return, once, the exports of this operator that were cut off, oldest first."""
        mine = Attempt.select().where(Attempt.operator == self._journal.operator)
        rows = [row for row in mine.order_by(Attempt.at) if not self._may_be_running(row)]
        if not rows:
            return ()
        with change():
            told = [row.request for row in rows]
            Attempt.delete().where(Attempt.request.in_(told)).execute()
        return tuple(_shown(row) for row in rows)

    def _forget(self, request: str) -> None:
        # What cannot be taken away now is told of at the next start, once too often.
        with suppress(Problem), change():
            Attempt.delete().where(Attempt.request == request).execute()

    def _may_be_running(self, row: Attempt) -> bool:
        if row.host != self._host:
            return bool(row.at > self._journal.now() - LONGEST_EXPORT)
        process: int = row.process
        return process != os.getpid() and _runs(process)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _shown(row: Attempt) -> BrokenAttempt:
    building: Building = Building.get_by_id(row.building_id)
    done = export_views(Export.request == row.request)
    return BrokenAttempt(building.name, local(row.at), done[0] if done else None)
