"""Step 7 back: the receipt closes a file or says why not; what was rejected is taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from data.close import Close
from data.views.files import FileView
from tests.files_month import (
    OCTOBER,
    all_receipted,
    all_sent,
    colleague,
    external_of,
    generated,
    october,
    scope,
)
from tests.office import LOOKS, Look, Office, compare, office
from tui.screens.receipt import AskReceipt
from tui.screens.rejected_orders import RejectedOrdersScreen


def sent(close: Close, folder: Path) -> None:
    october(close)
    all_sent(close, folder)


def receipted(close: Close, folder: Path) -> None:
    october(close)
    all_receipted(close, folder)


def unsent(close: Close) -> None:
    october(close)
    generated(close)


def asked_by_ola(close: Close, folder: Path) -> None:
    """Let a colleague ask for the closed month to be reopened."""
    receipted(close, folder)
    with colleague(close):
        number = external_of(close.files.files()).number
        close.receipts.ask_to_reopen(number, "økonomi fant en feil")


async def external(shown: Office) -> FileView:
    return external_of(await shown.ask(lambda close: close.files.files()))


async def test_both_numbers_right_close_the_file(tmp_path: Path) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        await shown.press("t", "3", "enter", *"2250,50", "enter")
        assert "+ 2611052 er kvittert: Ordrer og sum stemmer." in shown.text()
        assert "3 ordrer, 2 250,50   + stemmer" in shown.text()
        assert (await external(shown)).state == "receipted"


async def test_a_receipt_that_differs_is_told_kept_and_leaves_the_month_open(
    tmp_path: Path,
) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        await shown.press("t", "3", "enter", *"2225,50", "enter")
        told = " ".join(shown.text().split())
        assert "F601 Kvitteringen avviker: 3 ordrer stemmer, sum 2 225,50 mot 2 250,50" in told
        assert "(-25,00). Måneden forblir åpen." in told
        assert isinstance(shown.app.screen, AskReceipt)
        await shown.press("escape", "escape")
        assert "x ulik" in shown.text()
        assert "x ventet 3 ordrer, 2 250,50" in shown.text()
        assert (await external(shown)).state == "differs"


async def test_case_25_lines_for_orders_are_confirmed_by_g(tmp_path: Path) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        await shown.press("t", "4", "enter", *"2250,50", "enter")
        told = " ".join(shown.text().split())
        assert "Økonomi oppgir 4. Det er linjer, ikke ordrer (3). Summen stemmer." in told
        assert "Bekreft med g." in told
        assert "g bekreft" in shown.rows()[-1]
        assert (await external(shown)).state == "sent"
        await shown.press("g")
        assert "Summen stemmer, antallet er bekreftet." in shown.text()
        assert "4 ordrer, 2 250,50   + bekreftet, ventet 3 ordrer" in shown.text()
        assert (await external(shown)).state == "receipted"


async def test_what_was_confirmed_is_not_what_is_typed_afterwards(tmp_path: Path) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        await shown.press("t", "4", "enter", *"2250,50", "enter", "tab", "5", "f9")
        assert isinstance(shown.app.screen, AskReceipt)
        assert "F9 bekreft" not in shown.rows()[-1]
        assert (await external(shown)).state == "sent"


async def test_g_is_a_letter_in_a_field_and_esc_keeps_what_was_typed(tmp_path: Path) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        await shown.press("t", *"3g", "enter", "1", "enter")
        assert "«3g» er ikke et antall." in shown.text()
        await shown.press("escape")
        assert "[3g" in shown.text()
        await shown.press("escape")
        assert not isinstance(shown.app.screen, AskReceipt)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hei.\nAntall ordrer: 3\nSum: 2 250,50\n", "+ 2611052 er kvittert"),
        ("Antall ordrer: 3, 4 ordrer, sum: 2 250,50\n", "mer enn én verdi for antall ordrer"),
        ("Takk for fila.\n", "har verken antall ordrer eller sum"),
    ],
)
async def test_the_numbers_are_read_from_the_message(text: str, told: str, tmp_path: Path) -> None:
    message = tmp_path / "svar.txt"
    message.write_text(text, encoding="utf-8")
    async with office(partial(sent, folder=tmp_path / "ut"), start=7) as shown:
        await shown.press("t", "tab", "tab")
        await shown.write(str(message))
        await shown.press("enter")
        if "kvittert" in told:
            assert "[3 " in shown.text()
            await shown.press("enter")
            receipt = (await external(shown)).receipt
            assert receipt is not None
            assert receipt.origin == "svar.txt"
        assert told in " ".join(shown.text().split())


async def test_case_22_rejected_orders_are_marked_and_taken_back(tmp_path: Path) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        await shown.press("r", "1")
        assert isinstance(shown.app.screen, RejectedOrdersScreen)
        await shown.press("space")
        assert "1 av 3 ordrer merket, 300,00" in shown.text()
        await shown.press("down", "space", "space", "x", "2")

        assert shown.app.step == 7
        assert "+ Tatt tilbake: 1 ordre, 300,00." in shown.text()
        assert "x 1 avvist" in shown.text()
        file = await external(shown)
        assert (file.rejected_orders, file.rejected_amount) == (1, 30_000)
        back = await shown.ask(lambda close: close.basis.lines(scope(close, "Hallen")))
        assert {line.id for line in back} >= {3}
        orders = await shown.ask(lambda close: close.files.orders(file.number))
        assert orders[0].rejected_reason == "feil kunde-ID"

        await shown.press("t", "2", "enter", *"1950,50", "enter")
        told = " ".join(shown.text().split())
        assert "2611052 er kvittert" in told
        await shown.press("down", "up")
        assert "2611052: 2 av 3 ordrer kvittert, 1 avvist (300,00)." in shown.text()
        await shown.press("r")
        assert "To personer må være enige" in shown.text()


async def test_the_search_finds_an_order_and_esc_clears_it_first(tmp_path: Path) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        await shown.press("r", "1", "f", *"brann", "enter")
        assert "Ærfugl" not in shown.text()
        await shown.press("space")
        assert "1 av 3 ordrer merket" in shown.text()
        await shown.press("escape")
        assert "Ærfugl" in shown.text()
        await shown.press("escape")
        assert shown.app.step == 7
        assert (await external(shown)).rejected_orders == 0


async def test_a_whole_file_is_discarded_with_a_reason_and_made_anew(tmp_path: Path) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        await shown.press("r", "2", "4")
        assert "Forkastet. Steg 6 lager fila på nytt." in shown.text()
        assert "- forkastet" in shown.text()
        assert "- forkastet 05.11 09.14 KN: fila kunne ikke leses" in shown.text()
        ready = await shown.ask(lambda close: close.ready.view(OCTOBER))
        assert len(ready.unfiled) == 2


async def test_a_file_that_is_not_sent_can_only_be_discarded_whole() -> None:
    async with office(unsent, start=7) as shown:
        await shown.press("r")
        assert "noen ordrer" not in shown.text()
        await shown.press("enter", "1")
        assert (await external(shown)).state == "discarded"


async def test_a_closed_month_is_reopened_by_two(tmp_path: Path) -> None:
    async with office(partial(receipted, folder=tmp_path), start=7) as shown:
        await shown.press("r", "3")
        assert "Venter på en operatør til, som trykker r på denne fila." in shown.text()
        await shown.press("r")
        assert "Hva er avvist?" not in shown.text()
        assert (await external(shown)).state == "receipted"


async def test_the_second_operator_agrees_and_goes_on(tmp_path: Path) -> None:
    async with office(partial(asked_by_ola, folder=tmp_path), start=7) as shown:
        await shown.press("r")
        assert "Ola Hauge ber om å åpne måneden igjen: økonomi fant en feil" in shown.text()
        await shown.press("tab", "enter")
        assert "Hva er avvist?" in shown.text()
        await shown.press("2", "1")
        assert (await external(shown)).state == "discarded"


async def test_a_closed_month_takes_no_other_receipt(tmp_path: Path) -> None:
    async with office(partial(receipted, folder=tmp_path), start=7) as shown:
        await shown.press("t", "2", "enter", *"2250,50", "enter")
        assert "F667" in shown.text()
        assert (await external(shown)).state == "receipted"


DIALOGS: dict[str, tuple[Callable[..., None], tuple[str, ...]]] = {
    "differs": (sent, ("t", "3", "enter", *"2225,50", "enter")),
    "lines": (sent, ("t", "4", "enter", *"2250,50", "enter")),
    "reason": (sent, ("r", "1", "space", "x")),
    "discard": (sent, ("r", "2")),
    "reopen": (receipted, ("r",)),
    "agree": (asked_by_ola, ("r",)),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("dialog", DIALOGS)
async def test_the_dialog_looks_as_kept(
    dialog: str, look: Look, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    prepare, keys = DIALOGS[dialog]
    async with office(partial(prepare, folder=tmp_path), start=7, **look._asdict()) as shown:
        await shown.press(*keys)
        compare(shown, "receipt", request)
