"""A wrong check digit by keys: asked for by one operator, accepted by another, taken back."""

from __future__ import annotations

from data.close import Close
from tests.lists import bring, line
from tests.office import Office, office

WRONG = "310366553"


def wrong_digit(close: Close) -> None:
    bring(close, line(1, 500, customer_id=WRONG), line(2, 100))


async def as_operator(shown: Office, name: str) -> None:
    """Let another operator sit down at the program, once the first has let go of the building."""
    await shown.ask(lambda close: close.locks.leave())
    shown.app.operator = name
    await shown.tell(lambda close: setattr(close.journal, "operator", name))


async def code(shown: Office) -> str:
    row = await shown.ask(lambda close: close.basis.line(1))
    assert row is not None
    return row.id_code


def said(shown: Office) -> str:
    """Return the sentence above the keys, which may take two rows."""
    return " ".join(" ".join(shown.rows()[-3:-1]).split())


async def test_case_11_the_digit_is_accepted_by_another_and_taken_back_by_keys() -> None:
    async with office(wrong_digit, start=2, building="Hallen") as shown:
        await shown.press("enter")
        assert "F202 Kunde-ID har feil kontrollsiffer" in shown.text()
        await shown.press("g", "1")
        assert "Spurt. En annen operatør åpner linja og trykker g." in said(shown)
        await shown.press("g")
        assert "Venter på en annen operatør. Kari Nes 05.11.2026 09.14: kunden har vist" in said(
            shown
        )
        assert await code(shown) == "wrong_check_digit"

        await as_operator(shown, "Ola Hauge")
        await shown.press("g", "tab", "enter")
        assert await code(shown) == "digit_accepted"
        await shown.press("down")
        assert "Godtatt av Ola Hauge 05.11.2026 09.14. Kari Nes: kunden har vist" in said(shown)
        assert "r trekk tilbake" in shown.rows()[-1]

        await shown.press("r")
        assert "Trekk tilbake kontrollsifferet" in shown.text()
        await shown.press("escape")
        assert await code(shown) == "digit_accepted"
        await shown.press("r", "1")
        assert await code(shown) == "wrong_check_digit"
        assert "Trukket tilbake. Kontrollsifferet stopper linja igjen." in said(shown)
        await shown.press("down")
        assert "r trekk" not in shown.rows()[-1]


async def test_what_waits_is_taken_back_by_the_one_who_asked() -> None:
    async with office(wrong_digit, start=2, building="Hallen", language="en") as shown:
        await shown.press("enter", "g", "1", "r", "2")
        assert await shown.ask(lambda close: close.approvals.pending()) == ()
        assert "Waits for another operator" not in shown.text()
