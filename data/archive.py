"""Part Archive: copies of the basis, in the store and as files that are read back."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from peewee import JOIN

from data import dates, money
from data.basis import Basis
from data.dates import local
from data.durable import write_durably
from data.errors import Problem, UsageProblem
from data.gathering import matching_copy
from data.journal import Event, Journal
from data.models import Building, Copy, Export, Import, Line, among, chunks, tuples
from data.snapshot import (
    JUDGED,
    Head,
    archived,
    digest_of_lines,
    read_text,
    table_text,
    write_text,
)
from data.sqlite import make_folder
from data.store import change
from data.views import CopyView, LineRow, Scope
from data.views.lines import CORRECTABLE
from data.words import N_

TAKEN = Event(
    "copy_taken", N_("copy K-{number:04d}, {lines} lines {total}, read back"), leaves="lines"
)


WHOLE_BASIS = "ikke eksporterte, alle kundetyper"
"""The filter of a copy, in the archive's own language."""


LISTED = (
    Copy.id, Copy.to_date, Copy.at, Copy.operator, Copy.lines, Copy.total, Copy.sha256, Copy.file,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line that is not the same in a copy and now; None where it is missing."""

    id: int
    before: LineRow | None
    after: LineRow | None

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that differ; none when the line itself came or went."""
        if self.before is None or self.after is None:
            return ()
        differing = (
            item.name
            for item in fields(LineRow)
            if item.name not in JUDGED
            and getattr(self.before, item.name) != getattr(self.after, item.name)
        )
        ours = {f"source_{name}": name for name in CORRECTABLE}
        return tuple(dict.fromkeys(ours.get(name, name) for name in differing))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking one copy found: `intact`, `missing` or `changed`, for its file and row."""

    number: int
    file: str
    row: str

    @property
    def is_intact(self) -> bool:
        """Whether both the file and the row still are what was archived."""
        return self.file == self.row == "intact"


class Archive:
    """Takes copies, opens them again and proves them unchanged."""

    def __init__(self, journal: Journal, basis: Basis, folder: Path) -> None:
        self._journal = journal
        self._basis = basis
        self.folder = folder

    def take(self, scope: Scope, filter_text: str = WHOLE_BASIS) -> CopyView:
        """Archive every line of a basis; the same lines are archived once.

        The files are written under temporary names, flushed to disk, renamed, read back and
        compared before the row is kept. Raises Problem F707 when they cannot be written.
        """
        with change():
            # Before a file is written: only the row would be taken back with the transaction.
            self._journal.require_free(scope.building_id)
            lines = self._basis.lines(scope)
            if not lines:
                raise Problem(
                    "F501",
                    N_("{building} has no open lines to {to}: there is nothing to copy."),
                    building=scope.building,
                    to=dates.show(scope.to),
                )
            lines_digest = digest_of_lines(lines)
            known = matching_copy(scope, lines_digest)
            if known is not None and self._verdict(_row(known[0])).is_intact:
                return self.copy(known[0])
            row = self._keep(scope, filter_text, lines, lines_digest)
            self._journal.write(
                TAKEN,
                scope.building_id,
                number=row.id,
                lines=row.lines,
                total=money.show(row.total),
            )
        return self.copy(row.id)

    def copies(self, building_id: int | None = None) -> list[CopyView]:
        """Return the archived copies, newest first."""
        if building_id is None:
            return self._views()
        return self._views(Copy.building == building_id)

    def copy(self, number: int) -> CopyView:
        """Return one copy; raises UsageProblem when there is none of that number."""
        found = self._views(Copy.id == number)
        if not found:
            raise _unknown(number)
        return found[0]

    def content(self, number: int) -> tuple[Head, tuple[LineRow, ...]]:
        """Open a copy again, as it was archived.

        Raises Problem F706 when what the store holds is no longer what was archived.
        """
        row = _row(number)
        if _digest(row.content) != row.sha256:
            raise Problem(
                "F706",
                N_("Copy K-{number:04d} was changed after it was taken. Restore it from a backup."),
                number=number,
            )
        return read_text(row.content)

    def differences(self, number: int, scope: Scope) -> list[LineDifference]:
        """Compare a copy with the lines as they stand, one by one."""
        _, lines = self.content(number)
        before = {line.id: line for line in lines}
        after = {line.id: line for line in self._basis.lines(scope)}
        return [
            LineDifference(id_, before.get(id_), after.get(id_))
            for id_ in sorted(before.keys() | after.keys())
            if _differs(before.get(id_), after.get(id_))
        ]

    def verify(self, numbers: Sequence[int] | None = None) -> list[Verdict]:
        """Check every copy, or some: the row's digest, and the file read anew."""
        query = Copy.select().order_by(Copy.id)
        if numbers is not None:
            query = query.where(Copy.id.in_(list(numbers)))
        return [self._verdict(row) for row in query.iterator()]

    def _keep(
        self, scope: Scope, filter_text: str, lines: tuple[LineRow, ...], lines_digest: str
    ) -> Copy:
        highest = tuples(Copy.select(Copy.id).order_by(Copy.id.desc()).limit(1))
        number = next((row[0] for row in highest), 0) + 1
        head = self._head(number, scope, filter_text, lines)
        text = write_text(head, lines)
        digest = _digest(text)
        name = f"K-{number:04d}-{slug(scope.building)}-{scope.to.isoformat()}-{digest[:8]}"
        self._write(f"{name}.jsonl", text)
        self._write(f"{name}.txt", table_text(head, lines))
        return Copy.create(
            id=number,
            building=scope.building_id,
            to_date=scope.to,
            season=scope.season,
            operator=self._journal.operator,
            at=self._journal.now(),
            lines=len(lines),
            total=sum(line.price or 0 for line in lines),
            lines_digest=lines_digest,
            sha256=digest,
            file=f"{name}.jsonl",
            content=text,
        )

    def _head(
        self, number: int, scope: Scope, filter_text: str, lines: tuple[LineRow, ...]
    ) -> Head:
        return Head(
            number=number,
            building=scope.building,
            to=dates.show(scope.to),
            season=scope.season,
            filter=filter_text,
            sources=self._sources(lines),
            operator=self._journal.operator,
            taken=dates.show_time(local(self._journal.now())),
            lines=len(lines),
            total=money.show(sum(line.price or 0 for line in lines)),
        )

    @staticmethod
    def _sources(lines: tuple[LineRow, ...]) -> tuple[tuple[str, str], ...]:
        found: set[int] = set()
        for ids in chunks(line.id for line in lines):
            query = Line.select(Line.last_import).where(among(Line.id, ids)).distinct()
            found |= {row[0] for row in tuples(query) if row[0] is not None}
        files = Import.select(Import.file, Import.digest).where(Import.id.in_(sorted(found)))
        return tuple((row[0], row[1]) for row in tuples(files.order_by(Import.id)))

    def _write(self, name: str, text: str) -> None:
        try:
            make_folder(self.folder)
            write_durably(self.folder / name, text.encode())
        except OSError as error:
            raise Problem(
                "F707",
                N_("The copy could not be written to {folder}: {reason}. Nothing was changed."),
                folder=str(self.folder),
                reason=error.strerror or "",
            ) from error

    def _verdict(self, row: Copy) -> Verdict:
        stored = "intact" if _digest(row.content) == row.sha256 else "changed"
        try:
            found = hashlib.sha256((self.folder / row.file).read_bytes()).hexdigest()
        except OSError:
            return Verdict(row.id, "missing", stored)
        return Verdict(row.id, "intact" if found == row.sha256 else "changed", stored)

    def _views(self, *conditions: Any) -> list[CopyView]:
        """Return copies, newest first, without what they hold: that may be many megabytes."""
        query = (
            Copy.select(*LISTED, Building.name.alias("name"), Export.id.alias("export_id"))
            .join(Building)
            .join_from(Copy, Export, JOIN.LEFT_OUTER)
            .order_by(Copy.id.desc())
        )
        if conditions:
            query = query.where(*conditions)
        return [self._view(row) for row in query.objects()]

    def _view(self, row: Any) -> CopyView:
        return CopyView(
            number=row.id,
            building=row.name,
            to=row.to_date,
            taken=local(row.at),
            operator=row.operator,
            lines=row.lines,
            total=row.total,
            sha256=row.sha256,
            path=str(self.folder / row.file),
            export=row.export_id,
        )


def _row(number: int) -> Copy:
    row: Copy | None = Copy.get_or_none(Copy.id == number)
    if row is None:
        raise _unknown(number)
    return row


def _unknown(number: int) -> UsageProblem:
    return UsageProblem("F313", N_("There is no copy K-{number:04d}."), number=number)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _differs(before: LineRow | None, after: LineRow | None) -> bool:
    if before is None or after is None:
        return before is not after
    return bool(archived(before) != archived(after))


def slug(name: str) -> str:
    """Return a building's name as letters that are safe in a file name, never a path."""
    spelled = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "aa")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "bygg"
