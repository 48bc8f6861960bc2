"""Part Differences: a basis, an export or a copy held against something else, line by line.

Nothing here changes the store but `keep_total`: a list that is compared is read and let go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data import dates, money
from data.archive import Archive
from data.basis import Basis
from data.compared import COPIED, as_listed, as_ours, compare_sides, listed_fields, of_list
from data.compared_list import taken_along, total_of
from data.control_totals import listed_prices
from data.errors import Problem
from data.exports import Exports
from data.inbox import FileRead
from data.journal import Event, Journal
from data.models import ControlTotal, Copy, Export, Line, among, chunks, tuples
from data.rows import line_query, line_rows
from data.store import change
from data.text import mask
from data.views import LineRow, Scope
from data.views.differences import (
    ACopy,
    ComparedLine,
    ComparedSide,
    Comparison,
    LastImport,
    OfCopy,
    OfExport,
    Stated,
    Subject,
)
from data.words import N_, Phrase, phrase

TOTAL_COMPARED = Event(
    "control_total_compared",
    N_("control total {total} / {items} from {file}, line by line, differing lines {differing}"),
    leaves="lines",
)


@dataclass(frozen=True, slots=True)
class AList:
    """Against a list of Aktiv kommune that was read and is not stored."""

    found: FileRead


Against = ACopy | LastImport | Stated | AList
"""What stands on the side called there."""


class Differences:
    """Compares, and keeps a list that was compared as the control total of point 6."""

    def __init__(self, journal: Journal, basis: Basis, archive: Archive, exports: Exports) -> None:
        self._journal = journal
        self._basis = basis
        self._archive = archive
        self._exports = exports

    def compare(self, subject: Subject, against: Against) -> Comparison:
        """Hold a subject against something else.

        A basis is held against Aktiv kommune with Aktiv kommune's own values, held lines too,
        as the control total is; against the last import with what is to be exported. Raises
        Problem F511 when there is no copy, F338 when a list says nothing about the building.
        """
        scope = self.scope_of(subject)
        match against:
            case ACopy(number):
                return self._with_copy(subject, _required(scope, self.newest_copy(scope), number))
            case LastImport():
                return self._with_import(subject, scope)
            case Stated(total, count):
                stated = ComparedSide.stated(phrase(N_("typed")), total, count)
                return self._with_totals(subject, scope, stated)
            case AList(found):
                return self._with_list(subject, scope, found)

    def keep_total(self, scope: Scope, found: FileRead) -> Comparison:
        """Keep a list as the control total of a basis, with the price of each of its lines.

        Point 6 is then answered line by line: proven where the lines agree, stopped where they
        do not, even when the sums are equal. Returns what the comparison found. Raises Problem
        F339 for a file without lines.
        """
        with change():
            comparison = self.compare(scope, AList(found))
            there = comparison.there
            if there.lines is None:
                raise Problem(
                    "F339",
                    N_("{file} holds no lines, only totals. Fetch it with i instead."),
                    file=mask(found.file),
                )
            ControlTotal.create(
                building=scope.building_id,
                to_date=scope.to,
                season=scope.season,
                total=there.total,
                count=there.payable,
                origin=found.file,
                covered=listed_prices(there.lines),
                operator=self._journal.operator,
                at=self._journal.now(),
            )
            self._journal.write(
                TOTAL_COMPARED,
                scope.building_id,
                total=money.show(there.total),
                items=there.payable,
                file=mask(found.file),
                differing=len([each for each in comparison.differences if each.moves]),
            )
        return comparison

    def newest_copy(self, scope: Scope) -> int | None:
        """Return the number of the newest copy of a basis; None when it has none."""
        query = Copy.select(Copy.id).where(
            Copy.building == scope.building_id,
            Copy.to_date == scope.to,
            Copy.season == scope.season,
        )
        found = tuples(query.order_by(Copy.id.desc()).limit(1))
        return int(found[0][0]) if found else None

    def scope_of(self, subject: Subject) -> Scope:
        """Return the basis that a subject is, or was made of.

        Raises UsageProblem F315 when there is no such export, F313 when there is no such copy.
        """
        match subject:
            case OfExport(number):
                self._exports.export(number)
                return _scope_of(Export.get_by_id(number))
            case OfCopy(number):
                self._archive.copy(number)
                return _scope_of(Copy.get_by_id(number))
        return subject

    # The side called here.

    def _here(self, subject: Subject, *, ours: bool) -> ComparedSide:
        """Return the subject's lines; of a basis ours or Aktiv kommune's values."""
        match subject:
            case OfExport(number):
                name = phrase(N_("export E-{number:04d}"), number=number)
                return _side(name, map(as_ours, self._exports.lines(number)))
            case OfCopy(number):
                return self._copied(number)
        name = phrase(N_("the list to {to}"), to=dates.show(subject.to))
        lines = self._basis.lines(subject)
        return _side(name, map(as_ours if ours else as_listed, lines))

    # The side called there.

    def _copied(self, number: int) -> ComparedSide:
        copy = self._archive.copy(number)
        _, lines = self._archive.content(number)
        name = phrase(
            N_("copy K-{number:04d}, {taken}"), number=number, taken=f"{copy.taken:%d.%m.%y %H.%M}"
        )
        return _side(name, map(as_ours, lines))

    def _with_copy(self, subject: Subject, number: int) -> Comparison:
        here, there = self._here(subject, ours=True), self._copied(number)
        numbers = [number, subject.number] if isinstance(subject, OfCopy) else [number]
        # Copies are proven whenever they are compared, not only when the program starts.
        broken = [each.number for each in self._archive.verify(numbers) if not each.is_intact]
        note = (
            phrase(
                N_("F706 The file of copy {copies} is not what was archived, the store's text is."),
                copies=", ".join(f"K-{each:04d}" for each in broken),
            )
            if broken
            else None
        )
        return Comparison(here, there, compare_sides(here, there, COPIED), note=note)

    def _with_import(self, subject: Subject, scope: Scope) -> Comparison:
        """Compare with the source's values: of the list, or of the very lines that were frozen."""
        name = phrase(N_("Aktiv kommune, as last read"))
        if isinstance(subject, Scope):
            lines = self._basis.lines(subject)
            marked = (as_ours(line) for line in lines if not line.held)
            here = _side(phrase(N_("to export")), marked)
        else:
            here = self._here(subject, ours=True)
            lines = self._as_they_stand((line.id for line in here.lines or ()), scope.to)
        there = _side(name, map(as_listed, lines))
        note = self._why_little_differs(subject)
        return Comparison(here, there, compare_sides(here, there), note=note)

    def _why_little_differs(self, subject: Subject) -> Phrase | None:
        """Say of an export that stands that nothing newer is known of its lines."""
        if not isinstance(subject, OfExport):
            return None
        if self._exports.export(subject.number).reversed_at is not None:
            return None
        return phrase(
            N_(
                "Lists that were read after the export left its lines alone. A list in a file"
                " tells what Aktiv kommune says of them now."
            )
        )

    def _as_they_stand(self, ids: Iterable[int], to: date) -> tuple[LineRow, ...]:
        found: list[LineRow] = []
        query = line_query(self._basis.test_mode)
        for chunk in chunks(ids):
            still_there = among(Line.id, chunk) & (Line.gone == False)  # noqa: E712
            found += line_rows(query.where(still_there), to)
        return tuple(found)

    def _with_totals(self, subject: Subject, scope: Scope, stated: ComparedSide) -> Comparison:
        here = self._here(subject, ours=False)
        beyond = self._basis.beyond(scope) if isinstance(subject, Scope) else (0, 0)
        return Comparison(here, stated, to=scope.to, beyond_here=beyond)

    def _with_list(self, subject: Subject, scope: Scope, found: FileRead) -> Comparison:
        name = phrase(N_("list {file}"), file=mask(found.file))
        listed = total_of(found, scope)
        if listed is not None:
            stated = ComparedSide.stated(name, listed.total, listed.count)
            return self._with_totals(subject, scope, stated)
        here = self._here(subject, ours=False)
        lines, left_out = taken_along(found, scope, {line.id for line in here.lines or ()})
        there = _side(name, map(of_list, lines))
        found_differences = compare_sides(here, there, listed_fields(lines))
        return Comparison(here, there, found_differences, to=scope.to, left_out=left_out)


def _side(name: Phrase, lines: Iterable[ComparedLine]) -> ComparedSide:
    return ComparedSide.of(name, tuple(lines))


def _required(scope: Scope, newest: int | None, number: int | None) -> int:
    """Return the copy that was asked for, else the newest."""
    if number is not None:
        return number
    if newest is None:
        raise Problem(
            "F511",
            N_("There is no copy of {building} to {to}. k in step 3 takes one."),
            building=scope.building,
            to=dates.show(scope.to),
        )
    return newest


def _scope_of(row: Copy | Export) -> Scope:
    return Scope(row.building_id, row.building.name, row.to_date, row.season)
