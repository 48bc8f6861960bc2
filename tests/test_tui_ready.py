"""Step 6: what is ready, what is missing, and the way back."""

from __future__ import annotations

import pytest

from data.close import Close
from data.month import Month
from tests.hostile import HOSTILE
from tests.lists import TO, bring, export_all, line
from tests.office import LOOKS, Look, Office, compare, october, office

HOUSE = "Meyermarken"


def two_ready(close: Close) -> None:
    october(close)
    scope = close.basis.scope(HOUSE, TO)
    close.exports.commit(close.exports.prepare(scope), HOUSE, HOUSE)


def row_of(shown: Office, export: str) -> str:
    (row,) = (row for row in shown.rows() if export in row[:8])
    return row


async def test_each_export_stands_with_lines_sum_customers_who_and_state() -> None:
    async with office(two_ready, start=6) as shown:
        assert row_of(shown, "E-0003").replace("\u00a0", " ").split() == [
            ">E-0003", "Meyermarken", "4", "3", "12", "000,00", "3", "KN", "05.11", "+", "klar",
        ]  # fmt: skip


async def test_a_reversed_export_stays_as_history() -> None:
    async with office(october, start=6) as shown:
        assert row_of(shown, "E-0002").endswith("- reversert")
        await shown.press("end")
        assert "Reversert 05.11.2026 09.14 Kari Nes: feil pris" in shown.text()
        await shown.press("r")
        assert "skriv selv" not in shown.text()


async def test_what_the_file_waits_for_is_told() -> None:
    async with office(two_ready, start=6) as shown:
        text = shown.text()
    assert "o Svanebadet     61 080,00 ikke startet" in text
    assert "o Gimlehallen         0,00 ikke startet" in text
    assert "! Kontostrenger som mangler koder: Meyermarken (ekstern, intern)" in text
    assert "2 av 5 bygg" in text
    assert "Venter på 3 bygg." in text


async def test_a_customer_of_two_buildings_counts_as_one_invoice() -> None:
    async with office(two_ready, start=6) as shown:
        sentence = "Kunder per bygg 4 - samme kunde i flere bygg 1 = samlefakturaer 3"
        assert sentence in shown.text()


async def test_reversing_with_a_reason_puts_the_lines_back_and_keeps_the_row() -> None:
    async with office(two_ready, start=6) as shown:
        await shown.press("r", "9")
        await shown.write("prisen er avtalt på nytt")
        await shown.press("enter")

        assert "E-0003 er reversert: 4 linjer er tilbake på lista." in shown.text()
        assert row_of(shown, "E-0003").endswith("- reversert")
        made = await shown.ask(lambda close: close.exports.export(3))
        assert (made.reversed_by, made.reversed_reason) == ("Kari Nes", "prisen er avtalt på nytt")
        lines = await shown.ask(lambda close: close.basis.lines(close.basis.scope(HOUSE, TO)))
        assert len(lines) == 4


async def test_a_stock_reason_is_one_digit_and_esc_reverses_nothing() -> None:
    async with office(two_ready, start=6) as shown:
        await shown.press("r", "escape")
        assert row_of(shown, "E-0003").endswith("+ klar")
        await shown.press("r", "1")
        assert "feil pris" in shown.text()


async def test_enter_shows_the_lines_of_the_export_without_those_held_back() -> None:
    def with_one_held(close: Close) -> None:
        bring(close, line(1, 500), line(2, 700, organization="Brann"))
        scope = close.basis.scope("Hallen", TO)
        close.basis.hold(scope, [2], "venter")
        export_all(close, scope)

    async with office(with_one_held, start=6) as shown:
        await shown.press("enter")
        assert "E-0001, K-0001: Hallen 31.10.2026" in shown.text()
        assert "1 linje, sum 5,00" in shown.text()
        assert "Brann" not in shown.text()
        await shown.press("escape")
        assert "E-0001" in shown.text()


async def test_another_month_is_a_key_away() -> None:
    async with office(two_ready, start=6) as shown:
        await shown.press("minus")
        assert shown.app.month == Month(2026, 9)
        assert "Ingenting er eksportert denne måneden." in shown.text()
        await shown.press("plus", "plus", "plus", "plus")
        assert shown.app.month == Month(2026, 11)


async def test_hostile_buildings_break_no_row() -> None:
    def hostile(close: Close) -> None:
        bring(
            close,
            *(
                line(number, 500, building=f"{name} hus {number}", organization=name)
                for number, name in enumerate(HOSTILE, 1)
            ),
        )
        for number, name in enumerate(HOSTILE[:4], 1):
            house = f"{name} hus {number}"
            export_all(close, close.basis.scope(house, TO), house)

    async with office(hostile, start=6) as shown:
        assert len(shown.rows()) == 24
        assert shown.rows()[-1].strip().startswith("Enter åpne")
        assert sum(row.endswith("+ klar") for row in shown.rows()) == 4


@pytest.mark.parametrize("look", LOOKS)
async def test_the_screen_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(two_ready, start=6, **look._asdict()) as shown:
        compare(shown, "ready", request)
