"""Lines held to the next month (utsatt): who holds which, why, and how they come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data import money
from data.errors import Problem
from data.journal import Event, Journal
from data.models import Line, among, chunks, open_lines, tuples
from data.month import Month
from data.scopes import is_held
from data.store import change
from data.text import written
from data.views import Scope
from data.words import N_

HELD = Event(
    "held_back", N_("held back {lines}, {total}: {reason}"), concerns_all=True, leaves="lines"
)
RELEASED = Event("released", N_("marked {lines} again, {total}"), concerns_all=True, leaves="lines")

HOLD_REASONS = (
    N_("waits for the customer id"),
    N_("the price is being clarified"),
    N_("stands on the list twice"),
    N_("agreed with the customer"),
    N_("a credit, reported to accounts"),
)
"""Stock reasons for holding a line back, chosen by one digit."""


def hold(journal: Journal, scope: Scope, ids: Sequence[int], reason: str) -> int:
    """Hold open lines of a basis to the last day of its month; returns how many were marked.

    Raises Problem F320 when a line with a price, a credit too, would be held without a reason.
    """
    reason = written(reason)
    with change():
        rows = _open(scope, ids, ~is_held(scope.to))
        if not reason and any(rows.values()):
            raise Problem(
                "F320", N_("A line with a price is held back only with a reason. Write one.")
            )
        if rows:
            Line.update(
                held_to=Month.of(scope.to).last,
                held_reason=reason,
                held_by=journal.operator,
                held_at=journal.now(),
            ).where(among(Line.id, rows)).execute()
            _note(journal, HELD, scope, rows, reason)
    return len(rows)


def release(journal: Journal, scope: Scope, ids: Sequence[int]) -> int:
    """Give held lines of a basis their mark back; returns how many there were."""
    with change():
        rows = _open(scope, ids, is_held(scope.to))
        if rows:
            Line.update(held_to=None, held_reason="", held_by="", held_at=None).where(
                among(Line.id, rows)
            ).execute()
            _note(journal, RELEASED, scope, rows)
    return len(rows)


def mark_what_now_costs(ids: Iterable[int]) -> None:
    """Give lines their mark back that were free, held without a reason, and now have a price."""
    for chunk in chunks(ids):
        Line.update(held_to=None, held_by="", held_at=None).where(
            among(Line.id, chunk),
            Line.held_to.is_null(False),
            Line.held_reason == "",
            Line.price != 0,
        ).execute()


def _open(scope: Scope, ids: Sequence[int], condition: object) -> dict[int, int]:
    """Return the øre of the open lines of a building that fulfil a condition, by id."""
    here = Line.building == scope.building_id
    query = Line.select(Line.id, Line.price).where(
        here & among(Line.id, ids) & open_lines() & condition
    )
    return {line_id: price or 0 for line_id, price in tuples(query)}


def _note(
    journal: Journal, event: Event, scope: Scope, rows: dict[int, int], reason: str = ""
) -> None:
    journal.write(
        event,
        scope.building_id,
        lines=numbers(list(rows)),
        total=money.show(sum(rows.values())),
        reason=reason,
    )


def numbers(ids: Sequence[int]) -> str:
    """Return the numbers of lines as the journal names them, the first dozen in full."""
    shown = ", ".join(str(id_) for id_ in ids[:12])
    return shown if len(ids) <= 12 else f"{shown} … ({len(ids)})"
