"""Printed copies: where the operator says, whole, masked, and never over another file."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest

from data.close import Close
from data.errors import Problem, UsageProblem
from data.printing import name_for
from tests.lists import bring, export_all, hall, line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_copy_is_printed_as_a_table_long_after_the_export(close: Close, folder: Path) -> None:
    bring(close, line(1, 50_000), line(2, 0, customer_id="15897412345"))
    export_all(close, hall(close))

    path = close.printing.copy(1, "kopi.txt")

    text = path.read_text(encoding="utf-8")
    assert path == folder / "kopi.txt"
    assert "Kopi K-0001 av fakturagrunnlag" in text
    assert "158974 *****" in text
    assert "15897412345" not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_that_ends_in_csv_gives_a_file_for_spreadsheets(close: Close, folder: Path) -> None:
    bring(close, line(1, 50_000, organization="=1+1"))
    export_all(close, hall(close))

    content = close.printing.copy(1, "kopi.CSV").read_bytes()

    assert content.startswith(b"\xef\xbb\xbf")
    assert b'"\'=1+1"' in content
    assert [item.name for item in folder.iterdir()] == ["kopi.CSV"]


def test_another_file_is_never_written_over(close: Close, folder: Path) -> None:
    bring(close, line(1))
    close.archive.take(hall(close))
    (folder / "mitt.txt").write_text("mitt", encoding="utf-8")
    (folder / "lenke.txt").symlink_to(folder / "ingensteds")

    for name in ("mitt.txt", "lenke.txt"):
        with pytest.raises(UsageProblem, match=r"F712 .* is there already"):
            close.printing.copy(1, name)

    assert (folder / "mitt.txt").read_text(encoding="utf-8") == "mitt"
    assert not (folder / "ingensteds").exists()


@pytest.mark.parametrize("name", ["", "  ", ".", "/"])
def test_a_name_that_is_no_file_is_refused(close: Close, folder: Path, name: str) -> None:
    with pytest.raises(UsageProblem, match="F711"):
        close.printing.settings(name)
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(close: Close, folder: Path) -> None:
    with pytest.raises(Problem, match=r"F713 .*No such file"):
        close.printing.settings("ingen/oppsett.toml")
    assert list(folder.iterdir()) == []


def test_a_disk_that_fills_up_leaves_no_half_file(
    close: Close, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match=r"F713 .*No space"):
        close.printing.settings("oppsett.toml")
    assert list(folder.iterdir()) == []


def test_printed_settings_can_be_read_back(close: Close, folder: Path) -> None:
    close.settings.change({"limits.high_price": 123_45})
    path = close.printing.settings("oppsett.toml")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["limits"]["high_price"] == 123_45


def test_home_is_where_the_operator_lives(
    close: Close, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert close.printing.settings("~/o.toml") == folder / "o.toml"


def test_the_name_offered_is_the_archive_s_own(close: Close) -> None:
    bring(close, line(1))
    copy = close.archive.take(hall(close))
    assert name_for(copy) == f"K-0001-hallen-2026-10-31-{copy.sha256[:8]}.txt"
