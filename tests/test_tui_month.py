"""Step 0: where every building stands, and the way to the next one that is not finished."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from data.close import Close
from data.journal import Journal
from data.listing import ListedTotal
from data.locks import Locks
from data.month import Month
from tests.hostile import HOSTILE
from tests.lists import TO, bring, line
from tests.office import LOOKS, Look, Office, compare, october, office
from tests.screens import settle


def town(close: Close) -> None:
    """Fill a store with a building in each state, and a colleague at work in one of them."""
    october(close)
    bring(
        close,
        line(30001, 985_000, building="Bjørkehallen"),
        line(30002, 5_000, building="Leikvang", customer_id=""),
        totals=(
            ListedTotal("Bjørkehallen", TO, 1, 950_000),
            ListedTotal("Ørnes idrettspark", TO, 0, 0),
        ),
        file="flere.csv",
    )
    close.control.sign(close.basis.scope("Åsgard kulturhus", TO), 2, "ok")
    close.control.sign_nothing(close.basis.scope("Ørnes idrettspark", TO))
    bring(close, totals=(ListedTotal("Kulturloftet", TO, 0, 0),), file="tomt.csv")
    at_work = Journal("Ola Hauge", lambda: datetime(2026, 11, 5, 8, 2, tzinfo=UTC))
    Locks(at_work).enter(close.basis.scope("Svanebadet", TO).building_id)


def row_of(shown: Office, building: str) -> str:
    [row] = [row for row in shown.rows() if row[1:].startswith(building)]
    return row.replace("\u00a0", " ")


def under_cursor(shown: Office) -> str:
    [row] = [row for row in shown.rows() if row.startswith(">")]
    return row[1:].split("  ")[0]


def message(shown: Office) -> str:
    return shown.rows()[22].strip()


async def a_second(shown: Office) -> None:
    """Let the program do what it does each second."""
    await shown.app.each_second()
    await settle(shown.pilot)


async def test_every_building_stands_with_its_state_in_sign_and_word() -> None:
    async with office(town) as shown:
        assert "x stoppet" in row_of(shown, "Bjørkehallen")
        assert "> pågår" in row_of(shown, "Åsgard kulturhus")
        assert "o ikke startet" in row_of(shown, "Svanebadet")
        assert "- ingenting" in row_of(shown, "Ørnes idrettspark")
        exported = row_of(shown, "Sandslihallen").split()
        assert exported[1:] == ["1", "850,00", "9/9", "=", "eksportert", "KN", "E-0001"]
        blocked = row_of(shown, "Leikvang").split()
        assert blocked[1:4] == ["1", "50,00", "1"], "one line whose id blocks"


async def test_the_sums_of_the_month_stand_below() -> None:
    async with office(town) as shown:
        totals = shown.rows()[21].replace("\u00a0", " ")
    assert totals == " 9 bygg  10 linjer  96 255,00 | eksportert 850,00 | gjenstår 95 405,00"


async def test_enter_opens_the_lines_of_a_building_in_one_key() -> None:
    async with office(october) as shown:
        await shown.press("enter")
        assert shown.app.step == 2
        assert shown.app.scope is not None
        assert (shown.app.scope.building, shown.app.scope.to) == ("Svanebadet", TO)


async def test_a_building_opened_again_keeps_what_the_filter_said() -> None:
    async with office(october) as shown:
        await shown.press("1", *"svane", "enter", *"301026", "enter", "0", "enter")
        assert shown.app.scope is not None
        assert shown.app.scope.to == date(2026, 10, 30)


async def test_a_month_that_is_running_is_opened_to_today() -> None:
    async with office(october) as shown:
        await shown.press("plus", "enter")
        assert shown.app.scope is not None
        assert shown.app.scope.to == date(2026, 11, 5)


async def test_months_go_back_and_forth_but_not_into_the_future() -> None:
    async with office(october) as shown:
        await shown.press("plus", "plus")
        assert shown.app.month == Month(2026, 11)
        assert message(shown) == "Desember 2026 er ikke begynt."
        await shown.press("minus", "minus")
        assert shown.rows()[0].split("  ")[1] == "September 2026, til og med on 30.09.2026"
        assert "! Fristen var lø 10.10." in shown.text()


async def test_n_and_p_jump_over_what_is_finished() -> None:
    async with office(october) as shown:
        await shown.press("s", "1")
        order = [row.split("  ")[0].strip(" >") for row in shown.rows()[6:12]]
        assert order == [
            "Gimlehallen", "Meyermarken", "Sandslihallen", "Svanebadet", "Åsgard kulturhus", "",
        ]  # fmt: skip
        await shown.press("home", "n", "n")
        assert under_cursor(shown) == "Svanebadet", "Sandslihallen is exported"
        await shown.press("n", "n")
        assert under_cursor(shown) == "Åsgard kulturhus"
        assert message(shown) == "Ingen uferdige bygg lenger ned. p leter oppover."
        await shown.press("p", "p")
        assert under_cursor(shown) == "Meyermarken"


async def test_a_search_finds_any_part_of_a_name_and_esc_clears_it_first() -> None:
    async with office(october) as shown:
        await shown.press("f", *"åSg")
        assert under_cursor(shown) == "Åsgard kulturhus"
        assert "1 av 5" in shown.text()
        await shown.press("enter", "enter")
        assert shown.app.scope is not None
        assert shown.app.scope.building == "Åsgard kulturhus"
        await shown.press("0", "escape")
        assert "Meyermarken" in shown.text()
        await shown.press("slash", *"finnes ikke".replace(" ", ""))
        assert message(shown) == "Ingen bygg heter det. Esc viser alle."


async def test_every_column_sorts_and_the_letters_æøå_come_last() -> None:
    async with office(town) as shown:
        await shown.press("s", "1")
        await shown.press("end")
        assert under_cursor(shown) == "Åsgard kulturhus"
        await shown.press("p")
        for digit in "2345678":
            await shown.press("s", digit)
            assert len(shown.rows()) == 24
        await shown.press("s", "6", "home")
        assert "stoppet" in shown.text()


async def test_g_signs_that_there_is_nothing_where_there_is_nothing() -> None:
    async with office(town) as shown:
        await shown.press("f", *"kultur", "enter")
        assert "signer ingenting" not in shown.rows()[23], "Åsgard kulturhus has a line"
        await shown.press("g", "n")
        assert message(shown) == "Kulturloftet har ingen linjer. g signerer «ingenting»."
        await shown.press("g")
        assert "- ingenting" in row_of(shown, "Kulturloftet")
        assert message(shown).startswith("+ Kulturloftet: signert")
        entry = await shown.ask(lambda close: close.journal.entries()[0])
        assert entry.building == "Kulturloftet"


async def test_a_stopped_building_says_why_wherever_the_cursor_is() -> None:
    async with office(town) as shown:
        assert "Ola Hauge" in message(shown)
        assert "Svanebadet" in message(shown)
        await shown.press("down")
        assert message(shown).startswith("x Bjørkehallen er stoppet: kontrolltotal avviker +350,00")


async def test_colleagues_are_seen_as_they_come() -> None:
    async with office(october) as shown:
        scope = await shown.ask(lambda close: close.basis.scope("Meyermarken", TO))
        journal = Journal("Ola Hauge", lambda: datetime(2026, 11, 5, 8, 2, tzinfo=UTC))
        await shown.ask(lambda _close: Locks(journal).enter(scope.building_id))
        shown.clock.move(minutes=1)
        await a_second(shown)
        assert "#OH" in row_of(shown, "Meyermarken")


async def test_opening_a_building_tells_colleagues() -> None:
    async with office(october) as shown:
        await shown.press("enter")
        await a_second(shown)
        ola = Locks(Journal("Ola Hauge", shown.clock))
        [(_building, kari)] = (await shown.ask(lambda _close: ola.others())).items()
        assert kari.operator == "Kari Nes"


async def test_an_empty_store_says_how_to_begin() -> None:
    async with office(lambda _close: None) as shown:
        assert message(shown).startswith("Ingen bygg ennå. Trykk i og velg")
        await shown.press("n", "p", "enter", "g", "s", "end")
        assert shown.app.step == 0


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_name_from_outside_is_only_text(name: str) -> None:
    async with office(lambda close: bring(close, line(1, building=f"Hall {name}"))) as shown:
        await shown.press("f", "h", "enter", "enter", "0")
        assert shown.app.step == 0
        assert len(shown.rows()) == 24


@pytest.mark.parametrize("look", LOOKS)
async def test_the_month_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(town, **look._asdict()) as shown:
        await shown.press("n")
        compare(shown, "month", request)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_search_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(town, **look._asdict()) as shown:
        await shown.press("f", *"hallen")
        compare(shown, "month-search", request)
