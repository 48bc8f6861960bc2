"""What a list would change, seen before anything is replaced; Enter takes it in."""

from __future__ import annotations

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from data import money
from data.comparison import Effect, ImportPlan
from data.inbox import FileRead
from tui.correction_text import correction_notes
from tui.house import HouseScreen
from tui.jobs import job
from tui.widgets.plan_rows import COLUMNS, PlanRow, plan_rows
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext

LABEL, COUNT, SUM = 24, 8, 15
"""Cells of the overview's columns."""

EFFECTS = {"new": N_("new lines"), "changed": N_("changed lines"), "gone": N_("lines gone")}


class ImportPlanScreen(HouseScreen[ImportPlan]):
    """Shows new, changed and gone with counts and sums, and every line of them."""

    CSS = """
    ImportPlanScreen #effects { height: auto; padding: 0 1; margin: 0 0 1 0; }
    ImportPlanScreen #detail { height: 3; padding: 0 1; }
    """
    BINDINGS = [Binding("enter", "apply", N_("take the list in"))]

    def __init__(self, found: FileRead) -> None:
        """Show what a file that was read would change."""
        super().__init__()
        self._found = found
        self._plan: ImportPlan | None = None
        self.is_shown = asyncio.Event()
        """Set once the operator can see what the keys would do."""

    def heading(self) -> str:
        """Return the file's name."""
        return _("Fetch: {file}").format(file=self._found.file)

    def compose_body(self) -> ComposeResult:
        """Yield the overview, the lines, and the whole of the one under the cursor."""
        yield Static(id="effects", markup=False)
        yield ListTable(COLUMNS, key=lambda row: row.key, opens=False, id="lines")
        yield Static(id="detail", markup=False)

    async def load(self) -> None:
        """Hold the file against the store as it stands now."""
        try:
            plan = await self.ask(self.close.imports.weigh, self._found)
            # Once it is taken in, what it did stays to be read.
            if plan.already is None:
                await self._show(plan)
        finally:
            self.call_after_refresh(self.is_shown.set)

    async def _show(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.query_one("#effects", Static).update(Content("\n".join(_overview(plan))))
        await self.query_one(ListTable).show_rows(plan_rows(plan))
        self.show_totals(_totals(plan))
        self.show_message(_standing(plan))

    @on(WindowTable.RowChanged)
    def row_changed(self, event: WindowTable.RowChanged) -> None:
        """Write out what changes in a line."""
        row: PlanRow | None = event.row
        text = ""
        if row is not None:
            first = [row.building] if row.name == row.building else [row.building, row.name]
            text = "\n".join(["  ".join(first), "; ".join(row.details)])
        self.query_one("#detail", Static).update(Content(text))

    @job
    async def action_apply(self) -> None:
        """Take the list in, in one transaction that Esc undoes while it runs."""
        if self._plan is not None:
            self.dismiss(await self.tell_long(self.close.imports.apply, self._plan))


def _overview(plan: ImportPlan) -> list[str]:
    if not plan.read:
        return [_("Totals of «Klar for generering». Point 6 of the checklist compares them.")]
    heads = (_("Lines"), _("Sum before"), _("Sum after"), _("Change"))
    first = f"{'':<{LABEL}}{heads[0]:>{COUNT}}" + "".join(f"{head:>{SUM}}" for head in heads[1:])
    rows = [_effect(effect) for effect in plan.effects]
    if plan.unchanged:
        rows.append(_("unchanged lines").ljust(LABEL) + f"{plan.unchanged:>{COUNT}}")
    return [first, *rows, *_notes(plan)]


def _notes(plan: ImportPlan) -> list[str]:
    """Return what is unusual about a file, in words."""
    locked, there, twice = (
        len(plan.exported_changes),
        plan.exported_there.lines,
        plan.reading.repeated,
    )
    notes = {
        ngettext(
            "{count} line is exported here and stays as it was exported",
            "{count} lines are exported here and stay as they were exported",
            locked,
        ): locked,
        ngettext(
            "{count} line is exported in Aktiv kommune and no part of a basis",
            "{count} lines are exported in Aktiv kommune and no part of a basis",
            there,
        ): there,
        ngettext(
            "{count} row stands in the file more than once and counts once",
            "{count} rows stand in the file more than once and count once",
            twice,
        ): twice,
    }
    return [
        *correction_notes(plan),
        *(note.format(count=count) for note, count in notes.items() if count),
    ]


def _effect(effect: Effect) -> str:
    amounts = (effect.before, effect.after)
    sums = "".join(f"{money.show(amount):>{SUM}}" for amount in amounts)
    word = _(EFFECTS[effect.fate])
    change = money.show_change(effect.difference)
    return f"{word:<{LABEL}}{effect.lines:>{COUNT}}{sums}{change:>{SUM}}"


def _totals(plan: ImportPlan) -> str:
    if not plan.read:
        return count_of_totals(plan)
    lines = ngettext("{count} line in the file", "{count} lines in the file", plan.read)
    total = _("to invoice {total}").format(total=money.show(plan.total))
    return f"{lines.format(count=plan.read)}  {total}"


def count_of_totals(plan: ImportPlan) -> str:
    """Return how many control totals a file holds, in words."""
    count = len(plan.reading.totals)
    return ngettext("{count} control total", "{count} control totals", count).format(count=count)


def _standing(plan: ImportPlan) -> str:
    if plan.read and not plan.planned:
        return _("The list says what it said before. Enter notes that it was fetched.")
    return _("Nothing is stored yet. Enter takes the list in, Esc changes nothing.")
