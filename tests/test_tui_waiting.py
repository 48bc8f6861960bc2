"""Work that takes long: it says so, Esc gives it up, and nothing is left half done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from textual.binding import Binding
from textual.pilot import Pilot

from tests.house_demo import DemoStore, First, demo_app
from tests.screens import PATIENCE, press, rows, settle
from tui import glyphs
from tui.app import Fakturaklar
from tui.dialogs import Confirm, HouseDialog
from tui.jobs import asking_job, job
from tui.steps import Step

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def ascii_signs() -> Iterator[None]:
    glyphs.choose("ascii")
    yield
    glyphs.choose("auto")


class SlowStore(DemoStore):
    """A store whose slow work ends when a test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.step = threading.Event()

    def wait(self) -> str:
        assert self.gate.wait(PATIENCE)
        return "read"

    def change(self, *, progress: Callable[[int, int], None]) -> None:
        for done in range(1, 4):
            assert self.step.wait(PATIENCE)
            self.step.clear()
            progress(done, 3)
        self.told.append("changed")


class Slow(First):
    """Acts that take as long as the test wants."""

    BINDINGS = [
        Binding("r", "read", "les"),
        Binding("i", "bring_in", "hent"),
        Binding("k", "slow_question", "spør"),
    ]

    @property
    def store(self) -> SlowStore:
        store = super().store
        assert isinstance(store, SlowStore)
        return store

    @job
    async def action_read(self) -> None:
        self.tell_user(await self.ask(self.store.wait))

    @job
    async def action_bring_in(self) -> None:
        await self.tell_long(self.store.change)
        self.tell_user("ferdig")

    @asking_job
    async def action_slow_question(self) -> None:
        await self.ask(self.store.wait)
        await self.answer(Confirm("Sikker", ["Ja eller nei."], "Ja"))


def slow_app(store: SlowStore) -> Fakturaklar:
    return demo_app(store, steps=[Step(0, "Måned", Slow), Step(2, "Linjer", First)])


async def until(pilot: Pilot[None], text: str) -> None:
    """Wait for the message row, which is what the operator reads."""
    for _ in range(int(PATIENCE * 100)):
        if text in rows(pilot.app)[22]:
            return
        await pilot.pause(0.01)
    raise AssertionError(rows(pilot.app)[22])


async def test_a_question_that_takes_long_is_given_up_with_escape() -> None:
    store = SlowStore()
    async with slow_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await until(pilot, "Leser ... Esc avbryter")
        await pilot.press("escape")
        await until(pilot, "Avbrutt.")
        store.gate.set()
        await settle(pilot)
        assert rows(pilot.app)[22] == " Avbrutt.", "an answer nobody waits for is not shown"
        assert rows(pilot.app)[1].startswith("[0Måned]")


async def test_a_quick_question_says_nothing_about_waiting() -> None:
    store = SlowStore()
    store.gate.set()
    async with slow_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "r")
        assert rows(pilot.app)[22] == " read"


async def test_a_long_change_tells_how_far_it_is() -> None:
    store = SlowStore()
    async with slow_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await until(pilot, "Arbeider ... Esc avbryter")
        store.step.set()
        await until(pilot, "1 av 3. Esc avbryter")
        store.step.set()
        await until(pilot, "2 av 3.")
        store.step.set()
        await until(pilot, "ferdig")
        assert store.told == ["changed"]


async def test_escape_stops_a_long_change_from_within() -> None:
    store = SlowStore()
    async with slow_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await until(pilot, "Arbeider")
        await pilot.press("escape")
        store.step.set()
        await until(pilot, "Avbrutt. Ingenting er endret.")
        assert store.told == []


async def test_keys_before_a_slow_question_neither_answer_nor_leave() -> None:
    store = SlowStore()
    async with slow_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("k")
        await until(pilot, "Leser")
        await pilot.press("2", "q", "enter", "tab")
        store.gate.set()
        await settle(pilot)
        assert isinstance(pilot.app.screen, HouseDialog)
        assert "[ Ja ]" in "".join(rows(pilot.app))


async def test_escape_before_a_slow_question_gives_the_question_up() -> None:
    store = SlowStore()
    async with slow_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("k")
        await until(pilot, "Leser")
        await pilot.press("escape")
        await until(pilot, "Avbrutt.")
        store.gate.set()
        await settle(pilot)
        assert not isinstance(pilot.app.screen, HouseDialog)


async def test_acts_happen_in_the_order_they_were_asked_for() -> None:
    store = SlowStore()
    async with slow_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.press("plus", "minus", "plus", "plus", "minus")
        await settle(pilot)
        assert store.told == ["+1", "-1", "+1", "+1", "-1"]
