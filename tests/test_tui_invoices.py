"""Step 4 by keys: who is invoiced, for what, and how to the lines of one invoice."""

from __future__ import annotations

import pytest

from data.close import Close
from data.views import InvoiceRow
from tests.hostile import HOSTILE
from tests.lists import bring, line
from tests.meyermarken import HOUSE, PERSON, basis, untouched, without_bad_ids
from tests.office import LOOKS, Look, Office, compare, office
from tui.widgets.window_table import ListTable


def table(shown: Office) -> ListTable[InvoiceRow]:
    return shown.app.screen.query_one("#invoices", ListTable)


def customers(shown: Office) -> list[str]:
    return [row.customer for row in table(shown).visible_rows]


@pytest.mark.parametrize("look", LOOKS)
async def test_the_collective_invoices_look_like_this(
    look: Look, request: pytest.FixtureRequest
) -> None:
    async with office(
        untouched, start=4, building=HOUSE, **look._asdict(),
    ) as shown:  # fmt: skip
        compare(shown, "invoices", request)


async def test_one_customer_is_one_invoice_and_the_largest_stands_first() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        assert customers(shown) == ["Ærfugl IL", "Bjørgvin Turn", "Ås, Kari Lovise", "Oppvekst sør"]
        assert [len(row.lines) for row in table(shown).visible_rows] == [5, 2, 1, 1]


async def test_the_invoice_under_the_cursor_is_specified() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        text = shown.text()
        assert "Ærfugl IL   310 073 318   ekstern" in text
        assert "ti 13.10.2026 18.00-22.00  Gymsal" in text
        await shown.press("down")
        text = shown.text()
        assert "lø 26.09.2026 18.00-22.00  Peisestue" in text
        assert "6 850,00" in text


async def test_lines_without_room_are_counted_with_their_sum() -> None:
    def many(close: Close) -> None:
        bring(close, *(line(n, 100_00) for n in range(1, 11)))

    async with office(many, start=4, building="Hallen") as shown:
        text = shown.text()
        more = next(row for row in text.split("\n") if "linjer til" in row)
        assert more.split() == ["...", "6", "linjer", "til", "600,00"]
        total = next(row for row in text.split("\n") if "Fakturaen blir" in row)
        assert total.endswith("1 000,00")


async def test_the_totals_are_those_of_the_marked_lines() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        totals = "4 kunder, 9 linjer 21 350,00 | ekstern 3: 19 950,00 | intern 1: 1 400,00"
        assert totals in shown.text()
        held = await shown.ask(lambda close: close.control.view(basis(close)).bridge[-1])
        assert held.total == 2_135_000


async def test_a_line_held_back_in_the_meantime_leaves_its_invoice() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        await shown.press("down")
        await shown.tell(lambda close: close.basis.hold(basis(close), [20402], "x"))
        assert customers(shown)[0] == "Bjørgvin Turn"
        assert "4 kunder, 8 linjer 16 550,00" in shown.text()


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
        assert len(customers(shown)) == 4
        assert shown.app.step == 4


async def test_enter_leads_to_the_lines_of_the_invoice() -> None:
    async with office(without_bad_ids, start=4, building=HOUSE) as shown:
        await shown.press("down", "enter")
        assert shown.app.step == 2
        assert shown.app.line_filter is not None
        assert set(shown.app.line_filter.ids or ()) == {20401, 20411}
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
