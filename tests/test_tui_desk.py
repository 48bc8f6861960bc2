"""One thread owns the store; a change once begun is finished, and every change is noticed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from data.errors import BusyProblem, UsageProblem
from data.words import N_
from tui.desk import Desk

REFUSED = N_("not today")


class Counter:
    """A store that counts, and may be held up by a test."""

    def __init__(self) -> None:
        self.value = 0
        self.is_shut = False
        self.is_busy = False
        self.gate = threading.Event()
        self.begun = threading.Event()

    def revision(self) -> int:
        if self.is_busy:
            raise BusyProblem("F701", REFUSED)
        return self.value

    def shut(self) -> None:
        self.is_shut = True

    def add(self) -> int:
        self.value += 1
        return self.value

    def add_slowly(self) -> int:
        self.begun.set()
        assert self.gate.wait(20)
        return self.add()

    def fail_slowly(self) -> None:
        self.begun.set()
        assert self.gate.wait(20)
        raise UsageProblem("F310", REFUSED)

    def add_with_busy_revision(self) -> int:
        self.is_busy = True
        return self.add()


class Seen:
    """Counts what the desk tells."""

    def __init__(self, desk: Desk[Counter]) -> None:
        self.changes = 0
        self.forsaken: list[BaseException] = []
        desk.on_change = self.changed
        desk.on_forsaken = self.forsaken.append

    def changed(self) -> None:
        self.changes += 1


async def forsake(desk: Desk[Counter], change: Callable[[], object]) -> None:
    """Begin a change and stop waiting for it when it has begun."""
    waiting = asyncio.create_task(desk.tell(change))
    await asyncio.to_thread(desk.close.begun.wait, 20)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_everything_happens_in_one_thread() -> None:
    opened: list[int] = []

    def opener() -> Counter:
        opened.append(threading.get_ident())
        return Counter()

    desk = Desk(opener)
    asked = await desk.ask(threading.get_ident)
    told = await desk.tell(threading.get_ident)
    assert [asked, told] == opened * 2
    assert asked != threading.get_ident()
    await desk.shut()


async def test_what_opening_raises_reaches_whoever_needs_the_store() -> None:
    def opener() -> Counter:
        raise BusyProblem("F701", REFUSED)

    desk = Desk(opener)
    with pytest.raises(BusyProblem):
        _ = desk.close
    await desk.shut()


async def test_a_change_is_told_and_a_question_is_not() -> None:
    desk = Desk(Counter)
    seen = Seen(desk)
    assert await desk.ask(desk.close.revision) == 0
    assert seen.changes == 0
    assert await desk.tell(desk.close.add) == 1
    assert seen.changes == 1
    await desk.poll()
    assert seen.changes == 1, "our own change is not told twice"
    await desk.shut()


async def test_a_refused_change_is_not_told() -> None:
    desk = Desk(Counter)
    seen = Seen(desk)
    desk.close.gate.set()
    with pytest.raises(UsageProblem):
        await desk.tell(desk.close.fail_slowly)
    assert seen.changes == 0
    await desk.shut()


async def test_what_another_operator_changed_is_noticed() -> None:
    desk = Desk(Counter)
    seen = Seen(desk)
    await desk.poll()
    assert seen.changes == 0, "the first look is where counting begins"
    desk.close.value += 1
    await desk.poll()
    await desk.poll()
    assert seen.changes == 1
    await desk.shut()


async def test_a_store_that_is_busy_is_looked_at_later() -> None:
    desk = Desk(Counter)
    seen = Seen(desk)
    await desk.poll()
    desk.close.value += 1
    desk.close.is_busy = True
    await desk.poll()
    assert seen.changes == 0
    desk.close.is_busy = False
    await desk.poll()
    assert seen.changes == 1
    await desk.shut()


async def test_a_change_stands_though_its_number_cannot_be_read() -> None:
    desk = Desk(Counter)
    seen = Seen(desk)
    assert await desk.tell(desk.close.add_with_busy_revision) == 1
    assert seen.changes == 1
    await desk.shut()


async def test_a_forsaken_change_is_finished_and_told() -> None:
    desk = Desk(Counter)
    seen = Seen(desk)
    await forsake(desk, desk.close.add_slowly)
    desk.close.gate.set()
    store = desk.close
    await desk.shut()
    assert (store.value, seen.changes, store.is_shut) == (1, 1, True)


async def test_the_error_of_a_forsaken_change_is_not_lost() -> None:
    desk = Desk(Counter)
    seen = Seen(desk)
    await forsake(desk, desk.close.fail_slowly)
    desk.close.gate.set()
    await desk.shut()
    assert [type(error) for error in seen.forsaken] == [UsageProblem]


async def test_a_question_that_has_not_begun_can_be_given_up() -> None:
    desk = Desk(Counter)
    slow = asyncio.create_task(desk.tell(desk.close.add_slowly))
    await asyncio.to_thread(desk.close.begun.wait, 20)
    asked: list[int] = []
    waiting = asyncio.create_task(desk.ask(asked.append, 1))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    desk.close.gate.set()
    await slow
    await desk.shut()
    assert asked == []
