"""Part Corrections: what an operator knows better than Aktiv kommune, with who, why and whence."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from data.accepted_ids import is_accepted
from data.basis import Basis
from data.correctable import (
    journalled,
    plain,
    require_field,
    require_origin,
    require_possible,
    same,
    shown,
)
from data.corrected import (
    end,
    forget_replaced,
    newest,
    of_batch,
    replaced_by,
    standing,
    value_of,
    value_without,
    view,
)  # fmt: skip
from data.dates import local
from data.effective import keep
from data.errors import Problem
from data.holding import mark_what_now_costs, numbers
from data.journal import Event, Journal
from data.models import Correction, Line, among, open_lines
from data.register.lookup import Register
from data.scopes import in_scope
from data.store import change
from data.stored import source_name
from data.suggestions import others, suggestions
from data.text import mask, written
from data.views import Scope
from data.views.corrections import (
    CorrectionBatch,
    CorrectionValue,
    CorrectionView,
    Others,
    Suggestion,
)
from data.words import N_

CORRECTED = {
    "application": Event(
        "corrected_by_application",
        N_("corrected {lines}: {before} -> {value} (the application): {reason}"),
        concerns_all=True,
        leaves="history",
    ),
    "register": Event(
        "corrected_by_register",
        N_("corrected {lines}: {before} -> {value} (the unit register): {reason}"),
        concerns_all=True,
        leaves="history",
    ),
    "customer": Event(
        "corrected_by_customer",
        N_("corrected {lines}: {before} -> {value} (the customer): {reason}"),
        concerns_all=True,
        leaves="history",
    ),
    "accounting": Event(
        "corrected_by_accounting",
        N_("corrected {lines}: {before} -> {value} (accounting): {reason}"),
        concerns_all=True,
        leaves="history",
    ),
}
"""By origin, since the journal keeps values and no words that would need translation."""
UNDONE = Event(
    "correction_undone",
    N_("undid the correction of {lines}: {before} -> {value}"),
    concerns_all=True,
    leaves="history",
)

_MOST_VALUES = 3


class Corrections:
    """Our values of lines, kept beside the source's, which are never changed."""

    def __init__(self, journal: Journal, basis: Basis, register: Register | None = None) -> None:
        self._journal = journal
        self._basis = basis
        self._register = register

    # Correcting.

    def correct(
        self, ids: Sequence[int], field: str, value: CorrectionValue, origin: str, reason: str
    ) -> int:
        """Give one field of lines another value, whatever building they are in.

        `field` is `customer_id`, `customer_type` or `price` (øre), `origin` one of
        `data.correctable.ORIGINS`. To say what the source says is to take a correction back.
        Returns how many lines there were. Raises UsageProblem F350 and F351 for a field or
        origin that is none, Problem F352 for a line that is not open, F357 without a reason,
        and as `require_possible` does; then nothing is changed.
        """
        field, origin, reason = require_field(field), require_origin(origin), written(reason)
        if not reason:
            raise Problem("F357", N_("A correction needs a reason. Choose one or write."))
        value = plain(field, value)
        with change():
            lines = _open(ids)
            for line in lines:
                self._require_possible(line, field, value)
            before = {line.id: getattr(line, field) for line in lines}
            made: list[int] = []
            for line in lines:
                made += self._correct(line, field, value, origin, reason)
            Correction.update(batch=min(made, default=0)).where(
                among(Correction.id, made)
            ).execute()
            mark_what_now_costs(line.id for line in lines)
            for building, here in _by_building(lines).items():
                self._journal.write(
                    CORRECTED[origin],
                    building,
                    lines=numbers([line.id for line in here]),
                    before=_journalled(field, (before[line.id] for line in here)),
                    value=journalled(field, value),
                    reason=reason,
                )
        return len(lines)

    def undo(self, scope: Scope, batch: int | None = None) -> int:
        """Take back the newest correction of the basis' building on lines that are still open.

        What it replaced counts again. `batch` is what the operator was shown. Returns how many
        lines changed. Raises Problem F358 when there is none, F359 when it is another batch.
        """
        with change():
            batch_now = newest(scope)
            if batch_now is None:
                raise Problem("F358", N_("There is no correction to undo."))
            if batch not in (None, batch_now):
                raise Problem(
                    "F359", N_("Somebody corrected more meanwhile. Press z to look again.")
                )
            rows = of_batch(batch_now)
            values = {row.id: getattr(row.line, row.field) for row in rows}
            for row in rows:
                self._undo(row)
            mark_what_now_costs(row.line_id for row in rows)
            for building, here in _by_building(row.line for row in rows).items():
                ids = {line.id for line in here}
                mine = [row for row in rows if row.line_id in ids]
                field = mine[0].field
                self._journal.write(
                    UNDONE,
                    building,
                    lines=numbers(sorted(ids)),
                    before=_journalled(field, (values[row.id] for row in mine)),
                    value=_journalled(field, (getattr(row.line, field) for row in mine)),
                )
        return len(rows)

    # Looking.

    def last(self, scope: Scope) -> CorrectionBatch | None:
        """Return what `undo` would take back; None when there is nothing."""
        batch_now = newest(scope)
        if batch_now is None:
            return None
        rows = of_batch(batch_now)
        first = next(row for row in rows if row.line.building_id == scope.building_id)
        return CorrectionBatch(
            batch=batch_now,
            field=require_field(first.field),
            lines=tuple(row.line_id for row in rows),
            elsewhere=sum(row.line.building_id != scope.building_id for row in rows),
            customer=mask(first.line.organization or first.line.contact),
            now=shown(first.field, value_of(first)),
            then=shown(first.field, value_without(first)),
            operator=first.operator,
            at=local(first.at),
        )

    def of_line(self, line_id: int) -> tuple[CorrectionView, ...]:
        """Return every correction of a line, the newest first, undone ones too."""
        query = Correction.select(Correction, Line).join(Line).where(Correction.line == line_id)
        return tuple(view(row, row.line) for row in query.order_by(Correction.id.desc()))

    def standing(self, scope: Scope) -> dict[int, tuple[CorrectionView, ...]]:
        """Return the corrections that count of the lines of a basis, exported ones too."""
        query = Correction.select(Correction, Line).join(Line).where(standing(), in_scope(scope))
        found: dict[int, tuple[CorrectionView, ...]] = {}
        for row in query.order_by(Correction.id):
            found[row.line_id] = (*found.get(row.line_id, ()), view(row, row.line))
        return found

    def suggestions(self, line_id: int, field: str) -> tuple[Suggestion, ...]:
        """Return what a customer id may be meant to be, what is known best first."""
        return suggestions(self._basis, self._register, line_id, field)

    def others(self, line_id: int, field: str, to: date | None = None) -> Others:
        """Return the customer's other open lines with the same value in a field.

        In a basis to a day, and in other buildings to the same: the month's end unless told.
        """
        return others(self._basis, line_id, field, to)

    def require_possible(self, line_id: int, field: str, value: CorrectionValue) -> None:
        """Raise what `correct` would for a value of an open line."""
        (line,) = _open([line_id])
        self._require_possible(line, require_field(field), plain(field, value))

    # One line.

    def _require_possible(self, line: Line, field: str, value: CorrectionValue) -> None:
        accepted = field == "customer_id" and is_accepted(str(value))
        test_mode = self._basis.test_mode
        require_possible(line, field, value, test_mode, accepted)  # type: ignore[arg-type]

    def _correct(
        self, line: Line, field: str, value: CorrectionValue, origin: str, reason: str
    ) -> list[int]:
        """Keep one line's correction; returns the ids of the rows made, none for an undoing."""
        source = getattr(line, source_name(field))
        says_the_same = same(field, value, source)
        now = Correction.get_or_none(standing(), Correction.line == line, Correction.field == field)
        if now is not None:
            end(now, "undone" if says_the_same else "replaced", self._journal)
        setattr(line, field, source if says_the_same else value)
        keep(line)
        if says_the_same:
            # What was replaced on the way is taken back with it.
            forget_replaced(line.id, field)
            return []
        row = Correction.create(
            batch=0,
            line=line,
            field=field,
            before=json.dumps(source),
            value=json.dumps(value),
            origin=origin,
            reason=reason,
            operator=self._journal.operator,
            at=self._journal.now(),
        )
        return [int(row.id)]

    def _undo(self, row: Correction) -> None:
        value = value_without(row)
        replaced = replaced_by(row)
        end(row, "undone", self._journal)
        if replaced is not None:
            Correction.update(state="standing", ended_at=None, ended_by="").where(
                Correction.id == replaced.id
            ).execute()
        setattr(row.line, row.field, value)
        keep(row.line)


def _open(ids: Sequence[int]) -> list[Line]:
    """Return the lines, in order of id; raises Problem F352 where one is not open."""
    lines = list(Line.select().where(among(Line.id, ids), open_lines()).order_by(Line.id))
    missing = sorted(set(ids) - {line.id for line in lines})
    if missing or not lines:
        raise Problem(
            "F352",
            N_("These lines are exported or gone and are not corrected: {lines}."),
            lines=numbers(missing) or "-",
        )
    return lines


def _by_building(lines: Iterable[Line]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.building_id].append(line)
    return found


def _journalled(field: str, values: Iterable[CorrectionValue]) -> str:
    """Return a few differing values as the journal keeps them."""
    differing = list(dict.fromkeys(journalled(field, value) for value in values))
    more = " …" if len(differing) > _MOST_VALUES else ""
    return ", ".join(differing[:_MOST_VALUES]) + more
