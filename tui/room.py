"""What screens and dialogs of the house have in common: the store, waiting, a small window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.desk import Stopped
from tui.words import N_, _

if TYPE_CHECKING:
    from data.close import Close
    from tui.app import Fakturaklar
    from tui.dialogs import HouseDialog

Level = Literal["info", "ok", "attention", "error"]
Result = TypeVar("Result")
T = TypeVar("T")
P = ParamSpec("P")

WIDTH, HEIGHT = 80, 24
PATIENCE = 0.05
"""Seconds the store may take before the operator is told that it works."""


def is_too_small(width: int, height: int) -> bool:
    """Whether a window cannot hold the screens."""
    return width < WIDTH or height < HEIGHT


class TooSmall(Static):
    """Covers a screen whose window is too small and says what is needed."""

    def measure(self, width: int, height: int) -> None:
        """Cover the screen if it must be covered."""
        self.display = is_too_small(width, height)
        sentence = _(
            "The window is {width}x{height}. fakturaklar needs {needed}. Make the window larger."
        )
        self.update(
            Content(sentence.format(width=width, height=height, needed=f"{WIDTH}x{HEIGHT}"))
        )


@dataclass(eq=False)
class _Wait:
    says: str
    stop: Callable[[], object] | None
    is_shown: bool = False


class Room(Screen[Result]):
    """A screen or dialog that works at the desk and talks to its operator."""

    def __init__(self) -> None:
        super().__init__()
        self.one_at_a_time = asyncio.Lock()
        """Held by the job that runs, so that acts happen in the order they were asked for."""
        self.at_work: asyncio.Task[object] | None = None
        """The job under way; what the room reads for itself is given up by leaving it."""
        self._waits: list[_Wait] = []

    @property
    def house(self) -> Fakturaklar:
        """The program this room belongs to."""
        return cast("Fakturaklar", self.app)

    @property
    def close(self) -> Close:
        """The open store; hand its methods to `ask` and `tell`, never call them here."""
        return self.house.desk.close

    def compose_room(self) -> ComposeResult:
        """Yield what the room shows."""
        raise NotImplementedError

    def tell_user(self, text: str, level: Level = "info") -> None:
        """Show one sentence until the next key; `error` and `attention` get their sign."""
        raise NotImplementedError

    def show_progress(self, text: str) -> None:
        """Show what is being waited for; empty when nothing is."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Yield the room, and the cover for a window that is too small for it."""
        yield from self.compose_room()
        yield TooSmall(id="too-small", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Cover the room in a window that cannot hold it."""
        for cover in self.query(TooSmall):
            cover.measure(event.size.width, event.size.height)

    async def ask(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the store; Esc gives up a question that takes long."""
        with self._reading():
            return await self.house.desk.ask(question, *args, **kwargs)

    async def work(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do what needs no store in a thread of its own; Esc gives it up."""
        with self._reading():
            return await asyncio.to_thread(call, *args, **kwargs)

    async def tell(self, change: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Change the store in one transaction that nothing interrupts."""
        with self._waiting(N_("Saving ..."), None):
            return await self.house.desk.tell(change, *args, **kwargs)

    async def tell_long(self, change: Callable[..., T], *args: object) -> T:
        """Change the store by a method with a keyword `progress`; Esc rolls it back.

        Raises Stopped, which a job turns into a sentence.
        """
        loop = asyncio.get_running_loop()
        stopped = False

        def stop() -> None:
            nonlocal stopped
            stopped = True

        def progress(done: int, total: int) -> None:
            if stopped:
                raise Stopped
            loop.call_soon_threadsafe(self._advance, wait, done, total)

        with self._waiting(N_("Working ... Esc stops"), stop) as wait:
            return await self.house.desk.tell(change, *args, progress=progress)

    async def work_long(self, call: Callable[..., T], *args: object, says: Callable[..., str]) -> T:
        """Do in a thread of its own what needs no store and has a keyword `progress`.

        `says` turns what progress is told into a sentence. Esc stops it, and so does leaving
        the room. Raises Stopped, which a job turns into a sentence.
        """
        loop = asyncio.get_running_loop()
        stopped = False

        def stop() -> None:
            nonlocal stopped
            stopped = True

        def progress(*numbers: int) -> None:
            if stopped:
                raise Stopped
            loop.call_soon_threadsafe(self._say, wait, says(*numbers))

        with self._waiting(N_("Working ... Esc stops"), stop) as wait:
            try:
                return await asyncio.to_thread(call, *args, progress=progress)
            finally:
                # Whoever left the room waits for nothing: the thread is to end as well.
                stop()

    async def answer(self, dialog: HouseDialog[T]) -> T | None:
        """Open a dialog and wait for its answer; None when Esc closed it. Only in a job."""
        return await self.house.push_screen_wait(dialog)

    @property
    def can_stop(self) -> bool:
        """Whether something is being waited for that Esc gives up."""
        return any(wait.is_shown and wait.stop for wait in self._waits)

    def stop_waiting(self) -> bool:
        """The job under way; what the room reads for itself is given up by leaving it."""
        for wait in self._waits:
            if wait.is_shown and wait.stop:
                wait.stop()
                self.tell_user(_("Stopped."))
                return True
        return False

    @contextmanager
    def _reading(self) -> Iterator[None]:
        task = self.at_work
        if task is asyncio.current_task() and task is not None:
            wait = self._waiting(N_("Reading ... Esc stops"), task.cancel)
        else:
            wait = self._waiting(N_("Reading ..."), None)
        with wait:
            yield

    @contextmanager
    def _waiting(self, says: str, stop: Callable[[], object] | None) -> Iterator[_Wait]:
        wait = _Wait(_(says), stop)
        self._waits.append(wait)
        timer = asyncio.get_running_loop().call_later(PATIENCE, self._show_wait, wait)
        try:
            yield wait
        finally:
            timer.cancel()
            self._waits.remove(wait)
            if wait.is_shown and self.is_attached:
                shown = [other.says for other in self._waits if other.is_shown]
                self.show_progress(shown[-1] if shown else "")

    def _show_wait(self, wait: _Wait) -> None:
        if self.is_attached:
            wait.is_shown = True
            self.show_progress(wait.says)

    def _advance(self, wait: _Wait, done: int, total: int) -> None:
        self._say(wait, _("{done} of {total}. Esc stops").format(done=done, total=total))

    def _say(self, wait: _Wait, says: str) -> None:
        wait.says = says
        if wait.is_shown:
            self.show_progress(says)
