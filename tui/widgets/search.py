"""The search row: a field that narrows a list while it is typed in, and a count of hits."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.fields import Field
from tui.words import _


class SearchRow(Horizontal):
    """Stands above a list while something is searched for, and is gone otherwise."""

    DEFAULT_CSS = """
    SearchRow { display: none; height: 1; padding: 0 1; }
    SearchRow.-open { display: block; }
    SearchRow Static { width: auto; height: 1; margin: 0 1 0 0; }
    SearchRow #search-hits { width: 1fr; margin: 0 0 0 1; }
    """

    @dataclass
    class Changed(Message):
        """Another text is searched for; an empty one means everything."""

        search: SearchRow
        text: str

    @dataclass
    class Accepted(Message):
        """The operator turns to the hits."""

        search: SearchRow

    def compose(self) -> ComposeResult:
        """Yield the word, the field and the place of the count."""
        yield Static(_("Search"), markup=False)
        yield Field(id="search-field", width=30)
        yield Static(id="search-hits", markup=False)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._field.value

    @property
    def _field(self) -> Field:
        return self.query_one("#search-field", Field)

    def open(self) -> None:
        """Show the row and let the operator type."""
        self.add_class("-open")
        self._field.focus()

    def clear(self) -> bool:
        """Search for nothing and leave; whether a search was there to be cleared."""
        was_open = self.has_class("-open")
        self.remove_class("-open")
        self._field.value = ""
        return was_open

    def show_hits(self, hits: str) -> None:
        """Say how many hits there are."""
        self.query_one("#search-hits", Static).update(Content(hits))

    @on(Input.Changed)
    def _tell_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value))

    @on(Input.Submitted)
    def _tell_accepted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Accepted(self))

    def on_key(self, event: events.Key) -> None:
        """Turn to the hits with the arrow too."""
        if event.key in ("down", "pagedown"):
            event.stop()
            self.post_message(self.Accepted(self))
