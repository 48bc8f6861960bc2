"""Corrections as the store holds them: what stands, what a list says to it, what came of each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from data.comparison import LineChange
from data.correctable import journalled, same, shown
from data.dates import local
from data.effective import keep
from data.holding import numbers
from data.journal import Event, Journal
from data.models import Correction, Line, among, chunks, open_lines
from data.scopes import in_scope
from data.stored import source_name
from data.text import fold
from data.views import Scope
from data.views.corrections import CorrectionState, CorrectionValue, CorrectionView
from data.words import N_

CLOSED = Event(
    "correction_closed",
    N_("corrected in Aktiv kommune too, {lines}: {before} -> {value}"),
    concerns_all=True,
    needs_building=False,
    leaves="history",
)
REOPENED = Event(
    "correction_reopened",
    N_("correction no longer counts, {lines}: {before} -> {value}, Aktiv kommune says {source}"),
    concerns_all=True,
    needs_building=False,
    leaves="history",
)


def standing() -> Any:
    """Return the condition of corrections that count; in a literal, as the index has it."""
    return Correction.state == "standing"


def value_of(row: Correction) -> CorrectionValue:
    """Return what a correction says."""
    value: CorrectionValue = json.loads(row.value)
    return value


def before_of(row: Correction) -> CorrectionValue:
    """Return what the source said when it was corrected."""
    value: CorrectionValue = json.loads(row.before)
    return value


def end(row: Correction, state: CorrectionState, journal: Journal) -> None:
    """Let a correction count no longer; the row stays and says when and by whom."""
    Correction.update(state=state, ended_at=journal.now(), ended_by=journal.operator).where(
        Correction.id == row.id
    ).execute()


class _Outcome(NamedTuple):
    """What came of corrections that say the same: they are told of together."""

    event: Event
    building: int
    field: str
    before: CorrectionValue
    value: CorrectionValue
    source: CorrectionValue


def settle(journal: Journal, changes: Iterable[LineChange]) -> None:
    """Hold our corrections against what a list now says of their lines; in its transaction.

    The list was written over our values before. Where it says what we say, the correction is
    closed; where it says what it said, ours applies again; where it says a third thing, or
    names another customer for our id, the list applies and the correction is reopened.
    """
    changed = {change.id: change for change in changes}
    outcomes: dict[_Outcome, list[int]] = defaultdict(list)
    for chunk in chunks(changed):
        rows: dict[int, list[Correction]] = defaultdict(list)
        for row in Correction.select().where(standing(), among(Correction.line, chunk)):
            rows[row.line_id].append(row)
        for line in Line.select().where(among(Line.id, rows)) if rows else ():
            is_other = _is_other_customer(line, changed[line.id])
            for outcome in _settled(journal, line, rows[line.id], is_other):
                outcomes[outcome].append(line.id)
    for outcome, ids in outcomes.items():
        journal.write(
            outcome.event,
            outcome.building,
            lines=numbers(ids),
            before=journalled(outcome.field, outcome.before),
            value=journalled(outcome.field, outcome.value),
            source=journalled(outcome.field, outcome.source),
        )


def _is_other_customer(line: Line, change: LineChange) -> bool:
    """Tell whether a list named another customer, beyond another spelling of the name."""
    was = {"organization": line.organization, "contact": line.contact}
    was |= {
        name: str(before) for name, before in zip(change.fields, change.before, strict=True)
    }  # fmt: skip
    return fold(was["organization"] or was["contact"]) != fold(line.organization or line.contact)


def verdict(row: Correction, source: CorrectionValue, is_other: bool) -> CorrectionState:
    """Return what becomes of a correction when a list says `source`, perhaps of another customer.

    It is closed by the same value, stands while the source says what it said, else it is reopened.
    """
    if same(row.field, source, value_of(row)):
        return "closed"
    is_about_customer = row.field != "price"
    is_as_before = same(row.field, source, before_of(row)) and not (is_other and is_about_customer)
    return "standing" if is_as_before else "reopened"


def _settled(
    journal: Journal, line: Line, rows: list[Correction], is_other: bool
) -> Iterator[_Outcome]:
    """Give one line the values that count now; yield what came of its corrections."""
    applies = False
    for row in rows:
        before, value = before_of(row), value_of(row)
        source: CorrectionValue = getattr(line, source_name(row.field))
        state = verdict(row, source, is_other)
        if state == "standing":
            setattr(line, row.field, value)
            applies = True
        else:
            end(row, state, journal)
            event = CLOSED if state == "closed" else REOPENED
            yield _Outcome(event, line.building_id, row.field, before, value, source)
    if applies:
        keep(line)


def latest(scope: Scope) -> tuple[CorrectionView, ...]:
    """Return what last became of each corrected field of a basis' lines, unless it was undone."""
    query = (
        Correction.select(Correction, Line)
        .join(Line)
        .where(in_scope(scope), open_lines(), Correction.state != "undone")
        .order_by(Correction.id)
    )
    found = {(row.line_id, row.field): row for row in query}
    return tuple(view(row, row.line) for row in found.values())


def view(row: Correction, line: Line) -> CorrectionView:
    """Return a correction of a line as it may be shown."""
    return CorrectionView(
        batch=row.batch,
        line=row.line_id,
        field=row.field,  # type: ignore[arg-type]
        before=shown(row.field, before_of(row)),
        value=shown(row.field, value_of(row)),
        source=shown(row.field, getattr(line, source_name(row.field))),
        origin=row.origin,  # type: ignore[arg-type]
        reason=row.reason,
        operator=row.operator,
        at=local(row.at),
        state=row.state,  # type: ignore[arg-type]
        ended_at=None if row.ended_at is None else local(row.ended_at),
        ended_by=row.ended_by,
    )


def newest(scope: Scope) -> int | None:
    """Return the newest act that still counts on an open line of a building; None for none."""
    query = (
        Correction.select(Correction.batch)
        .join(Line)
        .where(standing(), Line.building == scope.building_id, open_lines())
        .order_by(Correction.batch.desc())
        .limit(1)
    )
    row = query.first()
    return None if row is None else int(row.batch)


def of_batch(batch: int) -> list[Correction]:
    """Return what still counts of one act, on lines that are still open."""
    query = Correction.select(Correction, Line).join(Line)
    where = standing() & (Correction.batch == batch) & open_lines()
    return list(query.where(where).order_by(Correction.line))


def replaced_by(row: Correction) -> Correction | None:
    """Return the correction that counted before this one, if no list ended it in between."""
    before: Correction | None = (
        Correction.select()
        .where(
            Correction.line == row.line_id,
            Correction.field == row.field,
            Correction.id < row.id,
            Correction.state != "undone",
        )
        .order_by(Correction.id.desc())
        .first()
    )
    return before if before is not None and before.state == "replaced" else None


def value_without(row: Correction) -> CorrectionValue:
    """Return what the line has once a correction is undone: an earlier one's, or the source's."""
    replaced = replaced_by(row)
    if replaced is not None:
        return value_of(replaced)
    source: CorrectionValue = getattr(row.line, source_name(row.field))
    return source


def forget_replaced(line_id: int, field: str) -> None:
    """Make undone what was replaced on the way to a correction that is taken back by hand."""
    Correction.update(state="undone").where(
        Correction.line == line_id, Correction.field == field, Correction.state == "replaced"
    ).execute()
