"""The program on real terminals: what it sends, how it ends, and where it refuses to begin."""

from __future__ import annotations

import gc
import io
import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from data.errors import UsageProblem
from tests.terminal import Terminal, python, when_drawn
from tui import terminal

DEMO = "tests.house_main"
DEFAULT_COLOURS = {39, 49}
SIXTEEN = set(range(30, 40)) | set(range(40, 50)) | set(range(90, 98))


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


# Before Textual is imported.


@pytest.mark.parametrize(
    ("keyboard", "screen"),
    [(io.StringIO(), Tty()), (Tty(), io.StringIO()), (io.StringIO(), io.StringIO())],
)
def test_without_a_terminal_the_screen_is_a_usage_error(
    keyboard: io.StringIO, screen: io.StringIO
) -> None:
    with pytest.raises(UsageProblem) as refused:
        terminal.require_terminal(keyboard, screen, {"TERM": "xterm"})
    assert refused.value.exit_status == 2
    assert "--help" in str(refused.value)


@pytest.mark.parametrize("kind", ["", "dumb"])
def test_a_terminal_that_cannot_be_drawn_on_is_refused(kind: str) -> None:
    with pytest.raises(UsageProblem, match="TERM"):
        terminal.require_terminal(Tty(), Tty(), {"TERM": kind})


def test_a_terminal_is_accepted() -> None:
    terminal.require_terminal(Tty(), Tty(), {"TERM": "linux"})


def test_only_our_own_settings_of_textual_remain() -> None:
    environment = {"TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL": "devtools", "PATH": "/bin"}
    terminal.clean_environment(environment)
    assert environment == {
        "PATH": "/bin",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }


def test_over_ssh_a_split_escape_sequence_gets_more_time() -> None:
    environment = {"SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22"}
    terminal.clean_environment(environment)
    assert environment["ESCDELAY"] == "300"


def test_foreign_drivers_are_hidden_only_while_peewee_is_imported() -> None:
    code = (
        "from tui.terminal import FOREIGN_DRIVERS, without_foreign_drivers\n"
        "import sys\n"
        "with without_foreign_drivers():\n"
        "    import peewee\n"
        "assert not [name for name in FOREIGN_DRIVERS if name in sys.modules]\n"
        "print(peewee.psycopg, peewee.sqlite3.__name__)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout == "None sqlite3\n", answer.stderr


def test_nothing_that_must_come_first_imports_textual() -> None:
    code = "import sys, tui.terminal, tui.desk, tui.words; print('textual' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout == "False\n", answer.stderr


def test_memory_is_collected_again_after_the_first_paint() -> None:
    terminal.hold_memory()
    assert not gc.isenabled()
    terminal.settle_memory()
    assert gc.isenabled()
    gc.unfreeze()


def test_a_latin_1_host_starts_the_program_again_in_utf_8_mode() -> None:
    code = (
        "import sys; from tui.terminal import speak_utf8; speak_utf8()\n"
        "print(sys.flags.utf8_mode, 'blåbær', sys.argv[1])"
    )
    answer = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code, "æ"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert answer.stdout.decode("latin-1") == "1 blåbær æ\n", answer.stderr


def test_the_tests_look_at_no_drawing_before_its_end() -> None:
    drawing = b"\x1b[?2026h\x1b[1;1Hmangler 5 9\x1b[?2026l"
    sent, shown, kept = b"row" + drawing + b"\x1b[0m", b"", b""
    for place in range(len(sent)):
        complete, kept = when_drawn(kept + sent[place : place + 1])
        shown += complete
        assert drawing in shown or b"mangler" not in shown
    assert (shown, kept) == (sent, b"")


# On the terminal.


def start(tmp_path: Path, **environment: str) -> Terminal:
    shown = Terminal(python(DEMO, str(tmp_path)), environment=environment)
    shown.wait_for("Kari Nes", "Alt er som før.")
    return shown


def test_no_color_sends_no_colour_at_all(tmp_path: Path) -> None:
    with start(tmp_path, NO_COLOR="1") as shown:
        shown.send("u")
        shown.wait_for("F321")
        shown.send("x")
        shown.wait_for("Linjene flyttes.")
        assert shown.colours() <= DEFAULT_COLOURS


@pytest.mark.parametrize(
    "kind", [{"TERM": "xterm"}, {"TERM": "xterm-256color"}, {"COLORTERM": "truecolor"}]
)
def test_only_the_sixteen_colours_of_the_terminal_are_used(
    tmp_path: Path, kind: dict[str, str]
) -> None:
    with start(tmp_path, **kind) as shown:
        shown.send("u")
        shown.wait_for("F321")
        shown.send("x")
        shown.wait_for("Linjene flyttes.")
        # 38 and 48 would introduce a colour of the 256, or of the 16 million.
        assert shown.colours() <= SIXTEEN - {38, 48}
        assert shown.colours() - DEFAULT_COLOURS == {31}, "a problem is red, and only that"


def test_ascii_terminals_get_no_sign_outside_ascii(tmp_path: Path) -> None:
    with start(tmp_path, FAKTURAKLAR_TEGN="ascii") as shown:
        shown.send("x")
        shown.wait_for("+----", "Eksporter")
        without_words = re.sub("[æøåÆØÅ]", "", shown.text())
        assert without_words.isascii(), without_words


@pytest.mark.parametrize(("locale", "rule"), [("C.UTF-8", "──"), ("C", "--")])
def test_the_locale_chooses_the_signs(tmp_path: Path, locale: str, rule: str) -> None:
    with start(tmp_path, LC_ALL=locale) as shown:
        assert shown.screen()[2].startswith(rule)


def test_a_hostile_name_reaches_the_terminal_as_text_only(tmp_path: Path) -> None:
    name = "\x1b]0;eid\x07[/b]\x9b31m"
    shown = Terminal(python(DEMO, str(tmp_path)), environment={"DEMO_OPERATOR": name})
    with shown:
        shown.wait_for("]0;eid", "[/b]", "Alt er som før.")
        assert b"\x1b]0;" not in shown.sent_by_program
        assert b"\xc2\x9b" not in shown.sent_by_program


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_program_in_order(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    with start(tmp_path) as shown:
        shown.signal(number)
        assert shown.wait_for_end() == status
    assert (tmp_path / "shut").exists(), "the store was not released"


def test_q_on_the_month_overview_ends_with_0(tmp_path: Path) -> None:
    with start(tmp_path) as shown:
        shown.send("2")
        shown.wait_for("Linjer")
        shown.send("q")
        shown.wait_for("Oktober")
        shown.send("q")
        assert shown.wait_for_end() == 0


def test_ctrl_c_only_tells_how_to_quit(tmp_path: Path) -> None:
    with start(tmp_path, FAKTURAKLAR_LANG="en") as shown:
        shown.send("ctrl+c")
        shown.wait_for(" q ")
        shown.wait_for("Trykk 0 og så q")


def test_after_suspend_and_resume_the_whole_screen_is_back(tmp_path: Path) -> None:
    with start(tmp_path) as shown:
        shown.send("ctrl+z")
        shown.wait_until(lambda: is_stopped(shown), "the program to stop")
        seen = len(shown.sent_by_program)
        shown.signal(signal.SIGCONT)
        shown.wait_until(
            lambda: "Alt er som før." in shown.sent_by_program[seen:].decode("utf-8", "ignore"),
            "a new drawing",
        )


def is_stopped(shown: Terminal) -> bool:
    status = Path(f"/proc/{shown.process.pid}/stat").read_text(encoding="ascii")
    return status.rpartition(")")[2].split()[0] == "T"


@pytest.mark.parametrize("prelude", ["", "signal.pthread_sigmask(signal.SIG_BLOCK, [1]); "])
def test_when_the_terminal_is_gone_the_program_ends(tmp_path: Path, prelude: str) -> None:
    code = f"import signal, runpy; {prelude}runpy.run_module('{DEMO}', run_name='__main__')"
    with Terminal([sys.executable, "-c", code, str(tmp_path)]) as shown:
        shown.wait_for("Alt er som før.")
        assert shown.hang_up() == 129
    assert (tmp_path / "shut").exists(), "the store was not released"


def test_a_defect_ends_with_70_and_tells_nobody_who(tmp_path: Path) -> None:
    with start(tmp_path) as shown:
        shown.send("d")
        assert shown.wait_for_end() == 70
        text = shown.text()
    [report] = tmp_path.glob("crash-*.txt")
    assert report.name in text.replace("\n", "")
    assert "15897412345" not in text
    written = report.read_text(encoding="utf-8")
    assert "15897412345" not in written
    assert "break_down" in written, "the report must say where"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_pipe_instead_of_a_terminal_ends_with_2(tmp_path: Path) -> None:
    answer = subprocess.run(
        python(DEMO, str(tmp_path)), stdin=subprocess.PIPE, capture_output=True, text=True
    )
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "fakturaklar --help" in answer.stderr
