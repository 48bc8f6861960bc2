"""Step 7 outwards: a file reaches real servers, a letter a real mail server, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from data.close import Close
from data.views.files import FileView
from tests.files_month import all_sent, external_of, generated, october
from tests.office import LOOKS, Look, Office, compare, office, still
from tests.peers import HOST, PASSWORD, USER, Peer, mail_server, ssh_server
from tests.screens import PATIENCE
from tui.screens.letter import LetterScreen

ADDRESSES: dict[str, object] = {
    "letter.sender": "kari@example.no",
    "letter.receivers": "okonomi@example.no",
}
DELIVER = ("x", "enter")


def made(**more: object) -> Callable[[Close], None]:
    """Return what fills a store whose files are made, with these settings."""

    def prepare(close: Close) -> None:
        october(close)
        close.settings.change({key.replace("_", ".", 1): value for key, value in more.items()})
        generated(close)

    return prepare


def to_server(peer: Peer) -> Callable[[Close], None]:
    """Return what fills a store whose files go to a server by SFTP."""
    return made(
        delivery_method="sftp", delivery_host=HOST, delivery_port=peer.port, delivery_user=USER
    )


def sent(folder: Path, **more: object) -> Callable[[Close], None]:
    """Return what fills a store whose files are delivered."""

    def prepare(close: Close) -> None:
        october(close)
        close.settings.change(ADDRESSES | {f"letter.{key}": value for key, value in more.items()})
        all_sent(close, folder)

    return prepare


async def external(shown: Office) -> FileView:
    return external_of(await shown.ask(lambda close: close.files.files()))


async def test_a_file_is_dropped_into_a_folder_and_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    async with office(made(delivery_folder=str(folder)), start=7) as shown:
        await shown.press("x")
        assert "2611052.txt, 3 ordrer, 2 250,50." in shown.text()
        await shown.press("enter")
        assert "+ 2611052.txt er levert og lest tilbake lik." in shown.text()
        file = await external(shown)
        assert (file.state, file.sent_by, file.sent_sha256) == ("sent", "Kari Nes", file.sha256)
        content = await shown.ask(lambda close: close.files.content(file.number))
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [(file.name, content)]


async def test_esc_at_the_question_sends_nothing(tmp_path: Path) -> None:
    async with office(made(delivery_folder=str(tmp_path)), start=7) as shown:
        await shown.press("x", "escape")
        assert (await external(shown)).state == "unsent"
    assert list(tmp_path.iterdir()) == []


async def test_without_a_place_nothing_is_asked_and_the_setting_is_named() -> None:
    async with office(made(), start=7) as shown:
        await shown.press("x")
        assert "F638 Innstillingen delivery.folder er tom." in shown.text()


async def test_an_unknown_server_is_accepted_by_its_fingerprint_and_then_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKTURAKLAR_DELIVERY_PASSWORD", PASSWORD)
    with ssh_server(tmp_path) as peer:
        async with office(to_server(peer), start=7) as shown:
            await shown.press(*DELIVER)
            assert peer.key is not None
            assert "Er dette serveren?" in shown.text()
            assert peer.key.fingerprint in shown.text()
            assert peer.logins == []

            await shown.press("escape")
            assert (await external(shown)).state == "unsent"
            await shown.press(*DELIVER, "tab", "enter")
            assert (await external(shown)).state == "sent"

            await shown.press("down", *DELIVER)
            assert "Er dette serveren?" not in shown.text()
            assert "+ 2611051.txt er levert og lest tilbake lik." in shown.text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2611051.txt", "2611052.txt"]


async def test_case_32_what_is_stored_otherwise_is_not_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKTURAKLAR_DELIVERY_PASSWORD", PASSWORD)
    with ssh_server(tmp_path) as peer:
        async with office(to_server(peer), start=7) as shown:
            peer.troubles.spoils = True
            await shown.press(*DELIVER, "tab", "enter")
            assert "Opplastingen er ikke bekreftet" in shown.text()
            assert (await external(shown)).state == "unsent"
            assert "x ikke sendt: F" in shown.text()

            peer.troubles.spoils = False
            await shown.press(*DELIVER)
            assert (await external(shown)).state == "sent"
    assert [path.name for path in tmp_path.iterdir()] == ["2611052.txt"]


async def test_esc_stops_a_delivery(tmp_path: Path) -> None:
    def prepare(close: Close) -> None:
        made(delivery_folder=str(tmp_path))(close)
        close.deliveries.carry = slow  # type: ignore[method-assign, assignment]

    async with office(prepare, start=7) as shown:
        for key in DELIVER:
            await shown.pilot.press(key)
            await shown.pilot.pause()
        await until(shown, "Leverer, 50 %. Esc stopper")
        await shown.press("escape")
        assert "Avbrutt. Ingenting er endret." in shown.text()
        assert "x ikke sendt: stoppet av operatøren" in shown.text()
        assert (await external(shown)).state == "unsent"
    assert list(tmp_path.iterdir()) == []


def slow(_errand: object, progress: Callable[[int, int], None]) -> None:
    """Deliver over a line so slow that the file is half there for as long as it is looked at."""
    block, deadline = Event(), monotonic() + PATIENCE
    while monotonic() < deadline:
        progress(1, 2)
        block.wait(0.02)
    raise AssertionError("nobody stopped it")


async def until(shown: Office, text: str) -> None:
    deadline = monotonic() + PATIENCE
    while text not in shown.text():
        assert monotonic() < deadline, shown.text()
        await shown.pilot.pause()


async def test_the_letter_is_shown_and_sent_to_the_mail_server(tmp_path: Path) -> None:
    with mail_server() as peer:
        prepare = sent(tmp_path, host=HOST, port=peer.port, security="none")
        async with office(prepare, start=7) as shown:
            await shown.press("b")
            text = shown.text()
            assert "Emne: Fakturafil 2611052.txt: 3 ordrer, 2 250,50" in text
            await shown.press("x")
            assert "Brevet er sendt." in shown.text()
            file = await external(shown)
            assert file.letter_at is not None
            if isinstance(shown.app.screen, LetterScreen):
                await shown.press("escape")
            assert "antall, sum, filnavn, sjekksum   + sendt 05.11" in shown.text()
    assert peer.receivers == [["okonomi@example.no"]]
    body = peer.messages[0].get_content()
    assert "2611052.txt" in body
    assert "310366552" not in body


async def test_a_letter_that_does_not_go_says_why_and_can_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with office(sent(tmp_path / "ut"), start=7) as shown:
        await shown.press("b", "x")
        assert "Ingen e-postserver er satt opp. Fyll ut letter.host" in shown.text()
        await shown.press("a", "enter")
        assert "Lagret:" in shown.text()
    saved = (tmp_path / "brev-2611052.txt").read_text(encoding="utf-8")
    assert "Fil:        2611052.txt" in saved


async def test_a_letter_waits_for_the_next_noon_where_the_settings_say_so(tmp_path: Path) -> None:
    prepare = sent(tmp_path, host=HOST, port=9, next_noon=True)
    async with office(prepare, start=7) as shown:
        await shown.press("b", "x")
        assert "Brevet sendes 06.11 12.00." in shown.text()
        if isinstance(shown.app.screen, LetterScreen):
            await shown.press("escape")
        assert "o sendes 06.11 12.00" in shown.text()
        await still(shown.pilot)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_question_looks_as_kept(look: Look, request: pytest.FixtureRequest) -> None:
    prepare = made(
        delivery_method="sftp", delivery_host="fil.example.no", delivery_user="kommune",
        delivery_folder="ut",
    )  # fmt: skip
    async with office(prepare, start=7, **look._asdict()) as shown:
        await shown.press("x")
        compare(shown, "deliver", request)
