"""The program on the screen: its steps, what it works with now, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.reactive import reactive
from textual.screen import Screen

from data import dates
from data.errors import Problem
from data.month import Month
from data.views import AtWork, LineFilter, Scope
from tui import glyphs, words
from tui.attendance import Attendance
from tui.desk import Desk
from tui.dialogs import HouseDialog
from tui.house import HouseScreen
from tui.jobs import mind
from tui.lock_text import lock_sentence
from tui.posting import post_what_is_due
from tui.proving import heed
from tui.room import Room, is_too_small
from tui.steps import Step, find_steps
from tui.terminal_app import TerminalApp
from tui.words import _, say_problem

if TYPE_CHECKING:
    from data.close import Close


def _now_in_oslo() -> datetime:
    return dates.local(datetime.now(tz=UTC))


class Fakturaklar(TerminalApp):
    """Holds what all screens share and moves between them."""

    CSS_PATH = "house.tcss"

    revision: reactive[int] = reactive(0)
    """Moves whenever what the screens show may have changed; every shown screen then reloads."""
    wording: reactive[str] = reactive("", init=False)
    """Language and signs in use; screens are composed anew when it moves."""
    minute: reactive[str] = reactive("", init=False)
    """The wall clock to the minute."""
    damage: reactive[str] = reactive("", init=False)
    """What was found damaged of copies or journal, and nobody has explained."""
    colleagues: reactive[dict[int, AtWork]] = reactive(dict, init=False)
    """Who else works now, by building; looked at each second."""

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
        super().__init__(state_folder)
        self.desk = desk
        self.operator = operator
        self.test_mode = test_mode
        """Whether synthetic ids are accepted; the title row says so."""
        self.now = now
        """Tells the wall time in Oslo; tests put their own here."""
        self.attendance = Attendance(desk, now)
        """Holds the chosen building, so that colleagues see who works on it and only read."""
        self.steps: Sequence[Step] = find_steps() if steps is None else steps
        self._month = month
        self._line_filter: LineFilter | None = None
        self._refusing: list[Room[Any]] = []
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
        if scope:
            self.attendance.open(scope.building_id)
            if self.is_running:
                self.run_worker(self.look_around(), name="attendance", group="attendance")
        self.touch()

    @property
    def line_filter(self) -> LineFilter | None:
        """Which lines of the basis the lists show; its scope is `scope`."""
        return self._line_filter

    @line_filter.setter
    def line_filter(self, chosen: LineFilter) -> None:
        self._line_filter = chosen
        self.touch()

    @property
    def holder(self) -> AtWork | None:
        """The colleague who holds the building that the present step shows, if any."""
        stack = self._screen_stacks[self.current_mode]
        is_shown = bool(stack) and isinstance(stack[0], HouseScreen) and stack[0].NEEDS_SCOPE
        return self.colleagues.get(self.scope.building_id) if self.scope and is_shown else None

    @property
    def who_holds(self) -> str:
        """The sentence that tells of the holder; empty where there is none."""
        if self.holder is None or self.scope is None:
            return ""
        return lock_sentence(self.holder, self.scope.building, self.operator)

    @property
    def warning(self) -> str:
        """What stands below every screen until it is over: damage, or who holds the building."""
        return self.damage or self.who_holds

    async def look_around(self) -> None:
        """Hold the chosen building if it is free, and see who else works."""
        await self.attendance.renew()
        self.colleagues = await self.attendance.look()

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
        """Go to a step's own screen; a digit without a step does nothing."""
        if number not in [step.number for step in self.steps]:
            return
        if number != self.step:
            self._switch(number)
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _switch(self, number: int) -> None:
        if number in self._trail:
            del self._trail[self._trail.index(number) :]
        self._trail.append(number)
        self.switch_mode(str(number))

    def go_back(self) -> None:
        """Leave the screen on top, else return to what was shown in the step that led here."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
            return
        earlier = [number for number in self._trail if number != self.step]
        self._switch(earlier[-1] if earlier else 0)

    def show_help(self, about: HouseScreen[Any]) -> None:
        """Open the help on the keys of a screen."""
        self.push_screen(import_module("tui.screens.help").HelpScreen(about))

    def bring_in(self) -> None:
        """Open the screen that reads a newer list."""
        self.push_screen(import_module("tui.screens.bring_in").BringInScreen())

    # Keys.

    @contextmanager
    def keys_thrown_away(self, room: Room[Any]) -> Iterator[None]:
        """Refuse keys to a room that is about to ask: they would be meant for the question."""
        self._refusing.append(room)
        try:
            yield
        finally:
            self._refusing.remove(room)

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
        if isinstance(self.screen, Room) and self.screen in self._refusing:
            if key == "escape":
                self.screen.stop_waiting()
            return True
        return isinstance(self.screen, HouseDialog) and not self.screen.was_drawn_before(event.time)

    def event_clock(self) -> float:
        """Return the time that key events carry."""
        return events.Event().time

    def action_tell_how_to_quit(self) -> None:
        """Say how the program is left; Ctrl+C is pressed by habit."""
        if isinstance(self.screen, Room):
            self.screen.tell_user(_("Press 0 and then q to quit."))

    # Beginning and end.

    async def on_unmount(self) -> None:
        """Let the change that runs come to its end, then release the store."""
        await self.attendance.leave(was_told=self.return_code == 0)
        await self.desk.shut()

    def watch_minute(self) -> None:
        """Send the letters whose time has come, as long as somebody sits here."""
        room = self.screen
        if isinstance(room, Room):
            call = partial(post_what_is_due, room)
            self.run_worker(mind(room, call), name="letters", group="letters")

    async def each_second(self) -> None:
        """Follow the clock and the other operators."""
        self.minute = f"{self.now():%Y-%m-%d %H.%M}"
        await self.desk.poll()
        await self.look_around()
        await heed(self)

    def _forsaken(self, error: BaseException) -> None:
        if isinstance(error, Problem) and isinstance(self.screen, Room):
            self.screen.tell_user(say_problem(error), "error")
        elif isinstance(error, Exception):
            self._handle_exception(error)
