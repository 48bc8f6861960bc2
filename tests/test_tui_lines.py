"""Step 2 by keys: the list, its order, its search, its marks, and what always stands below."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from data.close import Close
from data.views import LineRow
from tests.hostile import HOSTILE
from tests.lists import TO, bring, export_all, line
from tests.meyermarken import HOUSE, PERSON, basis, held, untouched
from tests.office import LARGE, LOOKS, Look, Office, compare, office
from tests.screens import settle
from tui.screens.line import LineScreen
from tui.screens.lines import LinesScreen
from tui.widgets.checklist import Checklist
from tui.widgets.search import SearchRow
from tui.widgets.window_table import WindowTable


def table(shown: Office) -> WindowTable[LineRow]:
    return shown.app.screen.query_one("#lines", WindowTable)


def under_cursor(shown: Office) -> int:
    row = table(shown).row
    assert row is not None
    return row.id


def listed(shown: Office) -> list[int]:
    """Return the numbers of the lines on the screen, from the top."""
    return [row.id for row in table(shown).visible_rows]


@pytest.mark.parametrize("look", LOOKS)
async def test_the_lines_look_like_this(look: Look, request: pytest.FixtureRequest) -> None:
    async with office(
        untouched, start=2, building=HOUSE, **look._asdict(),
    ) as shown:  # fmt: skip
        await shown.press("n")
        compare(shown, "lines", request)


# Order.


async def test_the_dearest_line_stands_first_and_a_missing_price_last() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        assert under_cursor(shown) == 20401
        await shown.press("end")
        assert listed(shown)[-3:] == [20414, 20416, 20415]


@pytest.mark.parametrize(
    ("digit", "rising"),
    [
        ("1", lambda row: row.id),
        ("4", lambda row: (row.customer_type, row.id)),
        ("8", lambda row: (row.starts, row.id)),
        ("9", lambda row: (row.ends, row.id)),
        ("0", lambda row: (row.type, row.id)),
    ],
)
async def test_each_column_sorts_by_its_digit(digit: str, rising: object) -> None:
    async with office(untouched, start=2, building=HOUSE, size=LARGE) as shown:
        await shown.press("s", digit)
        rows: Sequence[LineRow] = table(shown).visible_rows
        assert list(rows) == sorted(rows, key=rising)  # type: ignore[call-overload]


async def test_the_same_digit_again_turns_the_order() -> None:
    async with office(untouched, start=2, building=HOUSE, size=LARGE) as shown:
        await shown.press("s", "3")
        first = listed(shown)
        assert "Kunde, stigende" in shown.text()
        await shown.press("s", "3")
        assert listed(shown)[0] == first[-1]
        assert "Kunde, fallende" in shown.text()


async def test_norwegian_letters_sort_last() -> None:
    async with office(untouched, start=2, building=HOUSE, size=LARGE) as shown:
        await shown.press("s", "3")
        customers = [row.customer for row in table(shown).visible_rows]
        assert customers[0] == "Bjørgvin Turn"
        assert customers[-6:] == [*["Ærfugl IL"] * 5, "Ås, Kari Lovise"]


async def test_sorting_leaves_the_cursor_on_its_line_and_the_marks_on_theirs() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("n", "space", "1")
        await shown.press("s", "3")
        assert under_cursor(shown) == 20403
        assert await shown.ask(held) == {20403: "venter på kunde-ID"}


# Search.


@pytest.mark.parametrize("key", ["slash", "f", "f3"])
async def test_a_search_counts_its_hits_while_it_is_typed(key: str) -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press(key)
        await shown.write("ærf")
        assert listed(shown) == [20402, 20405, 20408, 20412, 20416]
        assert "5 treff, 9 600,00" in shown.text()
        await shown.write("x")
        assert listed(shown) == []
        assert "ingen treff" in shown.text()


@pytest.mark.parametrize("find", ["310 073 318", "20402", "90402", "storsal ærfugl"])
async def test_a_search_looks_in_ids_numbers_and_text(find: str) -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("f")
        await shown.write(find)
        assert 20402 in listed(shown)
        assert 20401 not in listed(shown)


async def test_esc_clears_the_search_first_and_then_goes_back() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("f")
        await shown.write("korpset")
        await shown.press("escape")
        assert table(shown).total == 16
        assert not shown.app.screen.query_one(SearchRow).text
        await shown.press("escape")
        assert shown.app.step == 0


async def test_a_search_that_was_accepted_stays_until_esc() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("f")
        await shown.write("ærfugl")
        await shown.press("enter", "down", "space", "2")
        assert table(shown).total == 5
        assert list(await shown.ask(held)) == [20405]
        await shown.press("escape")
        assert table(shown).total == 16
        assert under_cursor(shown) == 20405


async def test_digits_in_the_search_are_text_and_lead_nowhere() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("f", "3", "4")
        assert shown.app.step == 2
        assert shown.app.screen.query_one(SearchRow).text == "34"


async def test_another_house_begins_without_search_and_from_the_dearest() -> None:
    def two_houses(close: Close) -> None:
        untouched(close)
        bring(close, line(1, 100), line(2, 200), file="hallen.csv")

    async with office(two_houses, start=2, building=HOUSE) as shown:
        await shown.press("s", "3", "f")
        await shown.write("ærf")
        shown.app.scope = await shown.ask(lambda close: close.basis.scope("Hallen", TO))
        await settle(shown.pilot)
        await shown.press("home")
        assert listed(shown) == [2, 1]
        assert "Pris, høyest først" in shown.text()


# Findings.


async def test_n_and_p_jump_over_what_is_in_order() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        found = []
        for _ in range(5):
            await shown.press("n")
            found.append(under_cursor(shown))
        assert found == [20403, 20406, 20407, 20410, 20416]
        await shown.press("n")
        assert "Ingen flere avvik nedover" in shown.text()
        await shown.press("p")
        assert under_cursor(shown) == 20410


async def test_a_finding_says_what_is_wrong_and_what_to_do() -> None:
    async with office(untouched, start=2, building=HOUSE, language="en") as shown:
        await shown.press("n")
        text = shown.text()
        assert "x F201 The customer id is missing." in text
        assert "Sat 17.10.2026 18.00-22.00" in text
        assert "Press e to correct it, or u to hold the line to next month." in text


# What always stands.


async def test_totals_ids_and_total_match_stand_below_and_follow_each_mark() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        text = shown.text()
        assert "16 linjer 31 600,00 | merket 16: 31 600,00 | gratis 3 | kredit 1: -450,00" in text
        assert "ID x 9 gyldig, 4 feil   Total ! ikke oppgitt" in text
        await shown.press("n", "space", "1")
        text = shown.text()
        assert "merket 15: 27 400,00" in text
        assert "ID x 9 gyldig, 3 feil" in text


async def test_what_is_below_the_screen_is_counted() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        assert "... 6 linjer til" in shown.text()
        await shown.press("end")
        assert "linjer til" not in shown.text()


async def test_beside_the_lines_the_checklist_follows_every_mark() -> None:
    async with office(untouched, start=2, building=HOUSE, size=LARGE) as shown:
        assert "1 Kunde-ID på alle linjer       x feil" in shown.text()
        for _ in range(4):
            await shown.press("n", "space", "1")
        text = shown.text()
        assert "1 Kunde-ID på alle linjer       x feil" not in text
        assert " 4 10 250,00" in text
        assert "Kontrolltotal AK                    -" in text


async def test_the_checklist_stands_beside_the_lines_from_120_columns_on() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        panel = shown.app.screen.query_one(Checklist)
        assert not panel.region.width
        await shown.pilot.resize_terminal(*LARGE)
        await shown.press("home")
        assert panel.region.x == 81
        assert "ID: 9 gyldig, 4 feil" in shown.text()


async def test_enter_opens_the_line_and_esc_returns_to_it() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("down", "enter")
        assert isinstance(shown.app.screen, LineScreen)
        await shown.press("escape")
        assert isinstance(shown.app.screen, LinesScreen)
        assert under_cursor(shown) == 20402


async def test_identity_numbers_are_masked() -> None:
    async with office(untouched, start=2, building=HOUSE) as shown:
        await shown.press("down", "down", "down")
        assert "128294 *****" in shown.text()
        assert PERSON[6:] not in shown.text()


async def test_without_a_house_the_screen_says_where_to_choose_one() -> None:
    async with office(untouched, start=2) as shown:
        assert "Trykk 0" in shown.text()
        await shown.press("space", "asterisk", "n", "f", "s", "2", "enter")
        assert shown.app.step == 2


async def test_a_house_without_lines_says_so() -> None:
    def nothing_left(close: Close) -> None:
        untouched(close)
        bring(close, line(1), file="hallen.csv")
        export_all(close, close.basis.scope("Hallen", basis(close).to))

    async with office(nothing_left, start=2, building="Hallen") as shown:
        assert "ingen linjer. Trykk 1" in shown.text()
        await shown.press("space", "asterisk", "n", "enter")
        assert isinstance(shown.app.screen, LinesScreen)


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_break_no_row(name: str) -> None:
    def hostile(close: Close) -> None:
        bring(
            close,
            line(1, 200, organization=name, contact=name, description=f"Hallen: {name}"),
            line(2, 100, customer_id=name, season=name),
        )

    async with office(hostile, start=2, building="Hallen") as shown:
        calm = len(shown.rows())
        await shown.press("down", "enter")
        assert "Hallen: linje 2" in shown.text()
        await shown.press("escape", "up", "space", "1")
        assert len(shown.rows()) == calm == 24
        assert "[ ]      1       2,00" in shown.text()
