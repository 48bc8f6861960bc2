"""Step 7: each file with its bridge, log, delivery, letter and receipt; before the first, what is
ready for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from data.close import Close
from tests import files_month
from tests.files_month import all_receipted, all_sent, external_of, generated
from tests.lists import line
from tests.meyermarken import PERSON
from tests.office import LOOKS, Look, compare, october, office
from tui.screens.chain import ChainScreen
from tui.screens.file_preview import FilePreviewScreen

LETTER: dict[str, object] = {
    "letter.sender": "kari@example.no",
    "letter.receivers": "oko@example.no",
}


def made(close: Close) -> None:
    """Fill a store whose month has its files."""
    files_month.october(close)
    generated(close)


def sent(close: Close, folder: Path) -> None:
    """Fill a store whose files are delivered."""
    files_month.october(close)
    all_sent(close, folder)


def receipted(close: Close, folder: Path) -> None:
    """Fill a store whose month is closed."""
    files_month.october(close)
    all_receipted(close, folder)


def differing(close: Close, folder: Path) -> None:
    """Fill a store to whose file accounting wrote another sum."""
    sent(close, folder)
    file = external_of(close.files.files())
    with pytest.raises(Exception, match="F601"):
        close.receipts.take(file.number, file.orders, file.amount - 2500)


def rejected(close: Close, folder: Path) -> None:
    """Fill a store of whose file one order was rejected."""
    sent(close, folder)
    file = external_of(close.files.files())
    close.receipts.reject(file.number, [2], "feil kunde-ID")
    close.receipts.take(file.number, 2, file.amount - 30_000)


def discarded(close: Close) -> None:
    """Fill a store whose file was taken back before it was sent."""
    made(close)
    close.receipts.discard(external_of(close.files.files()).number, "feil kontering")


def refused(close: Close, folder: Path) -> None:
    """Fill a store whose file was not taken by the other end."""
    made(close)
    close.settings.change({"delivery.method": "folder", "delivery.folder": str(folder)})
    errand = close.deliveries.begin(external_of(close.files.files()).number)
    close.deliveries.fail(errand, None)


async def test_the_screen_says_that_there_are_no_files_and_what_is_ready() -> None:
    async with office(october, start=7) as shown:
        text = shown.text()
        assert "o Ingen filer ennå for oktober 2026." in text
        assert "Klart så langt: 1 av 5 bygg, 1 linjer, 850,00" in text
        assert "Mangler: 4 bygg" in text
        assert "Frist: én fil innen ti 10.11.2026" in text


async def test_with_nothing_missing_it_says_so() -> None:
    async with office(lambda _close: None, start=7) as shown:
        assert "Mangler: ingenting" in shown.text()


async def test_a_file_shows_the_bridge_to_itself_and_what_comes_next() -> None:
    async with office(made, start=7) as shown:
        text = shown.text()
        assert ">2611052      E agresso       3      4     2 250,50" in text
        assert "eksportert                 5     2 250,50" in text
        assert "= i fila                     4     2 250,50  3 ordrer    +" in text
        assert "log_2611052.csv  4 rader, sum 2 250,50   + stemmer med fila" in text
        assert "o ikke sendt. x leverer den" in text
        assert "2 filer, 2 ikke lukket" in text


async def test_the_keys_follow_the_file_under_the_cursor(tmp_path: Path) -> None:
    async with office(partial(sent, folder=tmp_path), start=7) as shown:
        assert "t tast kvittering  b brev  r avvist  d bro" in shown.rows()[-1]
    async with office(made, start=7) as shown:
        assert shown.rows()[-1].strip().startswith("Enter åpne  x lever  r avvist")
        await shown.press("t", "b")
        assert "Kvittering for" not in shown.text()


async def test_a_log_that_was_changed_on_disk_is_told() -> None:
    async with office(made, start=7) as shown:
        assert "stemmer med fila" in shown.text()
        file = external_of(await shown.ask(lambda close: close.files.files()))
        log = Path(file.log_path)
        log.write_bytes(log.read_bytes() + b"1;2\n")
        await shown.press("down", "up")
        assert "x log_2611052.csv mangler eller er endret" in shown.text()


async def test_file_and_log_are_saved_to_a_folder_and_nothing_is_overwritten(
    tmp_path: Path,
) -> None:
    async with office(made, start=7) as shown:
        for _time in range(2):
            await shown.press("a", *["backspace"] * 7)
            await shown.write(str(tmp_path))
            await shown.press("enter")
        assert "finnes fra før" in shown.text()
        file = external_of(await shown.ask(lambda close: close.files.files()))
        content = await shown.ask(lambda close: close.files.content(file.number))
    saved = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(saved) == {file.name, file.log_name}
    assert saved[file.name] == content


async def test_a_note_stands_on_the_file() -> None:
    async with office(made, start=7) as shown:
        await shown.press("m")
        assert "Merknad til fila 2611052.txt" in shown.text()
        await shown.write("ringt om fila")
        await shown.press("enter")
        assert "Merknad: ringt om fila" in shown.text()
        await shown.press("down")
        assert "ringt om fila" not in shown.text()


async def test_another_month_is_a_key_away_before_the_first_file() -> None:
    async with office(october, start=7) as shown:
        await shown.press("minus")
        assert "Ingen filer ennå for september 2026." in shown.text()


async def test_the_bridge_follows_the_month_and_each_building_to_the_receipt(
    tmp_path: Path,
) -> None:
    async with office(partial(receipted, folder=tmp_path), start=7) as shown:
        await shown.press("d")
        assert isinstance(shown.app.screen, ChainScreen)
        assert "Liste, export" not in shown.text()
        assert "Liste, eksport, fil, levering og kvittering stemmer" in shown.text()
        assert ">Måneden" in shown.text()
        await shown.press("down")
        assert ">Hallen                     4     1 350,50     1 350,50     1 350,50 + lukket" in (
            shown.text()
        )
        await shown.press("escape")
        assert shown.app.step == 7


async def test_enter_walks_through_the_records_by_record_and_order() -> None:
    async with office(made, start=7) as shown:
        await shown.press("enter")
        assert isinstance(shown.app.screen, FilePreviewScreen)
        assert "ordrehode  post 1 av 11  ordre 1 av 3  post 1 av 3 i ordren" in shown.text()
        await shown.press("down")
        assert "ordrelinje  post 2 av 11" in shown.text()
        await shown.press("n", "n")
        assert "ordre 3 av 3" in shown.text()
        await shown.press("p")
        assert "ordre 2 av 3" in shown.text()
        await shown.press("end", "down")
        assert "post 11 av 11" in shown.text()
        await shown.press("home", "up")
        assert "post 1 av 11" in shown.text()


async def test_blank_fields_and_a_search_in_the_file() -> None:
    async with office(made, start=7) as shown:
        await shown.press("enter", "space")
        assert "account" in shown.text()
        await shown.press("space", "f", *"310366552", "enter")
        assert "ordre 2 av 3" in shown.text()
        await shown.press("f", *"qx", "enter")
        assert "Ingenting i fila har «310366552qx»." in shown.text()
        assert isinstance(shown.app.screen, FilePreviewScreen)
        await shown.press("escape")
        assert "Søk" not in shown.text()
        await shown.press("escape")
        assert shown.app.step == 7


async def test_an_identity_number_is_masked_on_every_record_of_the_preview() -> None:
    def with_person(close: Close) -> None:
        files_month.october(close, line(1, customer_id=PERSON), line(2, building="Bakken"))
        generated(close)

    async with office(with_person, start=7) as shown:
        await shown.press("enter", *["down"] * 6)
        file = external_of(await shown.ask(lambda close: close.files.files()))
        content = await shown.ask(lambda close: close.files.content(file.number))
        assert PERSON.encode() in content
        await shown.press("home")
        for _record in range(8):
            assert PERSON not in shown.text()
            await shown.press("down")
        await shown.press("f", *PERSON, "enter")
        assert PERSON not in "".join(shown.rows()[4:20])


STATES: dict[str, Callable[[Close, Path], object]] = {
    "none": lambda close, _folder: october(close),
    "unsent": lambda close, _folder: made(close),
    "stopped": refused,
    "sent": sent,
    "differs": differing,
    "rejected": rejected,
    "receipted": receipted,
    "discarded": lambda close, _folder: discarded(close),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
async def test_the_screen_looks_as_kept(
    state: str, look: Look, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    prepare = STATES[state]
    async with office(lambda close: prepare(close, tmp_path), start=7, **look._asdict()) as shown:
        compare(shown, "files", request)


INNER: dict[str, tuple[str, ...]] = {
    "bridge": ("d",),
    "preview": ("enter",),
    "blanks": ("enter", "down", "space"),
    "receipt": ("t", "4", "enter"),
    "letter": ("b",),
    "orders": ("r", "1", "space"),
    "what": ("r",),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("inner", INNER)
async def test_what_it_leads_to_looks_as_kept(
    inner: str, look: Look, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    def prepare(close: Close) -> None:
        files_month.october(close)
        close.settings.change(LETTER)
        all_sent(close, tmp_path)

    async with office(prepare, start=7, **look._asdict()) as shown:
        await shown.press(*INNER[inner])
        compare(shown, "files", request)
