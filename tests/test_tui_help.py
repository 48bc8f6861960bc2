"""The help tells the keys of the screen one came from, and no key that does nothing."""

from __future__ import annotations

import pytest

from tests.office import LOOKS, Look, compare, october, office
from tui.key_map import ACTING, MOVING, bound_keys, known, own_hints
from tui.screens.export import ExportScreen
from tui.screens.history import HistoryScreen

HOUSE = "Meyermarken"


async def test_the_keys_of_the_screen_itself_come_first() -> None:
    async with office(october, start=6) as shown:
        await shown.press("question_mark")
        own = shown.rows()[5]
        assert own.startswith(" DETTE BILDET")
        for hint in ("r reverser", "+ - måned", "Enter åpne"):
            assert hint in own


@pytest.mark.parametrize("step", range(10))
async def test_the_help_of_every_step_fits_the_smallest_window(step: int) -> None:
    async with office(october, start=step, building=HOUSE) as shown:
        if step == 5:
            await shown.press("escape")
        await shown.press("f1")
        assert "Hjelp:" in shown.rows()[0]
        assert any(row.endswith("ingenting") for row in shown.rows()[3:20])


async def test_esc_and_a_step_close_the_help() -> None:
    async with office(october, start=6) as shown:
        await shown.press("question_mark", "escape")
        assert "Klar for generering" in shown.rows()[0]
        await shown.press("question_mark", "7")
        assert "Genererte filer" in shown.rows()[0]
        await shown.press("6")
        assert "Klar for generering" in shown.rows()[0]


async def test_the_help_offers_no_help_about_itself() -> None:
    async with office(october, start=6) as shown:
        await shown.press("question_mark", "question_mark", "escape")
        assert "Klar for generering" in shown.rows()[0]


def test_a_key_without_a_use_is_not_told_of() -> None:
    for key in known(ACTING):
        assert not key.names or bound_keys().intersection(key.names)
    assert {"a", "r", "x", "e", "s"} <= bound_keys()


def test_each_key_of_the_map_has_one_meaning() -> None:
    names = [name for key in (*MOVING, *ACTING) for name in key.names]
    assert len(names) == len(set(names))


async def test_acts_that_are_not_possible_now_are_told_of_too() -> None:
    async with office(october, start=8, building=HOUSE) as shown:
        screen = shown.app.screen
        assert isinstance(screen, HistoryScreen)
        hints = dict(own_hints(screen))
        assert hints["Mellomrom"] in ("alle bygg", "ett bygg")
        assert "a" in hints
    async with office(october, start=7, building=HOUSE) as shown:
        await shown.press("5", "escape")
        screen = shown.app.screen
        assert isinstance(screen, ExportScreen)
        assert ("x", "eksporter") in own_hints(screen)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_help_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(october, start=6, **look._asdict()) as shown:
        await shown.press("question_mark")
        compare(shown, "help", request)
