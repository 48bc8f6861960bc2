"""Dialogs: a reason by one digit, own words, corrections, and keys that came too early."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events

from tests.house_demo import DemoStore, demo_app
from tests.screens import press, rows, settle, write
from tui import glyphs
from tui.dialogs import HouseDialog
from tui.widgets.fields import Field

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def ascii_signs() -> Iterator[None]:
    glyphs.choose("ascii")
    yield
    glyphs.choose("auto")


async def test_a_reason_is_one_digit() -> None:
    store = DemoStore()
    async with demo_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "n", "2")
        assert store.told == ["ny pris"]


async def test_a_reason_may_be_ones_own_words_but_not_none() -> None:
    store = DemoStore()
    async with demo_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "n", "9", "enter")
        assert rows(pilot.app)[22].startswith(" ! Skriv en begrunnelse")
        await write(pilot, "venter på 311 000 063")
        await press(pilot, "enter")
        assert store.told == ["venter på 311 000 063"]


async def test_a_text_that_cannot_be_read_is_explained_and_may_be_corrected() -> None:
    store = DemoStore()
    async with demo_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        await write(pilot, "1x")
        await press(pilot, "enter")
        assert rows(pilot.app)[22] == " x F310 not a number: 1x"
        await press(pilot, "backspace")
        await write(pilot, "2")
        await press(pilot, "enter")
        assert store.told == ["12"]


async def test_escape_in_a_dialog_leaves_typed_text_first_and_then_the_dialog() -> None:
    store = DemoStore()
    async with demo_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        await write(pilot, "12")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HouseDialog)
        assert pilot.app.screen.query_one(Field).value == "12"
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, HouseDialog)
        assert store.told == []


@pytest.mark.parametrize(("keys", "told"), [(("enter",), []), (("tab", "enter"), ["ja"])])
async def test_confirming_starts_on_the_way_out(keys: tuple[str, ...], told: list[str]) -> None:
    store = DemoStore()
    async with demo_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "x", *keys)
        assert store.told == told


async def test_digits_and_letters_go_nowhere_while_a_dialog_is_open() -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "x", "2", "q", "u")
        assert isinstance(pilot.app.screen, HouseDialog)
        assert rows(pilot.app)[1].startswith("[0Måned]")


async def test_keys_typed_before_a_dialog_is_drawn_are_thrown_away() -> None:
    store = DemoStore()
    async with demo_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        # All at once, as somebody types who does not look: reason, own words, the step.
        for key in ("n", "1", "2", "plus"):
            pilot.app.post_message(events.Key(key, None))
        await settle(pilot)
        assert isinstance(pilot.app.screen, HouseDialog)
        assert store.told == []
        await press(pilot, "1")
        assert store.told == ["flere leieforhold"]
