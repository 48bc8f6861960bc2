"""From the command to the text on the screen, beside a Textual program that says hello."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench._hello import HELLO
from bench._measure import milliseconds, ratio, show
from bench._stores import add_history, open_store
from data.models import Building
from tests.terminal import Terminal, python

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 9
FRAME = "3Kontroll"
"""A step in the second row: the screen stands, whatever is still being read."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\[\]])")


class Starts:
    """Starts programs, over and over, and keeps what each start took."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.memory: dict[str, list[float]] = defaultdict(list)

    def start(self, name: str, command: list[str], *texts: str) -> None:
        """Start a program and note when the terminal has been sent each text."""
        waiting = list(texts)
        sent = b""
        began = perf_counter()
        with Terminal(command, environment={"HOME": str(self._home)}) as terminal:
            while waiting:
                sent += terminal.process.read_nonblocking(65536, timeout=30)
                shown = _ESCAPES.sub("", sent.decode("utf-8", "ignore"))
                while waiting and waiting[0] in shown:
                    self.seconds[f"{name}{waiting.pop(0)}"].append(perf_counter() - began)
            status = Path(f"/proc/{terminal.process.pid}/status").read_text(encoding="utf-8")
        self.memory[name].append(int(re.findall(r"VmHWM:\s+(\d+)", status)[0]))

    def median(self, name: str, text: str) -> float:
        """Return the median seconds until a text."""
        return median(self.seconds[f"{name}{text}"])


def stores(folder: Path) -> dict[str, list[str]]:
    """Make a demo store with each length of history; returns the command that opens it."""
    demo = folder / "demo.db"
    making = python("tui", "--as", "Kari Nes", "demo", "--create", str(demo))
    subprocess.run([*making, "--lines", str(SIZES[0])], check=True, capture_output=True)
    commands = {}
    for size in SIZES:
        path = folder / f"{size}.db"
        shutil.copy(demo, path)
        add_history(path, size)
        commands[f"{size:,} lines"] = python("tui", "--as", "Kari Nes", "--db", str(path))
    return commands


def first_building(path: Path) -> str:
    """Return the first word of the building that stands first in the overview."""
    close = open_store(path)
    name = str(Building.select(Building.name).order_by(Building.name_sort).limit(1).scalar())
    close.shut()
    return name.split()[0]


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        print(f"Filling a store with {SIZES[-1]:,} lines takes about a minute.", flush=True)
        commands = stores(folder)
        row = first_building(folder / "demo.db")
        starts = Starts(folder)
        for _ in range(ROUNDS):
            starts.start("hello", python("bench._hello"), HELLO)
            for what, command in commands.items():
                starts.start(what, command, FRAME, row)
    hello = starts.median("hello", HELLO)
    smallest = next(iter(commands))
    rows = [("hello", milliseconds(hello), "1.00 x", "", "", "", "1.00 x")]
    for what in commands:
        frame, whole = starts.median(what, FRAME), starts.median(what, row)
        rows.append(
            (
                what,
                milliseconds(frame),
                ratio(frame, hello),
                milliseconds(whole),
                ratio(whole, hello),
                ratio(whole, starts.median(smallest, row)),
                ratio(median(starts.memory[what]), median(starts.memory["hello"])),
            )
        )
    show(
        f"Start, medians of {ROUNDS}",
        ("program", "frame ms", "to hello", "list ms", "to hello", "to smallest", "peak memory"),
        rows,
    )


if __name__ == "__main__":
    main()
