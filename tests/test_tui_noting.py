"""Notes by keys: on a line, its customer, a point and an export; and where they are seen."""

from __future__ import annotations

import pytest

from data.close import Close
from data.notes import on_customer, on_export, on_line, on_point
from tests.hostile import HOSTILE
from tests.lists import bring, export_all, hall, line
from tests.meyermarken import HOUSE, basis, untouched
from tests.office import office


async def test_m_on_a_line_asks_whether_the_line_or_the_customer_is_meant() -> None:
    async with office(untouched, start=2, building=HOUSE, language="en") as shown:
        await shown.press("down", "m")
        assert "What is the note on?" in shown.text()
        assert "1 Note on line 20402" in shown.text()
        await shown.press("2")
        assert "It is shown on" in shown.text()
        await shown.write("c/o verge")
        await shown.press("enter")
        assert "The note is kept." in shown.text()
        assert "Note: c/o verge" in shown.text()
        await shown.press("enter")
        assert "05.11.2026 Kari Nes: c/o verge" in shown.text(), "the line itself tells it whole"
        book = await shown.ask(lambda close: close.notes.book())
        lines = await shown.ask(lambda close: close.basis.lines(basis(close)))
        noted = [each.id for each in lines if book.of_line(each)]
        assert noted == [each.id for each in lines if each.customer == "Ærfugl IL"]
        assert len(noted) > 1, "the other lines of the same number have it too"


async def test_a_note_is_taken_away_with_a_reason_and_esc_leaves_it() -> None:
    def noted(close: Close) -> None:
        bring(close, line(1))
        close.notes.add(on_line(close.basis.lines(hall(close))[0]), "ringt")

    async with office(noted, start=2, building="Hallen", language="en") as shown:
        await shown.press("m", "1")
        assert "05.11.2026 Kari Nes: ringt" in shown.text()
        await shown.press("2", "escape")
        assert "Note: ringt" in shown.text()
        await shown.press("m", "1", "2", "3")
        assert "The note is removed." in shown.text()
        assert "Note: ringt" not in shown.text()
        [entry] = await shown.ask(lambda close: close.journal.entries(limit=1))
        assert str(entry.text).endswith("written by Kari Nes: taken care of")


async def test_a_point_and_an_export_have_notes() -> None:
    def exported(close: Close) -> None:
        bring(close, line(1), line(2, building="Svanebadet"))
        export_all(close, close.basis.scope("Svanebadet", hall(close).to), "Svanebadet")

    async with office(exported, start=3, building="Hallen", language="en") as shown:
        await shown.press("home", "down", "m")
        assert "Note on point 2, 31.10.2026" in shown.text()
        await shown.write("ny prisliste")
        await shown.press("enter")
        assert "Note: ny prisliste" in shown.text()
        await shown.press("6", "m")
        assert "Note on E-0001" in shown.text()
        await shown.write("beholdes")
        await shown.press("enter")
        assert "Note: beholdes" in shown.text()
        subjects = await shown.ask(lambda close: (on_point(hall(close), 2), on_export(1)))
        there = await shown.ask(lambda close: close.notes.of(*subjects))
        assert {note.text for note in there} == {"ny prisliste", "beholdes"}


async def test_a_customer_is_noted_from_the_collective_invoices() -> None:
    async with office(untouched, start=4, building=HOUSE, language="en") as shown:
        await shown.press("m")
        assert "Note on the customer Ærfugl IL" in shown.text()
        await shown.write("x" * 201)
        await shown.press("enter")
        assert "F345" in shown.text()
        await shown.press("backspace", "enter")
        assert "The note is kept." in shown.text()
        assert "Note: xxx" in shown.text(), "it stands above the specification"


@pytest.mark.parametrize("name", HOSTILE[::4])
async def test_hostile_names_and_notes_break_no_screen(name: str) -> None:
    def noted(close: Close) -> None:
        bring(close, line(1, organization=name, customer_id=""))
        row = close.basis.lines(hall(close))[0]
        for subject in (on_line(row), on_customer(row)):
            close.notes.add(subject, f"x{name}"[:200])

    async with office(noted, start=2, building="Hallen", language="en") as shown:
        await shown.press("m", "2")
        rows = shown.rows()
        assert len(rows) == 24
        assert all("\x1b" not in row for row in rows)
        assert "write a new one" in shown.text()


async def test_that_a_note_follows_the_customer_is_told_in_bokmal() -> None:
    def plain(close: Close) -> None:
        bring(close, line(1))

    async with office(plain, start=2, building="Hallen") as shown:
        await shown.press("m", "2")
        words = shown.text().replace("|", " ").split()
        assert "Den vises på alle linjene til kunden." in " ".join(words)
