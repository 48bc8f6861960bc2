"""A real terminal for tests: a pseudo terminal with an emulator behind it.

Nothing here sleeps for luck: `wait_for` reads until the screen shows what was expected, and
fails with the screen in the message when a deadline passes. A screen is only looked at when it
is drawn in full: the terminal says that it can hold back a drawing until its end, as most do, and
then keeps what has come of a drawing from the emulator until the rest is there.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

import pexpect
import pyte

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30.0
"""Seconds until something that does not appear fails the test."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f5": "\x1b[15~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "ctrl+c": "\x03",
    "ctrl+z": "\x1a",
}
"""What a terminal sends for keys that are no character."""

_QUESTIONS = re.compile(rb"\x1b\[(?:\?[0-9;]*\$p|[<=>][0-9;]*[a-zA-Z])")
"""Queries and modes that the emulator would print instead of ignoring."""
_CAN_HOLD_BACK = b"\x1b[?2026$p"
"""The question whether drawings can be held back until they are complete."""
_HOLDS_BACK = "\x1b[?2026;2$y"
_DRAWING, _DRAWN = b"\x1b[?2026h", b"\x1b[?2026l"
"""Around each drawing, once the terminal has answered the question."""
_UNFINISHED = re.compile(rb"(?:\x1b(?:\[[0-9;?<=>$]*)?)?\Z")
"""The beginning of a control sequence at the end; empty where there is none."""
_COLOUR = re.compile(r"\x1b\[([0-9;:]*)m")


class Terminal:
    """A program in a pseudo terminal of its own, and what its screen shows."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        columns: int = 80,
        lines: int = 24,
    ) -> None:
        """Start a command from the project's root; `environment` adds to a plain one."""
        plain = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        self._screen = pyte.Screen(columns, lines)
        self._emulator = pyte.ByteStream(self._screen)
        self._is_gone = False
        self._held_back = b""
        self.sent_by_program = b""
        """Every byte that came from the program."""
        self.process = pexpect.spawn(
            command[0],
            list(command[1:]),
            env={**plain, **(environment or {})},
            cwd=str(ROOT),
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )
        self.process.delaybeforesend = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program, whatever became of the test."""
        if not self._is_gone:
            self.process.close(force=True)

    def screen(self) -> list[str]:
        """Return the rows of the screen without blanks at their ends; hard spaces as spaces."""
        return [row.replace("\u00a0", " ").rstrip() for row in self._screen.display]

    def text(self) -> str:
        """Return the whole screen."""
        return "\n".join(self.screen())

    def is_typed_in(self, label: str) -> bool:
        """Tell whether the field behind a label has the cursor: what is typed goes there."""
        return any(
            label in row and any(cell.reverse for cell in self._screen.buffer[at].values())
            for at, row in enumerate(self.screen())
        )

    def send(self, *keys: str) -> None:
        """Press keys, by name or as the text they type."""
        for key in keys:
            self.process.send(KEYS.get(key, key))

    def wait_for(self, *texts: str) -> None:
        """Read until the screen shows all the texts."""
        self.wait_until(lambda: all(text in self.text() for text in texts), f"{texts}")

    def wait_for_change(self, before: list[str]) -> None:
        """Read until the screen is no longer what it was."""
        self.wait_until(lambda: self.screen() != before, "a change")

    def wait_until(self, is_there: Callable[[], bool], what: str) -> None:
        """Read until something holds."""
        deadline = monotonic() + PATIENCE
        while not is_there():
            still_runs = self._read()
            if is_there():
                return
            assert still_runs, f"the program ended before {what}:\n{self.text()}"
            assert monotonic() < deadline, f"{what} never came:\n{self.text()}"

    def wait_for_end(self) -> int:
        """Read until the program ends; returns its exit status, negative for a signal."""
        deadline = monotonic() + PATIENCE
        while self._read():
            assert monotonic() < deadline, f"the program never ended:\n{self.text()}"
        self.process.wait()
        if self.process.signalstatus is not None:
            return -int(self.process.signalstatus)
        return int(self.process.exitstatus)

    def resize(self, columns: int, lines: int) -> None:
        """Change the window as its user does with the mouse."""
        self._screen.resize(lines, columns)
        self.process.setwinsize(lines, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.kill(number)

    def hang_up(self) -> int:
        """Take the terminal away, as a lost connection does; returns the exit status."""
        self._is_gone = True
        self.process.ptyproc.fileobj.close()
        deadline = monotonic() + PATIENCE
        while not (ended := os.waitpid(self.process.pid, os.WNOHANG))[0]:
            assert monotonic() < deadline, "the program lives on without a terminal"
            sleep(0.05)
        return os.waitstatus_to_exitcode(ended[1])

    def colours(self) -> set[int]:
        """Return every SGR parameter that the program has sent to set a colour."""
        found: set[int] = set()
        for parameters in _COLOUR.findall(self.sent_by_program.decode("utf-8", "replace")):
            for part in re.split(r"[;:]", parameters):
                code = int(part or 0)
                if 30 <= code <= 49 or 90 <= code <= 107:
                    found.add(code)
        return found

    def _read(self) -> bool:
        """Take what the program has written; whether there may be more."""
        try:
            chunk = self.process.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.sent_by_program += chunk
        complete, self._held_back = when_drawn(self._held_back + chunk)
        if _CAN_HOLD_BACK in complete:
            self.process.send(_HOLDS_BACK)
        self._emulator.feed(_QUESTIONS.sub(b"", complete))
        return True


def when_drawn(sent: bytes) -> tuple[bytes, bytes]:
    """Return what may be shown, and a drawing or control sequence whose end has not come."""
    begun, ended = sent.rfind(_DRAWING), sent.rfind(_DRAWN)
    place = begun if begun > ended else _UNFINISHED.search(sent).start()  # type: ignore[union-attr]
    return sent[:place], sent[place:]


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module with the interpreter of the tests."""
    return [sys.executable, "-m", module, *arguments]
