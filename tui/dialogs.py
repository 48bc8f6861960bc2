"""Dialogs: a question in a frame, answered by keys, closed by Esc without an answer.

    class AskSeason(HouseDialog[str]):
        def heading(self) -> str: ...
        def compose_dialog(self) -> ComposeResult: ...      # ends in self.dismiss("2026 høst")

`await self.answer(AskSeason())` in an `@asking_job` gives the value passed to `dismiss`, or
None after Esc. `Confirm`, `AskText`, `AskReason` and `AskChoice` cover most questions; the
texts they are given are already translated, and never read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, Static

from data.errors import Problem
from tui import glyphs
from tui.keys import key_hints
from tui.plain import plain
from tui.room import Level, Room
from tui.widgets.fields import Button, Field, PickList
from tui.widgets.rows import KeysRow, MessageLine
from tui.words import N_, _, say_problem

T = TypeVar("T")


def _explained(*lines: str) -> Content:
    return Content("\n".join(plain(line) for line in lines))


class HouseDialog(Room[ScreenResultType], ModalScreen[ScreenResultType]):
    """A framed question above the screen; keys typed before it is drawn never reach it."""

    AUTO_FOCUS = "#dialog *"
    BINDINGS = [Binding("escape", "cancel", N_("cancel"))]

    ANSWER_CHANGES = True
    """Whether the answer is for a change still to come; false where the dialog acts by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn_at: float | None = None
        self._taken_over = ""

    def heading(self) -> str:
        """Return what stands in the frame."""
        return ""

    def compose_dialog(self) -> ComposeResult:
        """Yield what stands inside the frame."""
        yield from ()

    def compose_room(self) -> ComposeResult:
        """Yield the frame, and the rows for messages and keys at their usual place."""
        with Vertical(id="dialog", classes=f"-{glyphs.current().name}") as frame:
            frame.border_title = Content(f" {plain(self.heading())} ")
            yield from self.compose_dialog()
        with Vertical(id="dialog-foot"):
            yield MessageLine()
            yield KeysRow()

    def on_mount(self) -> None:
        """Accept keys from the moment the dialog has been drawn."""
        self.bindings_updated_signal.subscribe(self, self._draw_keys)
        self.call_after_refresh(self._is_drawn)
        if self.house.holder is None:
            self.watch(self.house, "colleagues", self._see_who_holds, init=False)

    def was_drawn_before(self, moment: float) -> bool:
        """Whether the operator could see the dialog at a moment of the event clock."""
        return self._drawn_at is not None and self._drawn_at <= moment

    def tell_user(self, text: str, level: Level = "info") -> None:
        """Say something in the message row until the next key."""
        self.query_one(MessageLine).tell(text, level)

    def show_message(self, text: str, level: Level = "info") -> None:
        """Set the sentence that stands in the message row."""
        self.query_one(MessageLine).stand(text, level)

    def show_progress(self, text: str) -> None:
        """Say in the message row what is being waited for."""
        # What was waited for may end after the dialog was left.
        for line in self.query(MessageLine):
            line.wait(text)

    def forget_told(self) -> None:
        """Let the standing sentence return."""
        self.query_one(MessageLine).forget()

    def action_cancel(self) -> None:
        """Give up waiting, else leave a field with text in it, else close without an answer."""
        if self.stop_waiting():
            return
        if isinstance(self.focused, Input) and self.focused.value:
            self.set_focus(next(iter(self.query(Button)), None))
            return
        self.dismiss(None)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with an answer; one that would only be refused stays, with all that was typed."""
        if result is not None and self.ANSWER_CHANGES and self._taken_over:
            self.tell_user(self._taken_over, "error")
            return AwaitComplete()
        return super().dismiss(result)

    def _see_who_holds(self) -> None:
        self._taken_over = self.house.who_holds
        for line in self.query(MessageLine):
            line.warn(self.house.warning)

    def _is_drawn(self) -> None:
        self._drawn_at = self.house.event_clock()
        self._draw_keys()

    def _draw_keys(self, _screen: object = None) -> None:
        # The row that names the keys appears when they begin to count.
        if self._drawn_at is not None:
            self.query_one(KeysRow).hints = key_hints(self)


class Confirm(HouseDialog[bool]):
    """Asks whether to do what was asked for; the focus starts on the way out."""

    def __init__(
        self, heading: str, lines: Sequence[str], do: str, *, is_next: bool = False
    ) -> None:
        """Ask under `heading`, with explaining lines and the word for doing it.

        `is_next` says that it is the next step of the month, which the lines describe whole:
        the focus starts on doing it, so that one key is enough.
        """
        super().__init__()
        self._is_next = is_next
        self._heading = heading
        self._lines = lines
        self._do = do

    def heading(self) -> str:
        """Return the question."""
        return self._heading

    def compose_dialog(self) -> ComposeResult:
        """Yield the explanation and the two buttons."""
        yield Static(_explained(*self._lines), classes="explanation")
        with Horizontal(classes="buttons"):
            yield Button(_("Cancel"), id="no")
            yield Button(self._do, id="yes")

    def on_mount(self) -> None:
        """Begin where the operator most likely ends."""
        super().on_mount()
        if self._is_next:
            self.query_one("#yes").focus()

    @on(Button.Pressed)
    def answer_pressed(self, event: Button.Pressed) -> None:
        """Answer with the button's meaning; no is the same as Esc."""
        self.dismiss(True if event.button.id == "yes" else None)


class AskText(HouseDialog[T], Generic[T]):
    """Asks for one value; what cannot be read is explained and may be corrected."""

    def __init__(
        self, heading: str, label: str, read: Callable[[str], T], *, value: str = ""
    ) -> None:
        """Ask under `heading` with a label before the field; `read` raises Problem."""
        super().__init__()
        self._heading = heading
        self._label = label
        self._read = read
        self._value = value

    def heading(self) -> str:
        """Return what is asked."""
        return self._heading

    def compose_dialog(self) -> ComposeResult:
        """Yield label and field."""
        yield Static(_explained(self._label), classes="explanation")
        yield Field(self._value, id="answer")

    @on(Input.Submitted, "#answer")
    def read_answer(self, event: Input.Submitted) -> None:
        """Read what was typed; stay open where it cannot be read."""
        try:
            value = self._read(event.value)
        except Problem as problem:
            self.tell_user(say_problem(problem), "error")
        else:
            self.dismiss(value)


class AskChoice(HouseDialog[T], Generic[T]):
    """Asks for one of a few values, by digit or by arrows and Enter."""

    def __init__(
        self, heading: str, choices: Sequence[tuple[T, str]], *, explanation: str = ""
    ) -> None:
        """Ask under `heading` for one of value and word."""
        super().__init__()
        self._heading = heading
        self._choices = choices
        self._explanation = explanation

    def heading(self) -> str:
        """Return what is asked."""
        return self._heading

    def compose_dialog(self) -> ComposeResult:
        """Yield the explanation and the list."""
        if self._explanation:
            yield Static(_explained(*self._explanation.split("\n")), classes="explanation")
        yield PickList(self._choices)

    @on(PickList.Picked)
    def answer_picked(self, event: PickList.Picked) -> None:
        """Answer with the value picked."""
        self.dismiss(event.value)  # type: ignore[arg-type]


class AskReason(HouseDialog[str]):
    """Asks for a reason: a stock one by its digit, or 9 and own words."""

    OWN = ""

    def __init__(self, heading: str, reasons: Sequence[str], *, explanation: str = "") -> None:
        """Ask under `heading`, offering up to eight translated stock reasons."""
        super().__init__()
        self._heading = heading
        self._reasons = reasons
        self._explanation = explanation

    def heading(self) -> str:
        """Return what the reason is for."""
        return self._heading

    def compose_dialog(self) -> ComposeResult:
        """Yield the stock reasons, and the field that 9 leads to."""
        if self._explanation:
            yield Static(_explained(*self._explanation.split("\n")), classes="explanation")
        options = [(reason, reason) for reason in self._reasons]
        digits = "12345678"[: len(options)] + "9"
        yield PickList([*options, (self.OWN, _("write it yourself"))], digits=digits)
        yield Field(id="own-words", max_length=200)

    @on(PickList.Picked)
    def take_stock(self, event: PickList.Picked) -> None:
        """Answer with a stock reason, or go to the field."""
        if event.value == self.OWN:
            self.query_one("#own-words").focus()
        else:
            self.dismiss(str(event.value))

    @on(Input.Submitted, "#own-words")
    def take_own(self, event: Input.Submitted) -> None:
        """Answer with own words; a reason cannot be empty."""
        if reason := event.value.strip():
            self.dismiss(reason)
        else:
            self.tell_user(_("Write a reason, or press Esc to leave it."), "attention")
