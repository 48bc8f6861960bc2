"""The unit register: which one customers are held against, and how a newer one is brought in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from data import dates
from data.errors import Problem
from data.inbox import InboxEntry
from data.register.unit import RegisterView, grouped
from tui import glyphs
from tui.jobs import job
from tui.line_text import shown
from tui.screens.bring_in import BringInScreen
from tui.widgets.columns import Column
from tui.widgets.rows import Rule
from tui.words import N_, _, ngettext, say, say_problem

if TYPE_CHECKING:
    from data.register.building import BuiltRegister


class RegisterScreen(BringInScreen):
    """Tells which register is in use, and makes a new one of the files that are marked."""

    SUFFIXES = frozenset({".csv", ".json", ".gz"})
    CSS = f"""
    {BringInScreen.CSS}
    #state {{ height: auto; max-height: 6; padding: 0 1; }}
    """
    BINDINGS = [Binding("space", "mark", N_("mark"))]

    def __init__(self) -> None:
        super().__init__()
        self._marked: list[Path] = []

    def heading(self) -> str:
        """Return the register's name."""
        return _("Unit register")

    def compose_body(self) -> ComposeResult:
        """Yield the register in use, and the files of a folder."""
        yield Static(id="state", markup=False)
        yield Rule()
        yield from super().compose_body()

    def own_column(self) -> Column[InboxEntry]:
        """Return the column of marks."""
        return Column("marked", N_("Marked"), 8, self._mark)

    async def load(self) -> None:
        """Read the register's state and the folder anew."""
        await super().load()
        self.query_one("#state", Static).update(await self._state())
        self.show_message(
            _("Space marks the two files, Enter brings them in. One file alone: Enter.")
        )

    @job
    async def action_mark(self) -> None:
        """Take the file under the cursor along, or leave it after all."""
        entry = self._table.row
        if entry is None or entry.is_folder:
            return
        if entry.path in self._marked:
            self._marked.remove(entry.path)
        else:
            self._marked.append(entry.path)
        await self._table.show_rows(self._matching())

    async def _bring(self, path: Path) -> None:
        """Make a register of what is marked, else of this file, and put it in use."""
        built = await self._build(self._marked or [path])
        view = await self.tell(self.close.registers.install, built)
        self._marked.clear()
        sentence = _("The unit register of {date} is in use: {units}.")
        told = sentence.format(date=dates.show(view.date), units=_units(view.units))
        self.tell_user(told, "ok")

    async def _build(self, paths: list[Path]) -> BuiltRegister:
        """Read the files in a thread of its own, the store free meanwhile; Esc stops it.

        Raises Stopped, which a job turns into a sentence.
        """
        return await self.work_long(self.close.registers.prepare, paths, says=_progress)

    async def _state(self) -> Content:
        try:
            view = await self.ask(self.close.registers.state)
        except Problem as problem:
            return glyphs.mark("error", say_problem(problem))
        lines = [_described(view)] if view else [_missing()]
        lines += [glyphs.mark("attention", say(remark)) for remark in view.remarks] if view else []
        source = _("Source: Enhetsregisteret, Brønnøysundregistrene, under the NLOD licence.")
        return Content("\n").join([*lines, Content(source)])

    def _mark(self, entry: InboxEntry) -> str:
        if entry.is_folder:
            return ""
        return "[x]" if entry.path in self._marked else "[ ]"


def _progress(units: int, read: int, size: int) -> str:
    percent = min(100, 100 * read // max(size, 1))
    return _("{units}, {percent} %. Esc stops").format(units=_units(units), percent=percent)


def _missing() -> Content:
    told = _("No unit register: no customer is held against Enhetsregisteret.")
    how = _("Fetch «enheter» and «underenheter» from data.brreg.no, as CSV or JSON.")
    return Content("\n").join([glyphs.mark("nothing", told), Content(how)])


def _described(view: RegisterView) -> Content:
    sentence = _("Unit register of {date}: {main}, {sub}.")
    main = ngettext("{count} main unit", "{count} main units", view.main_units)
    sub = ngettext("{count} sub-unit", "{count} sub-units", view.sub_units)
    told = sentence.format(
        date=dates.show(view.date),
        main=main.format(count=grouped(view.main_units)),
        sub=sub.format(count=grouped(view.sub_units)),
    )
    brought = _("Brought in {time} by {operator}.").format(
        time=dates.show_time(view.imported), operator=shown(view.operator)
    )
    files = ", ".join(f"{shown(file.name)} ({file.sha256[:8]})" for file in view.files)
    return Content("\n").join([glyphs.mark("ok", told), Content(brought), Content(files)])


def _units(count: int) -> str:
    return ngettext("{count} unit", "{count} units", count).format(count=grouped(count))
