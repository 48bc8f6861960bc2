"""What it takes to make a copy of 5 000 lines durable, and to export them."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._measure import Work, in_turn, milliseconds, ratio, show
from bench._stores import HALL, bring, hall, hall_months, open_store
from data.close import Close
from data.durable import write_durably
from data.exports import Draft
from data.snapshot import write_text
from tests.lists import sign_everything

LINES = 5_000
ROUNDS = 7


def plain_write(path: Path, content: bytes) -> None:
    """Write a file and flush it to disk, and nothing that makes it sure: the yardstick."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def copies(close: Close, folder: Path) -> None:
    """Print what a copy costs, of lines that changed since the one before."""
    scope = hall(close)
    copy = close.archive.take(scope)
    head, lines = close.archive.content(copy.number)
    content = Path(copy.path).read_bytes()
    first = lines[0]

    def change_one_line() -> None:
        marks = close.basis.hold(scope, [first.id], "bench")
        if not marks:
            close.basis.release(scope, [first.id])

    works: dict[str, Work] = {
        "write and flush, no more": partial(plain_write, folder / "plain", content),
        "the lines as text": partial(write_text, head, lines),
        "whole or not at all, read back": partial(write_durably, folder / "durable", content),
        "the copy: two files, row, journal": partial(close.archive.take, scope),
    }
    taken = in_turn(works, ROUNDS, change_one_line)
    yardstick = taken["write and flush, no more"]
    show(
        f"A copy of {len(lines):,} lines, {len(content):,} bytes",
        ("step", "ms", "to a plain write"),
        [(name, milliseconds(value), ratio(value, yardstick)) for name, value in taken.items()],
    )
    close.basis.release(scope, [first.id])


class Exported:
    """Exports the hall and takes it back, over and over."""

    def __init__(self, close: Close) -> None:
        self.close = close
        self.scope = hall(close)
        self.draft: Draft
        self.number = 0

    def ready(self) -> None:
        """Have every point signed and nothing exported."""
        if self.number:
            self.reverse()
        sign_everything(self.close, self.scope)
        self.prepare()

    def prepare(self) -> None:
        """Open the dialog: take the copy, or find the one there is."""
        self.draft = self.close.exports.prepare(self.scope)

    def commit(self) -> None:
        """Compare the lines with the copy, stamp them, freeze the sign-offs, write it down."""
        self.number = self.close.exports.commit(self.draft, HALL, HALL).number

    def reverse(self) -> None:
        """Put the lines back."""
        self.close.exports.reverse(self.number, "bench")
        self.number = 0


def exports(close: Close) -> None:
    """Print what an export costs beside reading the lines once."""
    exported = Exported(close)
    works: dict[str, Work] = {
        "read the lines": lambda: close.basis.lines(exported.scope),
        "prepare, the copy is there": exported.prepare,
        "commit": exported.commit,
    }
    taken = in_turn(works, ROUNDS, exported.ready)
    yardstick = taken["read the lines"]
    show(
        f"An export of {len(close.exports.lines(exported.number)):,} lines",
        ("step", "ms", "to reading"),
        [(name, milliseconds(value), ratio(value, yardstick)) for name, value in taken.items()],
    )


def main() -> None:
    """Print the tables."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        close = open_store(folder / "store.db")
        bring(close, hall_months(LINES)[-1])
        copies(close, folder)
        exports(close)
        close.shut()


if __name__ == "__main__":
    main()
