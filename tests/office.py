"""The program over a store in memory that a test has filled, with a clock that stands still."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest
from textual.pilot import Pilot

from data.close import Close
from data.dates import local
from data.month import Month
from tests.conftest import Clock
from tests.lists import OTHER_CLUB, THIRD_CLUB, TO, bring, export_all, line, sign_everything
from tests.screens import rows, settle
from tui import glyphs, words
from tui.app import Fakturaklar
from tui.desk import Desk

T = TypeVar("T")

SMALL, LARGE = (80, 24), (120, 40)
SCREENS = Path(__file__).parent / "golden" / "screens"
INTERNAL: dict[str, Any] = {"customer_type": "internal", "customer_id": "204518"}
WRITE = "FAKTURAKLAR_WRITE_SCREENS"
"""Set it to write what the screens show now, then judge the difference before committing."""


async def still(pilot: Pilot[Any]) -> None:
    """Wait until the screen has come to rest: the keys row follows the lists a moment later."""
    await settle(pilot)
    before: list[str] = []
    while (now := rows(pilot.app)) != before:
        before = now
        await pilot.pause()


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
        await still(self.pilot)
        return answer

    async def press(self, *keys: str) -> None:
        """Press keys, looking at the screen after each."""
        for key in keys:
            await self.pilot.press(key)
            await still(self.pilot)

    async def write(self, text: str) -> None:
        """Type into the field that has the focus, and look at the screen when it is written."""
        await self.pilot.press(*("space" if sign == " " else sign for sign in text))
        await still(self.pilot)

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
    language: words.Language = "nb",
    signs: glyphs.Choice = "ascii",
) -> AsyncIterator[Office]:
    """Open the program on a store that `prepare` fills, at a step and perhaps in a building."""
    words.set_language(language)
    os.environ.pop(glyphs.VARIABLE, None)
    glyphs.choose(signs)
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
        start=start,
    )
    if building:
        app.scope = await desk.ask(lambda: desk.close.basis.scope(building, to))
    try:
        async with app.run_test(size=size) as pilot:
            await still(pilot)
            yield Office(pilot, clock)
    finally:
        words.set_language("nb")
        glyphs.choose("auto")


def october(close: Close) -> None:
    """Fill a store: one building exported, one reversed and signed again, four not begun."""
    house = "Meyermarken"
    bring(
        close,
        line(20417, 600_000, building=house, description=f"{house}: Storsal"),
        line(20418, 480_000, building=house, organization="Bjørgvin Turn", customer_id=OTHER_CLUB),
        line(20419, 0, building=house, organization="Grendalaget", customer_id=THIRD_CLUB),
        line(20420, 120_000, building=house, organization="Oppvekst sør", **INTERNAL),
        line(20421, 85_000, building="Sandslihallen"),
        line(20422, 1_242_500, building="Åsgard kulturhus"),
        line(20423, 0, building="Gimlehallen"),
        line(20424, 6_108_000, building="Svanebadet"),
    )
    export_all(close, close.basis.scope("Sandslihallen", TO), "Sandslihallen")
    meyermarken = close.basis.scope(house, TO)
    number = export_all(close, meyermarken, house)
    close.exports.reverse(number, "feil pris")
    sign_everything(close, meyermarken)


class Look(NamedTuple):
    """How a screen is drawn: language, signs and window; the arguments of `office`."""

    language: words.Language
    signs: glyphs.Choice
    size: tuple[int, int]


LOOKS = [
    pytest.param(Look("nb", "utf8", SMALL), id="nb-utf8-80x24"),
    pytest.param(Look("nb", "ascii", SMALL), id="nb-ascii-80x24"),
    pytest.param(Look("en", "utf8", SMALL), id="en-utf8-80x24"),
    pytest.param(Look("en", "ascii", SMALL), id="en-ascii-80x24"),
    pytest.param(Look("nb", "utf8", LARGE), id="nb-utf8-120x40"),
]
"""Both languages, both sets of signs, the smallest window and a large one."""


def compare(shown: Office, screen: str, request: pytest.FixtureRequest) -> None:
    """Compare a screen with the text kept for it; with `WRITE` set the text is written anew."""
    name = f"{screen}-{request.node.callspec.id}"
    text = "\n".join(shown.rows()) + "\n"
    path = SCREENS / f"{name}.txt"
    if os.environ.get(WRITE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path.name}: set {WRITE}=1 to write it anew"
