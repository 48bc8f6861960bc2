"""The journal: who did what and when, each entry chained by SHA-256 to the one before."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from peewee import JOIN, fn

from data import dates
from data.errors import Problem
from data.guard import colleague_in, may_change, require_free, require_named
from data.kept_words import unpacked
from data.models import Building, JournalRow
from data.views import JournalEntry
from data.words import N_, Phrase, phrase

START = "0" * 64
"""What the first entry is chained to."""

CLOCK_TOLERANCE = timedelta(seconds=2)
"""Time servers step a clock back by fractions; more than this is a wrong clock."""

Leaves = Literal["nothing", "history", "values", "lines"]
"""`history`: only lines on the list changed. `values`: lines came on the list or left it, and
none changed. `lines`: neither, but for their being held."""

EVENTS: dict[str, Event] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of journal entry and the sentence it reads as."""

    key: str
    sentence: str
    concerns_all: bool = False
    """Whether it may change what is found in other buildings, as a duplicate does."""
    needs_building: bool = True
    """Whether only who holds the building may do it; what comes from outside needs nobody."""
    leaves: Leaves = "nothing"
    """What of the lines is as before; an event that forgets to say so costs time, no truth."""

    def __post_init__(self) -> None:
        EVENTS[self.key] = self


def events_leaving(*parts: Leaves) -> list[str]:
    """Return the keys of the events that leave just one of these as it was."""
    return sorted(event.key for event in EVENTS.values() if event.leaves in parts)


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """The first entry that no longer fits the one before."""

    number: int


class Journal:
    """The append-only record of one store; part of `Close`."""

    def __init__(self, operator: str, clock: Callable[[], datetime]) -> None:
        self.operator = operator
        self._clock = clock
        self._host = socket.gethostname()
        self.closed_by: Problem | None = None
        """Why nothing may be changed now: what is kept was found damaged."""

    def now(self) -> datetime:
        """Return the time of the change under way, in UTC."""
        return self._clock()

    def write(self, event: Event, building: int | None = None, /, **values: object) -> int:
        """Append an entry inside the caller's transaction and return its number.

        Values must already be masked; a sentence among them goes through `packed`. Raises
        Problem F705 when the clock is before the last entry: order in the journal and order in
        time must not part. Raises what `closed_by` holds, F721 when the settings do not name the
        operator, and BusyProblem F701 when a colleague holds the building: every change passes
        here, inside its transaction, so a refused one leaves nothing.
        """
        if self.closed_by is not None:
            raise self.closed_by
        self.require_named()
        if building is not None and event.needs_building:
            self.require_free(building)
        last = self._last()
        now = self.now()
        if last is not None and now < last.at - CLOCK_TOLERANCE:
            raise Problem(
                "F705",
                N_("The clock ({now}) is before the last entry ({last}). Set the clock first."),
                now=dates.show_time(dates.local(now)),
                last=dates.show_time(dates.local(last.at)),
            )
        number = last.id + 1 if last else 1
        row = JournalRow(
            id=number,
            at=now,
            operator=self.operator,
            host=self._host,
            event=event.key,
            building=building,
            details=json.dumps(values, ensure_ascii=False, sort_keys=True),
            previous=last.hash if last else START,
        )
        row.hash = link(row)
        row.save(force_insert=True)
        return number

    def require_named(self) -> None:
        """Raise Problem F721 when the settings name operators and not this one."""
        require_named(self.operator)

    def may_change(self) -> bool:
        """Tell whether the operator may do more than read."""
        return may_change(self.operator)

    def require_free(self, building: int) -> None:
        """Raise Problem before work is begun: F721 for who may only read, F701 as `write`."""
        self.require_named()
        require_free(building, self.operator, self.now())

    def is_free(self, building: int) -> bool:
        """Tell whether a building can be changed: no colleague holds it, and we may change."""
        return self.may_change() and not self._colleague_in(building)

    def _colleague_in(self, building: int) -> bool:
        return colleague_in(building, self.operator, self.now()) is not None

    def head(self) -> int:
        """Return the number of the last entry: it moves with every change of anybody's."""
        return int(JournalRow.select(fn.COALESCE(fn.MAX(JournalRow.id), 0)).scalar())

    def head_for(self, building: int) -> int:
        """Return the last entry that can concern a building: its own, and those of all."""
        everywhere = [event.key for event in EVENTS.values() if event.concerns_all]
        concerns = (
            (JournalRow.building == building)
            | JournalRow.building.is_null()
            | JournalRow.event.in_(everywhere)
        )
        # From the newest back to the first that fits, not the highest of all that fit.
        query = JournalRow.select(JournalRow.id).where(concerns).order_by(JournalRow.id.desc())
        return int(query.limit(1).scalar() or 0)

    def entries(
        self,
        building: int | None = None,
        before: int | None = None,
        limit: int = 200,
        oldest_first: bool = False,
    ) -> list[JournalEntry]:
        """Return entries, newest first, below `before`; a page at a time."""
        order = JournalRow.id.asc() if oldest_first else JournalRow.id.desc()
        query = (
            JournalRow.select(JournalRow, Building.name.alias("name"))
            .join(Building, join_type=JOIN.LEFT_OUTER)
            .order_by(order)
            .limit(limit)
        )
        if building is not None:
            query = query.where(JournalRow.building == building)
        if before is not None:
            query = query.where(JournalRow.id > before if oldest_first else JournalRow.id < before)
        return [_entry(row) for row in query.objects()]

    def pages(self, building: int | None = None) -> JournalPages:
        """Return the entries of a building, or all, as pages from the newest to the first."""
        return JournalPages(self, building)

    def search(
        self, building: int | None, matches: Callable[[JournalEntry], bool]
    ) -> list[JournalEntry]:
        """Return the entries that match, newest first; who shows them knows how they read."""
        return [row for row in self.entries(building, limit=self.head()) if matches(row)]

    def verify(self) -> ChainBreak | None:
        """Follow the chain from the first entry; None when every link holds."""
        previous, expected = START, 1
        try:
            for row in _all_rows():
                if row.id != expected or row.previous != previous or row.hash != link(row):
                    return ChainBreak(row.id)
                previous, expected = row.hash, row.id + 1
        except ValueError:  # what stands for its time is none
            return ChainBreak(expected)
        return None

    @staticmethod
    def _last() -> JournalRow | None:
        rows: list[JournalRow] = list(JournalRow.select().order_by(JournalRow.id.desc()).limit(1))
        return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class JournalPages:
    """Pages of the journal, newest entry first."""

    journal: Journal
    building: int | None

    def count(self) -> int:
        """Return how many entries there are."""
        return int(JournalRow.select(fn.COUNT(JournalRow.id)).where(self._where()).scalar())

    def first(self, limit: int, /) -> list[JournalEntry]:
        """Return the newest entries."""
        return self.journal.entries(self.building, None, limit)

    def last(self, limit: int, /) -> list[JournalEntry]:
        """Return the oldest entries, the very first one last."""
        return self.journal.entries(self.building, None, limit, oldest_first=True)[::-1]

    def after(self, number: int, limit: int, /) -> list[JournalEntry]:
        """Return the entries next older than one."""
        return self.journal.entries(self.building, number, limit)

    def before(self, number: int, limit: int, /) -> list[JournalEntry]:
        """Return the entries next newer than one, newest first."""
        return self.journal.entries(self.building, number, limit, oldest_first=True)[::-1]

    def rank(self, number: int, /) -> int | None:
        """Return how many entries are newer than one; None when it is not among them."""
        if not JournalRow.select().where(JournalRow.id == number, self._where()).exists():
            return None
        newer = JournalRow.select(fn.COUNT(JournalRow.id))
        return int(newer.where(JournalRow.id > number, self._where()).scalar())

    def _where(self) -> Any:
        if self.building is None:
            return JournalRow.id.is_null(False)
        return JournalRow.building == self.building


def link(row: JournalRow) -> str:
    """Return the SHA-256 of an entry together with the hash of the one before."""
    content = [
        row.id,
        row.at.isoformat(timespec="milliseconds"),
        row.operator,
        row.host,
        row.event,
        row.building_id,
        row.details,
        row.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _all_rows() -> Iterator[JournalRow]:
    yield from JournalRow.select().order_by(JournalRow.id).iterator()


def _text(row: JournalRow) -> Phrase:
    """Return what an entry says; one that was tampered with is shown as such, not a defect."""
    event = EVENTS.get(row.event)
    if event is None:
        return phrase(N_("unknown event {key}"), key=row.event)
    try:
        values = json.loads(row.details)
        text = Phrase(event.sentence, {key: unpacked(value) for key, value in values.items()})
        str(text)
    except (ValueError, KeyError, TypeError, AttributeError):
        return phrase(N_("unreadable entry: {key}"), key=row.event)
    return text


def _entry(row: JournalRow) -> JournalEntry:
    return JournalEntry(
        number=row.id,
        at=dates.local(row.at),
        operator=row.operator,
        host=row.host,
        building=getattr(row, "name", None) or "",
        text=_text(row),
        hash=row.hash,
    )
