"""The list saved as a workbook (XLSX): numbers and dates as cells, titles above, sums below."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from data.errors import Refused
from data.listing import Reading, ReadOptions
from data.listing_cells import SPREADSHEET_ERROR, Cell
from data.listing_headings import SEARCHED, read_headings
from data.sources import Source
from data.sources._package import PackageError, Place, TooLargeError, faults
from data.sources._table import Row, Table, read_tables
from data.text import clean
from data.words import N_

_PACKAGE = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Value = str | int | float | bool | date | time | datetime | timedelta


def _recognises(content: bytes) -> bool:
    return content.startswith((_PACKAGE, _OLD_WORKBOOK))


def _read(content: bytes, options: ReadOptions) -> Reading:
    if content.startswith(_OLD_WORKBOOK):
        raise _refused(
            "F119",
            N_("{file} is an old workbook, or locked with a password. Save it as plain XLSX."),
            options,
        )
    try:
        sheets = list(_lists(content, faults(content)))
    except TooLargeError:
        message = N_("{file} unpacks to more than a list can hold. Import one building at a time.")
        raise _refused("F120", message, options) from None
    except PackageError:
        message = N_("{file} is a workbook that cannot be opened. Save it as XLSX again.")
        raise _refused("F121", message, options) from None
    if not sheets:
        message = N_("{file} has no sheet with the headings of the list «Klar for fakturering».")
        raise _refused("F122", message, options)
    tables = [
        Table(f"{options.file} [{clean(name)}]" if len(sheets) > 1 else options.file, rows)
        for name, rows in sheets
    ]
    return read_tables(SOURCE.key, tables, options)


def _refused(code: str, message: str, options: ReadOptions) -> Refused:
    return Refused(code, message, cells=(), file=options.file)


def _lists(content: bytes, hidden: list[frozenset[Place]]) -> Iterator[tuple[str, list[Row]]]:
    """Yield each sheet that shows a list: its name, and its rows from the headings on."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.visible == SheetVisibleEnum.Visible:
                grid = workbook.get_sheet_by_index(index).to_python(skip_empty_area=False)
                start = _heading_row(grid)
                if start is not None:
                    yield sheet.name, _rows(grid, start, hidden[index])
    except (CalamineError, IndexError, ArithmeticError, ValueError) as error:
        raise PackageError from error


def _heading_row(grid: Sequence[Sequence[Value]]) -> int | None:
    """Return the row with most headings among the first, None where no row has enough."""
    known = {}
    for number, values in enumerate(grid[:SEARCHED]):
        columns = read_headings([_cell(value) for value in values])
        if columns is not None:
            known[number] = len(columns.places)
    return max(known, key=known.__getitem__, default=None)


def _rows(grid: Sequence[Sequence[Value]], start: int, hidden: frozenset[Place]) -> list[Row]:
    """Return the rows from the headings on, with what the reader left out put back."""
    rows = [[_cell(value) for value in values] for values in grid[start:]]
    for row, column in hidden:
        if start <= row < len(grid) and column < len(grid[row]):
            rows[row - start][column] = SPREADSHEET_ERROR
    return [Row(number, cells) for number, cells in enumerate(rows, start=start + 1)]


def _cell(value: Value) -> Cell:
    """Return a value without binary fractions, and a date as the start of its day."""
    match value:
        case str() | datetime():
            return value
        case bool():
            return str(value)
        case int():
            return Decimal(value)
        case float():
            # The shortest text that means this number is what the spreadsheet shows.
            return Decimal(repr(value)) if isfinite(value) else str(value)
        case date():
            return datetime.combine(value, time())
    return str(value)


SOURCE = Source(
    "workbook", N_("the list «Klar for fakturering» as a workbook (XLSX)"), _recognises, _read
)
