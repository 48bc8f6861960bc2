"""A workbook's package, looked into before it is opened: how large it is, and what it hides."""

from __future__ import annotations

import html
import io
import lzma
import re
import struct
import zipfile
import zlib
from posixpath import join, normpath

UNPACKED_LIMIT = 512 * 1024 * 1024
"""Bytes that a workbook may unpack to: some six hundred thousand lines."""
CELL_LIMIT = 30_000_000
"""Cells of a sheet's grid: one cell in the farthest corner makes its reader ask for them all."""

Place = tuple[int, int]
"""Row and column of a cell, from 0."""

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_COLUMNS = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})[0-9]")
_ROWS = re.compile(rb"\sr\s*=\s*[\"'][A-Z]{0,3}([0-9]{1,7})[\"']")
_IMPOSSIBLE = re.compile(
    rb"<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r\s*=\s*[\"'](?![A-Z]{0,3}[0-9]{1,7}[\"'])"
)
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*\bt=[\"']e[\"'][^<>]*>")
_NO_RESULT = re.compile(
    rb"(<(?:\w+:)?c\s[^<>]*>)<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


class PackageError(Exception):
    """The package cannot be opened, or is not whole."""


class TooLargeError(Exception):
    """The package unpacks to more than any list holds."""


def faults(content: bytes) -> list[frozenset[Place]]:
    """Return, for every sheet in order, the cells with an error or a formula without a result.

    The reader of workbooks shows such cells as empty, and an empty price would be a free
    rental. Raises PackageError and TooLargeError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > UNPACKED_LIMIT:
                raise TooLargeError
            # The sizes above are claims; unpacking to the end is what proves them.
            if package.testzip() is not None:
                raise PackageError
            for name in package.namelist():
                _check_grid(package.read(name))
            return [_faults(package.read(part)) for part in _sheet_parts(package)]
    except _UNREADABLE as error:
        raise PackageError from error


def _check_grid(part: bytes) -> None:
    """Refuse a sheet whose reader would ask for more memory than there is, and die of it."""
    if b"sheetData" not in part:
        return
    if _IMPOSSIBLE.search(part):
        raise PackageError
    rows = max(map(int, _ROWS.findall(part)), default=0)
    columns = max(map(_column, set(_COLUMNS.findall(part))), default=0) + 1
    if rows * columns > CELL_LIMIT:
        raise TooLargeError


def _column(letters: bytes) -> int:
    """Return the place of a column, from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def _sheet_parts(package: zipfile.ZipFile) -> list[str]:
    """Return the names of the sheets' parts, in the order of their tabs."""
    relations = package.read("xl/_rels/workbook.xml.rels")
    targets = {
        _attribute(relation, "Id"): normpath(join("/xl", _attribute(relation, "Target"))).lstrip(
            "/"
        )
        for relation in _RELATION.findall(relations)
    }
    sheets = _SHEET.findall(package.read("xl/workbook.xml"))
    return [targets[_attribute(sheet, r"\w+:id")] for sheet in sheets]


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"\s{name}=[\"']([^\"']*)[\"']", tag.decode("utf-8"))
    return html.unescape(found[1]) if found else ""


def _faults(sheet: bytes) -> frozenset[Place]:
    cells = _ERROR_CELL.findall(sheet)
    # A formula whose result is text may well be empty on purpose.
    cells += [cell for cell in _NO_RESULT.findall(sheet) if _attribute(cell, "t") != "str"]
    return frozenset(place for cell in cells if (place := _place(cell)) is not None)


def _place(cell: bytes) -> Place | None:
    reference = re.fullmatch("([A-Z]{1,3})([0-9]{1,7})", _attribute(cell, "r"))
    return (int(reference[2]) - 1, _column(reference[1].encode())) if reference else None
