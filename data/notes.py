"""Part Notes: what operators want to remember of a line, a customer, a point, an export, a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from data.checks import BY_NUMBER
from data.customer_id import canonical
from data.dates import local
from data.dates import show as show_day
from data.errors import Problem, UsageProblem
from data.journal import Event, Journal
from data.models import Export, Line, Note, tuples
from data.store import change
from data.text import fold, written
from data.views import LineRow, NoteSubject, NoteView, Scope
from data.views.files import FileView
from data.words import N_

NOTED = Event("noted", N_("note on {subject}: {text}"), needs_building=False, leaves="lines")
NOTED_DIGITS = Event(
    "noted_digits",
    N_("note on {subject}; its digits stay out of the journal"),
    needs_building=False,
    leaves="lines",
)
NOTE_REMOVED = Event(
    "note_removed_because",
    N_("removed a note on {subject}, written by {author}: {reason}"),
    needs_building=False,
    leaves="lines",
)
REMOVED_ONCE = Event(
    "note_removed",
    N_("removed a note on {subject}, written by {author}"),
    needs_building=False,
    leaves="lines",
)
"""Only read: no reason was asked for in older journals."""

REMOVAL_REASONS = (N_("no longer so"), N_("written by mistake"), N_("taken care of"))
"""Stock reasons for taking a note away, chosen by one digit."""

LONGEST = 200
"""Characters of a note."""

_DIGITS = re.compile(r"\d(?:[ \u00a0-]?\d){5,}")
"""A run that may be part of somebody's number; a price or a date is shorter or broken up."""
_USABLE = (5, 6, 9, 11)
"""How many digits a customer id has."""


def on_line(line: LineRow) -> NoteSubject:
    """Return what a note on a line stands on."""
    return NoteSubject("line", str(line.id), str(line.id))


def on_customer(line: LineRow) -> NoteSubject:
    """Return what a note on a line's customer stands on: the id where it is usable, else the name.

    A digest, since a note goes to reports and backups where an identity number must not.
    """
    digits = canonical(line.customer_id)
    name = digits if len(digits) in _USABLE else fold(line.organization or line.contact)
    return NoteSubject("customer", hashlib.sha256(name.encode()).hexdigest()[:32], line.customer)


def on_point(scope: Scope, number: int) -> NoteSubject:
    """Return what a note on a point of a checklist stands on."""
    key = f"{scope.building_id} {scope.to.isoformat()} {BY_NUMBER[number].key} {scope.season}"
    label = f"{number}, {show_day(scope.to)}"
    return NoteSubject("point", key.strip(), label, scope.building_id, scope.to)


def on_export(number: int) -> NoteSubject:
    """Return what a note on an export stands on."""
    return NoteSubject("export", str(number), f"E-{number:04d}")


def on_file(file: FileView) -> NoteSubject:
    """Return what a note on an invoice file stands on."""
    return NoteSubject("file", str(file.number), file.name)


class NoteBook:
    """Notes, read once to be looked up line by line."""

    def __init__(self, notes: Iterable[NoteView] = ()) -> None:
        """Keep the notes in their order."""
        self._notes: dict[tuple[str, str], list[NoteView]] = {}
        for note in notes:
            self._notes.setdefault((note.kind, note.key), []).append(note)

    def of(self, *subjects: NoteSubject) -> tuple[NoteView, ...]:
        """Return what is noted on some subjects."""
        return tuple(
            note for each in subjects for note in self._notes.get((each.kind, each.key), ())
        )

    def of_line(self, line: LineRow) -> tuple[NoteView, ...]:
        """Return what is noted on a line and on its customer, whichever month it was."""
        return self.of(on_line(line), on_customer(line)) if self._notes else ()


class Notes:
    """Keeps notes; one that is removed stays in the record with who and when."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def of(self, *subjects: NoteSubject, removed: bool = False) -> tuple[NoteView, ...]:
        """Return the notes on some subjects, oldest first; with `removed` those taken away too."""
        found: list[NoteView] = []
        for kind in sorted({subject.kind for subject in subjects}):
            keys = [subject.key for subject in subjects if subject.kind == kind]
            where = (Note.kind == kind) & Note.subject.in_(keys)
            query = Note.select().where(where if removed else where & Note.removed_at.is_null())
            found += [_view(row) for row in query]
        return tuple(sorted(found, key=lambda note: note.number))

    def book(self, *, removed: bool = False) -> NoteBook:
        """Return every note; with `removed` those taken away too."""
        query = Note.select().order_by(Note.id)
        kept = query if removed else query.where(Note.removed_at.is_null())
        return NoteBook([_view(row) for row in kept])

    def add(self, subject: NoteSubject, text: str) -> NoteView:
        """Write a note; raises UsageProblem F345 where it is empty or too long."""
        text = read(text)
        with change():
            building = self._building(subject)
            row = Note.create(
                kind=subject.kind,
                subject=subject.key,
                building=building,
                to_date=subject.to,
                text=text,
                operator=self._journal.operator,
                at=self._journal.now(),
            )
            event = NOTED_DIGITS if _DIGITS.search(text) else NOTED
            values = {} if event is NOTED_DIGITS else {"text": text}
            self._journal.write(event, building, subject=_journalled(subject), **values)
        return _view(row)

    def remove(self, subject: NoteSubject, number: int, reason: str) -> None:
        """Take a note away; the reason stands in the journal.

        Raises UsageProblem F349 without a reason, Problem F346 where a colleague was faster.
        """
        reason = written(reason)
        if not reason:
            raise UsageProblem("F349", N_("A note is removed only with a reason. Write one."))
        with change():
            row: Note | None = Note.get_or_none(Note.id == number, Note.removed_at.is_null())
            if row is None:
                raise Problem("F346", N_("The note is removed already."))
            Note.update(removed_at=self._journal.now(), removed_by=self._journal.operator).where(
                Note.id == number
            ).execute()
            self._journal.write(
                NOTE_REMOVED,
                row.building_id,
                subject=_journalled(subject),
                author=row.operator,
                reason=reason,
            )

    @staticmethod
    def _building(subject: NoteSubject) -> int | None:
        """Return the building that a note belongs to; what is noted on a customer has none."""
        if subject.kind not in ("line", "export"):
            return subject.building_id
        model: Any = Line if subject.kind == "line" else Export
        rows = tuples(model.select(model.building).where(model.id == int(subject.key)))
        return rows[0][0] if rows else None


def read(text: str) -> str:
    """Return what is kept of what was typed; raises UsageProblem F345."""
    kept = written(text)
    if not kept or len(kept) > LONGEST:
        raise UsageProblem(
            "F345",
            N_("A note has 1 to {longest} characters; this one has {count}."),
            longest=LONGEST,
            count=len(kept),
        )
    return kept


def _journalled(subject: NoteSubject) -> str:
    return written(subject.label)


def _view(row: Any) -> NoteView:
    return NoteView(
        number=row.id,
        kind=row.kind,
        key=row.subject,
        text=row.text,
        operator=row.operator,
        at=local(row.at),
        removed_at=None if row.removed_at is None else local(row.removed_at),
        removed_by=row.removed_by,
    )
