"""Part Reports: the whole control of a building as a file of one's own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from data.archive import Archive, slug
from data.basis import Basis
from data.control import Control
from data.errors import UsageProblem
from data.exports import Exports
from data.journal import Event, Journal
from data.notes import Notes
from data.printing import path_named, write_new
from data.report.content import Report, Say
from data.report.gathering import Gatherer
from data.report.sections import lay_out
from data.report.writers import BY_KEY, WRITERS, Writer
from data.snapshot import short_digest
from data.store import change
from data.views import Scope
from data.words import N_

REPORT_SAVED = Event(
    "report_saved",
    N_("report saved as {format}, sha256 {digest}"),
    needs_building=False,
    leaves="lines",
)


class Reports:
    """Lays out a report, writes it in any of the formats, and keeps it as a file."""

    formats = WRITERS
    """The kinds of file, in the order of their digits."""

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
        self._gatherer = Gatherer(journal, basis, control, archive, exports, notes)

    def report(self, scope: Scope) -> Report:
        """Return the report of a basis as it stands; customer ids are masked."""
        return lay_out(self._gatherer.material(scope))

    def save(self, scope: Scope, key: str, content: bytes, name: str) -> Path:
        """Keep a written report under a name that is free; returns where it lies.

        Raises UsageProblem F711 for no file name, F712 where a file has that name, Problem
        F713 when it cannot be written.
        """
        path = path_named(name)
        with change():
            # The entry first: a file is there only where the journal can say so.
            self._journal.write(
                REPORT_SAVED,
                scope.building_id,
                format=format_of(key).key,
                digest=short_digest(hashlib.sha256(content).hexdigest(), 16),
            )
            return write_new(path, content)


def format_of(key: str) -> Writer:
    """Return a kind of file by its key; raises UsageProblem F347 when there is none."""
    if key not in BY_KEY:
        raise UsageProblem(
            "F347",
            N_("No report is written as {format}. Possible: {formats}."),
            format=key,
            formats=", ".join(BY_KEY),
        )
    return BY_KEY[key]


def written_report(report: Report, key: str, say: Say) -> bytes:
    """Return a report as the bytes of one kind of file; asks no store, and takes its time."""
    return format_of(key).write(report, say)


def name_for(scope: Scope, key: str) -> str:
    """Return the name a report gets when the operator has no other."""
    return f"kontroll-{slug(scope.building)}-{scope.to.isoformat()}.{key}"
