"""Notes (merknader): `m` writes one, shows those that are there, and takes one away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.binding import Binding
from textual.widgets import DataTable

from data import dates, notes
from data.views import ExportView, InvoiceRow, LineRow, NoteKind, NoteSubject, NoteView, PointView
from data.views.files import FileView
from tui.dialogs import AskChoice, AskReason, AskText
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.line_text import shown
from tui.marking import MarkingScreen
from tui.widgets.checklist import Checklist
from tui.widgets.facts import Row
from tui.widgets.window_table import WindowTable
from tui.words import N_, _, ngettext

Noted = LineRow | InvoiceRow | PointView | ExportView | FileView
"""What a screen can show that a note may stand on."""

ON_ROWS = (LineRow, InvoiceRow, ExportView, FileView)
"""What stands in a row of a table."""

KINDS: dict[NoteKind, str] = {
    "line": N_("Note on line {label}"),
    "customer": N_("Note on the customer {label}"),
    "point": N_("Note on point {label}"),
    "export": N_("Note on {label}"),
    "file": N_("Note on the file {label}"),
}
NEW = 0
"""Stands for a new note where those that are there are offered."""
MOST = 8
"""Notes that are offered by digit; older ones are read in the report."""


NOTE = Binding("m", "note", N_("note"))
"""For the keys of a `NotingScreen`, where it stands best among them."""


class NotingScreen(HouseScreen[None]):
    """A screen with something that notes may stand on."""

    note_book = notes.NoteBook()
    """The notes; empty until `read_notes`."""

    @property
    def noted(self) -> Noted | None:
        """What the cursor is on: a line, the row of the first table, or a point."""
        if isinstance(self, MarkingScreen):
            return self.line_meant
        for table in self.query("#body DataTable").results(DataTable):
            row = table.row if isinstance(table, WindowTable) else None
            return row if isinstance(row, ON_ROWS) else None
        return next((each.point for each in self.query(Checklist)), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a note where there is something for it to stand on."""
        if action == "note":
            return not self.is_typing and self.noted is not None
        return super().check_action(action, parameters)

    async def read_notes(self) -> None:
        """Read the notes that what is shown here may have."""
        self.note_book = await self.ask(self.close.notes.book)

    def said_of(self, line: LineRow, *, customer_only: bool = False) -> str:
        """Return what is noted on a line and its customer, short; empty where nothing is."""
        there = self.note_book.of_line(line)
        return _shortened([note for note in there if note.kind == "customer" or not customer_only])

    def said_of_point(self, point: PointView | None) -> str:
        """Return what is noted on a point of the basis, short; empty where nothing is."""
        if point is None or self.house.scope is None:
            return ""
        return _shortened(self.note_book.of(notes.on_point(self.house.scope, point.number)))

    def said_of_export(self, number: int) -> str:
        """Return what is noted on an export, short; empty where nothing is."""
        return _shortened(self.note_book.of(notes.on_export(number)))

    def said_of_file(self, file: FileView) -> str:
        """Return what is noted on a file, short; empty where nothing is."""
        return _shortened(self.note_book.of(notes.on_file(file)))

    def note_rows(self, line: LineRow) -> list[Row]:
        """Return every note on a line and its customer, for a list of facts."""
        there = self.note_book.of_line(line)
        names = [_("Notes"), *(" " for _note in there[1:])]
        return [(name, sentence(note)) for name, note in zip(names, there, strict=False)]

    @asking_job
    async def action_note(self) -> None:
        """Write a note on what the cursor is on, or take one away."""
        subject = await self._noted_subject()
        if subject is None:
            return
        there = await self.ask(self.close.notes.of, subject)
        chosen = await self._chosen_note(subject, there) if there else NEW
        if chosen == NEW:
            await self._write_note(subject)
        elif chosen is not None:
            await self._remove_note(subject, next(note for note in there if note.number == chosen))

    async def _noted_subject(self) -> NoteSubject | None:
        """Return what the note is on; asked where a line and its customer are possible."""
        noted = self.noted
        match noted:
            case LineRow():
                choices = [notes.on_line(noted), notes.on_customer(noted)]
                named = [(each, _heading(each)) for each in choices]
                return await self.answer(AskChoice(_("What is the note on?"), named))
            case InvoiceRow():
                return replace(notes.on_customer(noted.lines[0]), label=noted.customer)
            case ExportView():
                return notes.on_export(noted.number)
            case FileView():
                return notes.on_file(noted)
            case PointView() if self.house.scope is not None:
                return notes.on_point(self.house.scope, noted.number)
        return None

    async def _chosen_note(self, subject: NoteSubject, there: Sequence[NoteView]) -> int | None:
        """Return the number of the note to take away, `NEW` for a new one, None after Esc."""
        latest = there[-MOST:]
        choices = [(NEW, _("write a new one"))]
        choices += [(each.number, _("remove: {note}").format(note=_row(each))) for each in latest]
        listed = "\n".join(sentence(note) for note in there)
        return await self.answer(AskChoice(_heading(subject), choices, explanation=listed))

    async def _write_note(self, subject: NoteSubject) -> None:
        label = _("Up to {count} characters. Long digit runs are hidden.").format(
            count=notes.LONGEST
        )
        if subject.kind == "customer":
            label = " ".join([label, _("It is shown on every line of the customer.")])
        text = await self.answer(AskText(_heading(subject), label, notes.read))
        if text is not None:
            await self.tell(self.close.notes.add, subject, text)
            self.tell_user(_("The note is kept."), "ok")

    async def _remove_note(self, subject: NoteSubject, note: NoteView) -> None:
        about = "\n".join([sentence(note), _("It stays in the record as removed by you.")])
        reasons = [_(each) for each in notes.REMOVAL_REASONS]
        reason = await self.answer(AskReason(_("Remove the note"), reasons, explanation=about))
        if reason is not None:
            await self.tell(self.close.notes.remove, subject, note.number, reason)
            self.tell_user(_("The note is removed."), "ok")


def sentence(note: NoteView) -> str:
    """Return a note with who wrote it and when."""
    return _("{day} {operator}: {text}").format(
        day=dates.show(note.at.date()), operator=note.operator, text=shown(note.text)
    )


def _heading(subject: NoteSubject) -> str:
    return _(KINDS[subject.kind]).format(label=shown(subject.label))


def _shortened(there: Sequence[NoteView]) -> str:
    """Return the newest note, and how many more there are; empty where there is none."""
    if not there:
        return ""
    newest = _("Note: {note}").format(note=shown(there[-1].text))
    if len(there) == 1:
        return newest
    more = ngettext("and {count} more", "and {count} more", len(there) - 1)
    return f"{newest} ({more.format(count=len(there) - 1)})"


def _row(note: NoteView) -> str:
    text = shown(note.text)
    return text if len(text) <= 40 else f"{text[:39]}…"
