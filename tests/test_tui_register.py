"""The unit register by keys: what is in use, two files marked and brought in, Esc that stops."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.close import Close
from data.register.unit import RegisterView
from data.registers import Registers
from tests.office import LOOKS, Look, Office, compare, office
from tests.screens import PATIENCE
from tests.units import FIRST, csv_bytes, json_bytes, packed, put, some
from tui.screens.register import RegisterScreen
from tui.setting_names import REGISTER
from tui.widgets.window_table import ListTable

MAIN, SUB = some()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the two bulk files, newest first, and one that is cut off."""
    folder = tmp_path / "inn"
    folder.mkdir()
    files = (
        put(folder, "enheter.json.gz", packed(json_bytes(MAIN))),
        put(folder, "underenheter.csv.gz", packed(csv_bytes(SUB))),
        put(folder, "kuttet.csv", csv_bytes(MAIN)[:-300]),
    )
    put(folder, "regneark.xlsx", b"")
    newest = datetime(2026, 11, 5, 7, tzinfo=UTC)
    for age, path in enumerate((*files, tmp_path)):
        at = (newest - timedelta(hours=age)).timestamp()
        os.utime(path, (at, at))
    return folder


def inbox(folder: Path, *prepared: Callable[[Close], object]) -> Callable[[Close], None]:
    def prepare(close: Close) -> None:
        close.settings.change({"inbox.folder": str(folder)})
        for fill in prepared:
            fill(close)

    return prepare


async def go_to_register(shown: Office) -> None:
    """Go to the register's row among the sources."""
    for groups in shown.app.screen.query("#groups").results(ListTable):
        await groups.go_to("sources")
        await shown.press("enter")
    await shown.app.screen.query_one("#settings", ListTable).go_to(REGISTER)


async def register_row(shown: Office) -> str:
    """Go to the register's row in the settings and return what it says."""
    await go_to_register(shown)
    await shown.press()
    [row] = (row for row in shown.rows() if row.startswith(">Unit register"))
    return " ".join(row.split())


async def open_register(shown: Office) -> None:
    await go_to_register(shown)
    await shown.press("enter")
    assert isinstance(shown.app.screen, RegisterScreen)


def state(close: Close) -> RegisterView | None:
    return close.registers.state()


async def test_two_marked_files_become_the_register_and_settings_tells_its_date(
    folder: Path,
) -> None:
    async with office(inbox(folder), start=9, language="en") as shown:
        assert await register_row(shown) == ">Unit register none Enter brings one in"
        await open_register(shown)
        assert "- No unit register" in shown.text()
        assert "regneark.xlsx" not in shown.text()
        await shown.press("space", "down", "space")
        assert shown.text().count("[x]") == 2
        await shown.press("enter")
        text = shown.text()
        assert "+ Unit register of 01.11.2026: 4 main units, 1 sub-unit." in text
        assert "+ The unit register of 01.11.2026 is in use: 5 units." in text
        assert "[x]" not in text
        unit = await shown.ask(lambda close: close.registers.register.unit(FIRST))
        assert unit == MAIN[0]
        await shown.press("escape")
        assert await register_row(shown) == ">Unit register 01.11.2026 5 units"


async def test_a_mark_is_taken_away_and_one_file_alone_is_remarked_on(folder: Path) -> None:
    async with office(inbox(folder), start=9, language="en") as shown:
        await open_register(shown)
        await shown.press("down", "space", "space", "home", "enter")
        assert "! The register has no sub-units" in shown.text()


async def test_a_typed_path_is_brought_in(folder: Path) -> None:
    async with office(inbox(folder.parent), start=9, language="en") as shown:
        await open_register(shown)
        await shown.press("slash")
        await shown.write(str(folder / "enheter.json.gz"))
        await shown.press("enter")
        assert "is in use: 4 units." in shown.text()


async def test_a_cut_file_is_refused_and_the_register_stays(folder: Path) -> None:
    def before(close: Close) -> None:
        close.registers.load([folder / "enheter.json.gz"])

    async with office(inbox(folder, before), start=9, language="en") as shown:
        earlier = await shown.ask(state)
        await open_register(shown)
        await shown.press("down", "down", "enter")
        assert "F132 kuttet.csv" in shown.text()
        assert await shown.ask(state) == earlier


async def test_a_damaged_register_is_told_and_another_may_be_brought_in(
    folder: Path,
) -> None:
    def spoil(close: Close) -> None:
        built = close.registers.prepare([folder / "enheter.json.gz"])
        close.registers.install(built)
        built.target.write_bytes(b"spoiled")

    async with office(inbox(folder, spoil), start=9, language="en") as shown:
        assert "cannot be read" in await register_row(shown)
        await open_register(shown)
        assert "x F136" in shown.text()
        await shown.press("enter")
        assert "is in use: 4 units." in shown.text()


async def test_escape_stops_the_import_while_the_store_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, at_work = threading.Event(), threading.Event()
    prepare = Registers.prepare

    def slow(
        registers: Registers,
        paths: Iterable[Path],
        *,
        progress: Callable[[int, int, int], None],
    ) -> object:
        def wait(units: int, read: int, size: int) -> None:
            progress(units, read, size)
            at_work.set()
            assert gate.wait(PATIENCE)
            progress(units, read, size)

        return prepare(registers, paths, progress=wait)

    monkeypatch.setattr(Registers, "prepare", slow)
    async with office(inbox(folder), start=9, language="en") as shown:
        await open_register(shown)
        await shown.pilot.press("enter")
        async with asyncio.timeout(PATIENCE):
            await asyncio.to_thread(at_work.wait, PATIENCE)
            while "4 units, 100 %. Esc stops" not in shown.text():
                await shown.pilot.pause()
        assert await shown.ask(state) is None, "the store is free meanwhile"
        await shown.pilot.press("escape")
        gate.set()
        await shown.press()
        await shown.pilot.app.workers.wait_for_complete()
        assert await shown.ask(state) is None
        assert isinstance(shown.app.screen, RegisterScreen)
        assert "Stopped" in shown.text()


@pytest.mark.parametrize("look", LOOKS)
async def test_the_screen_looks_as_kept(
    look: Look, folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))

    def before(close: Close) -> None:
        close.registers.load([folder / "enheter.json.gz", folder / "underenheter.csv.gz"])

    async with office(inbox(folder, before), start=9, **look._asdict()) as shown:
        await open_register(shown)
        await shown.press("space")
        compare(shown, "register", request)
