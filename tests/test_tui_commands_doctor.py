"""doctor: one line for each check, and exit status 1 when something is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command_line import CommandLine
from tests.terminal import Terminal, python


@pytest.fixture
def demo(fakturaklar: CommandLine, demo_store: Path) -> CommandLine:
    fakturaklar.use(demo_store)
    return fakturaklar


def states(document: Any) -> dict[str, str]:
    return {check["check"]: check["state"] for check in document["checks"]}


def test_a_sound_store_is_in_order_but_for_what_the_demo_asks_to_look_at(
    demo: CommandLine,
) -> None:
    answer = demo("doctor", "--json")
    assert answer.status == 0
    assert answer.document["clean"] is True
    found = states(answer.document)
    assert found.pop("settings") == "attention", "test mode is on in the demo"
    assert set(found.values()) == {"ok"}
    assert {
        "store",
        "file_rights",
        "folder_rights",
        "archive_rights",
        "journal",
        "clock",
        "copies",
        "archive",
        "files",
        "files_folder",
        "files_rights",
        "encoding",
        "terminal",
        "colours",
        "signs",
    } == set(found)


def test_every_check_is_one_line_that_begins_with_its_word(demo: CommandLine) -> None:
    lines = demo("doctor", "--lang", "en").out.splitlines()
    assert len(lines) == len(demo.json("doctor")["checks"])
    assert all(line.startswith(("in order ", "to look at ", "wrong ")) for line in lines)


def test_a_store_others_can_read_is_wrong_with_the_command_that_mends_it(
    demo: CommandLine,
) -> None:
    demo.store.chmod(0o644)
    answer = demo("doctor", "--json")
    assert answer.status == 1
    assert answer.document["clean"] is False
    assert states(answer.document)["file_rights"] == "error"
    assert f"chmod 0600 {demo.store}" in demo("doctor", "--lang", "en").out


def test_a_changed_copy_is_wrong_and_a_stray_file_is_pointed_out(demo: CommandLine) -> None:
    archive = demo.store.with_name("store-arkiv")
    copy = next(archive.glob("K-0002-*.jsonl"))
    copy.write_bytes(copy.read_bytes() + b"\n")
    (archive / "gammel kopi.txt").touch()
    found = states(demo("doctor", "--json").document)
    assert (found["copies"], found["archive"]) == ("error", "attention")


def test_a_store_that_is_not_there_is_told_and_not_made(fakturaklar: CommandLine) -> None:
    answer = fakturaklar("doctor", "--lang", "en")
    assert answer.status == 1
    assert str(fakturaklar.store) in answer.out
    assert not fakturaklar.store.exists()


def test_a_file_that_is_no_store_is_one_wrong_check_among_the_others(
    fakturaklar: CommandLine,
) -> None:
    fakturaklar.store.write_text("ikke et lager", encoding="utf-8")
    answer = fakturaklar("doctor", "--json")
    assert answer.status == 1
    assert states(answer.document)["store"] == "error"
    assert "encoding" in states(answer.document)


def test_it_says_what_the_signs_and_colours_will_be(demo: CommandLine) -> None:
    demo.patch.setenv("NO_COLOR", "1")
    demo.patch.setenv("FAKTURAKLAR_TEGN", "ascii")
    text = demo("doctor", "--lang", "en").out
    assert "Colours: none, as NO_COLOR asks" in text
    assert "Signs: plain ASCII" in text


@pytest.mark.parametrize(
    ("kind", "columns", "expected", "status"),
    [
        ("xterm-256color", 80, "xterm-256color", 0),
        ("dumb", 80, "TERM is «dumb»", 1),
        ("xterm", 72, "72x24, and 80x24", 0),
    ],
)
def test_it_judges_a_real_terminal(
    demo: CommandLine, kind: str, columns: int, expected: str, status: int
) -> None:
    environment = demo.environment | {"TERM": kind}
    words = python("tui", "doctor", "--lang", "en")
    with Terminal(words, environment=environment, columns=columns) as shown:
        shown.wait_for(expected)
        assert shown.wait_for_end() == status
