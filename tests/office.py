"""The program over a store in memory that a test has filled, with a clock that stands still."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from textual.pilot import Pilot

from data.close import Close
from data.dates import local
from data.month import Month
from tests.conftest import Clock
from tests.lists import TO
from tests.screens import rows, settle
from tui import glyphs, words
from tui.app import Fakturaklar
from tui.desk import Desk
from tui.steps import Step

T = TypeVar("T")

SMALL, LARGE = (80, 24), (120, 40)
SCREENS = Path(__file__).parent / "golden" / "screens"
WRITE = "FAKTURAKLAR_WRITE_SCREENS"
"""Set it to write what the screens show now, then judge the difference before committing."""


class Office:
    """The running program, its keys, and the store behind it."""

    def __init__(self, pilot: Pilot[Any], clock: Clock) -> None:
        self.pilot = pilot
        self.clock = clock

    @property
    def app(self) -> Fakturaklar:
        """The program."""
        app = self.pilot.app
        assert isinstance(app, Fakturaklar)
        return app

    async def ask(self, question: Callable[[Close], T]) -> T:
        """Ask the store in its own thread."""
        return await self.app.desk.ask(question, self.app.desk.close)

    async def tell(self, change: Callable[[Close], T]) -> T:
        """Change the store as another screen would, and let this one follow."""
        answer = await self.app.desk.tell(change, self.app.desk.close)
        await settle(self.pilot)
        return answer

    async def press(self, *keys: str) -> None:
        """Press keys, looking at the screen after each."""
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    async def write(self, text: str) -> None:
        """Type into the field that has the focus."""
        await self.press(*("space" if sign == " " else sign for sign in text))

    def rows(self) -> list[str]:
        """Return the rows of the screen."""
        return rows(self.app)

    def text(self) -> str:
        """Return the screen as one text, hard spaces made plain."""
        return "\n".join(self.rows()).replace("\u00a0", " ")


@asynccontextmanager
async def office(
    prepare: Callable[[Close], object],
    *,
    start: int = 0,
    building: str = "",
    to: date = TO,
    size: tuple[int, int] = SMALL,
    steps: tuple[Step, ...] | None = None,
) -> AsyncIterator[Office]:
    """Open the program on a store that `prepare` fills, at a step and perhaps in a building."""
    clock = Clock(datetime(2026, 11, 5, 8, 14, tzinfo=UTC))

    def opened() -> Close:
        close = Close(None, "Kari Nes", test_mode=True, clock=clock)
        prepare(close)
        return close

    desk = Desk(opened)
    app = Fakturaklar(
        desk,
        operator="Kari Nes",
        month=Month.of(to),
        state_folder=Path("/nonexistent"),
        test_mode=True,
        now=lambda: local(clock()),
        steps=steps,
        start=start,
    )
    if building:
        app.scope = await desk.ask(lambda: desk.close.basis.scope(building, to))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield Office(pilot, clock)


def in_words(language: words.Language, signs: glyphs.Choice) -> None:
    """Set language and signs, whatever the machine has."""
    words.set_language(language)
    os.environ.pop(glyphs.VARIABLE, None)
    glyphs.choose(signs)


def compare(shown: Office, name: str) -> None:
    """Compare the screen with the text kept under `name`; `WRITE` keeps it instead."""
    text = "\n".join(shown.rows()) + "\n"
    path = SCREENS / f"{name}.txt"
    if os.environ.get(WRITE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path.name}: set {WRITE}=1 to write it anew"
