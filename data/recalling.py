"""Recall from the store what a basis is held against: its lines, a year's prices, what is beside.

Most of what is done to a basis (signing, holding back, copying, writing notes) leaves its lines
as they are, and the prices of the year before still more. Both are kept between looks for as long
as the journal tells of nothing else, so that a later look asks for little but the holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from peewee import Case, fn

from data.basis import Basis
from data.history import MONTHS, History, Paid, Use, merged, renter_key, resource_of
from data.journal import EVENTS, Leaves, events_leaving
from data.listing import NOT_GIVEN
from data.models import JournalRow, Line, open_lines, tuples
from data.month import Month
from data.scopes import in_scope
from data.snapshot import digest_of_lines
from data.sqlite import joined, minutes_between, stored_rows
from data.stays import Stay
from data.text import mask
from data.views import LineRow, Scope

LONGEST_KEPT = 20_000
"""A list of more lines is read anew each time: memory is worth more than the moment."""

_MARK = "\n"
"""Between what belongs together in one text: no text of a line holds a line break."""
_GAP = timedelta(days=2)
"""Lines further apart than this are looked beside one by one."""
_LONGEST = timedelta(days=31)
"""No rental that is still found beside another lasts longer."""


class _KeptHistory(NamedTuple):
    month: Month
    head: str
    history: History


class _KeptList(NamedTuple):
    scope: Scope
    head: str
    lines: tuple[LineRow, ...]
    digest: str


class Recall:
    """Keeps the history of each building, and the list looked at last, as long as they hold."""

    def __init__(self) -> None:
        self._histories: dict[int, _KeptHistory] = {}
        self._list: _KeptList | None = None

    def history(self, scope: Scope) -> History:
        """Return the prices of the year before the month of a basis."""
        month, head = Month.of(scope.to), _head(scope.building_id, "lines", "history")
        kept = self._histories.get(scope.building_id)
        if kept is None or (kept.month, kept.head) != (month, head):
            kept = _KeptHistory(month, head, history_before(scope.building_id, month))
            self._histories[scope.building_id] = kept
        return kept.history

    def lines(self, basis: Basis, scope: Scope) -> tuple[tuple[LineRow, ...], str]:
        """Return the lines of a basis as `Basis.lines` does, and their digest."""
        head, kept = _head(scope.building_id, "lines"), self._list
        if kept is None or (kept.scope, kept.head) != (scope, head):
            lines = basis.lines(scope)
        else:
            lines = _held_as_now(kept.lines, scope)
            if lines is kept.lines:
                return lines, kept.digest
        digest = digest_of_lines(lines)
        is_kept = len(lines) <= LONGEST_KEPT
        self._list = _KeptList(scope, head, lines, digest) if is_kept else None
        return lines, digest


def _head(building_id: int, *harmless: Leaves) -> str:
    """Return the last entry after which what is kept of a building may be another.

    By its hash: the number of an entry that was taken back with its transaction is used again.
    """
    everywhere = [event.key for event in EVENTS.values() if event.concerns_all]
    concerns = (
        (JournalRow.building == building_id)
        | JournalRow.building.is_null()
        | JournalRow.event.in_(everywhere)
    )
    query = (
        JournalRow.select(JournalRow.hash)
        .where(concerns, JournalRow.event.not_in(events_leaving(*harmless)))
        .order_by(JournalRow.id.desc())
        .limit(1)
    )
    return str(query.scalar() or "")


def _held_as_now(lines: tuple[LineRow, ...], scope: Scope) -> tuple[LineRow, ...]:
    """Return lines held as the store has it now; the very same tuple where nothing changed."""
    query = Line.select(Line.id, Line.held_to, Line.held_reason, Line.held_by).where(
        in_scope(scope), open_lines(), Line.held_to.is_null(False)
    )
    held = {id_: tuple(hold) for id_, *hold in tuples(query)}
    changed = {
        line.id: _held(line, held.get(line.id, _NOT_HELD), scope)
        for line in lines
        if (line.held_to is not None or line.id in held)
        and (line.held_to, line.held_reason, line.held_by) != held.get(line.id)
    }
    return tuple(changed.get(line.id, line) for line in lines) if changed else lines


_NOT_HELD: tuple[Any, ...] = (None, "", "")


def _held(line: LineRow, hold: tuple[Any, ...], scope: Scope) -> LineRow:
    held_to, reason, by = hold
    return replace(
        line,
        held=held_to is not None and held_to >= scope.to,
        held_to=held_to,
        held_reason=reason,
        held_by=by,
    )


def history_before(building_id: int, month: Month) -> History:
    """Return the prices of the twelve months before a month; grouped where the lines are."""
    begin = month.first - relativedelta(months=MONTHS)
    name = fn.COALESCE(fn.NULLIF(Line.organization, ""), Line.contact)
    named = Case(None, [(Line.customer_id.in_(["", NOT_GIVEN]), name)], "")
    minutes = minutes_between(Line.starts, Line.ends)
    price = fn.COALESCE(Line.price, 0)
    # One text to group by: the engine sorts it a third faster than five columns.
    what = joined(Line.customer_id, named, Line.description, minutes, price, by=_MARK)
    query = (
        Line.select(what, fn.COUNT(Line.id), fn.MIN(Line.ends), fn.MAX(Line.ends))
        .where(
            Line.building == building_id,
            Line.ends >= datetime.combine(begin, time.min),
            Line.ends < datetime.combine(month.first, time.min),
            _has_left(),
        )
        .group_by(what)
    )
    return _history(stored_rows(query))


def _has_left(line: Any = Line) -> Any:
    return ~open_lines(line) & (line.gone == False)  # noqa: E712 - Peewee builds it from ==


def _history(rows: Iterable[tuple[str, int, str, str]]) -> History:
    found: dict[Use, list[Paid]] = defaultdict(list)
    for what, times, first, last in rows:
        texts, minutes, price = what.rsplit(_MARK, 2)
        customer_id, name, description = texts.split(_MARK, 2)
        use = Use(
            renter_key(customer_id, name), resource_of(description), max(int(minutes), 0)
        )  # fmt: skip
        found[use].append(Paid(int(price), times, _day(first), _day(last)))
    return History({use: merged(paid) for use, paid in found.items()})


def _day(stored: str) -> date:
    return _read_day(stored[:10])


_read_day = lru_cache(maxsize=1024)(date.fromisoformat)
"""A year has few days, and each stands on many lines."""


def exported_beside(scope: Scope, lines: Iterable[LineRow]) -> tuple[Stay, ...]:
    """Return the building's lines that have left the list and were there when these were."""
    name = fn.COALESCE(fn.NULLIF(Line.organization, ""), Line.contact)
    query = Line.select(
        Line.starts, Line.ends, Line.id, Line.type, Line.reservation_id, Line.description,
        name, Line.customer_id, Line.price,
    ).where(Line.building == scope.building_id, Line.price > 0, _has_left())  # fmt: skip
    found: dict[int, Stay] = {}
    for starts, ends in _windows(line for line in lines if line.is_payable):
        inside = (Line.ends > starts) & (Line.ends < ends + _LONGEST) & (Line.starts < ends)
        for *when, name_, customer_id, price in tuples(query.where(inside)):
            starts_, ends_, line, type_, reservation, description = when
            found[line] = Stay(
                starts_, ends_, line, type_, reservation, description,
                mask(name_), renter_key(customer_id, name_), price, is_exported=True,
            )  # fmt: skip
    return tuple(found[line] for line in sorted(found))


def _windows(lines: Iterable[LineRow]) -> list[tuple[datetime, datetime]]:
    """Return the stretches of time that lines cover, those close together as one."""
    found: list[tuple[datetime, datetime]] = []
    for starts, ends in sorted((line.starts, line.ends) for line in lines):
        if found and starts <= found[-1][1] + _GAP:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((starts, ends))
    return found
