"""The command line as such: help, options anywhere, exit statuses, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import __version__, sqlite
from data.close import Close
from tests.command_line import ROOT, CommandLine, command
from tui import cli, command_page
from tui.commands import COMMANDS, Command

LEVELS: list[tuple[str, ...]] = [
    (),
    *((command.name,) for command in COMMANDS),
    *((command.name, part.name) for command in COMMANDS for part in command.parts),
]


@pytest.mark.parametrize("level", LEVELS, ids=" ".join)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_help_is_there_on_every_level_without_touching_a_store(
    fakturaklar: CommandLine, level: tuple[str, ...], language: str
) -> None:
    answer = fakturaklar(*level, "--help", "--lang", language)
    assert (answer.status, answer.err) == (0, "")
    assert "--db" in answer.out
    assert "--help" in answer.out
    assert not fakturaklar.store.exists()


def test_help_speaks_bokmal_unless_english_is_asked_for(fakturaklar: CommandLine) -> None:
    answer = fakturaklar("export", "--help")
    for word in ("bruk:", "valg:", "Felles:", "NAVN", "BELØP", "konteringsstrengen"):
        assert word in answer.out
    assert not re.search(r"\b(usage|options|NAME|AMOUNT|the building)\b", answer.out)
    assert "usage: fakturaklar export" in fakturaklar("export", "--help", "--lang=en").out


@pytest.mark.parametrize("level", LEVELS, ids=" ".join)
def test_the_version_is_told_on_every_level(
    fakturaklar: CommandLine, level: tuple[str, ...]
) -> None:
    answer = fakturaklar(*level, "--version")
    assert (answer.status, answer.out) == (0, f"fakturaklar {__version__}\n")


def every_help(commands: tuple[Command, ...]) -> Iterator[str]:
    for each in commands:
        yield each.help
        yield from every_help(each.parts)


def test_every_command_says_what_it_does_and_is_documented() -> None:
    page = command_page.page()
    assert command_page.PAGE.read_text(encoding="utf-8") == page, (
        "write it anew: python -m tui.command_page"
    )
    for level in LEVELS[1:]:
        assert f"# {' '.join(level)}\n" in page
    assert all(text.strip() for text in every_help(COMMANDS))


def test_options_of_every_command_stand_before_its_name_or_after_it(
    fakturaklar: CommandLine,
) -> None:
    other = fakturaklar.folder / "annet.db"
    for words in (
        ("--db", other, "--as", "Ola Hauge", "settings", "show"),
        ("settings", "--db", other, "--as", "Ola Hauge", "show"),
        ("settings", "show", "--db", other, "--as", "Ola Hauge"),
    ):
        other.unlink(missing_ok=True)
        assert fakturaklar(*words).status == 0
        assert other.exists()
        assert not fakturaklar.store.exists()


def test_the_operator_is_the_option_else_the_environment_else_the_login(
    fakturaklar: CommandLine,
) -> None:
    who = []
    for extra in (("--as", "Ola  Hauge"), ()):
        fakturaklar("lines", "--full-ids", *extra)
        who.append(fakturaklar.json("journal")[-1]["operator"])
    fakturaklar.patch.delenv("FAKTURAKLAR_OPERATOR")
    fakturaklar.patch.setenv("LOGNAME", "khauge")
    fakturaklar("lines", "--full-ids")
    who.append(fakturaklar.json("journal")[-1]["operator"])
    assert who == ["Ola Hauge", "Kari Nes", "khauge"]


@pytest.mark.parametrize("name", ["machine", " Machine ", "  ", "x" * 61])
def test_nobody_signs_as_the_machine_or_as_nobody(fakturaklar: CommandLine, name: str) -> None:
    answer = fakturaklar("lines", "--as", name)
    assert (answer.status, answer.err[:4]) == (2, "F702")
    assert not fakturaklar.store.exists()


def test_test_mode_is_asked_for_by_option_or_environment(
    fakturaklar: CommandLine, demo_store: Path
) -> None:
    fakturaklar.use(demo_store)
    fakturaklar.patch.delenv("FAKTURAKLAR_TEST")
    settings = fakturaklar.folder / "uten.toml"
    settings.write_text("test_mode = false\n", encoding="utf-8")
    fakturaklar("settings", "import", settings)

    def states(*extra: str) -> set[str]:
        lines = fakturaklar.json("lines", "--building", "Åslia grendehus", *extra)["lines"]
        return {line["customer_id_state"] for line in lines}

    assert "test_series" in states()
    assert "test_series" not in states("--test")
    fakturaklar.patch.setenv("FAKTURAKLAR_TEST", "1")
    assert "test_series" not in states()


def test_the_language_of_the_settings_is_spoken_unless_another_is_asked_for(
    fakturaklar: CommandLine,
) -> None:
    english = fakturaklar.folder / "english.toml"
    english.write_text('[screen]\nlanguage = "en"\n', encoding="utf-8")
    fakturaklar("settings", "import", english)
    assert "Building" in fakturaklar("status").out
    assert "Bygg" in fakturaklar("status", "--lang", "nb").out


@pytest.mark.parametrize(
    "words",
    [
        ("finnesikke",),
        ("lines", "--sort", "bakgrunn"),
        ("lines", "--show", "none"),
        ("check", "--to", "31.10.2026"),
        ("status", "--month", "oktober"),
        ("status", "--lang", "nn"),
        ("status", "--mon", "2026-10"),
        ("sign", "--building", "x", "--to", "1.1.2026", "--point", "to", "--reason", "x"),
        ("copies", "show", "K-"),
        ("copies", "show", "99"),
        ("copies", "show", "1", "--full-ids"),
        ("journal", "--building", "Finnes ikke"),
        ("demo", "--json"),
        ("demo", "--db", "x.db"),
        ("check", "--building", "x", "--to", "1.1.2026", "--control-count", "3"),
        ("\x1b[31m",),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why_on_stderr(
    fakturaklar: CommandLine, words: tuple[str, ...]
) -> None:
    answer = fakturaklar(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.strip()
    assert "\x1b" not in answer.err


def test_an_amount_below_zero_is_no_option(fakturaklar: CommandLine) -> None:
    for amount in ("-450,00", "-1 234,50", "-450.00", "−450,00"):
        answer = fakturaklar(
            "check", "--building", "x", "--to", "1.1.2026", "--control-total", amount
        )
        assert "F319" in answer.err, "the building is unknown, the amount was read"


def test_without_a_terminal_the_screen_refuses_and_names_the_help(
    fakturaklar: CommandLine,
) -> None:
    for words in ((), ("demo",)):
        answer = fakturaklar(*words)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.startswith("F790")
        assert "--help" in answer.err


def test_a_busy_store_ends_with_4(
    fakturaklar: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakturaklar("status")
    short = tuple((name, 50 if name == "busy_timeout" else value) for name, value in sqlite.PRAGMAS)
    monkeypatch.setattr(sqlite, "PRAGMAS", short)
    other = sqlite3.connect(fakturaklar.store, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        answer = fakturaklar("lines", "--full-ids", "--json")
    finally:
        other.close()
    assert (answer.status, answer.out, answer.err[:4]) == (4, "", "F703")


@pytest.mark.parametrize("content", [b"not a store at all, but long enough to look" * 20, b"x"])
def test_a_file_that_is_no_store_is_told_and_left_alone(
    fakturaklar: CommandLine, content: bytes
) -> None:
    fakturaklar.store.write_bytes(content)
    answer = fakturaklar("status")
    assert (answer.status, answer.err[:4]) == (1, "F708")
    assert fakturaklar.store.read_bytes() == content


def test_a_defect_ends_with_70_and_a_report_without_ids(
    fakturaklar: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def defect(_self: Close) -> None:
        customer = "15897412345"
        raise RuntimeError(f"no such customer: {customer}")

    monkeypatch.setattr(Close, "shut", defect)
    answer = fakturaklar("status", "--lang", "en")
    monkeypatch.undo()
    assert answer.status == 70
    [report] = fakturaklar.state.rglob("crash-*.txt")
    assert str(report) in answer.err
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    text = report.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "15897412345" not in text + answer.err + answer.out


def test_a_command_loads_no_textual_and_help_loads_no_store() -> None:
    code = (
        "import sys; from tui.__main__ import main; status = main(sys.argv[1:]);"
        "print(*sorted(sys.modules), file=sys.stderr); sys.exit(status)"
    )

    def loaded(*words: str) -> set[str]:
        answer = subprocess.run(
            [*command(())[:1], "-c", code, *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return set(answer.stderr.split())

    assert loaded("--help").isdisjoint({"textual", "rich", "peewee", "sqlite3", "platformdirs"})
    assert loaded("doctor", "--help").isdisjoint({"textual", "rich", "peewee"})


@pytest.mark.parametrize("words", [("status",), ("lines", "--json"), ("journal", "verify")])
def test_a_command_in_its_own_process_answers_on_stdout_alone(
    fakturaklar: CommandLine, words: tuple[str, ...]
) -> None:
    answer = fakturaklar.outside(*words)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout
    assert stat.S_IMODE(fakturaklar.store.stat().st_mode) == 0o600


def test_no_command_loads_textual(fakturaklar: CommandLine) -> None:
    code = (
        "import sys; from tui.__main__ import main; main(['status']); main(['doctor']);"
        "sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    )
    environment = os.environ | fakturaklar.environment
    answer = subprocess.run(
        [*command(())[:1], "-c", code], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_json_is_ascii_where_the_output_is_not_utf8(
    fakturaklar: CommandLine, demo_store: Path
) -> None:
    fakturaklar.use(demo_store)
    answer = fakturaklar.outside("status", "--json", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert answer.stdout.isascii()
    assert "\\u00d8stheia" in answer.stdout
    assert "Østheia" in fakturaklar.outside("status", "--json", PYTHONUTF8="1").stdout


def test_a_reader_that_goes_away_is_no_defect(fakturaklar: CommandLine, demo_store: Path) -> None:
    fakturaklar.use(demo_store)
    # Unbuffered, Python itself loses what a pipe did not take at once, and never hears of it.
    environment = os.environ | fakturaklar.environment | {"PYTHONUNBUFFERED": ""}
    program = subprocess.Popen(
        command(["lines", "--show", "all", "--json"]),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.read(10)
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(timeout=30) == 141
    assert not list(fakturaklar.state.rglob("crash-*"))


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_command_that_is_told_to_end_rolls_back_and_says_so_by_its_status(
    fakturaklar: CommandLine, number: signal.Signals, status: int
) -> None:
    target = fakturaklar.folder / "stor.db"
    program = subprocess.Popen(
        command(["demo", "--create", target, "--lines", "3000"]),
        cwd=ROOT,
        env=os.environ | fakturaklar.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    patience = time.monotonic() + 30
    while not target.exists():
        assert program.poll() is None, "it ended before it began"
        assert time.monotonic() < patience
        time.sleep(0.01)
    program.send_signal(number)
    assert program.wait(timeout=60) == status
    assert not list(fakturaklar.folder.glob("stor*")), "half a store must not look like one"
    assert not list(fakturaklar.state.rglob("crash-*"))


def test_every_option_of_the_contract_is_there(shared: Path) -> None:
    contract = (shared / "reference" / "cli.md").read_text(encoding="utf-8")
    parser = cli.make_parser()
    page = command_page.page()
    general = re.search(r"^fakturaklar \[--db.*$", contract, re.MULTILINE)
    assert general is not None
    for option in re.findall(r"--[a-z-]+", general[0]):
        assert f"`{option}" in page
    for row in re.findall(r"^\| `(\w+)([^\n]*?)\|", contract.replace("\\|", "/"), re.MULTILINE):
        name, arguments = row
        for part in arguments.split("·"):
            [*_, named] = [name, *re.findall(r"`(\w+)", part)]
            if named in {each.name for each in COMMANDS}:
                section = page.partition(f"\n## {named}\n")[2].partition("\n## ")[0]
                for option in re.findall(r"--[a-z-]+", part):
                    assert option in section or option == "--pdf", f"{named} {option}"
    assert parser.prog == "fakturaklar"
