"""Rows under headings become lines: what text tables and workbooks have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import getitem, itemgetter
from typing import Any, NamedTuple

from data import listing_cells as read_as
from data.errors import BadCell, Refused
from data.listing import Reading, ReadOptions
from data.listing_cells import Cell, CellError, printed
from data.listing_dates import moment
from data.listing_headings import HEADINGS, Columns, Field, read_headings
from data.sources._drafts import Draft, settle
from data.sources._refusal import bad_cell, refusal
from data.words import N_, Phrase, phrase

MOST_ROWS = 1_000_000
MOST_COMPLAINTS = 100_000
"""Nobody reads on after so many; they only fill the memory."""

Parser = Callable[[Cell], Any]
PARSERS: dict[Field, Parser] = {
    "id": read_as.whole_number,
    "type": read_as.line_type,
    "reservation_id": read_as.whole_number,
    "description": read_as.text,
    "building": read_as.building,
    "organization": read_as.text,
    "contact": read_as.text,
    "customer_type": read_as.customer_type,
    "customer_id": read_as.customer_id,
    "starts": moment,
    "ends": moment,
    "price": read_as.price,
    "exported": read_as.exported,
    "export_file": read_as.generated,
    "order": read_as.generated,
    "season": read_as.text,
    "sub_customer": read_as.text,
}


class Row(NamedTuple):
    """One row of a file, numbered as an editor or a spreadsheet numbers it."""

    number: int
    cells: Sequence[Cell]
    is_ended: bool = True
    """Whether something shows that the row is whole: a line break, or a workbook's grid."""


class _Known(dict[Cell, Any]):
    """What the cells of one column mean: a list repeats itself, and each text is read once."""

    def __init__(self, parse: Parser) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, cell: Cell) -> Any:
        meaning = self[cell] = self._parse(cell)
        return meaning


class RowError(Exception):
    """The place where a table breaks off, so that nothing after it can be read."""

    def __init__(self, row: int, value: str, reason: Phrase) -> None:
        super().__init__(row, value, reason)
        self.row = row
        self.value = value
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file."""

    file: str
    """What messages call it: the file, with the sheet where there are several."""
    rows: Iterable[Row]
    """The heading row first; reading on may raise RowError."""


def read_tables(kind: str, tables: Iterable[Table], options: ReadOptions) -> Reading:
    """Read every row of every table, or refuse the file with everything wrong in it.

    Raises Refused F113 for a missing column, F114 for too many rows, F115 for bad cells, F116
    for a column named twice; AmbiguousDates F117.
    """
    reader = _Reader(options)
    for table in tables:
        reader.add_table(table)
    return reader.reading(kind)


class _Reader:
    """Gathers lines and complaints, row by row."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._file = options.file
        self._columns = Columns({}, {}, (), 0)
        self._pick: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] = tuple
        self._known = [_Known(parse) for parse in PARSERS.values()]
        self._bad: list[BadCell] = []
        self._drafts: list[Draft] = []
        self._rows = 0

    def add_table(self, table: Table) -> None:
        """Read one table; a missing or doubled column refuses the file at once."""
        self._file = table.file
        try:
            for row in table.rows:
                self._add(row)
        except RowError as error:
            self._bad.append(bad_cell(self._file, error.row, "", error.value, error.reason))

    def _add(self, row: Row) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise Refused(
                "F114",
                N_("{file} has more than {limit} rows. Import one building at a time."),
                cells=(),
                file=self._options.file,
                limit=f"{MOST_ROWS:_}".replace("_", "\u00a0"),
            )
        if len(self._bad) >= MOST_COMPLAINTS:
            raise refusal(self._options.file, self._bad)
        if self._has_id(row) or not self._stands_beside_the_lines(row):
            self._add_line(row)

    def _cell(self, row: Row, field: Field) -> Cell:
        """Return a field's cell, empty where the row or the heading does not reach it."""
        place = self._columns.places.get(field, len(row.cells))
        return row.cells[place] if place < len(row.cells) else ""

    def _has_id(self, row: Row) -> bool:
        return read_as.is_number(self._cell(row, "id"))

    def _stands_beside_the_lines(self, row: Row) -> bool:
        """Whether a row is blank, a heading (which may move the columns), a sum or a note."""
        if not any(printed(cell).strip() for cell in row.cells):
            return True
        columns = read_headings(row.cells)
        if columns is not None:
            self._take_headings(columns, row.number)
            return True
        # A line that was cut off before its ID began would look like a note.
        if self._columns.places.get("id", len(row.cells)) >= len(row.cells):
            return False
        named = (self._cell(row, field) for field in ("type", "reservation_id", "customer_type"))
        return not any(printed(cell).strip() for cell in named)

    def _take_headings(self, columns: Columns, row: int) -> None:
        file = self._options.file
        if columns.missing:
            names = [HEADINGS[field][0] for field in columns.missing]
            reason = phrase(N_("The column is missing."))
            raise Refused(
                "F113",
                N_("{file} lacks columns: {columns}. Choose every column of the list."),
                cells=tuple(bad_cell(self._file, row, name, "", reason) for name in names),
                file=file,
                columns=", ".join(names),
            )
        if columns.twice:
            reason = phrase(N_("The column stands twice."))
            cells = [bad_cell(self._file, row, name, name, reason) for name in columns.twice]
            raise Refused(
                "F116",
                N_("{file} has columns twice: {columns}. Take away the one that is not meant."),
                cells=tuple(cells),
                file=file,
                columns=", ".join(cell.column for cell in cells),
            )
        self._columns = columns
        # An absent column is read from the blank cell that `_add_line` puts after the last.
        self._pick = itemgetter(*(columns.places.get(field, -1) for field in PARSERS))

    def _add_line(self, row: Row) -> None:
        if fault := self._shape_fault(row):
            shown = " | ".join(printed(cell) for cell in row.cells)
            self._bad.append(bad_cell(self._file, row.number, "", shown, fault))
            return
        cells = self._pick((*row.cells, ""))
        try:
            values = tuple(map(getitem, self._known, cells))
        except CellError:
            self._complain(row)
        else:
            self._drafts.append(Draft(self._file, row.number, row.cells, self._columns, values))

    def _shape_fault(self, row: Row) -> Phrase | None:
        missing = self._columns.width - len(row.cells)
        if missing == 0:
            return None
        if missing < 0:
            surplus = row.cells[self._columns.width :]
            if not any(printed(cell).strip() for cell in surplus):
                return None
            return phrase(
                N_("The row has more cells than the headings: a separator stands inside a text.")
            )
        # Spreadsheets leave out empty columns at the end of a row that is otherwise whole.
        if row.is_ended and max(self._columns.places.values()) < len(row.cells):
            return None
        return phrase(N_("The row is cut off: the file is not whole. Fetch the list again."))

    def _complain(self, row: Row) -> None:
        """Add every bad cell of the row, not only the one that stopped it."""
        for field, place in self._columns.places.items():
            if reason := _fault(PARSERS[field], row.cells[place]):
                heading, value = self._columns.names[field], printed(row.cells[place])
                self._bad.append(bad_cell(self._file, row.number, heading, value, reason))

    def reading(self, kind: str) -> Reading:
        """Return what the tables hold; raises the refusal if anything in them was bad."""
        lines, repeated = settle(self._drafts, self._bad, self._options)
        return Reading(kind, lines, repeated=repeated)


def _fault(parse: Parser, cell: Cell) -> Phrase | None:
    try:
        parse(cell)
    except CellError as error:
        return error.reason
    return None
