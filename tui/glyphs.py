"""Signs and their colours: the WGL4 set that every console font has, or plain ASCII.

A sign never stands alone: `mark` and `cell` put the word beside it, so that a screen
without colour, a screen reader and a printed log all say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rich.text import Text
from textual.content import Content

from tui import terminal

State = Literal[
    "ok",
    "attention",
    "error",
    "open",
    "working",
    "signed",
    "exported",
    "locked",
    "nothing",
]
Choice = Literal["auto", "ascii", "utf8"]

VARIABLE = terminal.SIGNS
"""The environment variable that overrules the terminal's locale."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs."""

    name: Literal["ascii", "utf8"]
    states: dict[State, str]
    rule: str
    """The character a rule across the screen is made of."""
    border: Literal["ascii", "solid"]
    """Textual's name for the border of dialogs."""
    ellipsis: str
    """Ends a text that was cut to its column."""
    bars: tuple[str, ...]
    """The cell of a bar from empty to full."""
    cursor: str = ">"
    """Stands in column 1 of the row under the cursor."""


ASCII = Glyphs(
    name="ascii",
    states={
        "ok": "+",
        "attention": "!",
        "error": "x",
        "open": "o",
        "working": ">",
        "signed": "*",
        "exported": "=",
        "locked": "#",
        "nothing": "-",
    },
    rule="-",
    border="ascii",
    ellipsis="~",
    bars=(" ", ".", "#"),
)
UTF8 = Glyphs(
    name="utf8",
    states={
        "ok": "√",
        "attention": "▲",
        "error": "×",
        "open": "○",
        "working": "►",
        "signed": "●",
        "exported": "■",
        "locked": "#",
        "nothing": "-",
    },
    rule="─",
    border="solid",
    ellipsis="…",
    bars=(" ", "▄", "█"),
)

_COLOURS: dict[State, str] = {
    "ok": "green",
    "attention": "yellow",
    "error": "bold red",
    "working": "cyan",
    "signed": "green",
    "exported": "green",
}
_current = ASCII


def choose(choice: Choice = "auto") -> None:
    """Set the signs: as the variable says, else as asked, else what the locale can carry."""
    global _current
    _current = UTF8 if terminal.wants_utf8_signs(choice) else ASCII


def current() -> Glyphs:
    """Return the signs in use."""
    return _current


def sign(state: State) -> str:
    """Return the bare sign of a state, for a place that carries the word elsewhere."""
    return _current.states[state]


def cell(state: State, word: str) -> Text:
    """Return sign and word as a table cell."""
    return Text(f"{sign(state)} {word}", style=_COLOURS.get(state, ""), no_wrap=True, end="")


def mark(state: State, word: str) -> Content:
    """Return sign and word as content of a Static."""
    return Content.styled(f"{sign(state)} {word}", content_style(state))


def content_style(state: State) -> str:
    """Return a state's colour in Textual's words, which are not those of Rich."""
    *weight, colour = _COLOURS.get(state, "").rpartition(" ")
    return " ".join([*weight, f"ansi_{colour}"]).strip() if colour else ""


choose()
