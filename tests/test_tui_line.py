"""One line with all its fields; the whole customer id only on a key that is journalled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.close import Close
from tests.lists import bring, line
from tests.meyermarken import HOUSE, PERSON, untouched
from tests.office import LOOKS, Look, Office, compare, office
from tests.screens import settle
from tui.screens.lines import LinesScreen


async def open_line(shown: Office, number: int) -> None:
    await shown.press("f")
    await shown.write(str(number))
    await shown.press("enter", "enter")


@pytest.mark.parametrize("look", LOOKS)
async def test_a_line_looks_like_this(look: Look, request: pytest.FixtureRequest) -> None:
    async with office(
        untouched, start=2, building=HOUSE, **look._asdict(),
    ) as shown:  # fmt: skip
        await open_line(shown, 20406)
        compare(shown, "line", request)


async def test_v_shows_the_whole_identity_number_and_the_journal_says_who_looked() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await open_line(shown, 20404)
        assert PERSON[6:] not in shown.text()
        await shown.press("v")
        assert f"{PERSON[:6]} {PERSON[6:]}" in shown.text()
        assert "Det er ført i loggen" in shown.text()
        entry = (await shown.ask(lambda close: close.journal.entries(limit=1)))[0]
        assert str(entry.text) == "looked at the whole customer id of line 20404"
        assert PERSON not in str(entry)


async def test_the_number_is_hidden_again_when_the_line_is_left() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await open_line(shown, 20404)
        await shown.press("v", "escape", "enter")
        assert PERSON[6:] not in shown.text()


async def test_v_does_nothing_where_nothing_is_hidden() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await open_line(shown, 20401)
        before = await shown.ask(lambda close: close.journal.head())
        assert "vis hele nummeret" not in shown.text()
        await shown.press("v")
        assert await shown.ask(lambda close: close.journal.head()) == before


async def test_a_line_is_held_back_and_marked_again_where_it_is_read() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await open_line(shown, 20403)
        assert "F201" in shown.text()
        await shown.press("space", "1")
        assert "Utsatt av Kari Nes: venter på kunde-ID" in shown.text()
        held = await shown.ask(lambda close: close.basis.line(20403))
        assert held is not None
        assert held.held
        await shown.press("space")
        released = await shown.ask(lambda close: close.basis.line(20403))
        assert released is not None
        assert not released.held


async def test_names_that_hold_an_identity_number_are_masked() -> None:
    def named_by_number(close: Close) -> None:
        bring(
            close, line(1, organization="", contact=f"Kari {PERSON}", description=f"Sal {PERSON}")
        )

    async with office(named_by_number, start=2, building="Hallen") as shown:
        assert PERSON not in shown.text()
        await shown.press("enter")
        assert "Kari 128294*****" in shown.text()
        assert PERSON not in shown.text()
        await shown.press("v")
        assert PERSON not in shown.text()


async def test_what_aktiv_kommune_did_with_the_line_is_told() -> None:
    def exported_there(close: Close) -> None:
        bring(close, line(1, exported="412", export_file="77", order="3700"), line(2))

    async with office(exported_there, start=2, building="Hallen") as shown:
        chosen = shown.app.line_filter
        assert chosen is not None
        shown.app.line_filter = replace(chosen, show="all")
        await settle(shown.pilot)
        await open_line(shown, 70001)
        assert "Aktiv kommune 412, fil 77, ordre 3700" in shown.text()
        await shown.press("space")
        assert "Linja er eksportert" in shown.text()


async def test_esc_returns_to_the_list() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await open_line(shown, 20404)
        await shown.press("escape")
        assert isinstance(shown.app.screen, LinesScreen)
