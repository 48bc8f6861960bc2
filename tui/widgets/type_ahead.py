"""A field that finds while it is typed in: the hits stand below, Enter takes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui import glyphs
from tui.plain import plain
from tui.widgets.fields import Field

V = TypeVar("V")


@dataclass(frozen=True)
class Hit(Generic[V]):
    """One thing that the typed text may mean."""

    value: V
    name: str
    """What the field says once it is taken."""
    row: str = ""
    """What the list below says; the name where this is empty."""


class TypeAhead(Widget, Generic[V]):
    """A field with its hits in the rows below; up and down choose among them."""

    @dataclass
    class Changed(Message):
        """Other text stands in the field, or another hit is chosen."""

        type_ahead: TypeAhead[Any]

        @property
        def control(self) -> TypeAhead[Any]:
            """The widget, for `@on(TypeAhead.Changed, "#id")`."""
            return self.type_ahead

    @dataclass
    class Picked(Message):
        """Enter took a hit."""

        type_ahead: TypeAhead[Any]
        value: Any

        @property
        def control(self) -> TypeAhead[Any]:
            """The widget, for `@on(TypeAhead.Picked, "#id")`."""
            return self.type_ahead

    def __init__(
        self,
        find: Callable[[str], Sequence[Hit[V]]],
        *,
        rows: int = 3,
        width: int | None = None,
        least: int = 1,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make a field that calls `find` with each text of at least `least` signs."""
        super().__init__(id=id)
        self._find = find
        self._rows = rows
        self._width = width
        self._least = least
        self._hits: Sequence[Hit[V]] = ()
        self._place = 0
        self._picked: Hit[V] | None = None

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.query_one(Field).value

    @property
    def hits(self) -> Sequence[Hit[V]]:
        """What the text may mean."""
        return self._hits

    @property
    def value(self) -> V | None:
        """What was taken with Enter; None while the text is only typed."""
        return self._picked.value if self._picked else None

    @property
    def meant(self) -> V | None:
        """What was taken, else what Enter would take."""
        if self._picked:
            return self._picked.value
        return self._hits[self._place].value if self._hits else None

    def take(self, hit: Hit[V]) -> None:
        """Set the field to a hit, as if it had been chosen."""
        self._picked = hit
        self._hits = ()
        with self.prevent(Input.Changed):
            self.query_one(Field).value = hit.name
        self._draw()
        self.post_message(self.Changed(self))

    def find_again(self) -> None:
        """Ask anew for the text in the field: what can be found has changed."""
        text = self.text
        self._hits = self._find(text) if len(text.strip()) >= self._least else ()
        self._place = 0
        self._draw()

    def compose(self) -> ComposeResult:
        """Yield the field and the rows for its hits."""
        yield Field(width=self._width)
        hits = Static(classes="hits", markup=False)
        hits.styles.height = self._rows
        yield hits

    @on(Input.Changed)
    def _text_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._picked = None
        self.find_again()
        self.post_message(self.Changed(self))

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        event.stop()
        if self._picked is None and self._hits:
            self.take(self._hits[self._place])
        if self._picked is not None:
            self.post_message(self.Picked(self, self._picked.value))

    def on_key(self, event: events.Key) -> None:
        """Choose among the hits without leaving the field."""
        step = {"up": -1, "down": 1}.get(event.key, 0)
        if step and self._hits:
            event.stop()
            self._place = max(0, min(len(self._hits) - 1, self._place + step))
            self._draw()
            self.post_message(self.Changed(self))

    def _draw(self) -> None:
        above = max(0, self._place - self._rows + 1)
        lines = []
        for index, hit in enumerate(self._hits[above : above + self._rows], above):
            here = index == self._place
            sign = glyphs.current().cursor if here else " "
            text = f"{sign} {plain(hit.row or hit.name)}"
            lines.append(Content.styled(text, "bold" if here else ""))
        self.query_one(".hits", Static).update(Content("\n").join(lines))
