"""Part Exports: lines leave the list as one entry under «Klar for generering», or come back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from peewee import Value

from data import money
from data.accounts import AccountHit, the_string_of
from data.archive import Archive
from data.attempts import Attempts
from data.basis import Basis
from data.control import Control
from data.copy_differs import CopyDiffers
from data.errors import Problem, UsageProblem
from data.export_refusals import refuse_credit, refuse_filed, require_signed, unsigned
from data.export_rows import export_views
from data.files.gate import Gate
from data.invoices import customer_key
from data.journal import Event, Journal
from data.models import Export, ExportLine, Line, among, chunks
from data.month import Month
from data.store import change
from data.text import written
from data.views import ControlView, CopyView, ExportView, LineRow, Scope
from data.words import N_

EXPORTED = Event(
    "exported",
    N_("export E-{number:04d}, {lines} lines {total}, {payable} with a price"),
    concerns_all=True,
    leaves="values",
)
REVERSED = Event(
    "reversed",
    N_("reversed export E-{number:04d}, {lines} lines: {reason}"),
    concerns_all=True,
    leaves="values",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the confirm dialog shows: an export that has not happened."""

    scope: Scope
    request: str
    """Names this attempt: committing it twice exports once."""
    copy: CopyView
    control: ControlView
    lines: int
    payable: int
    free: int
    customers: int
    total: int
    external_total: int
    internal_total: int

    @property
    def credit(self) -> int:
        """How many lines are below zero: neither payable nor free."""
        return self.lines - self.payable - self.free


class Exports:
    """Exports a signed basis, lists what is ready, and takes exports back."""

    def __init__(
        self,
        journal: Journal,
        basis: Basis,
        control: Control,
        archive: Archive,
        attempts: Attempts,
        gate: Gate,
    ) -> None:
        self._journal = journal
        self._basis = basis
        self._control = control
        self._archive = archive
        self._attempts = attempts
        self._gate = gate

    def prepare(self, scope: Scope) -> Draft:
        """Take the copy and return what the export would be.

        Raises Problem F504 naming the points that are not signed, F505 when no line is marked,
        F303 for a line below zero, F654 when the month has a file and no second operator allowed
        another.
        """
        self._gate.require(Month.of(scope.to))
        view = self._control.view(scope)
        require_signed(view, but_the_copy=True)
        refuse_credit(_marked(self._basis.lines(scope)))
        copy = self._archive.take(scope)
        view = self._control.view(scope)
        lines = _marked(self._basis.lines(scope))
        if not lines:
            raise Problem("F505", N_("No line is marked. Mark the lines to export first."))
        return _draft(scope, copy, view, lines)

    def copy_is_due(self, scope: Scope) -> bool:
        """Whether only the copy is missing and the building ours, so that it is taken unasked."""
        view = self._control.view(scope)
        is_due = view.tally.lines > 0 and not view.is_ready and not unsigned(view)
        return is_due and self._journal.is_free(scope.building_id)

    def commit(self, draft: Draft, external: str, internal: str) -> ExportView:
        """Export in one transaction: entry, lines, frozen sign-offs, journal.

        `external` and `internal` are what was typed in the two fields; each must hit one
        account string. Committing the same draft again returns the export it made. Raises
        CopyDiffers when a line changed since the copy, Problem when a point is not signed.
        """
        with self._attempts.attempt(draft.scope, draft.request), change():
            done: list[Export] = list(Export.select().where(Export.request == draft.request))
            if done:
                return self.export(done[0].id)
            strings = (
                the_string_of(draft.scope.building, external, "external"),
                the_string_of(draft.scope.building, internal, "internal"),
            )
            differences = self._archive.differences(draft.copy.number, draft.scope)
            if differences:
                raise CopyDiffers(differences, draft.copy.number)
            if Export.select().where(Export.copy == draft.copy.number).exists():
                raise Problem(
                    "F510",
                    N_("Copy K-{copy:04d} was used for another export. Open the export again."),
                    copy=draft.copy.number,
                )
            self._gate.require(Month.of(draft.scope.to))
            require_signed(self._control.view(draft.scope), but_the_copy=False)
            number = self._store(draft, *strings)
        return self.export(number)

    def exports(self, month: Month | None = None) -> list[ExportView]:
        """Return exports, reversed ones too, oldest first; of one month or of all."""
        if month is None:
            return export_views()
        return export_views(Export.to_date.between(month.first, month.last))

    def export(self, number: int) -> ExportView:
        """Return one export; raises UsageProblem F315 when there is none of that number."""
        found = export_views(Export.id == number)
        if not found:
            raise _unknown(number)
        return found[0]

    def lines(self, number: int) -> tuple[LineRow, ...]:
        """Return the lines of an export as they were archived, without those held back."""
        _, lines = self._archive.content(_row(number).copy_id)
        return _marked(lines)

    def reverse(self, number: int, reason: str) -> ExportView:
        """Put an export's lines back on the list; the entry stays, with who, when and why.

        Raises Problem F506 without a reason, F507 when it is reversed already, F659 when a file
        holds its lines.
        """
        reason = written(reason)
        if not reason:
            raise Problem("F506", N_("A reversal needs a reason. Write why."))
        with change():
            row = _row(number)
            if row.reversed_at is not None:
                raise Problem("F507", N_("E-{number:04d} is reversed already."), number=number)
            refuse_filed(self.export(number))
            count = Line.update(export=None).where(Line.export == number).execute()
            ExportLine.update(reversed=True).where(ExportLine.export == number).execute()
            Export.update(
                reversed_at=self._journal.now(),
                reversed_by=self._journal.operator,
                reversed_reason=reason,
            ).where(Export.id == number).execute()
            scope = Scope(row.building_id, row.building.name, row.to_date, row.season)
            self._control.thaw_total(scope, number)
            self._journal.write(
                REVERSED, row.building_id, number=number, lines=count, reason=reason
            )
        return self.export(number)

    def _store(self, draft: Draft, external: AccountHit, internal: AccountHit) -> int:
        scope = draft.scope
        lines = _marked(self._basis.lines(scope))
        row = Export.create(
            request=draft.request,
            building=scope.building_id,
            to_date=scope.to,
            season=scope.season,
            copy=draft.copy.number,
            external=external.id,
            internal=internal.id,
            lines=len(lines),
            payable=sum(line.is_payable for line in lines),
            free=sum(not line.price for line in lines),
            total=_total(lines),
            external_total=_total(lines, "external"),
            internal_total=_total(lines, "internal"),
            customers=_customers(lines),
            operator=self._journal.operator,
            at=self._journal.now(),
        )
        self._control.freeze(scope, row.id)
        _stamp(lines, row.id)
        self._journal.write(
            EXPORTED,
            scope.building_id,
            number=row.id,
            lines=len(lines),
            total=money.show(_total(lines)),
            payable=row.payable,
        )
        return int(row.id)


def _stamp(lines: tuple[LineRow, ...], export_id: int) -> None:
    """Give the lines their export; the store's unique key refuses one that has an export."""
    for chunk in chunks(line.id for line in lines):
        free = among(Line.id, chunk) & Line.export.is_null()
        if Line.update(export=export_id).where(free).execute() != len(chunk):
            other = Line.select(Line.id).where(among(Line.id, chunk), Line.export != export_id)
            raise Problem("F508", N_("Line {line} is exported already."), line=other.scalar())
    taken = Line.select(Line.export, Line.id, Line.price, Value(False)).where(
        Line.export == export_id
    )
    columns = [ExportLine.export, ExportLine.line, ExportLine.price, ExportLine.reversed]
    ExportLine.insert_from(taken, columns).execute()


def _draft(scope: Scope, copy: CopyView, view: ControlView, lines: tuple[LineRow, ...]) -> Draft:
    return Draft(
        scope=scope,
        request=uuid.uuid4().hex,
        copy=copy,
        control=view,
        lines=len(lines),
        payable=sum(line.is_payable for line in lines),
        free=sum(not line.price for line in lines),
        customers=_customers(lines),
        total=_total(lines),
        external_total=_total(lines, "external"),
        internal_total=_total(lines, "internal"),
    )


def _marked(lines: tuple[LineRow, ...]) -> tuple[LineRow, ...]:
    return tuple(line for line in lines if not line.held)


def _total(lines: tuple[LineRow, ...], kind: str = "") -> int:
    return sum(line.price or 0 for line in lines if kind in ("", line.customer_type))


def _customers(lines: tuple[LineRow, ...]) -> int:
    """Return how many collective invoices the payable lines make."""
    return len({customer_key(line) for line in lines if line.is_payable})


def _row(number: int) -> Export:
    row: Export | None = Export.get_or_none(Export.id == number)
    if row is None:
        raise _unknown(number)
    return row


def _unknown(number: int) -> UsageProblem:
    return UsageProblem("F315", N_("There is no export E-{number:04d}."), number=number)
