"""The smallest Textual program there is: what any start is measured by."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

HELLO = "hello-from-Textual"


class Hello(App[None]):
    """Says hello."""

    def compose(self) -> ComposeResult:
        """Yield the one text."""
        yield Static(HELLO)


if __name__ == "__main__":
    Hello().run()
