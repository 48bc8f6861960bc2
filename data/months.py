"""Part Months: where each building of a month stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.basis import Basis
from data.control import Control
from data.exports import Exports
from data.files.filed import Files
from data.locks import Locks
from data.models import Building, ControlTotal, Copy, Line, SignOff, open_lines, tuples
from data.month import Calendar, Month, deadline
from data.scopes import end_of, ended_before
from data.settings import Settings
from data.signatures import of_scope
from data.views import (
    AtWork,
    BuildingRow,
    BuildingState,
    ControlView,
    DeadlineView,
    ExportView,
    MonthView,
    Scope,
    Tally,
)
from data.views.files import FileView
from data.words import Phrase


class Months:
    """The month overview."""

    def __init__(
        self,
        basis: Basis,
        control: Control,
        exports: Exports,
        locks: Locks,
        settings: Settings,
        files: Files,
    ) -> None:
        self._files = files
        self._basis = basis
        self._control = control
        self._exports = exports
        self._locks = locks
        self._settings = settings

    def current(self) -> Month:
        """Return the month that is being closed: the one before today's."""
        return Month.of(self._basis.today).previous()

    def deadline(self, month: Month) -> DeadlineView:
        """Return the close calendar of a month."""
        calendar: Calendar = self._settings.options().calendar
        return deadline(month, self._basis.today, calendar)

    def overview(self, month: Month) -> MonthView:
        """Return every building with its state, in order of name."""
        exports = [row for row in self._exports.exports(month) if row.reversed_at is None]
        working = self._locks.others()
        to = min(month.last, self._basis.today)
        filed = _Filed(self._files.files(month), to)
        rows = [
            self._building(row, to, exports, working, filed)
            for row in Building.select().order_by(Building.name_sort)
        ]
        return MonthView(self.deadline(month), tuple(rows))

    def _building(
        self,
        row: Building,
        to: date,
        exports: list[ExportView],
        working: dict[int, AtWork],
        filed: _Filed,
    ) -> BuildingRow:
        mine = [export for export in exports if export.building == row.name]
        scope = Scope(row.id, row.name, to)
        view = self._control.view(scope)
        nothing = self._control.nothing_signed_by(scope)
        state = filed.state(scope, _state(scope, view, mine, nothing), mine, view)
        is_exported = state in EXPORTED
        exported_lines = sum(export.kept for export in mine)
        exported_total = sum(export.kept_total for export in mine)
        still_open = Tally() if is_exported else view.tally
        blocked = [point for point in view.points if point.state == "blocked"]
        return BuildingRow(
            building_id=row.id,
            building=row.name,
            lines=exported_lines + still_open.lines,
            total=exported_total + still_open.total,
            exported_lines=exported_lines,
            exported_total=exported_total,
            findings=0 if is_exported else sum(max(len(point.lines), 1) for point in blocked),
            signed=len(view.points) if is_exported else view.signed,
            points=len(view.points),
            state=state,
            reason=_reason(view) if state == "stopped" else None,
            operator=mine[-1].operator if mine else nothing or _last_operator(scope),
            working=working.get(row.id),
            exports=tuple(export.number for export in mine),
            payable=sum(export.payable - export.returned for export in mine) + still_open.payable,
        )


EXPORTED: tuple[BuildingState, ...] = ("exported", "in_file", "receipted")
"""The states of a building whose lines have left the list."""


class _Filed:
    """What the files of a month say of its buildings."""

    def __init__(self, files: Sequence[FileView], to: date) -> None:
        self._receipted = {file.name for file in files if file.is_receipted}
        rejected = Line.select(Line.building).where(
            Line.reopened.is_null(False), open_lines(), ended_before(end_of(to))
        )
        self._reopened = {row[0] for row in tuples(rejected)}

    def state(
        self,
        scope: Scope,
        state: BuildingState,
        exports: Sequence[ExportView],
        view: ControlView,
    ) -> BuildingState:
        """Return how far a building has come, of which the list alone says `state`.

        What accounting rejected is work again, though the rest of its building is in a file.
        """
        if state != "exported":
            return state
        if scope.building_id in self._reopened:
            return "signed" if view.is_ready else "in_progress"
        if not all(export.is_in_file for export in exports):
            return state
        names = {name for export in exports for name in export.files}
        return "receipted" if names <= self._receipted else "in_file"


def _state(
    scope: Scope, view: ControlView, exports: list[ExportView], nothing: str
) -> BuildingState:
    """Return how far a building's month has come.

    A building whose whole month is exported stays so though late lines came since: they belong
    to the next month, and lines held back were held back knowingly. The export of one season,
    or to a day within the month, leaves lines that are still to be closed.
    """
    is_whole = any(not export.season and export.to >= scope.to for export in exports)
    if is_whole or (exports and not view.tally.marked):
        return "exported"
    if nothing and not view.tally.marked:
        return "nothing"
    if not view.tally.lines:
        return "not_started"
    if _reason(view) is not None:
        return "stopped"
    if view.is_ready:
        return "signed"
    return "in_progress" if exports or _is_started(scope, view) else "not_started"


def _reason(view: ControlView) -> Phrase | None:
    """Return why a building is stopped: its total is not Aktiv kommune's."""
    for point in view.points:
        if point.check == "control_total" and point.state == "blocked":
            return point.summary
    return None


def _is_started(scope: Scope, view: ControlView) -> bool:
    if view.tally.marked != view.tally.lines:
        return True
    typed = of_scope(ControlTotal, scope) & (ControlTotal.origin == "typed")
    return (
        SignOff.select().where(of_scope(SignOff, scope)).exists()
        or ControlTotal.select().where(typed).exists()
        or Copy.select()
        .where(Copy.building == scope.building_id, Copy.to_date == scope.to)
        .exists()
    )


def _last_operator(scope: Scope) -> str:
    row: SignOff | None = (
        SignOff.select().where(of_scope(SignOff, scope)).order_by(SignOff.id.desc()).first()
    )
    return row.operator if row is not None else ""
