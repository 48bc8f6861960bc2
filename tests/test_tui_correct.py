"""Corrections by keys: an id known from before in four keys, one that is typed in thirteen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from data.close import Close
from data.views import LineRow
from tests.lists import CLUB, OTHER_CLUB, bring, export_all, line
from tests.meyermarken import HOUSE, basis, closable, lines, untouched
from tests.office import LOOKS, Look, Office, compare, office
from tests.screens import settle
from tests.test_tui_lines import under_cursor
from tui.screens.correct import CorrectDialog
from tui.screens.lines import LinesScreen

THIRD = "310010979"
CHOIR = 20403
SEPTEMBER: dict[str, Any] = {"starts": datetime(2026, 9, 5, 18), "ends": datetime(2026, 9, 5, 20)}


def known(close: Close) -> None:
    """Fill a store with the house and the choir's id of last month."""
    untouched(close)
    bring(
        close,
        line(1, 100, building="Svanebadet", organization="Sangkoret Våren", customer_id=CLUB,
             **SEPTEMBER),
        file="september.csv",
    )  # fmt: skip


def with_others(close: Close) -> None:
    """Fill a store with the choir's other lines, here and in another building."""
    mine: dict[str, Any] = {"organization": "Sangkoret Våren", "customer_id": ""}
    bring(close, *lines(), *(line(n, 100, building=HOUSE, **mine) for n in (101, 102)))
    bring(close, line(103, 100, building="Svanebadet", **mine), file="b.csv")


async def row(shown: Office, line_id: int = CHOIR) -> LineRow:
    found = await shown.ask(lambda close: close.basis.line(line_id))
    assert found is not None
    return found


@pytest.mark.parametrize("look", LOOKS)
async def test_the_question_looks_like_this(look: Look, request: pytest.FixtureRequest) -> None:
    def prepare(close: Close) -> None:
        choir: dict[str, Any] = {"organization": "Sangkoret Våren"}
        elsewhere: dict[str, Any] = {"building": "Svanebadet", **choir}
        bring(
            close,
            *lines(),
            line(101, 100, building=HOUSE, customer_id="", **choir),
            line(1, 100, customer_id=CLUB, **elsewhere, **SEPTEMBER),
            line(2, 100, customer_id="", **elsewhere),
            line(3, 100, customer_id=OTHER_CLUB, **elsewhere),
        )
        close.corrections.correct([3], "customer_id", THIRD, "accounting", "fra reskontro")

    async with office(prepare, start=2, building=HOUSE, **look._asdict()) as shown:
        await shown.press("n", "e")
        compare(shown, "correct", request)


async def test_an_id_known_from_last_month_costs_four_keys() -> None:
    async with office(known, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "e", "enter")
        assert "Saves 310 366 552 on this line. The application: as last month" in shown.text()
        await shown.press("enter")
        assert (await row(shown)).customer_id == CLUB
        assert isinstance(shown.app.screen, LinesScreen)
        assert under_cursor(shown) == CHOIR
        assert "Corrected: 1 line. z undoes it." in shown.text()
        assert "+ corrected" in shown.text()
        assert "corrected 05.11 KN from empty (the application)" in shown.text()


async def test_a_typed_id_costs_thirteen_keys_and_replaces_what_was_offered() -> None:
    async with office(known, start=2, building=HOUSE, language="en") as shown:
        keys = ["n", "e", *THIRD, "enter", "enter"]
        assert len(keys) == 13
        await shown.press(*keys)
        assert (await row(shown)).customer_id == THIRD
        (each,) = await shown.ask(lambda close: close.corrections.of_line(CHOIR))
        assert (each.origin, each.reason) == ("application", "stands in the application")


async def test_enter_twice_in_a_hurry_saves() -> None:
    async with office(known, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "e")
        await shown.pilot.press("enter", "enter")
        await shown.press("home")
        assert (await row(shown)).customer_id == CLUB


async def test_a_wrong_id_is_refused_and_the_draft_stays() -> None:
    async with office(known, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "e", *"310366551", "enter")
        assert isinstance(shown.app.screen, CorrectDialog)
        assert "F202 The customer id has a wrong check digit. It is not saved." in shown.text()
        assert "[310366551" in shown.text()
        assert (await row(shown)).customer_id == ""
        await shown.press("backspace", "2", "enter", "enter")
        assert (await row(shown)).customer_id == CLUB


async def test_source_and_reason_are_reached_and_told_before_they_are_saved() -> None:
    async with office(known, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "e", "tab", "3")
        assert "The customer: the customer says so" in shown.text()
        await shown.press("down", "home", *["delete"] * 30)
        await shown.write("ringte")
        await shown.press("enter")
        assert "Saves 310 366 552 on this line. The customer: ringte" in shown.text()
        await shown.press("enter")
        (each,) = await shown.ask(lambda close: close.corrections.of_line(CHOIR))
        assert (each.origin, each.reason) == ("customer", "ringte")


async def test_the_customers_other_lines_follow_unless_they_are_left_out() -> None:
    async with office(with_others, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "e", *CLUB)
        text = shown.text()
        assert "Other lines  (*) yes, 2 more: 101, 102   ( ) no" in text
        assert "Elsewhere    ( ) yes, 1 more: Svanebadet   (*) no" in text
        assert "Saves 310 366 552 on 3 lines." in text
        await shown.press("enter", "enter")
        ids = [(await row(shown, each)).customer_id for each in (CHOIR, 101, 102, 103)]
        assert ids == [CLUB, CLUB, CLUB, ""]
        await shown.press("z")
        assert "customer id: 310 366 552 becomes empty again" in shown.text()
        await shown.press("tab", "enter")
        assert (await row(shown, 101)).customer_id == ""
        assert "Undone: 3 lines." in shown.text()


async def test_space_leaves_the_others_out_and_takes_other_buildings_in() -> None:
    async with office(with_others, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "e", *CLUB, "tab", "tab", "tab", "space", "down", "space", "enter")
        assert "Saves 310 366 552 on 2 lines." in shown.text()
        await shown.press("enter")
        ids = [(await row(shown, each)).customer_id for each in (CHOIR, 101, 103)]
        assert ids == [CLUB, "", CLUB]


async def test_on_a_line_in_order_e_asks_which_field() -> None:
    async with office(untouched, start=2, building=HOUSE, language="en") as shown:
        await shown.press("e", "3")
        assert "Correct amount: line 20401" in shown.text()
        await shown.press(*"5500,50", "enter", "enter")
        assert (await row(shown, 20401)).price == 550_050
        assert "*5 500,50" in shown.text()
        assert "corrected 05.11 KN from 6 000,00" in shown.text()

        await shown.press("e", "2")
        assert "(*) internal" in shown.text()
        await shown.press("enter", "enter")
        assert (await row(shown, 20401)).customer_type == "internal"


async def test_an_amount_that_cannot_be_read_is_explained() -> None:
    async with office(untouched, start=2, building=HOUSE, language="en") as shown:
        await shown.press("e", "3", *"mye", "enter")
        assert "F310" in shown.text()
        await shown.press("escape", "escape")
        assert isinstance(shown.app.screen, LinesScreen)
        assert (await row(shown, 20401)).price == 600_000


async def test_an_offered_identity_number_is_masked() -> None:
    person = "12829499914"

    def prepare(close: Close) -> None:
        renter: dict[str, Any] = {"organization": "", "contact": "Ås, Kari Lovise"}
        bring(close, line(1, building=HOUSE, customer_id="", **renter),
              line(2, building=HOUSE, customer_id=person, **renter))  # fmt: skip

    async with office(prepare, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "e", "enter")
        assert "Saves 128294 *****" in shown.text()
        assert person[6:] not in shown.text()
        await shown.press("enter")
        assert (await row(shown, 1)).customer_id == person


async def test_z_with_nothing_to_undo_says_so_and_escape_undoes_nothing() -> None:
    async with office(known, start=2, building=HOUSE, language="en") as shown:
        await shown.press("z")
        assert "There is no correction to undo in Meyermarken." in shown.text()
        await shown.press("n", "e", "enter", "enter", "z", "enter")
        assert (await row(shown)).customer_id == CLUB


async def test_an_exported_line_is_not_corrected() -> None:
    def exported(close: Close) -> None:
        closable(close)
        export_all(close, basis(close), HOUSE)

    async with office(exported, start=2, building=HOUSE, language="en") as shown:
        chosen = shown.app.line_filter
        assert chosen is not None
        shown.app.line_filter = replace(chosen, show="all")
        await settle(shown.pilot)
        await shown.press("home", "e")
        assert "The line is exported and cannot be corrected." in shown.text()
        await shown.press("u")
        assert "Its mark cannot be changed" in shown.text()


async def test_the_line_tells_its_history_and_what_the_checklist_says() -> None:
    async with office(known, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "e", "enter", "enter", "z", "tab", "enter")
        await shown.tell(
            lambda close: close.corrections.correct(
                [CHOIR], "customer_id", OTHER_CLUB, "customer", "ringte"
            )
        )
        await shown.press("enter")
        text = shown.text()
        assert "310 073 318  (Aktiv kommune: empty)" in text
        assert "empty -> 310 073 318  the customer: ringte" in text
        assert "05.11.2026 09.14 Kari Nes, counts" in text
        await shown.press("end")
        text = shown.text()
        assert "undone 05.11 09.14 by Kari Nes" in text
        await shown.press("e")
        assert "Correct line 20403" in shown.text()


async def test_u_holds_with_a_reason_and_the_line_comes_back_next_month() -> None:
    async with office(untouched, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n", "u")
        assert "comes back next month" in shown.text()
        await shown.press("1")
        held = await row(shown)
        assert (held.held, held.held_to) == (True, date(2026, 10, 31))
        assert "Held back by Kari Nes: waits for the customer id" in shown.text()
        await shown.press("u")
        assert not (await row(shown)).held

        await shown.press("u", "1")
        shown.clock.move(days=30)
        november = await shown.ask(lambda close: close.basis.scope(HOUSE, date(2026, 11, 30)))
        shown.app.scope = november
        await settle(shown.pilot)
        await shown.press("f")
        await shown.write("20403")
        await shown.press("enter")
        text = shown.text()
        assert "[x]  20403" in text
        assert "held from October by Kari Nes: waits for the customer id" in text


async def test_u_asks_for_a_reason_even_where_the_line_is_free() -> None:
    async with office(untouched, start=2, building=HOUSE, language="en") as shown:
        await shown.press("f")
        await shown.write("korpset")
        await shown.press("enter", "u", "escape")
        assert not (await row(shown, 20414)).held
        await shown.press("u", "4")
        assert (await row(shown, 20414)).held_reason == "agreed with the customer"
