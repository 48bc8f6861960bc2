"""The dialog of step 6: what the file will hold, what is missing, and the order count typed."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from data import dates, money
from data.counts import read_count
from data.errors import BusyProblem, Problem, UsageProblem
from data.files.draft import Draft, DraftFile
from data.views.files import FileView
from tui import glyphs
from tui.dialogs import HouseDialog
from tui.jobs import job
from tui.line_text import KINDS, shown
from tui.widgets.date_field import DateField
from tui.widgets.facts import BLANK, Facts
from tui.widgets.facts import Row as Fact
from tui.widgets.fields import Button, Field
from tui.words import N_, _, ngettext, say

ROOM = 68
Outcome = tuple[FileView, ...] | Problem
"""The files, or why there are none."""


class ConfirmGeneration(HouseDialog[Outcome]):
    """Shows the draft and makes the files once the order count is typed right."""

    CSS = """
    ConfirmGeneration .ask { height: 1; }
    ConfirmGeneration .ask Static { width: 22; padding: 0 1; }
    ConfirmGeneration #dialog-foot { height: 4; align-vertical: bottom; }
    """
    ANSWER_CHANGES = False
    BINDINGS = [
        Binding("tab", "app.focus_next", N_("next field")),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(self, draft: Draft, without: tuple[str, ...] = (), reason: str = "") -> None:
        """Ask whether to make `draft`, without the named buildings and for the given reason."""
        super().__init__()
        self._draft = draft
        self._without = without
        self._reason = reason
        self._is_answered = False

    def heading(self) -> str:
        """Return the dialog's name."""
        return _("Generate the invoice file")

    def compose_dialog(self) -> ComposeResult:
        """Yield the draft, the field for the order count, and the buttons."""
        yield Facts(names=14, room=ROOM, id="draft")
        with Horizontal(classes="ask"):
            yield Static(Content(_("Number of orders")))
            yield Field(id="orders", width=13, max_length=9)
        with Horizontal(classes="ask"):
            yield Static(Content(_("Date of the file")))
            yield DateField(lambda: self.house.now().date(), id="day")
        with Horizontal(classes="buttons"):
            yield Button(_("Cancel"), id="cancel")
            yield Button(_("Generate"), id="generate")

    def on_mount(self) -> None:
        """Show what would be made."""
        self._show()
        self._day.set_day(self._draft.day)
        self.query_one("#orders").focus()
        self.show_message(_("Type the number of orders. Nothing is made yet."))

    @on(Input.Submitted, "#orders")
    def count_typed(self) -> None:
        """Go on to the button."""
        self.query_one("#generate").focus()

    @on(Input.Submitted, "#day")
    @job
    async def day_typed(self) -> None:
        """Show the draft with another date."""
        if not await self._drawn_anew():
            self.query_one("#orders").focus()

    @on(Button.Pressed, "#cancel")
    def leave(self) -> None:
        """Close without a file."""
        self.dismiss(None)

    @on(Button.Pressed, "#generate")
    @job
    async def commit(self) -> None:
        """Make the files; a wrong count or a busy store leaves the dialog open."""
        if self._is_answered or await self._drawn_anew():
            return
        outcome: Outcome
        try:
            orders = read_count(self.query_one("#orders", Field).value)
            outcome = await self.tell(
                self.close.generation.commit, self._draft, orders, self._without, self._reason
            )
        except UsageProblem:
            self.query_one("#orders").focus()
            raise
        except BusyProblem:
            raise
        except Problem as problem:
            outcome = problem
        self._is_answered = True
        self.dismiss(outcome)

    async def _drawn_anew(self) -> bool:
        """Draw the draft up anew for the date that stands there; whether it was another one."""
        day = self._day.read()
        if day == self._draft.day:
            return False
        self._draft = await self.ask(self.close.generation.prepare, self._draft.month, day)
        self._day.write_out()
        self._show()
        told = _("The file will bear {day}. Look at the draft again.").format(day=dates.show(day))
        self.tell_user(told, "attention")
        self.query_one("#orders").focus()
        return True

    @property
    def _day(self) -> DateField:
        return self.query_one("#day", DateField)

    def _show(self) -> None:
        self.query_one("#draft", Facts).show(_facts(self._draft, self._without, self._reason))


def _facts(draft: Draft, without: tuple[str, ...], reason: str) -> list[Fact]:
    month = f"{_(dates.MONTHS[draft.month.month - 1])} {draft.month.year}"
    lines = ngettext("{count} line", "{count} lines", draft.lines)
    exports = ngettext("{count} export", "{count} exports", len(draft.exports))
    rows: list[Fact] = [
        (
            _("Month"),
            _("{month}   {exports}, {lines}, {total}").format(
                month=month,
                exports=exports.format(count=len(draft.exports)),
                lines=lines.format(count=draft.lines),
                total=money.show(draft.total),
            ),
        ),
        *_left_out(draft),
        *(_file(file) for file in draft.files),
    ]
    if without:
        rows.append((_("Without"), shown(f"{', '.join(without)}: {reason}")))
    if draft.second is not None and draft.second.asked is not None:
        asked = draft.second.asked
        told = _("after {name}, allowed by {operator}").format(
            name=draft.second.name, operator=asked.given_by
        )
        rows += [(_("Further file"), told), (_("Reason"), shown(asked.reason))]
    if (period := draft.period_warning) is not None:
        rows.append(("", glyphs.mark("attention", say(period))))
    warnings = [say(text) for file in draft.files for text in file.warnings]
    rows += [("", glyphs.mark("attention", shown(text))) for text in warnings[:2]]
    return [*rows, BLANK]


def _left_out(draft: Draft) -> list[Fact]:
    left = draft.lines - draft.lines_in_files
    if not left:
        return []
    reasons = {
        "free": _("free"),
        "paid": _("paid online"),
        "inactive": _("gone from Aktiv kommune"),
        "credit": _("below zero"),
    }
    counted = [
        f"{sum(len(file.left_out(why)) for file in draft.files)} {word}"
        for why, word in reasons.items()
        if any(file.left_out(why) for file in draft.files)
    ]
    return [(_("Not in file"), ", ".join(counted))]


def _file(file: DraftFile) -> Fact:
    numbers = [order.number for order in file.written.orders]
    orders = ngettext("{count} order", "{count} orders", file.orders).format(count=file.orders)
    series = f"{min(numbers)}-{max(numbers)}" if numbers else "-"
    text = _("{format}  {orders}  {amount}  no. {series}").format(
        format=file.layout.title,
        orders=orders,
        amount=money.show(file.written.amount),
        series=series,
    )
    return _(KINDS[file.customer_type]).capitalize(), Content(text)
