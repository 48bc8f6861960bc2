"""Step 4 by keys: who is invoiced, for what, and how to the lines of one invoice."""

from __future__ import annotations

import pytest

from data.close import Close
from tests.hostile import HOSTILE
from tests.lists import OTHER_CLUB, TO, bring, export_all, line
from tests.meyermarken import HOUSE, PERSON, basis, untouched, without_bad_ids
from tests.office import LOOKS, Look, Office, compare, office
from tui.widgets.invoice_columns import Seen
from tui.widgets.window_table import ListTable


def several_buildings(close: Close) -> None:
    """The house, and two others in which its customers rent; one of them is exported."""
    without_bad_ids(close)
    swimming = {"building": "Svanebadet", "organization": "Ærfugl IL", "customer_id": OTHER_CLUB}
    bring(
        close,
        line(30001, 140_000, **swimming),
        line(
            30002, 70_000, building="Nordhallen", organization="Bjørgvin Turn", sub_customer="Ski"
        ),
        line(30003, 20_000, building="Nordhallen", organization="Korpset", customer_id=""),
        file="andre.csv",
    )
    export_all(close, close.basis.scope("Svanebadet", TO), "Svanebadet")


def table(shown: Office) -> ListTable[Seen]:
    return shown.app.screen.query_one("#invoices", ListTable)


def customers(shown: Office) -> list[str]:
    return [seen.row.customer for seen in table(shown).visible_rows]


@pytest.mark.parametrize("look", LOOKS)
async def test_the_collective_invoices_look_like_this(
    look: Look, request: pytest.FixtureRequest
) -> None:
    async with office(
        several_buildings, start=4, building=HOUSE, **look._asdict(),
    ) as shown:  # fmt: skip
        compare(shown, "invoices", request)


async def test_one_customer_is_one_invoice_and_the_largest_stands_first() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        assert customers(shown) == [
            "Ærfugl IL", "Bjørgvin Turn", "Ås, Kari Lovise", "Oppvekst sør", "Grendalaget",
        ]  # fmt: skip
        assert [len(seen.lines) for seen in table(shown).visible_rows] == [5, 1, 1, 1, 1]


async def test_the_invoice_under_the_cursor_is_specified() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        text = shown.text()
        assert "Ærfugl IL   310 073 318   ekstern" in text
        assert "ti 13.10.2026 18.00-22.00  Gymsal" in text
        await shown.press("down")
        text = shown.text()
        assert "lø 03.10.2026 18.00-22.00  Storsal" in text
        assert "Fakturaen blir" in text


async def test_lines_without_room_are_counted_with_their_sum() -> None:
    def many(close: Close) -> None:
        bring(close, *(line(n, 100_00) for n in range(1, 11)))

    async with office(many, start=4, building="Hallen") as shown:
        text = shown.text()
        more = next(row for row in text.split("\n") if "linjer til" in row)
        assert more.split() == ["...", "5", "linjer", "til", "500,00"]
        total = next(row for row in text.split("\n") if "Fakturaen blir" in row)
        assert total.endswith("1 000,00")


async def test_the_totals_are_those_of_the_marked_lines() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        totals = "5 kunder, 9 linjer 21 350,00 | ekstern 4: 19 950,00 | intern 1: 1 400,00"
        assert totals in shown.text()
        held = await shown.ask(lambda close: close.control.view(basis(close)).bridge[-1])
        assert held.total == 2_135_000


async def test_the_customer_sees_every_building_on_the_specification() -> None:
    async with office(several_buildings, start=4, building=HOUSE, language="en") as shown:
        text = shown.text()
        assert "+ Svane. 1 400,00" in text
        rows = [" ".join(row.split()) for row in text.split("\n")]
        assert "Meyermarken in all 9 600,00" in rows
        assert "Svanebadet in all (E-0001, exported) 1 400,00" in rows
        assert "The invoice becomes 11 000,00" in rows
        assert "! Aktiv kommune makes 2 orders of this" in text
        assert "2 rent in several buildings. Aktiv kommune makes one order per building." in text
        await shown.press("down")
        assert "sub-customer Ski" in shown.text()


async def test_the_whole_month_is_a_choice_beside_the_list_and_enter_shows_all_of_a_customer() -> (
    None
):
    async with office(several_buildings, start=4, building=HOUSE, language="en") as shown:
        await shown.press("shift+tab", "space")
        assert "Collective invoices, October 2026" in shown.text()
        assert "6 customers, 12 lines 23 650,00" in shown.text()
        await shown.press("tab", "enter")
        text = shown.text()
        assert "Collective invoice: Ærfugl IL" in text
        assert "Wed 14.10.2026 18.00-20.00  Sal A" in text
        assert "Svanebadet in all (E-0001, exported)" in text
        await shown.press("escape")
        assert "Collective invoices, October 2026" in shown.text()


async def test_without_a_building_the_whole_month_is_shown() -> None:
    async with office(several_buildings, start=4, language="en") as shown:
        assert "6 customers, 12 lines 23 650,00" in shown.text()
        assert "this building" not in shown.text()


async def test_a_line_held_back_in_the_meantime_leaves_its_invoice() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        await shown.press("down")
        await shown.tell(lambda close: close.basis.hold(basis(close), [20402], "x"))
        assert customers(shown)[0] == "Bjørgvin Turn"
        assert "5 kunder, 8 linjer 16 550,00" in shown.text()


@pytest.mark.parametrize(
    ("digit", "first"),
    [("3", "Bjørgvin Turn"), ("5", "Ås, Kari Lovise"), ("4", "Ærfugl IL"), ("1", "Ærfugl IL")],
)
async def test_the_invoices_sort_by_their_columns(digit: str, first: str) -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        await shown.press("s", digit)
        assert customers(shown)[0] == first
        await shown.press("s", digit)
        assert customers(shown)[-1] == first or digit in "14"


async def test_the_search_finds_names_and_ids_and_esc_clears_it() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        await shown.press("slash")
        await shown.write("ærf")
        assert customers(shown) == ["Ærfugl IL"]
        assert "1 treff, 9 600,00" in shown.text()
        await shown.press("escape", "f")
        await shown.write("310 366 552")
        assert customers(shown) == ["Bjørgvin Turn"]
        await shown.write("9")
        assert "ingen treff" in shown.text()
        await shown.press("escape")
        assert len(customers(shown)) == 5
        assert shown.app.step == 4


async def test_enter_leads_to_the_lines_of_the_invoice() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        await shown.press("down", "enter")
        assert shown.app.step == 2
        assert shown.app.line_filter is not None
        assert set(shown.app.line_filter.ids or ()) == {20401}
        await shown.press("escape", "escape")
        assert shown.app.step == 4


async def test_identity_numbers_are_masked() -> None:
    async with office(untouched, start=4, building=HOUSE) as shown:
        assert "128294 *****" in shown.text()
        assert PERSON[6:] not in shown.text()


async def test_a_house_of_free_lines_makes_no_invoice() -> None:
    def free(close: Close) -> None:
        bring(close, line(1, 0))

    async with office(free, start=4, building="Hallen") as shown:
        assert "0 kunder, 0 linjer 0,00" in shown.text()
        await shown.press("enter", "down")
        assert shown.app.step == 4


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_break_no_row(name: str) -> None:
    def hostile(close: Close) -> None:
        bring(close, line(1, 200, organization=name, contact=name, sub_customer=name))

    async with office(hostile, start=4, building="Hallen") as shown:
        assert len(shown.rows()) == 24
        assert "1 kunde, 1 linje 2,00" in shown.text()
