"""preview-file: bytes on stdout or files in a folder, and never a store."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import ROOT, CommandLine, command
from tests.list_files import GOLDEN, needs_shared
from tests.test_data_files_case import CASE, ROW


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return put(tmp_path, CASE)


def put(folder: Path, content: dict[str, Any]) -> Path:
    path = folder / "case.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def rendered(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    """Call the command in a process of its own, whose stdout is bytes."""
    words = command(["preview-file", *arguments])
    return subprocess.run(words, cwd=ROOT, capture_output=True, check=False, timeout=60)


@needs_shared
@pytest.mark.parametrize("name", ["agresso/01-to-kunder", "factum/02-mva-og-intern"])
def test_the_bytes_of_the_file_are_all_that_stands_on_stdout(name: str) -> None:
    answer = rendered(GOLDEN / name / "input.json")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout == (GOLDEN / name / "expected.txt").read_bytes()


def test_a_folder_gets_file_and_log_and_their_names_are_told(
    fakturaklar: CommandLine, case: Path
) -> None:
    out = fakturaklar.folder / "ny" / "mappe"
    answer = fakturaklar("preview-file", case, "--out", out)
    names = ["export_external_42.txt", "log_external_42.csv"]
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines() == [str(out / name) for name in names]
    assert sorted(path.name for path in out.iterdir()) == names
    assert len((out / names[0]).read_bytes().split(b"\r\n")) == 3
    assert not fakturaklar.store.exists()


def test_nothing_is_written_over_a_file_that_is_there(fakturaklar: CommandLine, case: Path) -> None:
    taken = fakturaklar.folder / "log_external_42.csv"
    taken.write_text("min", encoding="utf-8")
    answer = fakturaklar("preview-file", case, "--out", fakturaklar.folder)
    assert (answer.status, answer.out) == (2, "")
    assert "F712" in answer.err
    assert taken.read_text(encoding="utf-8") == "min"
    assert not (fakturaklar.folder / "export_external_42.txt").exists()


def test_a_folder_that_cannot_be_made_is_a_problem(fakturaklar: CommandLine, case: Path) -> None:
    answer = fakturaklar("preview-file", case, "--out", case / "mappe")
    assert (answer.status, answer.out) == (1, "")
    assert "F713" in answer.err


def test_another_format_can_be_tried(fakturaklar: CommandLine, case: Path) -> None:
    answer = fakturaklar("preview-file", case, "--format", "KOMMFAKT", "--out", fakturaklar.folder)
    assert answer.status == 0
    content = (fakturaklar.folder / "export_external_42.txt").read_bytes()
    assert [len(row) for row in content.split(b"\r\n")] == [62, 161, 73, 10]
    answer = fakturaklar("preview-file", case, "--format", "ubw_xml")
    assert (answer.status, answer.out) == (2, "")
    assert "F610" in answer.err


def test_a_warning_is_told_beside_the_file(fakturaklar: CommandLine) -> None:
    twins = ROW | {"order_lines": ROW["order_lines"] * 2}
    exports = [CASE["exports"][0] | {"reservations": [twins]}]
    case = put(fakturaklar.folder, CASE | {"format": "visma", "exports": exports})
    answer = fakturaklar("preview-file", case, "--lang", "en", "--out", fakturaklar.folder / "ut")
    assert answer.status == 0
    assert "Line 61001 has article 4231 2 times." in answer.err


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        ({"customer_organization_number": "1234"}, "F611", "arrangement 8801"),
        ({"cost": 7}, "F115", "exports[0].reservations[0].cost"),
        ({"customer_ssn": 6827518563}, "F115", "68275*****"),
    ],
)
def test_what_is_refused_is_told_and_nothing_is_written(
    fakturaklar: CommandLine, change: dict[str, Any], code: str, told: str
) -> None:
    exports = [CASE["exports"][0] | {"reservations": [ROW | change]}]
    case = put(fakturaklar.folder, CASE | {"exports": exports})
    answer = fakturaklar("preview-file", case, "--out", fakturaklar.folder / "ut")
    assert (answer.status, answer.out) == (3, "")
    assert code in answer.err
    assert told in answer.err
    assert not (fakturaklar.folder / "ut").exists()


def test_a_case_that_is_not_there_is_a_problem(fakturaklar: CommandLine) -> None:
    answer = fakturaklar("preview-file", fakturaklar.folder / "ingen.json")
    assert (answer.status, answer.out) == (1, "")
    assert "F108" in answer.err
