"""From the command to the text on the screen, beside a Textual program that says hello."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import pexpect

from bench._measure import milliseconds, ratio, show
from bench._stores import add_history
from data.models import Building
from data.store import close_store, open_store
from tests.terminal import Terminal, python

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 9
FRAME = "Kontroll"
"""A word of the step row, which is there before any list."""
HELLO = "hello from Textual"

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\[\]])")


def starts(command: list[str], texts: tuple[str, ...], home: Path) -> tuple[dict[str, float], int]:
    """Return the seconds until each text is sent to the terminal, and the peak memory in KiB."""
    began = perf_counter()
    seconds: dict[str, float] = {}
    with Terminal(command, environment={"HOME": str(home), "LANG": "C.UTF-8"}) as terminal:
        sent = b""
        while len(seconds) < len(texts):
            sent += terminal.process.read_nonblocking(65536, timeout=30)
            shown = _ESCAPES.sub("", sent.decode("utf-8", "ignore"))
            for text in texts:
                if text in shown:
                    seconds.setdefault(text, perf_counter() - began)
        status = Path(f"/proc/{terminal.process.pid}/status").read_text(encoding="utf-8")
    return seconds, int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])
