"""Step 8: the journal of a building or of all, and the archived copies with their verification."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from data import dates, money
from data.archive import Verdict
from data.operators import MACHINE
from data.snapshot import short_digest
from data.text import fold, initials
from data.views import CopyView, JournalEntry
from data.views.differences import OfCopy, Subject
from tui import glyphs
from tui.comparing import ComparingScreen
from tui.copy_text import kept, verdict_cell
from tui.export_text import copy_number
from tui.jobs import asking_job, job
from tui.line_text import shown
from tui.proving import ExplainingScreen
from tui.room import WIDTH
from tui.save_as import save_copy
from tui.screens.frozen_copy import FrozenCopyScreen
from tui.steps import Step
from tui.widgets.columns import Column
from tui.widgets.rows import Rule, cut
from tui.widgets.search import SearchRow
from tui.widgets.window import ListPages
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext, say

AT_A_TIME = 10
"""Copies verified in one question, so that others come in between."""


class HistoryScreen(ComparingScreen, ExplainingScreen):
    """Shows what happened, proves that it was not changed since, and opens old copies."""

    AUTO_FOCUS = "#journal"
    CSS = """
    HistoryScreen #journal { height: 2fr; }
    HistoryScreen #copies { height: 1fr; }
    HistoryScreen #entry { height: 3; padding: 0 1; }
    """
    BINDINGS = [
        Binding("slash,f,f3", "search", N_("search")),
        Binding("space", "widen", N_("all buildings")),
        Binding("space", "narrow", N_("one building")),
        Binding("a", "save", N_("save copy")),
        Binding("tab", "app.focus_next", N_("other list")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._is_wide = False
        self._verdicts: dict[int, Verdict] = {}

    def heading(self) -> str:
        """Return whose history it is."""
        scope = self.house.scope
        if scope is None or self._is_wide:
            return _("Journal and archive: all buildings")
        return _("Journal and archive: {building}").format(building=shown(scope.building))

    def compose_body(self) -> ComposeResult:
        """Yield the journal, the whole of the entry under the cursor, and the copies."""
        yield SearchRow()
        yield WindowTable(self._entry_columns(), lambda row: row.number, opens=False, id="journal")
        yield Rule()
        yield Static(id="entry", markup=False)
        yield Rule()
        yield ListTable(self._copy_columns(), key=lambda row: row.number, id="copies")

    async def load(self) -> None:
        """Show both lists, then prove them."""
        await self._show_entries()
        copies = await self.ask(self.close.archive.copies, self._building)
        await self._copies.show_rows(copies)
        self._speak()
        await self._verify(copies)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer one building or all, and a copy where there is one."""
        if action in ("widen", "narrow"):
            return self.house.scope is not None and self._is_wide == (action == "narrow")
        if action == "save":
            return any(table.row is not None for table in self.query("#copies").results(ListTable))
        return super().check_action(action, parameters)

    # Keys.

    def compared(self) -> Subject | None:
        """Return the copy under the cursor."""
        row = next((table.row for table in self.query("#copies").results(ListTable)), None)
        return OfCopy(row.number) if row is not None else None

    def action_widen(self) -> None:
        """Show all buildings."""
        self._is_wide = True
        self.reload()

    def action_narrow(self) -> None:
        """Show the building that is worked on."""
        self._is_wide = False
        self.reload()

    @on(WindowTable.RowOpened, "#copies")
    def open_copy(self, event: WindowTable.RowOpened) -> None:
        """Open a copy as it was archived."""
        self.house.push_screen(FrozenCopyScreen(event.row.number))

    @asking_job
    async def action_save(self) -> None:
        """Print the copy under the cursor to a file."""
        if self._copies.row is not None:
            await save_copy(self, self._copies.row)

    @on(WindowTable.RowChanged, "#journal")
    def entry_changed(self, event: WindowTable.RowChanged) -> None:
        """Show the whole entry."""
        text = _whole(event.row) if event.row is not None else _("No entry is like that.")
        self.query_one("#entry", Static).update(Content(text))

    @on(WindowTable.RowChanged, "#copies")
    def copy_changed(self) -> None:
        """Say how long the copy under the cursor is kept."""
        self._speak()
        self.refresh_bindings()

    # Searching.

    def action_search(self) -> None:
        """Go to the search field."""
        self.query_one(SearchRow).open()

    @on(SearchRow.Changed)
    @job
    async def narrow_entries(self) -> None:
        """Show the entries that read like what was typed."""
        await self._show_entries()

    @on(SearchRow.Accepted)
    def turn_to_hits(self) -> None:
        """Go to the entries that were found."""
        self._journal.focus()

    def action_back(self) -> None:
        """Clear the search, else leave."""
        if self.query_one(SearchRow).clear():
            self._journal.focus()
        else:
            super().action_back()

    # Showing.

    @property
    def _journal(self) -> WindowTable[JournalEntry]:
        return self.query_one("#journal", WindowTable)

    @property
    def _copies(self) -> ListTable[CopyView]:
        return self.query_one("#copies", ListTable)

    @property
    def _building(self) -> int | None:
        scope = self.house.scope
        return None if scope is None or self._is_wide else scope.building_id

    def _entry_columns(self) -> tuple[Column[JournalEntry], ...]:
        return (
            Column("number", N_("No."), 6, lambda row: str(row.number), right=True),
            Column("at", N_("Time (local)"), 17, lambda row: f"{row.at:%d.%m.%y %H.%M.%S}"),
            Column("who", N_("Who"), 6, _who),
            Column("text", N_("Entry"), 36, self._sentence, grows=True),
            Column("hash", N_("Chain"), 5, lambda row: row.hash[:4]),
        )

    def _copy_columns(self) -> tuple[Column[CopyView], ...]:
        return (
            Column("number", N_("Copy"), 6, lambda row: copy_number(row.number)),
            Column("taken", N_("Taken"), 14, lambda row: f"{row.taken:%d.%m.%y %H.%M}"),
            Column("building", N_("Building"), 13, lambda row: shown(row.building), grows=True),
            Column("lines", N_("Lines"), 6, lambda row: str(row.lines), right=True),
            Column("total", N_("Sum"), 12, lambda row: money.show(row.total), right=True),
            Column("digest", N_("Digest"), 9, lambda row: short_digest(row.sha256)),
            Column("state", N_("Checked"), 11, self._verdict),
        )

    def _sentence(self, entry: JournalEntry) -> str:
        """Return what happened; the building in front where all are shown."""
        text = shown(say(entry.text))
        return (
            f"{shown(entry.building)}: {text}"
            if self._building is None and entry.building
            else text
        )

    def _verdict(self, copy: CopyView) -> Text:
        return verdict_cell(self._verdicts.get(copy.number))

    async def _show_entries(self) -> None:
        search = self.query_one(SearchRow)
        find = fold(search.text)
        if not find:
            search.show_hits("")
            await self._journal.show(self.close.journal.pages(self._building))
            return
        hits = await self.ask(
            self.close.journal.search, self._building, lambda row: find in fold(self._read(row))
        )
        count = ngettext("{count} hit", "{count} hits", len(hits)).format(count=len(hits))
        search.show_hits(count)
        await self._journal.show(ListPages(hits, lambda row: row.number))

    def _read(self, entry: JournalEntry) -> str:
        """Return all that a row says: what a search looks in."""
        return (
            f"{entry.number} {entry.at:%d.%m.%y %H.%M.%S} {entry.operator} {self._sentence(entry)}"
        )

    async def _verify(self, copies: list[CopyView]) -> None:
        self.show_totals(_("The chain is being checked ..."))
        broken = await self.ask(self.close.journal.verify)
        first = await self.ask(self.close.journal.entries, None, None, 1, True)
        count = await self.ask(self.close.journal.head)
        now = self.house.now()
        if broken is not None:
            sentence = _("The chain is broken at entry {number}: restore the store from a backup.")
            told = sentence.format(number=broken.number)
            self.show_totals(glyphs.mark("error", told))
        else:
            self.show_totals(_whole_chain(count, first, f"{now:%H.%M}"))
        for at in range(0, len(copies), AT_A_TIME):
            numbers = [copy.number for copy in copies[at : at + AT_A_TIME]]
            for verdict in await self.ask(self.close.archive.verify, numbers):
                self._verdicts[verdict.number] = verdict
            self._copies.redraw()
        self._speak()

    def _speak(self) -> None:
        """Say what is wrong with the copies, else how long the one under the cursor is kept."""
        changed = [number for number, found in self._verdicts.items() if not found.is_intact]
        copy = self._copies.row
        if changed:
            names = ", ".join(copy_number(number) for number in sorted(changed))
            sentence = _("Not as archived: {copies}. Open the copy with Enter to see more.")
            self.show_message(sentence.format(copies=names), "error")
        elif copy is not None:
            self.show_message(kept(copy))
        else:
            self.show_message(_("No copy yet. One is taken before each export."))


def _who(entry: JournalEntry) -> str:
    return _("machine") if entry.operator == MACHINE else initials(entry.operator)


def _whole(entry: JournalEntry) -> str:
    """Return an entry in full: what happened, then who, where and its link in the chain."""
    text = cut(shown(say(entry.text)), 2 * (WIDTH - 2) - 2)
    who = _("{number}  {time}  {operator} on {host}  {building}  chain {hash}").format(
        number=entry.number,
        time=f"{entry.at:%d.%m.%Y %H.%M.%S}",
        operator=entry.operator,
        host=entry.host,
        building=shown(entry.building),
        hash=short_digest(entry.hash),
    )
    return f"{text}\n{cut(who, WIDTH - 2)}"


def _whole_chain(count: int, first: list[JournalEntry], time: str) -> str:
    if not first:
        return _("The journal is empty.")
    return ngettext(
        "The chain is whole: {count} entry from {date}, checked at {time}.",
        "The chain is whole: {count} entries from {date}, checked at {time}.",
        count,
    ).format(
        count=f"{count:,}".replace(",", "\u00a0"), date=dates.show(first[0].at.date()), time=time
    )


STEP = Step(8, N_("Journal"), HistoryScreen)
