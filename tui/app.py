"""The program on the screen: its steps, what it works with now, and how it ends."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import Screen

from data import dates
from data.errors import Problem
from data.month import Month
from data.views import LineFilter, Scope
from tui import glyphs, words
from tui.attendance import Attendance
from tui.crash import report_defect
from tui.desk import Desk
from tui.dialogs import HouseDialog
from tui.house import HouseScreen
from tui.room import Room, is_too_small
from tui.steps import Step, find_steps
from tui.terminal import has_terminal, let_go_of_lost_terminal, settle_memory
from tui.words import _, say_problem

if TYPE_CHECKING:
    from data.close import Close

DEFECT = 70
"""Exit status when the program itself is wrong."""
HUNG_UP = 129


def _now_in_oslo() -> datetime:
    return dates.local(datetime.now(tz=UTC))


class Fakturaklar(App[None], inherit_bindings=False):
    """Holds what all screens share and moves between them."""

    CSS_PATH = "house.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = [
        # With priority: in a text field it would otherwise copy, and ids stay out of clipboards.
        Binding("ctrl+c", "tell_how_to_quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    revision: reactive[int] = reactive(0)
    """Moves whenever what the screens show may have changed; every shown screen then reloads."""
    wording: reactive[str] = reactive("", init=False)
    """Language and signs in use; screens are composed anew when it moves."""
    minute: reactive[str] = reactive("", init=False)
    """The wall clock to the minute."""

    def __init__(
        self,
        desk: Desk[Close],
        *,
        operator: str,
        month: Month,
        state_folder: Path,
        test_mode: bool = False,
        now: Callable[[], datetime] = _now_in_oslo,
        steps: Sequence[Step] | None = None,
        start: int = 0,
    ) -> None:
        """Make the program; `steps` defaults to those found in `tui.screens`."""
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.desk = desk
        self.operator = operator
        self.test_mode = test_mode
        """Whether synthetic ids are accepted; the title row says so."""
        self.now = now
        """Tells the wall time in Oslo; tests put their own here."""
        self.attendance = Attendance(desk, now)
        """Told by the screen that opens a building, so that colleagues see who works on it."""
        self.steps: Sequence[Step] = find_steps() if steps is None else steps
        self.defect: Path | None = None
        """Where the report of a defect lies, once there was one."""
        self._month = month
        self._line_filter: LineFilter | None = None
        self._state_folder = state_folder
        self._keys_refused = 0
        self._trail = [start]
        for step in self.steps:
            self.add_mode(str(step.number), step.screen)
        self._screen_stacks = {str(start): []}
        self._current_mode = str(start)
        self.set_reactive(Fakturaklar.wording, self._spoken())
        desk.on_change = self.touch
        desk.on_forsaken = self._forsaken

    # What the operator works with.

    @property
    def month(self) -> Month:
        """The rental month that is being closed."""
        return self._month

    @month.setter
    def month(self, month: Month) -> None:
        self._month = month
        self.touch()

    @property
    def scope(self) -> Scope | None:
        """The basis that is worked on: building, to-date, perhaps season."""
        return self._line_filter.scope if self._line_filter else None

    @scope.setter
    def scope(self, scope: Scope | None) -> None:
        before = self._line_filter
        # What is shown of a building is remembered until another one is chosen.
        if scope and before and scope.building_id == before.scope.building_id:
            self._line_filter = replace(before, scope=scope, ids=None)
        else:
            self._line_filter = LineFilter(scope) if scope else None
        self.touch()

    @property
    def line_filter(self) -> LineFilter | None:
        """Which lines of the basis the lists show; its scope is `scope`."""
        return self._line_filter

    @line_filter.setter
    def line_filter(self, chosen: LineFilter) -> None:
        self._line_filter = chosen
        self.touch()

    def touch(self) -> None:
        """Let every screen read anew."""
        self.revision += 1

    def speak(self, language: words.Language) -> None:
        """Change the language of the running program."""
        words.set_language(language)
        self.wording = self._spoken()

    def draw_with(self, choice: glyphs.Choice) -> None:
        """Change the signs of the running program."""
        glyphs.choose(choice)
        self.wording = self._spoken()

    def _spoken(self) -> str:
        return f"{words.language()} {glyphs.current().name}"

    # Moving between screens.

    def step_of(self, screen: Screen[Any]) -> int | None:
        """Return the number of the step whose own screen this is."""
        return next((step.number for step in self.steps if step.screen is type(screen)), None)

    @property
    def step(self) -> int:
        """The number of the present step."""
        return int(self.current_mode)

    def go(self, number: int) -> None:
        """Go to a step; a digit without a step does nothing."""
        if number == self.step or number not in [step.number for step in self.steps]:
            return
        if number in self._trail:
            del self._trail[self._trail.index(number) :]
        self._trail.append(number)
        self.switch_mode(str(number))

    def go_back(self) -> None:
        """Leave the screen on top, else return to the step that led here."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
            return
        earlier = [number for number in self._trail if number != self.step]
        self.go(earlier[-1] if earlier else 0)

    def show_help(self, about: HouseScreen[Any]) -> None:
        """Open the help on the keys of a screen."""
        self.push_screen(import_module("tui.screens.help").HelpScreen(about))

    def bring_in(self) -> None:
        """Open the screen that reads a newer list."""
        self.push_screen(import_module("tui.screens.bring_in").BringInScreen())

    # Keys.

    @contextmanager
    def keys_thrown_away(self) -> Iterator[None]:
        """Refuse keys, except to a dialog that is drawn: they were meant for another screen."""
        self._keys_refused += 1
        try:
            yield
        finally:
            self._keys_refused -= 1

    async def on_event(self, event: events.Event) -> None:
        """Throw away keys that nobody could see the meaning of."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._is_refused(event):
                return
            self.attendance.key_pressed()
            if isinstance(self.screen, HouseScreen | HouseDialog):
                self.screen.forget_told()
        await super().on_event(event)

    def _is_refused(self, event: events.Key | events.Paste) -> bool:
        if not self._screen_stacks[self.current_mode]:
            return True
        key = event.key if isinstance(event, events.Key) else ""
        if key in ("ctrl+c", "ctrl+z"):
            return False
        if is_too_small(*self.size):
            if key in ("q", "f10"):
                self.exit(return_code=0)
            return True
        if isinstance(self.screen, HouseDialog):
            return not self.screen.was_drawn_before(event.time)
        return bool(self._keys_refused) and key != "escape"

    def event_clock(self) -> float:
        """Return the time that key events carry."""
        return events.Event().time

    def action_tell_how_to_quit(self) -> None:
        """Say how the program is left; Ctrl+C is pressed by habit."""
        if isinstance(self.screen, Room):
            self.screen.tell_user(_("Press 0 and then q to quit."))

    def copy_to_clipboard(self, text: str) -> None:
        """Keep cut text inside the program: ids do not belong in the terminal's clipboard."""
        self._clipboard = text

    # Beginning and end.

    def open(self) -> int:
        """Show the program until it ends; returns the exit status."""
        self.run(mouse=False)
        let_go_of_lost_terminal()
        return self.return_code or 0

    def on_mount(self) -> None:
        """Follow the clock, the other operators and the connection."""
        self.set_interval(1, self._each_second)
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self.call_after_refresh(settle_memory)
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end_with, 128 + number)

    async def on_unmount(self) -> None:
        """Let the change that runs come to its end, then release the store."""
        await self.attendance.leave()
        await self.desk.shut()

    def _end_with(self, status: int) -> None:
        self.exit(return_code=status)

    async def _each_second(self) -> None:
        if not self.is_headless and not has_terminal():
            # With SIGHUP ignored nobody tells that the terminal is gone.
            self.exit(return_code=HUNG_UP)
            return
        self.minute = f"{self.now():%Y-%m-%d %H.%M}"
        await self.desk.poll()
        await self.attendance.renew()

    def _forsaken(self, error: BaseException) -> None:
        if isinstance(error, Problem) and isinstance(self.screen, Room):
            self.screen.tell_user(say_problem(error), "error")
        elif isinstance(error, Exception):
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = DEFECT
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End with a sober sentence; Textual would print local variables, ids among them."""
        if self.defect is None and self._exception is not None:
            # A failed worker wraps what went wrong in it.
            defect = getattr(self._exception, "error", self._exception)
            sentence, self.defect = report_defect(defect, self._state_folder)
            self._exit_renderables.append(Text(sentence))
        self._close_messages_no_wait()
