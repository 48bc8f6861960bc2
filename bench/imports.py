"""What an import of 100 000 lines costs beside the engine's bare insert of the same rows."""

from __future__ import annotations

import csv
import io
import sqlite3
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._measure import in_turn, milliseconds, ratio, show
from bench._stores import bring, hall_months, open_store
from data.close import Close
from data.sqlite import execute_many
from data.store import change
from tests.list_files import csv_file

LINES = 100_000
ROUNDS = 3


class Imports:
    """The same list brought in by different ways, each time into a new store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self.close: Close
        self.lines = hall_months(LINES)[-1][:LINES]
        self.file = csv_file(self.lines)
        self.rows = self._rows()
        self.insert = f"INSERT INTO line VALUES ({', '.join('?' * len(self.rows[0]))})"  # noqa: S608

    def new_store(self, name: str = "") -> None:
        """Open an empty store that knows the building; the one before is shut with it."""
        path = self._folder / f"{name or next(self._numbers)}.db"
        self.close = open_store(path)
        bring(self.close, self.lines[:1])

    def _rows(self) -> list[tuple[object, ...]]:
        """Return the rows as the store keeps them: judged, folded and with their sort keys."""
        self.new_store("whole")
        bring(self.close, self.lines, "hele listen")
        with sqlite3.connect(self._folder / "whole.db") as store:
            # The new stores know one import only.
            store.execute("UPDATE line SET last_import_id = 1")
            return store.execute("SELECT * FROM line WHERE id <> ?", [self.lines[0].id]).fetchall()

    def bare(self) -> None:
        """Insert the finished rows in one transaction."""
        with change():
            execute_many(self.insert, self.rows)

    def parse_and_bare(self) -> None:
        """Split the file into cells, make nothing of them, and insert the finished rows."""
        list(csv.reader(io.StringIO(self.file.decode("utf-8-sig")), delimiter=";"))
        self.bare()

    def bring_lines(self) -> None:
        """Bring in lines that a source has read: compare, judge, store, journal."""
        bring(self.close, self.lines, "linjer")

    def bring_file(self) -> None:
        """Bring in the file as an operator does: read, compare, compare again, store."""
        imports = self.close.imports
        imports.apply(imports.plan("liste.csv", self.file))


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        imports = Imports(Path(folder))
        works = {
            "executemany of finished rows": imports.bare,
            "lines through data.imports": imports.bring_lines,
            "csv module, then executemany": imports.parse_and_bare,
            "CSV file through data.imports": imports.bring_file,
        }
        taken = in_turn(works, ROUNDS, imports.new_store)
    yardstick = taken["executemany of finished rows"]
    show(
        f"Import of {LINES:,} lines into an empty store, medians of {ROUNDS}",
        ("way", "ms", "to executemany"),
        [(name, milliseconds(value), ratio(value, yardstick)) for name, value in taken.items()],
    )


if __name__ == "__main__":
    main()
