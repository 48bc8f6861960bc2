"""register on the command line: brought in, shown, refused with status 3."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.command_line import CommandLine, fits
from tests.units import csv_bytes, json_bytes, packed, put, some
from tui.commands.register import COMMAND

MAIN, SUB = some()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return the two bulk files."""
    return [
        put(tmp_path, "enheter.csv.gz", packed(csv_bytes(MAIN))),
        put(tmp_path, "underenheter.json", json_bytes(SUB)),
    ]


def test_without_a_register_the_answer_is_no(fakturaklar: CommandLine) -> None:
    answer = fakturaklar("register", "--json")
    assert answer.status == 1
    assert answer.document == {"date": None}


def test_two_files_in_one_command_make_one_register(
    fakturaklar: CommandLine, files: list[Path]
) -> None:
    answer = fakturaklar("register", "import", *files, "--date", "1.11.2025", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert fits(answer.document, COMMAND.json[0])
    assert fakturaklar("register", "--json").document == answer.document
    text = fakturaklar("register", "show", "--lang", "en").out
    assert "01.11.2025" in text
    assert answer.document["date"] == "2025-11-01"
    assert "4 main units, 1 sub-unit." in text
    assert "enheter.csv.gz" in text


def test_half_a_register_is_taken_in_and_remarked_on(
    fakturaklar: CommandLine, files: list[Path]
) -> None:
    answer = fakturaklar("register", "import", files[0], "--lang", "en")
    assert answer.status == 0
    assert "no sub-units" in answer.err


def test_a_refused_file_is_named_and_the_register_stays(
    fakturaklar: CommandLine, files: list[Path], tmp_path: Path
) -> None:
    fakturaklar("register", "import", *files)
    cut = put(tmp_path, "kuttet.csv", csv_bytes(MAIN)[:-300])
    for name in (cut, files[1], tmp_path / "borte.csv"):
        answer = fakturaklar("register", "import", name)
        assert (answer.status, answer.out) == (3, "")
        assert answer.err.startswith("F13")
        assert Path(name).name in answer.err
    assert fakturaklar("register", "--json").document["main_units"] == 4


def test_a_wrong_date_is_wrong_usage(fakturaklar: CommandLine, files: list[Path]) -> None:
    for day in ("31.2.2026", "i går", "1.1.2099"):
        assert fakturaklar("register", "import", *files, "--date", day).status == 2


def test_on_a_terminal_the_progress_is_told_and_wiped_out(
    fakturaklar: CommandLine, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _stream: True)
    answer = fakturaklar("register", "import", *files, "--lang", "en")
    assert "5 units, 100 %" in answer.err
    assert answer.err.endswith("\r\x1b[K")
