"""Gather from the store what a report tells of one basis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from data.archive import Archive
from data.basis import Basis
from data.bridge import bridge
from data.checks import CHECKS
from data.control import Control
from data.corrected import view as correction_view
from data.dates import local
from data.exports import Exports
from data.facts import Facts, Limits
from data.journal import Journal
from data.models import ControlTotal, Correction, Line, SignOff, among, chunks
from data.month import Month
from data.notes import Notes, on_export, on_point
from data.report.material import Answer, EnteredTotal, Material, Remark
from data.signatures import of_scope
from data.snapshot import digest_of_lines
from data.views import ControlView, ExportView, LineRow, Scope
from data.views.corrections import CorrectionView
from data.words import N_, Phrase, phrase

_CHECKS = {check.key: check for check in CHECKS}


class Gatherer:
    """Asks the parts of the store for what a report needs."""

    def __init__(
        self,
        journal: Journal,
        basis: Basis,
        control: Control,
        archive: Archive,
        exports: Exports,
        notes: Notes,
    ) -> None:
        self._journal = journal
        self._basis = basis
        self._control = control
        self._archive = archive
        self._exports = exports
        self._notes = notes

    def material(self, scope: Scope) -> Material:
        """Return what is known of a basis; of an exported one what was frozen with the export."""
        lines = self._basis.lines(scope)
        export = self._export_of(scope) if all(line.held for line in lines) else None
        if export is not None:
            _head, lines = self._archive.content(export.copy)
        view = self._control.view(scope) if export is None else None
        mine = (
            of_scope(SignOff, scope) if export is None else SignOff.export == export.number,
            of_scope(ControlTotal, scope)
            if export is None
            else ControlTotal.export == export.number,
        )
        return Material(
            scope=scope,
            at=local(self._journal.now()),
            operator=self._journal.operator,
            test_mode=self._basis.test_mode,
            lines=lines,
            digest=digest_of_lines(lines),
            view=view,
            bridge=view.bridge if view else _bridge(scope, lines),
            answers=tuple(_answers(mine[0], view)),
            totals=tuple(_totals(mine[1])),
            corrections=_corrections(lines),
            remarks=tuple(self._remarks(scope, lines, export)),
            copy=self._copy(scope, lines, export),
            export=export,
        )

    def _export_of(self, scope: Scope) -> ExportView | None:
        """Return the standing export of a basis, the newest where there are several."""
        standing = [
            export
            for export in self._exports.exports(Month.of(scope.to))
            if export.reversed_at is None
            and (export.building, export.to, export.season)
            == (scope.building, scope.to, scope.season)
        ]
        return standing[-1] if standing else None

    def _copy(self, scope: Scope, lines: tuple[LineRow, ...], export: ExportView | None) -> Any:
        """Return the copy of the export, else the newest copy of the basis; None without one."""
        if export is not None:
            return self._archive.copy(export.copy)
        copies = self._archive.copies(scope.building_id)
        return next((copy for copy in copies if copy.to == scope.to), None) if lines else None

    def _remarks(
        self, scope: Scope, lines: tuple[LineRow, ...], export: ExportView | None
    ) -> Iterable[Remark]:
        """Yield the notes, each once: of points and export, of lines, of customers."""
        for check in CHECKS:
            on = phrase(N_("point {point}"), point=check.number)
            for note in self._notes.of(on_point(scope, check.number), removed=True):
                yield Remark(on, note)
        if export is not None:
            on = phrase(N_("export E-{number:04d}"), number=export.number)
            for note in self._notes.of(on_export(export.number), removed=True):
                yield Remark(on, note)
        seen: set[int] = set()
        book = self._notes.book(removed=True)
        for line in lines:
            for note in book.of_line(line):
                if note.number not in seen:
                    seen.add(note.number)
                    yield Remark(_on(line, note.kind), note)


def _on(line: LineRow, kind: str) -> Phrase:
    if kind == "customer":
        return phrase(N_("{names}"), names=line.customer)
    return phrase(N_("line {line}"), line=line.id)


def _bridge(scope: Scope, lines: tuple[LineRow, ...]) -> Any:
    """Return the bridge of archived lines."""
    facts = Facts(
        scope=scope,
        lines=lines,
        digest="",
        beyond=(0, 0),
        twins=(),
        past=None,
        total=None,
        account_strings={},
        copy=None,
        limits=Limits(),
    )
    return bridge(facts)


def _answers(where: Any, view: ControlView | None) -> Iterable[Answer]:
    """Yield every signature, by point and time, with what became of it."""
    rows = [row for row in SignOff.select().where(where) if row.check in _CHECKS]
    rows.sort(key=lambda row: (_CHECKS[row.check].number, row.id))
    newest = {row.check: row.id for row in rows}
    states = (
        {point.check: point.signed.state for point in view.points if point.signed} if view else {}
    )
    for row in rows:
        check = _CHECKS[row.check]
        if row.withdrawn_at is not None:
            state = "withdrawn"
        elif newest[row.check] != row.id:
            state = "replaced"
        else:
            state = states.get(row.check, "valid")
        yield Answer(
            point=check.number,
            title=Phrase(check.title),
            operator=row.operator,
            at=local(row.at),
            reason=row.reason,
            state=state,
            withdrawn_at=local(row.withdrawn_at) if row.withdrawn_at else None,
            withdrawn_by=row.withdrawn_by,
            withdrawn_reason=row.withdrawn_reason,
        )


def _totals(where: Any) -> Iterable[EnteredTotal]:
    for row in ControlTotal.select().where(where).order_by(ControlTotal.id):
        yield EnteredTotal(row.total, row.count, row.origin, row.operator, local(row.at))


def _corrections(lines: Iterable[LineRow]) -> tuple[CorrectionView, ...]:
    """Return every correction of the lines, undone ones too, in order of line and time."""
    found: list[CorrectionView] = []
    for ids in chunks(line.id for line in lines):
        query = Correction.select(Correction, Line).join(Line).where(among(Correction.line, ids))
        found += [correction_view(row, row.line) for row in query.order_by(Correction.id)]
    return tuple(sorted(found, key=lambda each: (each.line, each.at)))
