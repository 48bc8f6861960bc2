"""Fetching a newer list: choose a file, settle what is doubtful, see what it changes."""

from __future__ import annotations

import os.path
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from data import dates, inbox
from data.comparison import ImportPlan
from data.errors import AmbiguousDates, Refused
from data.inbox import FileRead, InboxEntry
from data.listing import DateOrder
from data.text import fold
from tui.dialogs import AskChoice
from tui.house import HouseScreen
from tui.jobs import asking_job, mind
from tui.screens.import_plan import ImportPlanScreen, count_of_totals
from tui.screens.refused import RefusedScreen
from tui.widgets.columns import Column
from tui.widgets.fields import Field
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext


def _name(entry: InboxEntry) -> str:
    return f"{entry.name}/" if entry.is_folder else entry.name


def _size(entry: InboxEntry) -> str:
    return _("folder") if entry.is_folder else f"{-(-entry.size // 1024)} kB"


FILE_COLUMNS = (
    Column[InboxEntry]("name", N_("Name"), 38, _name, grows=True),
    Column[InboxEntry]("size", N_("Size"), 9, _size, right=True),
    Column[InboxEntry](
        "modified", N_("Changed"), 16, lambda entry: dates.show_time(entry.modified)
    ),
)


class BringInScreen(HouseScreen[None]):
    """Lists the files of a folder, reads the chosen one and leads to what it would change."""

    CSS = """
    #path-row { height: 1; padding: 0 1; }
    #path-row Static { width: 5; }
    #path { width: 1fr; }
    """
    AUTO_FOCUS = "#files"
    SUFFIXES = inbox.SUFFIXES
    """Which files are listed."""
    BINDINGS = [
        Binding("slash,f,f3", "name_file", N_("type a name")),
        Binding("i,f5", "look_again", N_("read the folder again")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._base: Path | None = None
        self._folder: Path | None = None
        self._entries: tuple[InboxEntry, ...] = ()
        self._brought: dict[str, int] = {}

    def heading(self) -> str:
        """Return what is done here."""
        return _("Fetch a list")

    def compose_body(self) -> ComposeResult:
        """Yield the field for a path and the files of its folder."""
        with Horizontal(id="path-row"):
            yield Static(_("File"), markup=False)
            yield Field(id="path")
        columns = (*FILE_COLUMNS, self.own_column())
        yield ListTable(columns, key=lambda entry: entry.path, id="files")

    def own_column(self) -> Column[InboxEntry]:
        """Return the column that tells what has become of a file."""
        return Column("brought", N_("Fetched"), 8, self._fetched_as)

    def home(self) -> Widget:
        """Return the list of files."""
        return self._table

    async def load(self) -> None:
        """Read the folder anew."""
        if self._base is None:
            options = await self.ask(self.close.settings.options)
            self._base = Path(options.inbox.folder).expanduser().absolute()
        self._folder = None
        self.show_message(_("Enter reads the file and shows what it changes. Nothing is stored."))
        await self._list()

    # Keys.

    @on(Input.Changed, "#path")
    def path_changed(self) -> None:
        """Show what the typed path may mean."""
        self.run_worker(mind(self, self._list), group="listing", exclusive=True)

    @on(Input.Submitted, "#path")
    @asking_job
    async def path_submitted(self) -> None:
        """Read the file that was typed, or the only one it can mean."""
        shown = self._matching()
        typed = self._typed.name
        named = [entry for entry in shown if entry.path.name == typed]
        if len(shown) == 1 or named:
            await self._open((named or shown)[0])
        elif typed and not shown:
            await self._bring(self._typed)
        else:
            self._table.focus()

    @on(WindowTable.RowOpened)
    @asking_job
    async def row_opened(self, event: WindowTable.RowOpened) -> None:
        """Read a file, or look into a folder."""
        await self._open(event.row)

    def action_name_file(self) -> None:
        """Go to the field."""
        self.query_one("#path").focus()

    def action_look_again(self) -> None:
        """Read the folder again: a file may have come since."""
        self.reload()

    # The folder.

    @property
    def _table(self) -> ListTable[InboxEntry]:
        return self.query_one("#files", ListTable)

    @property
    def _typed(self) -> Path:
        """The path that stands in the field."""
        text = self.query_one("#path", Field).value
        return inbox.typed_path(text, self._base or Path())

    async def _list(self) -> None:
        head, _tail = os.path.split(self.query_one("#path", Field).value)
        folder = inbox.typed_path(head, self._base or Path())
        if folder != self._folder:
            self._entries = await self.work(inbox.entries, folder, self.SUFFIXES)
            digests = [entry.digest for entry in self._entries if entry.digest]
            self._brought = await self.ask(self.close.imports.numbers, digests)
            self._folder = folder
        shown = self._matching()
        await self._table.show_rows(shown)
        files = sum(not entry.is_folder for entry in shown)
        count = ngettext("{count} file in {folder}", "{count} files in {folder}", files)
        self.show_totals(count.format(count=files, folder=inbox.shown_path(folder)))

    def _matching(self) -> list[InboxEntry]:
        _head, tail = os.path.split(self.query_one("#path", Field).value)
        return [entry for entry in self._entries if fold(tail) in fold(entry.name)]

    def _fetched_as(self, entry: InboxEntry) -> str:
        number = self._brought.get(entry.digest)
        return f"I-{number:04d}" if number else ""

    # The file.

    async def _open(self, entry: InboxEntry) -> None:
        if not entry.is_folder:
            await self._bring(entry.path)
            return
        self._base = entry.path
        self.query_one("#path", Field).value = ""
        await self._list()
        self._table.focus()

    async def _bring(self, path: Path) -> None:
        found = await self._read(path)
        if found is None:
            return
        plan = await self.ask(self.close.imports.weigh, found)
        if plan.already is not None:
            await self._tell_already(plan.already)
            return
        screen = ImportPlanScreen(found)
        await self.house.push_screen(screen, self._tell_applied)
        await screen.is_shown.wait()

    async def _read(self, path: Path, order: DateOrder | None = None) -> FileRead | None:
        """Read a file, asking how its dates are meant; None when it is not to be had."""
        try:
            return await self.work(inbox.read_file, path, order)
        except AmbiguousDates as question:
            meant = await self.answer(_ask_order(question))
            return await self._read(path, meant) if meant else None
        except Refused as refusal:
            if not refusal.cells:
                raise
            await self.house.push_screen(RefusedScreen(path.name, refusal))
            return None

    async def _tell_already(self, number: int) -> None:
        earlier = await self.ask(self.close.imports.numbered, number)
        self.tell_user(
            _("The file was fetched before (I-{number:04d}, {time}). Nothing is changed.").format(
                number=earlier.number, time=dates.show_time(earlier.at)
            )
        )

    def _tell_applied(self, plan: ImportPlan | None) -> None:
        """Say what was taken in, and be ready for the next file."""
        if plan is None or plan.already is not None:
            return
        self.query_one("#path", Field).value = ""
        self._table.focus()
        if plan.read:
            sentence = _("{file} is fetched: {new} new, {changed} changed, {gone} gone.")
        else:
            sentence = _("{file} is fetched: {totals}.")
        self.tell_user(
            sentence.format(
                file=plan.file,
                new=plan.new.lines,
                changed=plan.changed.lines,
                gone=plan.gone.lines,
                totals=count_of_totals(plan),
            ),
            "ok",
        )


def _ask_order(question: AmbiguousDates) -> AskChoice[DateOrder]:
    """Ask how dates are meant, with each reading of one of them written out."""
    sentence = _("{title}: {printed} is {day}. {month} {year}")
    choices = [
        (
            reading.order,
            sentence.format(
                title=_(reading.title),
                printed=reading.printed,
                day=reading.meant.day,
                month=_(dates.MONTHS[reading.meant.month - 1]),
                year=reading.meant.year,
            ),
        )
        for reading in inbox.readings_of(question)
    ]
    explanation = _("Nothing in the file settles which way its dates are written.")
    return AskChoice(_("How are the dates meant?"), choices, explanation=explanation)
