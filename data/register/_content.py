"""Units out of the text of a bulk file: CSV with headings, or a JSON array of objects.

Field names: the API documentation of Brønnøysundregistrene (data.brreg.no), and those under
which the same data lay at Datahotellet (hotell.difi.no).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, TypeAlias

from data.register.unit import Unit
from data.text import clean, written
from data.words import N_, Phrase, phrase

NUMBER, NAME, FORM = "organisasjonsnummer", "navn", "organisasjonsform.kode"
BANKRUPT, PARENT = "konkurs", "overordnetEnhet"
WINDING_UP = ("underAvvikling", "underTvangsavviklingEllerTvangsopplosning")
FIELDS = (NUMBER, NAME, FORM, BANKRUPT, *WINDING_UP, PARENT)
"""What is read of a unit, by the names of today's files."""
NEEDED = FIELDS[:3]
"""What every file of units has; only main units can be bankrupt."""

_OLDER = {
    "orgnr": NUMBER,
    "organisasjonsform": FORM,
    "avvikling": WINDING_UP[0],
    "tvangsavvikling": WINDING_UP[1],
    "hovedenhet": PARENT,
}
_DELIMITERS = (",", ";", "\t", "|")
_FLAGS = {
    **dict.fromkeys(("true", "j", "ja", "1"), True),
    **dict.fromkeys(("false", "n", "nei", "0", ""), False),
}
Stream: TypeAlias = "io.BufferedReader[Any]"
"""The text of a file as bytes, unpacked, to be read once."""

_LONGEST_HEADINGS = 64 * 1024
"""Letters; a line that goes on and on is no row of headings."""
_LONGEST_SHOWN = 40
"""Letters of a bad value that are shown."""


class NoUnits(Exception):
    """The content is something else than units."""


class Broken(Exception):
    """The content cannot be read on."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


def units(content: Stream) -> Iterator[Unit]:
    """Yield the units; raises NoUnits, Broken, and what reading and decoding raise."""
    beginning = content.peek(1).lstrip()
    if beginning:
        yield from (_from_json if beginning.startswith(b"[") else _from_csv)(content)


def _from_csv(content: Stream) -> Iterator[Unit]:
    text = io.TextIOWrapper(content, encoding="utf-8", newline="")
    try:
        yield from _rows(text)
    finally:
        # Thrown away, it would close the content, which is read on for its digest.
        text.detach()


def _rows(text: io.TextIOWrapper) -> Iterator[Unit]:
    try:
        headings, delimiter = _headings(text.readline(_LONGEST_HEADINGS))
    except UnicodeDecodeError:
        raise NoUnits from None
    last_is_read = headings[-1] in FIELDS
    # A field that the file does not have is read from an empty cell put at the end.
    places = [headings.index(field) if field in headings else -1 for field in FIELDS]
    line = "\n"

    def lines() -> Iterator[str]:
        nonlocal line
        for line in text:  # noqa: UP028 - the last line is looked at below
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if len(cells) != len(headings):
                if not cells:
                    continue
                raise Broken(
                    _at_line(reader.line_num, N_("line {line} has too few or too many cells"))
                )
            cells.append("")
            yield _unit(*[cells[place] for place in places])
    except csv.Error:
        raise Broken(_at_line(reader.line_num, N_("line {line} is not whole"))) from None
    if last_is_read and not line.endswith(("\n", "\r")):
        raise Broken(_at_line(reader.line_num, N_("line {line} is not whole")))


def _at_line(line: int, sentence: str) -> Phrase:
    # The headings stand above what the reader counts.
    return phrase(sentence, line=line + 1)


def _headings(line: str) -> tuple[list[str], str]:
    """Return the names of the columns, as today's files write them, and what separates them."""
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        headings = [_field(cell) for cell in cells]
        if all(field in headings for field in NEEDED):
            return headings, delimiter
    raise NoUnits


def _plain(heading: str) -> str:
    return "".join(sign for sign in heading.lower().replace("ø", "o") if sign.isalnum())


_KNOWN = {_plain(field): field for field in FIELDS} | _OLDER


def _field(heading: str) -> str:
    """Return the field a heading stands for, whatever its case, dots and blanks."""
    return _KNOWN.get(_plain(heading), heading)


def _from_json(content: Stream) -> Iterator[Unit]:
    import ijson

    try:
        for item in ijson.items(content, "item"):
            if not isinstance(item, dict) or NUMBER not in item:
                raise NoUnits
            form = item.get("organisasjonsform")
            item[FORM] = form.get("kode") if isinstance(form, dict) else form
            yield _unit(*["" if (value := item.get(f)) is None else str(value) for f in FIELDS])
    except ijson.JSONError:
        raise Broken(phrase(N_("it ends too early, or is no JSON from there on"))) from None


def _unit(
    number: str, name: str, form: str, bankrupt: str, winding_up: str, forced: str, parent: str
) -> Unit:
    return Unit(
        _number(number, NUMBER),
        clean(name),
        form.strip().upper(),
        _flag(bankrupt, BANKRUPT),
        _flag(winding_up, WINDING_UP[0]) or _flag(forced, WINDING_UP[1]),
        _number(parent, PARENT) if parent else None,
    )


def _number(text: str, field: str) -> int:
    digits = text.replace(" ", "")
    if len(digits) == 9 and digits.isascii() and digits.isdigit():
        return int(digits)
    raise _bad_value(text, field)


def _flag(text: str, field: str) -> bool:
    try:
        return _FLAGS[text.lower()]
    except KeyError:
        raise _bad_value(text, field) from None


def _bad_value(text: str, field: str) -> Broken:
    value = written(text)[:_LONGEST_SHOWN]
    return Broken(phrase(N_("{field} is «{value}»"), field=field, value=value))
