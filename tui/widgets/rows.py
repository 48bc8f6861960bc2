"""The rows that frame every screen: title, steps, rules, message and keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from tui import glyphs
from tui.plain import plain
from tui.room import Level
from tui.steps import Step
from tui.words import _


def cut(text: str, width: int) -> str:
    """Shorten a text to `width` cells, with a sign where something was left out."""
    if cell_len(text) <= width:
        return text
    ending = glyphs.current().ellipsis
    return set_cell_size(text, max(0, width - cell_len(ending))) + ending[:width]


class TitleRow(Widget):
    """Row 1: the program and what is looked at to the left, who and when to the right."""

    heading: reactive[str] = reactive("")
    who_and_when: reactive[str] = reactive("")
    is_test: reactive[bool] = reactive(False)

    def render(self) -> Content:
        """Fit both halves to the window; the left one gives way."""
        # Test mode takes the program's name: a word that cannot be pushed off the row.
        name = _("TEST MODE") if self.is_test else "fakturaklar"
        room = self.size.width - cell_len(name) - cell_len(self.who_and_when) - 4
        heading = cut(plain(self.heading), room)
        gap = room - cell_len(heading) + 2
        return Content.assemble(
            (name, "bold ansi_yellow" if self.is_test else "bold"),
            "  ",
            (heading, "bold"),
            " " * gap,
            self.who_and_when,
        )


class StepRow(Widget):
    """Row 2: the ten steps, the present one in brackets."""

    def __init__(self, steps: Sequence[Step], number: int | None) -> None:
        super().__init__()
        self._steps = steps
        self._number = number

    def render(self) -> Content:
        """Write the steps in one row, help at its end."""
        parts: list[Content] = []
        for step in self._steps:
            name = f"{step.number}{_(step.title)}"
            here = step.number == self._number
            parts.append(Content.styled(f"[{name}]", "bold") if here else Content(name))
        return Content(" ").join([*parts, Content("?")])


class Rule(Widget):
    """A rule across the screen."""

    def render(self) -> Content:
        """Repeat the rule's sign."""
        return Content(glyphs.current().rule * self.size.width)


class MessageLine(Static):
    """The row that speaks: a standing sentence, and for a while something more urgent."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._standing: tuple[str, Level] = ("", "info")
        self._told: tuple[str, Level] | None = None
        self._warning = ""
        self._progress = ""
        self._is_long = False

    def stand(self, text: str, level: Level) -> None:
        """Set the sentence that is there when nothing else is said."""
        self._standing = (plain(text), level)
        self._draw()

    def warn(self, text: str) -> None:
        """Say instead of the standing sentence what stands in the way; empty for nothing."""
        self._warning = plain(text)
        self._draw()

    def tell(self, text: str, level: Level) -> None:
        """Say something until the next key."""
        self._told = (plain(text), level)
        self._draw()

    def wait(self, text: str) -> None:
        """Say what is being waited for; empty when it is over."""
        self._progress = text
        self._draw()

    def forget(self) -> None:
        """Go back to the standing sentence."""
        if self._told is not None:
            self._told = None
            self._draw()

    def _draw(self) -> None:
        warning: tuple[str, Level] | None = (self._warning, "attention") if self._warning else None
        text, level = self._told or warning or self._standing
        if self._progress:
            text, level = self._progress, "info"
        content = Content(text) if level == "info" else glyphs.mark(level, text)
        # Only a sentence that needs more rows than the last one moves the rows above it.
        is_long = content.cell_length > self.content_size.width
        self.update(content, layout=is_long or self._is_long)
        self._is_long = is_long


class KeysRow(Widget):
    """The last row: what the keys do here, as many as there is room for."""

    hints: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Key and word, the most important first."""

    def render(self) -> Content:
        """Write the hints with the keys in bold."""
        parts: list[Content] = []
        room = self.size.width - 1
        for key, word in self.hints:
            hint = Content.assemble((key, "bold"), " ", word)
            if hint.cell_length > room:
                break
            room -= hint.cell_length + 2
            parts.append(hint)
        return Content("  ").join(parts)
