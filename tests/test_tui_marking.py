"""Marks by keys: held back for a reason, marked again, one line or all hits at once."""

from __future__ import annotations

from dataclasses import replace

from data.close import Close
from data.listing import ListedLine
from tests.lists import bring, export_all
from tests.meyermarken import HOUSE, basis, closable, held, lines, untouched, without_bad_ids
from tests.office import office
from tests.screens import settle
from tests.test_tui_lines import table, under_cursor
from tui.dialogs import AskReason


async def test_space_holds_a_payable_line_back_for_a_reason() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("space")
        assert isinstance(shown.app.screen, AskReason)
        await shown.press("2")
        assert await shown.ask(held) == {20401: "prisen avklares"}
        assert "[ ]  20401" in shown.text()
        assert "Utsatt av Kari Nes: prisen avklares" in shown.text()
        assert "merket 15: 25 600,00" in shown.text()


async def test_the_reason_may_be_in_own_words() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("space", "9")
        await shown.write("leietaker klager")
        await shown.press("enter")
        assert await shown.ask(held) == {20401: "leietaker klager"}


async def test_without_a_reason_nothing_is_held() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("space", "escape")
        assert await shown.ask(held) == {}
        await shown.press("space", "9", "enter")
        assert isinstance(shown.app.screen, AskReason)
        assert await shown.ask(held) == {}


async def test_a_free_line_needs_no_reason_and_space_marks_again() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("f")
        await shown.write("korpset")
        await shown.press("enter", "space")
        assert await shown.ask(held) == {20414: ""}
        await shown.press("space")
        assert await shown.ask(held) == {}


async def test_space_pressed_while_the_cursor_is_on_its_way_means_where_it_comes_to() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.pilot.press("n", "space")
        await shown.press("1")
        assert list(await shown.ask(held)) == [20403]


async def test_keys_pressed_in_a_hurry_turn_the_lines_they_were_meant_for() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("end", "up", "up")
        await shown.pilot.press("space", "down", "down", "space", "up")
        await shown.press("down")
        assert sorted(await shown.ask(held)) == [20414, 20415]


async def test_the_star_turns_the_marks_of_all_hits() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("f")
        await shown.write("ærfugl")
        await shown.press("enter", "asterisk")
        assert "Utsett 5 linjer" in shown.text()
        await shown.press("1")
        assert sorted(await shown.ask(held)) == [20402, 20405, 20408, 20412, 20416]
        await shown.press("asterisk")
        assert await shown.ask(held) == {}
        assert "Merket: 5 linjer." in shown.text()


async def test_the_star_marks_the_rest_where_some_are_held_back() -> None:
    async with office(without_bad_ids, start=2, building=HOUSE) as shown:
        await shown.press("asterisk")
        assert await shown.ask(held) == {}


async def test_marks_and_cursor_survive_a_change_by_somebody_else() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("down", "down", "down", "space", "1")
        newer = [replace(each, price=900_000) for each in _listed_lines() if each.id == 20412]
        await shown.tell(
            lambda close: bring(close, *_listed_lines(but=20412), *newer, file="b.csv")
        )
        assert under_cursor(shown) == 20404
        assert table(shown).rank == 4
        assert list(await shown.ask(held)) == [20404]


async def test_the_mark_of_an_exported_line_stays() -> None:
    def exported(close: Close) -> None:
        closable(close)
        export_all(close, basis(close), HOUSE)

    async with office(exported, start=2, building=HOUSE) as shown:
        chosen = shown.app.line_filter
        assert chosen is not None
        shown.app.line_filter = replace(chosen, show="all")
        await settle(shown.pilot)
        await shown.press("home", "space")
        assert "Linja er eksportert" in shown.text()
        assert "Eksportert i E-0001." in shown.text()
        assert "[=]  20401" in shown.text()


def _listed_lines(but: int = 0) -> list[ListedLine]:
    return [each for each in lines() if each.id != but]
