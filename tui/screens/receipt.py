"""The dialog for the receipt: what accounting says it received, typed or read from its message."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from data import money
from data.counts import read_count
from data.errors import Problem, UsageProblem
from data.files.confirmed import read_message
from data.views.files import FileView
from tui import file_text
from tui.dialogs import HouseDialog
from tui.jobs import job
from tui.widgets.fields import Field
from tui.words import N_, _, say_problem

MISTAKEN = "F602"
"""The number is another of our counts; the operator may mean it all the same."""


class AskReceipt(HouseDialog[FileView]):
    """Takes both numbers; stays open as long as they differ from the file."""

    ANSWER_CHANGES = False
    DEFAULT_CSS = """
    AskReceipt Horizontal { height: 1; }
    AskReceipt Horizontal Static { width: 22; }
    """
    BINDINGS = [
        Binding("tab", "app.focus_next", N_("next field")),
        Binding("shift+tab", "app.focus_previous", show=False),
        Binding("g,f9", "confirm", N_("confirm")),
    ]

    def __init__(self, file: FileView) -> None:
        """Ask what accounting received of this file."""
        super().__init__()
        self._file = file
        self._is_mistaken = False
        self._read: tuple[str, str, str] | None = None
        """Both numbers as they were read out of a message, and its name."""

    def heading(self) -> str:
        """Return which file it is about."""
        return _("Receipt for {name}").format(name=file_text.file_name(self._file))

    def compose_dialog(self) -> ComposeResult:
        """Yield what is expected, and the fields."""
        expected = _("Expected: {orders} orders, {amount}. Type what accounting wrote.").format(
            orders=self._file.expected_orders, amount=money.show(self._file.expected_amount)
        )
        yield Static(Content(expected), classes="explanation")
        for name, word in (
            ("orders", _("Orders")),
            ("amount", _("Sum")),
            ("message", _("or their message, file")),
        ):
            with Horizontal():
                yield Static(Content(word))
                yield Field(id=name, width=40 if name == "message" else 20, max_length=250)

    @on(Input.Changed)
    def forget_mistake(self) -> None:
        """Ask anew about other numbers: what was seen was said of those before."""
        if self._is_mistaken:
            self._is_mistaken = False
            self.show_message("")
            self.refresh_bindings()

    @on(Input.Submitted, "#orders")
    def next_field(self) -> None:
        """Go on to the sum."""
        self.query_one("#amount").focus()

    @on(Input.Submitted, "#amount")
    def take(self) -> None:
        """Hold both numbers against the file."""
        self._take(confirmed=False)

    @on(Input.Submitted, "#message")
    @job
    async def read(self, event: Input.Submitted) -> None:
        """Read the numbers out of accounting's message."""
        found = await self.work(read_message, event.value, self._file.name)
        if found.orders is not None:
            self.query_one("#orders", Field).value = str(found.orders)
        if found.amount is not None:
            self.query_one("#amount", Field).value = money.show(found.amount)
        self._read = (*self._typed, Path(event.value).name)
        self.query_one("#amount").focus()
        self.show_message(_("Read from the message. Enter holds it against the file."))

    def action_confirm(self) -> None:
        """Take a number that is another of our counts, as the operator has seen."""
        if self._is_mistaken:
            self._take(confirmed=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to confirm only where there is something to confirm."""
        if action == "confirm":
            return self._is_mistaken
        return super().check_action(action, parameters)

    @property
    def _typed(self) -> tuple[str, str]:
        return self.query_one("#orders", Field).value, self.query_one("#amount", Field).value

    @property
    def _origin(self) -> str:
        """Where the numbers come from: the message, as long as nobody typed others."""
        if self._read is not None and self._read[:2] == self._typed:
            return self._read[2]
        return "typed"

    @job
    async def _take(self, *, confirmed: bool) -> None:
        try:
            orders, amount = self._typed
            taken = await self.tell(
                self.close.receipts.take,
                self._file.number,
                read_count(orders),
                money.parse_amount(amount),
                origin=self._origin,
                confirmed=confirmed,
            )
        except UsageProblem:
            raise
        except Problem as problem:
            self._is_mistaken = problem.code == MISTAKEN
            # What differs is kept: the screen behind shows it too.
            await self.house.desk.poll()
            self.show_message(say_problem(problem), "attention" if self._is_mistaken else "error")
            if self._is_mistaken:
                # Letters are text in a field: the key that confirms needs the focus elsewhere.
                self.set_focus(None)
            self.refresh_bindings()
        else:
            self.dismiss(taken)
