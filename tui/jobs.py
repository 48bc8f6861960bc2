"""Acts that take time or ask something: a worker that shows problems and lets bugs through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from textual.css.query import NoMatches

from data.errors import Problem
from tui.desk import Stopped
from tui.words import _, say_problem

if TYPE_CHECKING:
    from tui.room import Room

R = TypeVar("R", bound="Room[Any]")
P = ParamSpec("P")

Call = Callable[[], Coroutine[Any, Any, None]]
Act = Callable[Concatenate[R, P], Coroutine[Any, Any, None]]
Start = Callable[Concatenate[R, P], None]


def job(act: Act[R, P]) -> Start[R, P]:
    """Run an async method of a screen or dialog as a worker, one after the other.

    A `Problem` is shown in the message line; anything else is a defect and ends the program.
    """
    return _started(act, asks=False)


def asking_job(act: Act[R, P]) -> Start[R, P]:
    """Run a job that opens a dialog: keys typed until it is drawn are thrown away."""
    return _started(act, asks=True)


def _started(act: Act[R, P], *, asks: bool) -> Start[R, P]:
    @wraps(act)
    def start(room: R, /, *args: P.args, **kwargs: P.kwargs) -> None:
        call = partial(act, room, *args, **kwargs)
        room.run_worker(attend(room, call, asks=asks), name=act.__name__, group="job")

    return start


async def attend(room: Room[Any], call: Call, *, asks: bool) -> None:
    """Await an act of `room` in its turn."""
    with room.house.keys_thrown_away(room) if asks else nullcontext():
        async with room.one_at_a_time:
            room.at_work = asyncio.current_task()
            try:
                await mind(room, call)
            finally:
                room.at_work = None


async def mind(room: Room[Any], call: Call) -> None:
    """Await a call and tell the user of `room` what could not be done."""
    try:
        await call()
    except Problem as problem:
        room.tell_user(say_problem(problem), "error")
    except Stopped:
        room.tell_user(_("Stopped. Nothing was changed."))
    except NoMatches:
        # Its answer came when the room was being taken down: there is nothing left to fill.
        is_left = room not in room.house.screen_stack
        if room.is_attached and room.house.is_running and not is_left:
            raise
