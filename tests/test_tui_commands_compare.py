"""fakturaklar compare: what the screen shows with d, for scripts and colleagues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.close import Close
from tests.command_line import CommandLine, fits
from tests.list_files import csv_file
from tests.lists import bring, export_all, hall, line
from tui.commands.compare import COMMAND

BASIS = ("compare", "--building", "Hallen", "--to", "31.10.2026")
PERSON = "15897412345"


@contextmanager
def store(fakturaklar: CommandLine) -> Iterator[Close]:
    """Open the store of the command line to fill it."""
    close = Close(fakturaklar.store, "Kari Nes", test_mode=True)
    try:
        yield close
    finally:
        close.shut()


@pytest.fixture
def filled(fakturaklar: CommandLine) -> CommandLine:
    with store(fakturaklar) as close:
        bring(close, line(15, 50_000), line(16, 30_000, customer_id=PERSON))
        close.archive.take(hall(close))
        bring(close, line(15, 60_000), line(17, 20_000), file="ny.csv")
    return fakturaklar


def test_a_difference_is_an_answer_of_no_and_every_number_is_there(filled: CommandLine) -> None:
    answer = filled(*BASIS, "--with", "copy", "--json")
    assert answer.status == 1
    found = answer.document
    assert fits(found, COMMAND.json[0])
    assert [(each["group"], each["lines"], each["total"]) for each in found["groups"]] == [
        ("here", 1, "200.00"), ("there", 1, "300.00"), ("differs", 1, "100.00"),
    ]  # fmt: skip
    assert (found["difference"], found["equal"], found["by_line"]) == ("0.00", False, True)
    assert found["text"].startswith("F301")
    assert (found["here"]["reservations"], found["there"]["reservations"]) == (140_032, 140_031)
    [item] = [item for item in found["items"] if item["group"] == "differs"]
    assert (item["id"], item["cost_here"], item["cost_there"]) == (15, "600.00", "500.00")
    assert [change["field"] for change in item["changes"]] == ["price"]


def test_the_same_in_words_adds_up_and_masks_ids(filled: CommandLine) -> None:
    answer = filled(*BASIS, "--with", "k-0001", "--lang", "en")
    assert answer.status == 1
    text = answer.out.replace("\u00a0", " ")
    assert "only here 1: 200,00 - only there 1: 300,00 + differs 1: +100,00 = 0,00" in text
    assert PERSON not in text
    assert re.search(r"^! differs +15 .*600,00 +500,00 +\+100,00$", text, re.MULTILINE)


def test_nothing_differs_from_the_import(filled: CommandLine) -> None:
    answer = filled(*BASIS, "--with", "import", "--lang", "en")
    assert answer.status == 0, answer.out
    assert "Equal line by line: 2 lines" in answer.out


def test_typed_totals_are_compared_on_sum_and_count(filled: CommandLine) -> None:
    assert filled(*BASIS, "--total", "800", "--count", "2").status == 0
    answer = filled(*BASIS, "--total", "799", "--lang", "en")
    assert answer.status == 1
    assert "Checked on the sum only, not line by line." in answer.out


def test_a_list_is_compared_and_kept_only_when_asked(filled: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "fra-ak.csv"
    path.write_bytes(csv_file([line(15, 60_000), line(17, 20_000)]))

    assert filled(*BASIS, "--with", path).status == 0
    assert filled("check", *BASIS[1:], "--json").document["control_total"] is None
    assert filled(*BASIS, "--with", path, "--keep").status == 0
    checked = filled("check", *BASIS[1:], "--json").document
    assert checked["control_total"] == "800.00"
    assert checked["items"][5]["signed_by"] == "Kari Nes"


def test_exports_and_copies_are_compared_too(fakturaklar: CommandLine) -> None:
    with store(fakturaklar) as close:
        bring(close, line(1, 100), line(2, 200))
        export_all(close, hall(close))
    assert fakturaklar("compare", "--of", "E-0001", "--with", "import").status == 0
    assert fakturaklar("compare", "--of", "K-0001", "--with", "K-0001").status == 0
    assert fakturaklar("compare", "--of", "E-0009", "--with", "import").status == 2


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("compare", "--with", "copy"), "F798"),
        (("compare", "--of", "noe", "--with", "copy"), "F798"),
        (("compare", "--of", "K-0001", "--to", "31.10.2026", "--with", "copy"), "F798"),
        (BASIS, "F799"),
        ((*BASIS, "--with", "copy", "--total", "1"), "F799"),
        ((*BASIS, "--with", "copy", "--count", "1"), "F799"),
        ((*BASIS, "--with", "copy", "--keep"), "F797"),
        ((*BASIS, "--with", "K-0009"), "F313"),
    ],
)
def test_a_question_that_is_not_clear_is_not_answered(
    filled: CommandLine, asked: tuple[str, ...], code: str
) -> None:
    answer = filled(*asked)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(code)
