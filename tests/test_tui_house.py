"""The frame of every screen: its rows, its keys, and a window that is too small."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerFailed

from data.dates import OSLO
from data.views import Scope
from tests.house_demo import DemoStore, First, demo_app
from tests.screens import press, rows, settle, write
from tui import glyphs
from tui.dialogs import HouseDialog
from tui.widgets.fields import Choice, Field
from tui.words import set_language

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def ascii_and_bokmal() -> Iterator[None]:
    glyphs.choose("ascii")
    set_language("nb")
    yield
    glyphs.choose("auto")
    set_language("nb")


def field(pilot: Pilot[None]) -> Field:
    return pilot.app.screen.query_one(Field)


# The rows.


async def test_the_rows_stand_where_the_operator_looks_for_them() -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        shown = rows(pilot.app)
    assert len(shown) == 24
    assert shown[0] == (
        "fakturaklar  Oktober 2026, til og med lø 31.10.2026  Kari Nes  to 05.11 kl 09.14"
    )
    assert shown[1] == "[0Måned] 2Linjer ?"
    assert shown[2] == shown[20] == "-" * 80
    assert shown[3].startswith("(*) alle")
    assert shown[21] == " 0 ting husket"
    assert shown[22] == " Alt er som før."
    assert shown[23].startswith(" Mellomrom velg  n neste avvik  +/- måned")
    assert shown[23].endswith("t tast"), "what does not fit whole is left out"


async def test_a_wide_window_keeps_the_order_of_the_rows() -> None:
    async with demo_app().run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        shown = rows(pilot.app)
    assert shown[0].endswith("Kari Nes  to 05.11 kl 09.14")
    assert len(shown[0]) == 120
    assert shown[2] == shown[36] == "-" * 120
    assert shown[37:39] == [" 0 ting husket", " Alt er som før."]
    assert "? hjelp" in shown[39]
    assert "q avslutt" in shown[39]


async def test_test_mode_is_said_where_nothing_can_push_it_away() -> None:
    async with demo_app(test_mode=True).run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert rows(pilot.app)[0] == (
            "TESTMODUS  Oktober 2026, til og med lø 31.10.2026    Kari Nes  to 05.11 kl 09.14"
        )


async def test_a_long_heading_gives_way_to_operator_and_clock() -> None:
    class Long(First):
        def heading(self) -> str:
            return "Storhaugen kultur- og idrettshus med svømmehall og bibliotek"

    async with demo_app(steps=[step(0, "Måned", Long)]).run_test(size=SIZE) as pilot:
        await settle(pilot)
        title = rows(pilot.app)[0]
    assert len(title) == 80
    assert "~  Kari Nes" in title


async def test_the_clock_moves() -> None:
    from datetime import datetime

    moment = datetime(2026, 11, 5, 9, 14, tzinfo=OSLO)
    async with demo_app(now=lambda: moment).run_test(size=SIZE) as pilot:
        await settle(pilot)
        moment = datetime(2026, 11, 6, 15, 2, tzinfo=OSLO)
        pilot.app.minute = "2026-11-06 15.02"  # type: ignore[attr-defined]
        await settle(pilot)
        assert rows(pilot.app)[0].endswith("fr 06.11 kl 15.02")


@pytest.mark.parametrize("size", [(72, 20), (79, 24), (80, 23), (1, 1)])
async def test_a_window_that_is_too_small_says_what_is_needed(size: tuple[int, int]) -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.resize_terminal(*size)
        await settle(pilot)
        said = "".join(rows(pilot.app))
        if size[0] > 1:
            assert said == (
                f"Vinduet er {size[0]}x{size[1]}. fakturaklar trenger 80x24. Gjør vinduet større."
            )
        await press(pilot, "2", "x")
        await pilot.resize_terminal(*SIZE)
        await settle(pilot)
        assert rows(pilot.app)[1].startswith("[0Måned]"), "unseen keys did something"


async def test_a_dialog_is_covered_in_a_small_window_too() -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await pilot.resize_terminal(60, 15)
        await settle(pilot)
        assert "".join(rows(pilot.app)).startswith("Vinduet er 60x15.")


async def test_a_small_window_can_be_left() -> None:
    app = demo_app()
    async with app.run_test(size=(60, 15)) as pilot:
        await pilot.press("q")
    assert app.return_code == 0


# Keys.


async def test_digits_go_to_steps_and_escape_comes_back() -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        seen = []
        for key in ("2", "7", "escape", "escape", "q"):
            if key != "q":
                await press(pilot, key)
                seen.append(rows(pilot.app)[1])
    assert seen == [
        "0Måned [2Linjer] ?",
        "0Måned [2Linjer] ?",
        "[0Måned] 2Linjer ?",
        "[0Måned] 2Linjer ?",
    ]


async def test_q_leads_to_the_overview_first_and_then_out() -> None:
    app = demo_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "2", "q")
        assert rows(app)[1].startswith("[0Måned]")
        assert app.return_code is None
        await pilot.press("q")
    assert app.return_code == 0


async def test_in_a_field_letters_and_digits_are_text_and_do_nothing_else() -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "tab")
        await write(pilot, "2 qx?/sæøå")
        assert field(pilot).value == "2 qx?/sæøå"
        assert rows(pilot.app)[1].startswith("[0Måned]")
        assert rows(pilot.app)[4] == "[2 qx?/sæøå                  ]"


async def test_escape_leaves_a_field_first_and_keeps_what_is_typed() -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "2", "escape", "tab")
        await write(pilot, "mey")
        await press(pilot, "escape")
        assert pilot.app.focused is None
        assert field(pilot).value == "mey"
        assert rows(pilot.app)[1].startswith("[0Måned]")
        await press(pilot, "2")
        assert "[2Linjer]" in rows(pilot.app)[1], "outside the field a digit is a step"


async def test_uppercase_letters_are_inert() -> None:
    store = DemoStore()
    async with demo_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "Q", "X", "N", "D", "U", "T")
        assert not isinstance(pilot.app.screen, HouseDialog)
        assert rows(pilot.app)[22] == " Alt er som før."


async def test_a_screen_that_needs_a_building_says_so_until_one_is_chosen() -> None:
    from datetime import date

    app = demo_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "2")
        assert " Ingen bygg er valgt." in rows(app)[4]
        app.scope = Scope(1, "Meyermarken", date(2026, 10, 31))
        await settle(pilot)
        assert rows(app)[3] == "linjene"


# What is told, and what reloads.


async def test_a_change_reloads_the_screen_and_another_operators_too() -> None:
    store = DemoStore()
    async with demo_app(store).run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "plus", "minus")
        assert rows(pilot.app)[21] == " 2 ting husket"
        await pilot.app.desk.poll()  # type: ignore[attr-defined]
        store.told.append("fra Ola")
        await pilot.app.desk.poll()  # type: ignore[attr-defined]
        await settle(pilot)
        assert rows(pilot.app)[21] == " 3 ting husket"


async def test_a_screen_in_another_step_is_read_again_when_it_returns() -> None:
    store = DemoStore()
    app = demo_app(store)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "2")
        await app.desk.tell(app.desk.close.remember, "ny")  # type: ignore[attr-defined]
        await press(pilot, "0")
        assert rows(app)[21] == " 1 ting husket"


async def test_a_problem_is_told_with_its_code_until_the_next_key() -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "u")
        assert rows(pilot.app)[22] == " x F321 31.02.2026 does not exist. [/b]"
        await press(pilot, "down")
        assert rows(pilot.app)[22] == " Alt er som før."


async def test_a_long_message_is_shown_whole() -> None:
    sentence = (
        "F302 Linje 20417 er endret fra 4 200,00 til 4 500,00 etter kopi K-0117. "
        "Ta ny kopi (k) og signer punkt 2, 5 og 6 på nytt."
    )
    app = demo_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.screen.tell_user(sentence, "error")  # type: ignore[attr-defined]
        await settle(pilot)
        shown = rows(app)
        assert " ".join(row.strip() for row in shown[21:23]) == f"x {sentence}"
        assert shown[20] == " 0 ting husket", "totals stay above the message"
        await press(pilot, "down")
        assert rows(app)[21] == " 0 ting husket"


async def test_a_defect_is_not_swallowed(tmp_path: Any) -> None:
    app = demo_app(state_folder=tmp_path)
    with pytest.raises(WorkerFailed, match="no such customer"):  # noqa: PT012 - the app is the block
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await pilot.press("d")
            await pilot.pause()
    assert app.return_code == 70
    assert app.defect is not None


async def test_a_screen_that_reads_says_so_and_escape_is_free_to_leave_it() -> None:
    gate = threading.Event()

    class Slow(First):
        async def load(self) -> None:
            self.show_message("ferdig lest")
            await self.ask(gate.wait, 20)

    app = demo_app(steps=[step(0, "Måned", Slow)])
    async with app.run_test(size=SIZE) as pilot:
        while "Leser" not in rows(app)[22]:
            await pilot.pause(0.01)
        assert rows(app)[22] == " Leser ..."
        assert not app.screen.stop_waiting()  # type: ignore[attr-defined]
        gate.set()
        await settle(pilot)
        assert rows(app)[22] == " ferdig lest"


async def test_a_choice_moves_with_the_arrows_and_round_the_end() -> None:
    async with demo_app().run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "right")
        assert rows(pilot.app)[3] == "( ) alle   (*) ekstern"
        await press(pilot, "space")
        assert pilot.app.screen.query_one(Choice).value == "all"


# Language and signs while it runs.


async def test_the_language_changes_on_every_screen_at_once() -> None:
    app = demo_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.speak("en")
        await settle(pilot)
        assert rows(app)[0].endswith("Thu 05.11 09.14")
        await press(pilot, "2")
        assert "No building is chosen." in rows(app)[4]
        assert rows(app)[23] == " Esc back  ? help"


async def test_the_focus_stays_where_it_was_when_the_language_changes() -> None:
    app = demo_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "tab")
        app.speak("en")
        await settle(pilot)
        assert app.focused is field(pilot)


async def test_the_signs_change_at_once() -> None:
    app = demo_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        app.draw_with("utf8")
        await settle(pilot)
        assert rows(app)[2] == "─" * 80


def step(number: int, title: str, screen: Any) -> Any:
    from tui.steps import Step

    return Step(number, title, screen)
