"""The report of a defect: where it happened, for its owner's eyes, and nothing about whom."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tui.crash import report_defect, write_report


def defect(text: str) -> Exception:
    person = "15897412345"
    try:
        try:
            raise KeyError(person)
        except KeyError as cause:
            raise ValueError(text) from cause
    except ValueError as error:
        return error


@pytest.mark.parametrize(
    "text", ["15897412345", "158974 12345", "311 000 004", "311.000.004", "nr 1589741 2345 av 3"]
)
def test_no_id_stands_in_the_report_however_it_is_grouped(tmp_path: Path, text: str) -> None:
    written = write_report(defect(text), tmp_path).read_text(encoding="utf-8")
    assert text not in written
    assert "*****" in written
    assert "15897412345" not in written, "neither in the cause"


def test_the_report_says_where(tmp_path: Path) -> None:
    written = write_report(defect("x"), tmp_path).read_text(encoding="utf-8")
    assert "in defect" in written
    assert "ValueError" in written
    assert "fakturaklar" in written


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    path = write_report(defect("x"), folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_defects_have_two_reports(tmp_path: Path) -> None:
    assert write_report(defect("x"), tmp_path) != write_report(defect("x"), tmp_path)


def test_a_disk_that_takes_nothing_does_not_hide_the_defect(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    sentence, path = report_defect(defect("x"), tmp_path / "file")
    assert path is None
    assert "Rapporten lot seg ikke skrive" in sentence
