"""Columns of a table in text, read back strictly: only what the writer would have written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from data.files.batch import FieldText, FileRead, ReadOrder, Record
from data.files.options import FileOptions
from data.formats._pieces import Piece
from data.formats._table import Row
from data.formats._unreadable import wrong_field, wrong_length, wrong_number, wrong_order

_CELL = re.compile(r'("(?:[^"]|"")*"|[^,"\r\n]*)([,\n])')
_SHOWN = 40


class Column(NamedTuple):
    """One column; a `dimension` stands in the file only while its heading is in use."""

    name: str
    length: int
    words: str
    value: Callable[[Piece], str]
    dimension: str = ""
    is_digits: bool = False
    """Zeros left, and refused where it is too long; else blanks right and cut."""
    is_upper: bool = False
    keeps_breaks: bool = False

    @property
    def row(self) -> Row:
        """Return the column as docs/formats.md prints it."""
        words = self.words + (", a to z as capitals" if self.is_upper else "")
        words += ", line breaks kept" if self.keeps_breaks else ""
        words += "; refused if too long" if self.is_digits else ""
        return Row(
            self.name,
            "",
            str(self.length),
            "zeros left" if self.is_digits else "blanks right",
            words,
        )


def reader_of(
    first: Sequence[Column],
    dimensions: Sequence[Column],
    last: Sequence[Column],
    quoted: Callable[[str], str],
) -> Callable[[bytes, FileOptions], FileRead]:
    """Return what reads such files; it raises Problem F620 to F623."""

    def read(content: bytes, _options: FileOptions) -> FileRead:
        rows = _rows(content.decode("iso-8859-1"), quoted)
        heading = next(rows, None)
        if heading is None:
            return FileRead((), ())
        return _Reader(heading, first, dimensions, last).read(rows)

    return read


def _rows(text: str, quoted: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """Yield every row as it stands and its cells."""
    at = number = 0
    while at < len(text):
        number += 1
        begin, cells, end = at, [], ","
        while end == ",":
            found = _CELL.match(text, at)
            if found is None or quoted(cell := _bare(found[1])) != found[1]:
                raise wrong_order(number, text[at:][:_SHOWN], "row")
            cells.append(cell)
            at, end = found.end(), found[2]
        yield text[begin : at - 1], cells


def _bare(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


class _Reader:
    """Holds every row against the headings and the row before it."""

    def __init__(
        self,
        heading: tuple[str, list[str]],
        first: Sequence[Column],
        dimensions: Sequence[Column],
        last: Sequence[Column],
    ) -> None:
        text, self._names = heading
        self._columns = self._matching(first, dimensions, last)
        self._records = [Record("heading", 0, text, self._split)]
        self._orders: list[ReadOrder] = []

    def _matching(
        self, first: Sequence[Column], dimensions: Sequence[Column], last: Sequence[Column]
    ) -> list[Column | None]:
        """Return the column of each heading, None for a dimension, whose heading is free text."""
        between = len(self._names) - len(first) - len(last)
        if not 0 <= between <= len(dimensions):
            raise wrong_length("heading", 1, len(self._names), len(first) + len(last))
        columns = [*first, *([None] * between), *last]
        for name, column in zip(self._names, columns, strict=True):
            if column is not None and name != column.name:
                raise wrong_field("heading", 1, column.name, name)
        return columns

    def read(self, rows: Iterator[tuple[str, list[str]]]) -> FileRead:
        """Return what the rows hold."""
        for number, (text, cells) in enumerate(rows, start=2):
            self._take(number, text, cells)
        if not self._orders:
            raise wrong_order(2, "", "row")
        return FileRead(tuple(self._records), tuple(self._orders))

    def _take(self, number: int, text: str, cells: list[str]) -> None:
        if len(cells) != len(self._names):
            raise wrong_length("row", number, len(cells), len(self._names))
        values: dict[str, str] = {}
        for column, cell in zip(self._columns, cells, strict=True):
            if column is not None:
                values[column.name] = _checked(column, cell, number)
        order = int(values["order_id"])
        if self._orders and order != (self._orders[-1].number or 0) + 1:
            expected = (self._orders[-1].number or 0) + 1
            raise wrong_number(number, "order_id", f"{order}", expected)
        amount, customer = int(values["amount"]), values["ext_ord_ref"].rstrip()
        self._orders.append(ReadOrder(order, customer, amount, 1))
        self._records.append(Record("row", len(self._orders), text, self._split))

    def _split(self, text: str) -> tuple[FieldText, ...]:
        cells = (_bare(found[1]) for found in _CELL.finditer(f"{text}\n"))
        return tuple(FieldText(name, cell) for name, cell in zip(self._names, cells, strict=True))


def _checked(column: Column, cell: str, number: int) -> str:
    if len(cell) != column.length:
        raise wrong_length(f"row, {column.name}", number, len(cell), column.length)
    if column.is_digits and not (cell.isascii() and cell.isdecimal()):
        raise wrong_field("row", number, column.name, cell)
    return cell
