"""demo: built by a command, or opened in a real terminal and gone afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import CommandLine, fits
from tests.terminal import Terminal, python
from tui.commands.demo import COMMAND

CHOICE = ("--lines", "400", "--seed", "7")


def test_create_builds_a_store_and_tells_what_is_in_it(fakturaklar: CommandLine) -> None:
    target = fakturaklar.folder / "ny" / "demo.db"
    answer = fakturaklar("demo", "--create", target, *CHOICE, "--json")
    assert answer.status == 0
    assert fits(answer.document, COMMAND.json[0])
    assert answer.document["db"] == str(target)
    assert (answer.document["buildings"], answer.document["lines"] // 10) == (12, 60)
    shown = fakturaklar.json("lines", "--show", "all", "--db", target)
    assert shown["count"] >= 580
    assert fakturaklar("doctor", "--db", target).status == 0


@pytest.mark.parametrize(
    "taken",
    [
        "demo.db",
        "demo-arkiv",
        "demo-filer",
        "demo-ut",
        "demo-enheter.csv",
        "demo-enhetsregister.db",
    ],
)
def test_create_never_writes_over_what_is_there(fakturaklar: CommandLine, taken: str) -> None:
    there = fakturaklar.folder / taken
    there.mkdir()
    answer = fakturaklar("demo", "--create", fakturaklar.folder / "demo.db", *CHOICE)
    assert (answer.status, answer.out) == (2, "")
    assert "F714" in answer.err
    assert list(there.iterdir()) == []


def test_the_demo_opens_on_the_screen_and_leaves_nothing_behind(tmp_path: Path) -> None:
    environment = {"TMPDIR": str(tmp_path), "FAKTURAKLAR_OPERATOR": "Kari Nes"}
    with Terminal(python("tui", "demo", *CHOICE), environment=environment) as shown:
        shown.wait_for("TESTMODUS", "Kari Nes", "Tømmervika kulturhus", "12 bygg")
        assert len([*tmp_path.glob("fakturaklar-demo-*/demo.db")]) == 1
        shown.send("q")
        assert shown.wait_for_end() == 0
    assert not list(tmp_path.glob("fakturaklar-demo-*"))


def test_without_a_command_the_month_opens_in_the_language_asked_for(
    tmp_path: Path, demo_store: Path
) -> None:
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    words = ("--db", str(demo_store), "--as", "Ola Hauge", "--lang", "en", "--no-color")
    with Terminal(python("tui", *words), environment=environment) as shown:
        shown.wait_for("TEST MODE", "Ola Hauge", "12 buildings")
        assert shown.colours() <= {39, 49}, "only the terminal's own"
        shown.send("q")
        assert shown.wait_for_end() == 0
