"""Two sides held against each other: every line that differs, in groups that add up."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from data.differences import Against, AList
from data.views import Scope
from data.views.differences import Comparison, Difference, Subject
from tui import difference_text
from tui.dialogs import Confirm, HouseDialog
from tui.house import HouseScreen
from tui.jobs import asking_job, job
from tui.line_text import shown
from tui.widgets.columns import fit
from tui.widgets.difference_rows import COLUMNS, standing
from tui.widgets.facts import Facts
from tui.widgets.rows import Rule
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, say

NAME, VALUE = 17, 27
"""Cells of a field's name and of its value on either side."""


class DifferencesScreen(HouseScreen[None]):
    """Shows a comparison, made anew whenever the store moves."""

    CSS = """
    DifferencesScreen ListTable { height: 1fr; }
    DifferencesScreen #detail { height: 3; padding: 0 1; }
    """
    BINDINGS = [
        Binding("n", "group(1)", N_("group")),
        Binding("p", "group(-1)", N_("group")),
        Binding("g,f9", "keep", N_("keep as control total")),
    ]

    def __init__(self, subject: Subject, against: Against) -> None:
        """Compare `subject`, which is called here, with `against`, which is called there."""
        super().__init__()
        self._subject = subject
        self._against = against
        self._comparison: Comparison | None = None

    def heading(self) -> str:
        """Return what is compared."""
        if self._comparison is None:
            return _("Differences")
        subject, here = self._subject, say(self._comparison.here.name)
        about = subject.building if isinstance(subject, Scope) else here
        return _("Differences: {here}").format(here=shown(about))

    def compose_body(self) -> ComposeResult:
        """Yield the two sides, the lines that differ, and more of the one under the cursor."""
        yield Facts(names=8, id="sides")
        yield Rule()
        yield ListTable(COLUMNS, key=lambda row: row.line.id, id="differences")
        yield Rule()
        yield Static(id="detail", markup=False)

    async def load(self) -> None:
        """Compare anew and show what came of it."""
        comparison = await self.ask(self.close.differences.compare, self._subject, self._against)
        self._comparison = comparison
        self.draw_frame()
        rows = [
            (_("Here"), difference_text.side(comparison.here)),
            (_("There"), difference_text.side(comparison.there)),
        ]
        if comparison.left_out.lines:
            rows.append((_("Left out"), difference_text.left_out(comparison.left_out)))
        self.query_one("#sides", Facts).show(rows)
        await self._table.show_rows(comparison.differences)
        self._show_row(self._table.row)
        self.show_totals(difference_text.adding_up(comparison))
        self.show_message(*standing(comparison))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the groups where there are some, and to keep what is a list of this basis."""
        if action == "group":
            return self._comparison is not None and bool(self._comparison.differences)
        if action == "keep":
            is_list = isinstance(self._subject, Scope) and isinstance(self._against, AList)
            return is_list and self._comparison is not None and self._comparison.by_line
        return super().check_action(action, parameters)

    @property
    def _table(self) -> ListTable[Difference]:
        return self.query_one("#differences", ListTable)

    @on(WindowTable.RowChanged)
    def row_changed(self, event: WindowTable.RowChanged) -> None:
        """Say more of the line under the cursor."""
        self._show_row(event.row)

    def _show_row(self, difference: Difference | None) -> None:
        text = difference_text.details(difference) if difference else ""
        self.query_one("#detail", Static).update(Content(text))

    @on(WindowTable.RowOpened)
    @asking_job
    async def row_opened(self, event: WindowTable.RowOpened) -> None:
        """Show every field that differs."""
        await self.answer(EveryField(event.row))

    @job
    async def action_group(self, by: int) -> None:
        """Go to the first line of the next or previous group."""
        row, comparison = self._table.row, self._comparison
        if row is None or comparison is None:
            return
        firsts = [group.differences[0] for group in comparison.groups if group.lines]
        at = [each.fate for each in firsts].index(row.fate) + by
        if 0 <= at < len(firsts):
            await self._table.go_to(firsts[at].line.id)
        elif by > 0:
            self.tell_user(_("This is the last group. p goes back."))
        else:
            self.tell_user(_("This is the first group. n goes on."))

    @asking_job
    async def action_keep(self) -> None:
        """Keep the list as the control total that point 6 compares line by line."""
        subject, against, comparison = self._subject, self._against, self._comparison
        if not isinstance(subject, Scope) or not isinstance(against, AList) or comparison is None:
            return
        agrees = not any(each.moves for each in comparison.differences)
        if not agrees and not await self.answer(_ask_to_stop()):
            return
        await self.tell(self.close.differences.keep_total, subject, against.found)
        if agrees:
            self.tell_user(_("Kept: point 6 is proven line by line."), "ok")
        else:
            self.tell_user(_("Kept: point 6 is stopped until the lines agree."), "attention")


class EveryField(HouseDialog[None]):
    """Shows the fields of one line, here and there; Enter or Esc closes it."""

    ANSWER_CHANGES = False
    BINDINGS = [Binding("enter", "cancel", N_("close"))]

    def __init__(self, difference: Difference) -> None:
        """Show what differs in a line; of a line on one side all that is known."""
        super().__init__()
        self._difference = difference

    def heading(self) -> str:
        """Return the line and its customer."""
        line = self._difference.line
        return _("Line {number}  {customer}").format(number=line.id, customer=shown(line.customer))

    def compose_dialog(self) -> ComposeResult:
        """Yield the fields as a table."""
        rows = [("", _("Here"), _("There")), *difference_text.field_rows(self._difference)]
        text = "\n".join(
            f"{fit(name, NAME).plain}{fit(here, VALUE).plain}{fit(there, VALUE).plain}".rstrip()
            for name, here, there in rows
        )
        yield Static(Content(text), classes="explanation", markup=False)


def _ask_to_stop() -> Confirm:
    lines = [
        _("The list and the basis do not agree line by line."),
        _(
            "Point 6 will say which lines and stop the export until they agree, or until another"
            " control total is kept."
        ),
    ]
    return Confirm(_("Keep the list as control total"), lines, _("Keep"))
