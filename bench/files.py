"""What it takes to make the invoice file of 5 000 lines out of 40 exports."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._measure import Work, in_turn, milliseconds, ratio, show
from bench._stores import TO, hall_months, open_store
from data.close import Close
from data.comparison import compare
from data.files.built import gather
from data.files.draft import Draft
from data.formats import format_of
from data.listing import ListedLine, Reading
from data.month import Month
from data.store import change
from data.views.files import FileView
from tests.files_month import strings
from tests.lists import sign_everything

LINES, EXPORTS = 5_000, 40
ROUNDS = 5
MONTH = Month.of(TO)


class Filed:
    """Makes the month's files and takes them back, over and over."""

    def __init__(self, close: Close) -> None:
        self.close = close
        self.numbers = [export.number for export in close.exports.exports(MONTH)]
        self.draft: Draft
        self.files: tuple[FileView, ...] = ()

    def ready(self) -> None:
        """Have a draft of every export, and no file."""
        self.take_back()
        self.prepare()

    def take_back(self) -> None:
        """Let every export wait for a file again."""
        for file in self.files:
            self.close.receipts.discard(file.number, "bench")
        self.files = ()

    def read_lines(self) -> None:
        """Read the lines of the exports once: the yardstick."""
        for number in self.numbers:
            self.close.exports.lines(number)

    def collect(self) -> None:
        """Read the lines as rentals with details, and the codes of each export."""
        gather(self.close.exports, MONTH)

    def prepare(self) -> None:
        """Open the dialog: both files made, taken apart and proved, nothing written."""
        self.draft = self.close.generation.prepare(MONTH)

    def commit(self) -> None:
        """Make them again, write, read back, stamp every line, write it down."""
        self.files = self.close.generation.commit(self.draft, self.draft.orders)

    def read_back(self) -> None:
        """Take both files apart into records and orders."""
        for file in self.draft.files:
            format_of(file.layout.key).read(file.written.content, file.batch.options)


def fill(close: Close) -> None:
    """Export the lines of a month in so many houses, each with its own account strings."""
    names = [f"Hall {number:02}" for number in range(1, EXPORTS + 1)]
    lines: list[ListedLine] = [
        replace(line, building=name)
        for line, name in zip(hall_months(LINES)[-1], cycle(names), strict=False)
    ]
    with change():
        reading = Reading("bench", tuple(lines), account_strings=strings(*names))
        close.imports.apply(compare("liste.csv", "bench", reading))
        for name in names:
            scope = close.basis.scope(name, TO)
            sign_everything(close, scope)
            close.exports.commit(close.exports.prepare(scope), name, name)


def files(close: Close) -> None:
    """Print what each step costs beside reading the lines once."""
    filed = Filed(close)
    works: dict[str, Work] = {
        "read the lines": filed.read_lines,
        "as rentals, with codes": filed.collect,
        "prepare: both files, proved": filed.prepare,
        "commit: written, read back, stamped": filed.commit,
        "take the files apart": filed.read_back,
    }
    taken = in_turn(works, ROUNDS, filed.ready)
    filed.ready()
    yardstick = taken["read the lines"]
    size = sum(len(file.written.content) for file in filed.draft.files)
    show(
        f"Files of {filed.draft.lines:,} lines over {len(filed.numbers)} exports:"
        f" {filed.draft.orders:,} orders, {size:,} bytes",
        ("step", "ms", "to reading"),
        [(name, milliseconds(value), ratio(value, yardstick)) for name, value in taken.items()],
    )


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        close = open_store(Path(name, "store.db"))
        fill(close)
        files(close)
        close.shut()


if __name__ == "__main__":
    main()
