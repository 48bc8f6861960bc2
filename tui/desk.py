"""The desk where the store is worked at: one thread owns it, the screens only await.

SQLite connections belong to the thread that opened them, and a screen must never wait for
a disk. So every question and every change is handed to one thread and awaited. A question
may be given up; a change, once begun, runs to its end whether or not anybody still waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Generic, ParamSpec, Protocol, TypeVar

from data.errors import Problem


class Store(Protocol):
    """What the desk needs of the store it keeps (`data.close.Close`)."""

    def revision(self) -> int:
        """Return a number that changes whenever any operator changed the store; cheap."""

    def shut(self) -> None:
        """Release the file."""


S = TypeVar("S", bound=Store)
T = TypeVar("T")
P = ParamSpec("P")

Progress = Callable[[int, int], None]
"""What a long change calls, in the store's thread, with how much is done of how much."""


class Stopped(Exception):
    """The operator gave up a long change; raised inside its transaction, which rolls back."""


class Desk(Generic[S]):
    """Keeps the store in its thread and says when it has changed."""

    def __init__(self, opener: Callable[[], S]) -> None:
        """Begin to open the store at once, beside whatever else the start needs."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._opening: Future[S] = self._thread.submit(opener)
        self._changes: set[asyncio.Task[object]] = set()
        self._forsaken: set[asyncio.Task[object]] = set()
        self._seen: int | None = None
        self._polling = False
        self.on_change: Callable[[], None] = lambda: None
        """Called on the event loop after the store changed, by us or by another operator."""
        self.on_forsaken: Callable[[BaseException], None] = lambda _error: None
        """Called with the error of a change that nobody waited for any more."""

    @property
    def close(self) -> S:
        """The open store; waits for it, and raises what opening raised."""
        return self._opening.result()

    async def ask(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question in the store's thread; cancelling it drops the answer."""
        call = partial(question, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def tell(self, change: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Change the store; once begun it is finished even if the caller goes away."""
        task = asyncio.create_task(self._change(partial(change, *args, **kwargs)))
        self._changes.add(task)
        task.add_done_callback(self._settle)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            self._forsaken.add(task)
            raise

    async def poll(self) -> None:
        """Notice what another operator has changed."""
        if self._polling:
            return
        self._polling = True
        try:
            seen = await self.ask(self.close.revision)
        except Problem:
            # A store that is busy right now says so where somebody asked it something.
            return
        finally:
            self._polling = False
        self._notice(seen)

    async def shut(self) -> None:
        """Wait for what was begun, release the store and end its thread."""
        if self._changes:
            await asyncio.wait(self._changes)
        if self._opening.exception() is None:
            await self.ask(self.close.shut)
        self._thread.shutdown()

    async def _change(self, call: Callable[[], T]) -> T:
        def change_and_look() -> tuple[T, int | None]:
            answer = call()
            try:
                return answer, self.close.revision()
            except Problem:
                # The change stands; that its number cannot be read now must not hide that.
                return answer, None

        answer, seen = await self.ask(change_and_look)
        self._seen = seen
        self.on_change()
        return answer

    def _notice(self, seen: int) -> None:
        if self._seen is not None and seen != self._seen:
            self.on_change()
        self._seen = seen

    def _settle(self, task: asyncio.Task[object]) -> None:
        self._changes.discard(task)
        if task in self._forsaken and not task.cancelled():
            self._forsaken.discard(task)
            if error := task.exception():
                self.on_forsaken(error)
