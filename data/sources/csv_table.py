"""The list as text: the table's CSV button, a spreadsheet's CSV, cells pasted from the page."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from data.listing import Reading, ReadOptions
from data.listing_headings import SEARCHED, read_headings
from data.sources import Source
from data.sources._table import Row, RowError, Table, read_tables
from data.words import N_, phrase

_DELIMITERS = (";", "\t", ",")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 64 * 1024
"""Bytes; the headings stand within them in any list worth the name."""
# Files put together byte by byte: a mark in front of each, and no line break before it.
_NEXT_FILE = re.compile('(?<=[^\r\n])\ufeff(?="?ID"?[;\t,])')
_MARK_FIRST = re.compile("^\ufeff", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Dialect:
    delimiter: str
    line: int
    """How many lines stand above the headings."""


def _recognises(content: bytes) -> bool:
    return _dialect(_decoded(content[:_LOOKED_AT])) is not None


def _read(content: bytes, options: ReadOptions) -> Reading:
    text = _decoded(content)
    dialect = _dialect(text) or _Dialect(_DELIMITERS[0], 0)
    # Cells copied from a web page are never quoted, whatever quotation marks a name has.
    quoted = dialect.delimiter != "\t" or _parses(text, dialect)
    rows = _rows(text, dialect, csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    return read_tables(SOURCE.key, [Table(options.file, rows)], options)


def _parses(text: str, dialect: _Dialect) -> bool:
    try:
        return all(row is not None for row in _rows(text, dialect, csv.QUOTE_MINIMAL))
    except RowError:
        return False


def _decoded(content: bytes) -> str:
    """Return the text; bytes that mean nothing become U+FFFD, so that their cell is refused."""
    if content.startswith(_WIDE):
        return content.decode("utf-16", "replace")
    if content.startswith(codecs.BOM_UTF8):
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("cp1252", "replace")
    if "\ufeff" in text:
        text = _MARK_FIRST.sub("", _NEXT_FILE.sub("\n", text))
    return text


def _dialect(text: str) -> _Dialect | None:
    """Return how the best heading row among the first lines is separated."""
    best, most = None, 0
    for line, printed in enumerate(islice(io.StringIO(text, newline=""), SEARCHED)):
        for delimiter in _DELIMITERS:
            known = _known_headings(printed, delimiter)
            if known > most:
                best, most = _Dialect(delimiter, line), known
    return best


def _known_headings(line: str, delimiter: str) -> int:
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return 0
    columns = read_headings(cells)
    return len(columns.places) if columns else 0


def _rows(text: str, dialect: _Dialect, quoting: Literal[0, 3]) -> Iterator[Row]:
    """Yield the rows from the headings on, numbered by the line on which each begins."""
    line = ""

    def lines() -> Iterator[str]:
        nonlocal line
        for printed in islice(io.StringIO(text, newline=""), dialect.line, None):
            line = printed
            yield printed

    reader = csv.reader(lines(), delimiter=dialect.delimiter, quoting=quoting, strict=True)
    number = dialect.line + 1
    try:
        for cells in reader:
            yield Row(number, cells, line.endswith(("\n", "\r")))
            number = dialect.line + reader.line_num + 1
    except csv.Error as error:
        raise _broken(text, number, error) from None


def _broken(text: str, number: int, error: csv.Error) -> RowError:
    value = next(islice(io.StringIO(text, newline=""), number - 1, None), "")
    if "unexpected end" in str(error):
        reason = N_("A quotation mark is never closed: the file is not whole. Fetch it again.")
    else:
        reason = N_("The quotation marks of this row do not pair up. Fetch the list again.")
    return RowError(number, value, phrase(reason))


SOURCE = Source(
    "csv_table",
    N_("the list «Klar for fakturering» as CSV or as cells pasted from the page"),
    _recognises,
    _read,
)
