"""What forms are made of: a text field, a row of choices, a list to pick from, a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui import glyphs
from tui.plain import plain
from tui.words import N_

V = TypeVar("V")


class Field(Input):
    """A text field of one row between brackets; letters and digits typed in it are text."""

    BINDINGS = [Binding("enter", "submit", N_("accept"))]

    def __init__(
        self,
        value: str = "",
        *,
        width: int | None = None,
        max_length: int = 0,
        restrict: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make a field `width` cells wide, brackets included, or as wide as there is room."""
        super().__init__(
            value,
            max_length=max_length,
            restrict=restrict,
            select_on_focus=False,
            compact=True,
            id=id,
        )
        self.cursor_blink = False
        if width is not None:
            self.styles.width = width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the brackets over the padding at both ends."""
        style = self.rich_style
        left, right = Strip([Segment("[", style)], 1), Strip([Segment("]", style)], 1)
        width = self.outer_size.width
        whole = super().render_lines(Region(0, crop.y, width, crop.height))
        boxed = [Strip.join([left, strip.crop(1, width - 1), right]) for strip in whole]
        return [strip.crop(crop.x, crop.right) for strip in boxed]


class Button(Widget, can_focus=True):
    """An act at the end of a form; Enter or Space presses it while it has the focus."""

    BINDINGS = [Binding("enter,space", "press", N_("choose"))]

    @dataclass
    class Pressed(Message):
        """The button was pressed."""

        button: Button

        @property
        def control(self) -> Button:
            """The button, for `@on(Button.Pressed, "#id")`."""
            return self.button

    def __init__(self, label: str, *, id: str | None = None) -> None:  # noqa: A002
        """Make a button with an already translated label."""
        super().__init__(id=id)
        self.label = label

    def render(self) -> Content:
        """Write the label in brackets."""
        return Content(f"[ {self.label} ]")

    def get_content_width(self, *_args: object) -> int:
        """Return the width of label and brackets."""
        return Content(self.label).cell_length + 4

    def action_press(self) -> None:
        """Tell the form."""
        self.post_message(self.Pressed(self))


GAP, MORE = "   ", "..."
"""Between the options of a row, and where there are others than those shown."""


def _in_a_row(parts: Sequence[Content]) -> int:
    """Return how many columns options take beside each other."""
    return sum(part.cell_length for part in parts) + len(GAP) * (len(parts) - 1)


class Choice(Widget, Generic[V], can_focus=True):
    """One of a few values in a row: `(*) alle  ( ) ekstern`; arrows or Space move the mark."""

    BINDINGS = [
        Binding("space,right", "move(1)", N_("choose")),
        Binding("left", "move(-1)", show=False),
    ]
    place: reactive[int] = reactive(0)
    """Index of the chosen option."""

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        choice: Choice[object]
        value: object

        @property
        def control(self) -> Choice[object]:
            """The row, for `@on(Choice.Changed, "#id")`."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[V, str]],
        value: V,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make a row of value and already translated word, with one value chosen."""
        super().__init__(id=id)
        self._options = tuple(options)
        values = [option for option, _word in options]
        self.set_reactive(Choice.place, values.index(value))

    @property
    def value(self) -> V:
        """The value chosen now."""
        return self._options[self.place][0]

    @value.setter
    def value(self, value: V) -> None:
        self.place = [option for option, _word in self._options].index(value)

    def offer(self, options: Sequence[tuple[V, str]]) -> None:
        """Offer other options; the chosen value stays chosen, else the first one is."""
        if tuple(options) == self._options:
            return
        kept = [index for index, (value, _word) in enumerate(options) if value == self.value]
        self._options = tuple(options)
        self.place = kept[0] if kept else 0
        self.refresh()

    def get_content_width(self, *_args: object) -> int:
        """Return the width of all options: what is asked for, whatever is given in the end."""
        return _in_a_row([self._option(index) for index in range(len(self._options))])

    def render(self) -> Content:
        """Write every option with its mark; where they do not fit, those from the chosen one on."""
        parts = [self._option(index) for index in range(len(self._options))]
        first = 0
        while first < self.place and _in_a_row(parts[first : self.place + 1]) > self._room(first):
            first += 1
        last = len(parts)
        while last > self.place + 1 and _in_a_row(parts[first:last]) > self._room(first, last):
            last -= 1
        more = Content(MORE)
        shown = [*([more] if first else []), *parts[first:last]]
        return Content(GAP).join([*shown, *([more] if last < len(parts) else [])])

    def _option(self, index: int) -> Content:
        mark = "(*)" if index == self.place else "( )"
        style = "reverse" if self.has_focus and index == self.place else ""
        return Content.styled(f"{mark} {self._options[index][1]}", style)

    def _room(self, first: int, last: int | None = None) -> int:
        """Return the columns left for options beside the signs that there are others."""
        others = (first > 0) + ((self.place + 1 if last is None else last) < len(self._options))
        return self.size.width - others * len(GAP + MORE)

    def action_move(self, by: int) -> None:
        """Choose a neighbour, round the ends."""
        self.place = (self.place + by) % len(self._options)
        self.post_message(self.Changed(self, self.value))  # type: ignore[arg-type]


class PickList(Widget, Generic[V], can_focus=True):
    """A short list to pick one value from: arrows and Enter, or the digit in front."""

    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "pick", N_("choose")),
    ]
    place: reactive[int] = reactive(0)
    """Index of the row under the cursor."""

    @dataclass
    class Picked(Message):
        """A value was picked."""

        picks: PickList[object]
        value: object

        @property
        def control(self) -> PickList[object]:
            """The list, for `@on(PickList.Picked, "#id")`."""
            return self.picks

    def __init__(
        self,
        options: Sequence[tuple[V, str]],
        *,
        digits: str = "123456789",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make a list of value and already translated word; `digits` name the rows in order."""
        super().__init__(id=id)
        self._options = tuple(options)
        self._digits = digits

    def render(self) -> Content:
        """Write a row for each option, the one under the cursor reversed."""
        rows = []
        for index, (_value, word) in enumerate(self._options):
            digit = self._digits[index] if index < len(self._digits) else " "
            here = index == self.place
            cursor = glyphs.current().cursor if here else " "
            style = "reverse" if here and self.has_focus else ""
            rows.append(Content.styled(f"{cursor}{digit} {plain(word)}", style))
        return Content("\n").join(rows)

    def get_content_height(self, *_args: object) -> int:
        """Return one row for each option."""
        return len(self._options)

    def check_consume_key(self, key: str, _character: str | None) -> bool:
        """Claim the digits of the rows, so that they do not go to a step."""
        return key in self._digits[: len(self._options)]

    def on_key(self, event: events.Key) -> None:
        """Pick by digit."""
        if self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.place = self._digits.index(event.key)
            self.action_pick()

    def action_move(self, by: int) -> None:
        """Move the cursor, not beyond the ends."""
        self.place = max(0, min(len(self._options) - 1, self.place + by))

    def action_pick(self) -> None:
        """Tell which value was picked."""
        value: object = self._options[self.place][0]
        self.post_message(self.Picked(self, value))  # type: ignore[arg-type]
