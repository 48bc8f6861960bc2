"""XML elements, each on its own line, written and read by one table."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from data.files.batch import FieldText
from data.formats._characters import latin1, latin1_lines
from data.formats._pieces import Piece
from data.formats._table import Row

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#039;"}
_ESCAPED = str.maketrans(_ESCAPES)
VALUE = "(?:[^<>&\"']|" + "|".join(_ESCAPES.values()) + ")*"
"""What may stand between two tags."""
_WRITTEN = re.compile(rf"<(\w+)>({VALUE})</\1>")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a record."""

    name: str
    words: str
    value: Callable[[Piece], str | None]
    """None leaves the element out."""
    is_optional: bool = False
    keeps_breaks: bool = False

    @property
    def row(self) -> Row:
        """Return the element as docs/formats.md prints it."""
        words = self.words + ("; else no element" if self.is_optional else "")
        return Row(self.name, "", "", "", words)

    @property
    def pattern(self) -> str:
        """What may stand in the file for it, as a regular expression."""
        pattern = f"<{self.name}>(?P<{self.name}>{VALUE})</{self.name}>\n"
        return f"(?:{pattern})?" if self.is_optional else pattern


def written_elements(elements: Iterable[Element], piece: Piece) -> Iterator[str]:
    """Return a record's elements, one a line, values escaped."""
    for element in elements:
        value = element.value(piece)
        if value is not None:
            text = latin1_lines if element.keeps_breaks else latin1
            yield f"<{element.name}>{_escaped(value, text)}</{element.name}>"


def _escaped(value: str, text: Callable[[str], str]) -> str:
    """Return a value as XML: entities in the data decoded first, so that none is escaped twice."""
    value = text(value)
    if "&" in value:
        value = text(_ENTITY.sub(lambda found: html.unescape(found[0]), value))
    return value.translate(_ESCAPED)


def unescaped(value: str) -> str:
    """Return what an escaped value says."""
    for plain, escaped in reversed(_ESCAPES.items()):
        value = value.replace(escaped, plain)
    return value


def split(record: str) -> tuple[FieldText, ...]:
    """Return the elements of a record."""
    return tuple(FieldText(name, unescaped(value)) for name, value in _WRITTEN.findall(record))
