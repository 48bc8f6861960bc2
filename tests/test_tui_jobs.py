"""Acts: a problem is told, a defect is not hidden, and a room that is left is left alone."""

from __future__ import annotations

import pytest
from textual.css.query import NoMatches
from textual.widgets import Static

from tests.house_demo import demo_app
from tests.screens import settle
from tui.house import HouseScreen
from tui.jobs import mind


class Note(HouseScreen[None]):
    """A screen to be left."""


async def test_an_answer_that_comes_after_the_screen_was_left_is_dropped() -> None:
    async with demo_app().run_test() as pilot:
        note = Note()
        await pilot.app.push_screen(note)
        await settle(pilot)

        async def fill() -> None:
            note.query_one("#not-here", Static).update("x")

        with pytest.raises(NoMatches):
            await mind(note, fill)
        pilot.app.pop_screen()
        await settle(pilot)
        await mind(note, fill)
