"""The dialog for the control total: the sum in Aktiv kommune, and its count if known."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from data.errors import Problem
from data.facts import KnownTotal
from tui.dialogs import HouseDialog
from tui.widgets.fields import Field
from tui.words import N_, _, say_problem


class AskTotal(HouseDialog[KnownTotal]):
    """Asks for sum and count; Enter in either field keeps what stands in both."""

    DEFAULT_CSS = """
    AskTotal Horizontal { height: 1; }
    AskTotal Horizontal Static { width: 20; }
    """
    BINDINGS = [
        Binding("tab", "app.focus_next", N_("next field")),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    def heading(self) -> str:
        """Return what is asked for."""
        return _("Control total from Aktiv kommune")

    def compose_dialog(self) -> ComposeResult:
        """Yield the two fields."""
        explanation = _(
            "Type what Aktiv kommune shows for the same building and to-date.\n"
            "Enter keeps it. Without a count it is checked on the bare sum."
        )
        yield Static(Content(explanation), classes="explanation")
        with Horizontal():
            yield Static(Content(_("Sum")))
            yield Field(id="sum", width=20, max_length=30)
        with Horizontal():
            yield Static(Content(_("Count, or empty")))
            yield Field(id="count", width=20, max_length=12)

    @on(Input.Submitted)
    def read_total(self) -> None:
        """Answer with what was typed; stay open where it cannot be read."""
        total, count = (self.query_one(f"#{name}", Field).value for name in ("sum", "count"))
        try:
            known = KnownTotal.typed(total, count)
        except Problem as problem:
            self.tell_user(say_problem(problem), "error")
        else:
            self.dismiss(known)
