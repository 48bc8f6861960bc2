"""Comparing: `d` asks what to hold a basis, an export or a copy against, and shows what differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from data import dates, money
from data.views import CopyView, Scope
from data.views.differences import ACopy, LastImport, OfCopy, Stated, Subject
from tui.dialogs import AskChoice, HouseDialog
from tui.export_text import copy_number
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.screens.control_total import AskTotal
from tui.screens.differences import DifferencesScreen
from tui.screens.list_to_compare import ListToCompareScreen
from tui.widgets.columns import Column
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _

Other = Literal["newest", "import", "totals", "list", "copy"]

COPY_COLUMNS = (
    Column[CopyView]("number", N_("Copy"), 6, lambda row: copy_number(row.number)),
    Column[CopyView]("to", N_("To"), 10, lambda row: dates.show(row.to)),
    Column[CopyView]("taken", N_("Taken"), 16, lambda row: dates.show_time(row.taken)),
    Column[CopyView]("lines", N_("Lines"), 6, lambda row: str(row.lines), right=True),
    Column[CopyView]("total", N_("Sum"), 12, lambda row: money.show(row.total), right=True),
)


class ComparingScreen(HouseScreen[None]):
    """A screen with something that can be held against something else."""

    BINDINGS = [Binding("d", "compare", N_("differences"))]

    def compared(self) -> Subject | None:
        """Return what `d` compares now: the basis that is worked on, unless a screen says else."""
        return self.house.scope

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to compare where there is something to compare."""
        if action == "compare":
            return self.compared() is not None
        return super().check_action(action, parameters)

    @asking_job
    async def action_compare(self) -> None:
        """Ask what to compare with, and show what differs."""
        subject = self.compared()
        if subject is None:
            return
        scope = await self.ask(self.close.differences.scope_of, subject)
        newest = await self.ask(self.close.differences.newest_copy, scope)
        match await self.answer(_ask_other(subject, newest)):
            case "newest":
                await self.house.push_screen(DifferencesScreen(subject, ACopy(newest)))
            case "import":
                await self.house.push_screen(DifferencesScreen(subject, LastImport()))
            case "totals":
                await self._compare_totals(subject)
            case "list":
                await self.house.push_screen(ListToCompareScreen(subject))
            case "copy":
                await self._compare_copy(subject, scope)

    async def _compare_totals(self, subject: Subject) -> None:
        known = await self.answer(AskStated())
        if known is not None:
            stated = Stated(known.total, known.count)
            await self.house.push_screen(DifferencesScreen(subject, stated))

    async def _compare_copy(self, subject: Subject, scope: Scope) -> None:
        copies = await self.ask(self.close.archive.copies, scope.building_id)
        others = [copy for copy in copies if OfCopy(copy.number) != subject]
        if not others:
            self.tell_user(_("There is no other copy of this building."))
            return
        number = await self.answer(AskCopy(others))
        if number is not None:
            await self.house.push_screen(DifferencesScreen(subject, ACopy(number)))


def _ask_other(subject: Subject, newest: int | None) -> AskOther:
    """Ask what to compare with; the newest copy of a basis stands first."""
    choices: list[tuple[Other, str]] = []
    if isinstance(subject, Scope) and newest is not None:
        word = _("the newest copy, {copy}").format(copy=copy_number(newest))
        choices.append(("newest", word))
    choices += [
        ("import", _("Aktiv kommune's own values, as they were last read")),
        ("totals", _("sum and count that Aktiv kommune shows, typed")),
        ("list", _("a list from Aktiv kommune, in a file that is not stored")),
        ("copy", _("another copy")),
    ]
    return AskOther(_("Compare with"), choices)


class AskOther(AskChoice[Other]):
    """Asks what to compare with; whoever only reads may ask too."""

    ANSWER_CHANGES = False


class AskStated(AskTotal):
    """Asks for sum and count as Aktiv kommune shows them; they are compared and not kept."""

    ANSWER_CHANGES = False

    def on_mount(self) -> None:
        """Say what becomes of the numbers."""
        super().on_mount()
        self.query_one(".explanation", Static).update(
            Content(
                _(
                    "Type what Aktiv kommune shows for the same lines, or has exported.\n"
                    "Enter compares. Nothing is kept: t in step 3 keeps a control total."
                )
            )
        )

    def heading(self) -> str:
        """Return what is asked for."""
        return _("Sum and count in Aktiv kommune")


class AskCopy(HouseDialog[int]):
    """Asks for one of the archived copies of a building."""

    ANSWER_CHANGES = False
    CSS = "AskCopy ListTable { height: 10; }"

    def __init__(self, copies: Sequence[CopyView]) -> None:
        """Offer `copies`, in their order."""
        super().__init__()
        self._copies = copies

    def heading(self) -> str:
        """Return what is asked."""
        return _("Compare with which copy?")

    def compose_dialog(self) -> ComposeResult:
        """Yield the copies."""
        yield ListTable(COPY_COLUMNS, key=lambda row: row.number, id="copies")

    def on_mount(self) -> None:
        """Show the copies."""
        super().on_mount()
        self.call_later(self.query_one("#copies", ListTable).show_rows, self._copies)

    @on(WindowTable.RowOpened)
    def answer_copy(self, event: WindowTable.RowOpened) -> None:
        """Answer with the copy's number."""
        self.dismiss(event.row.number)
