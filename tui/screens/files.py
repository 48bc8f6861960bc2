"""Step 7: the generated files, on their way to accounting and back with its answer."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from data import dates, money
from data.errors import Problem
from data.files.log_reading import LogRead
from data.month import Month
from data.printing import write_new_files
from data.ready import ReadyView
from data.views import DeadlineView
from data.views.files import Chain, FileState, FileView
from tui import file_text, glyphs
from tui.delivering import DeliveringScreen
from tui.jobs import asking_job
from tui.line_text import LETTERS
from tui.noting import NOTE, NotingScreen
from tui.room import Level
from tui.save_as import SaveAs, tell_saved
from tui.screens.chain import ChainScreen
from tui.screens.file_preview import FilePreviewScreen
from tui.steps import Step
from tui.widgets.columns import Column
from tui.widgets.facts import BLANK, Facts
from tui.widgets.facts import Row as Fact
from tui.widgets.rows import Rule
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext

LEAST_BRIDGE = 3
"""Rows of the bridge beside the file's other facts where there is room for no more."""

NEXT: dict[FileState, tuple[str, Level]] = {
    "empty": (N_("Nothing in it costs anything: it is not sent."), "info"),
    "unsent": (N_("x delivers the file and reads it back."), "info"),
    "sent": (
        N_("The month closes when the receipt agrees on orders and sum. t types it."),
        "info",
    ),
    "differs": (
        N_("The receipt differs. Ask accounting, or take back what it rejected (r)."),
        "error",
    ),
    "receipted": (N_("Closed: list, file and receipt agree."), "ok"),
    "discarded": (
        N_("Taken back whole. Its exports wait for another file in step 6."),
        "info",
    ),
}
"""What comes next for a file in each state."""

COLUMNS = (
    Column[FileView]("name", N_("File"), 8, file_text.file_name, grows=True),
    Column[FileView]("kind", N_("K"), 1, lambda row: LETTERS[row.customer_type]),
    Column[FileView]("format", N_("Format"), 8, lambda row: row.format),
    Column[FileView]("orders", N_("Orders"), 6, lambda row: str(row.orders), right=True),
    Column[FileView]("lines", N_("Lines"), 6, lambda row: str(row.lines), right=True),
    Column[FileView]("amount", N_("Sum"), 12, lambda row: money.show(row.amount), right=True),
    Column[FileView]("made", N_("Made"), 8, file_text.made),
    Column[FileView]("sent", N_("Sent"), 5, file_text.sent),
    Column[FileView]("state", N_("Receipt"), 12, file_text.state_cell),
)


class FilesScreen(DeliveringScreen, NotingScreen):
    """Shows the files, newest first, and everything about the one under the cursor."""

    CSS = """
    FilesScreen #files { height: 5; }
    FilesScreen #file { height: 1fr; }
    """
    BINDINGS = [
        Binding("d", "bridge", N_("bridge")),
        NOTE,
        Binding("a", "save", N_("save to file")),
        Binding("plus", "month(1)", N_("month"), show=False),
        Binding("minus", "month(-1)", N_("month"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._newest = 0

    def heading(self) -> str:
        """Return what is shown."""
        return _("Generated files")

    def compose_body(self) -> ComposeResult:
        """Yield the files, and what is known of one; before the first file what is ready."""
        yield ListTable(COLUMNS, key=lambda row: row.number, id="files")
        yield Rule()
        yield Facts(names=file_text.NAMES, id="file")

    async def load(self) -> None:
        """Read the files anew, and go to one that was not there before: it is to be sent."""
        await self.read_notes()
        files = await self.ask(self.close.files.files)
        await self.table.show_rows(list(reversed(files)))
        newest = max((file.number for file in files if file.orders), default=0)
        if newest > self._newest:
            await self.table.go_to(newest)
        self._newest = newest
        if not files:
            await self._show_what_is_ready()
            return
        count = ngettext("{count} file", "{count} files", len(files)).format(count=len(files))
        waiting = sum(file.state in ("unsent", "sent", "differs") for file in files)
        self.show_totals(_("{files}, {waiting} not closed").format(files=count, waiting=waiting))
        await self.show_file(self.table.row)

    @property
    def table(self) -> ListTable[FileView]:
        """The list of files."""
        return self.query_one("#files", ListTable)

    @property
    def chosen(self) -> FileView | None:
        """The file under the cursor."""
        return next((table.row for table in self.query(ListTable)), None)

    @on(WindowTable.RowChanged)
    def file_changed(self, event: WindowTable.RowChanged) -> None:
        """Say more of the file under the cursor."""
        self.run_worker(self.show_file(event.row), group="file", exclusive=True)
        self.refresh_bindings()

    @on(WindowTable.RowOpened)
    def open_file(self, event: WindowTable.RowOpened) -> None:
        """Show what the file holds, record by record."""
        self.house.push_screen(FilePreviewScreen(event.row))

    async def show_file(self, file: FileView | None) -> None:
        """Show one file: its orders, bridge, log, delivery, letter and receipt."""
        if file is None:
            return
        chain = await self.ask(self.close.chains.of_file, file.number)
        log = await self.ask(self._log, file)
        facts = self.query_one("#file", Facts)
        facts.show(_about(file, chain, log, self.said_of_file(file), facts.size.height))
        if file.state == "partly_rejected":
            self.show_message(file_text.partly_rejected(file), "attention")
            return
        text, level = NEXT[file.state]
        self.show_message(_(text), level)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the bridge and copies where there is a file."""
        if action in ("bridge", "save"):
            return self.chosen is not None
        return super().check_action(action, parameters)

    def action_bridge(self) -> None:
        """Show the bridge of the file's month, from the list to the receipt."""
        if self.chosen is not None:
            self.house.push_screen(ChainScreen(Month.of(self.chosen.month)))

    @asking_job
    async def action_save(self) -> None:
        """Save copies of file and log in a folder of one's own."""
        file = self.chosen
        if file is None:
            return

        def write(folder: str) -> Path:
            contents = {
                file.name: self.close.files.content(file.number),
                file.log_name: self.close.files.log(file.number),
            }
            return write_new_files(folder, contents)[0].parent

        name = file_text.file_name(file)
        heading = _("Save {name} and its log").format(name=name)
        explanation = _("Both are written into this folder, as they were generated.")
        path = await self.answer(SaveAs(heading, explanation, write, name))
        tell_saved(self, path)

    def action_month(self, by: int) -> None:
        """Show what is ready of another month, as long as there is no file."""
        month = self.house.month.next() if by > 0 else self.house.month.previous()
        if month.first <= self.house.now().date():
            self.house.month = month

    def _log(self, file: FileView) -> LogRead | None:
        try:
            return self.close.chains.log_of(file.number)
        except Problem:
            return None

    async def _show_what_is_ready(self) -> None:
        month = self.house.month
        view = await self.ask(self.close.ready.view, month)
        deadline = await self.ask(self.close.months.deadline, month)
        name = f"{_(dates.MONTHS[month.month - 1])} {month.year}"
        self.query_one("#file", Facts).show(_so_far(view, deadline, name))
        self.show_totals(_("No files yet."))
        self.show_message(_("Step 6 shows the exports, and makes the file of them (x)."))


def _about(file: FileView, chain: Chain, log: LogRead | None, note: str, height: int) -> list[Fact]:
    """Return all that is known of a file in `height` rows; the bridge takes what is left."""
    first: list[Fact] = [("", file_text.origin(file))]
    if reason := file_text.reason(file):
        first.append((_("Reason"), reason))
    last: list[Fact] = [
        (_("Log"), file_text.log_row(file, log)),
        (_("Sent"), file_text.delivery_row(file)),
        (_("Letter"), file_text.letter_row(file)),
        (_("Receipt"), file_text.receipt_row(file)),
    ]
    if note:
        last.append(("", note))
    room = max(LEAST_BRIDGE, height - len(first) - len(last))
    return [*first, *file_text.bridge_rows(chain.up_to("file"), room), *last]


def _so_far(view: ReadyView, deadline: DeadlineView, month: str) -> list[Fact]:
    due = f"{_(dates.WEEKDAYS_SHORT[deadline.due.weekday()])} {dates.show(deadline.due)}"
    missing = len(view.waiting)
    waiting = ngettext("{count} building", "{count} buildings", missing).format(count=missing)
    return [
        BLANK,
        ("", glyphs.mark("open", _("No files yet for {month}.").format(month=month))),
        BLANK,
        (
            "",
            _("Ready so far: {exported} of {all} buildings, {lines} lines, {total}").format(
                exported=view.exported_buildings,
                all=view.buildings,
                lines=view.lines,
                total=money.show(view.total),
            ),
        ),
        ("", _("Missing: {what}").format(what=waiting if missing else _("nothing"))),
        ("", _("Deadline: one file by {due}").format(due=due)),
    ]


STEP = Step(7, N_("Files"), FilesScreen)
