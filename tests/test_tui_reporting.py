"""The report by keys: `a` in step 3, a digit for the kind of file, a name, Enter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.meyermarken import HOUSE, basis, untouched
from tests.office import office

NAME = "kontroll-meyermarken-2026-10-31"


KINDS = (("pdf", b"%PDF"), ("txt", b"Control"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"))
"""The kinds of file in the order of their digits, and how each begins."""


async def test_the_report_is_saved_in_the_kind_of_file_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with office(untouched, start=3, building=HOUSE, language="en") as shown:
        for digit, (key, begins) in enumerate(KINDS, 1):
            await shown.press("a")
            assert "Report of the control: Meyermarken" in shown.text()
            await shown.press(str(digit))
            assert f"{NAME}.{key}" in shown.text()
            await shown.press("enter")
            assert "Saved:" in shown.text()
            assert (tmp_path / f"{NAME}.{key}").read_bytes().startswith(begins)
        entries = await shown.ask(
            lambda close: close.journal.entries(basis(close).building_id, limit=4)
        )
        saved = [str(entry.text).split(",")[0] for entry in entries]
        assert saved == [f"report saved as {key}" for key, _begins in reversed(KINDS)]


async def test_a_name_that_is_taken_stays_in_the_dialog_and_esc_saves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"{NAME}.txt").write_text("min")
    async with office(untouched, start=3, building=HOUSE, language="en") as shown:
        await shown.press("a", "2", "enter")
        assert "F712" in shown.text()
        await shown.press("escape", "escape")
        assert shown.app.step == 3
        assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.txt"]
        assert (tmp_path / f"{NAME}.txt").read_text() == "min"


async def test_without_a_building_there_is_no_report() -> None:
    async with office(untouched, start=3, language="en") as shown:
        await shown.press("a")
        assert "Report of the control" not in shown.text()
