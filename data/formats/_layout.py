"""Records of fixed width: one table of fields serves to write a record and to read it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from data.errors import Problem
from data.files.batch import FieldText
from data.formats._characters import latin1, upper
from data.formats._pieces import Piece
from data.formats._refusal import does_not_fit
from data.formats._rules import Rule
from data.formats._table import Row, Table
from data.formats._unreadable import wrong_field, wrong_length

PADDING = {"right": "blanks right", "left": "blanks left", "zeros": "zeros left"}


class Field:
    """One field of a record, at fixed positions."""

    def __init__(self, name: str, start: int, length: int, rule: Rule) -> None:
        self.name = name
        self.start = start
        """First position, counted from 1."""
        self.length = length
        self.rule = rule
        self.place = slice(start - 1, start - 1 + length)
        self.room = length - rule.sign

    def write(self, piece: Piece) -> str:
        """Return the field's text, as long as the field; raises Problem F613."""
        rule = self.rule
        value = latin1(rule.value(piece))
        if rule.is_upper:
            value = upper(value)
        if len(value) > self.room or (rule.is_digits and value[:1] == "-"):
            if rule.is_whole:
                raise does_not_fit(piece.rental, self.name, value, self.room)
            value = value[: self.room]
        return self._padded(value) + " " * rule.sign

    def _padded(self, value: str) -> str:
        match self.rule.pad:
            case "right":
                return value.ljust(self.room)
            case "left":
                return value.rjust(self.room)
        return value.rjust(self.room, "0")

    @property
    def pattern(self) -> str:
        """What may stand in the field, as a regular expression."""
        if self.rule.constant is not None:
            return re.escape(self.rule.constant.ljust(self.length))
        body = "[0-9]" if self.rule.is_digits else r"[^\r\n]"
        return f"{body}{{{self.room}}}{' ' * self.rule.sign}"

    @property
    def row(self) -> Row:
        """Return the field as docs/formats.md prints it."""
        last = self.start + self.length - 1
        rule = self.rule
        words = rule.words + (", a to z as capitals" if rule.is_upper else "")
        words += "; refused if too long" if rule.is_whole else ""
        padding = PADDING[rule.pad] if rule.constant is None else ""
        padding += ", last position blank (sign)" if rule.sign else ""
        position = f"{self.start}" if self.length == 1 else f"{self.start}-{last}"
        return Row(self.name, position, str(self.length), padding, words)


class Layout:
    """One kind of record; raises ValueError when its fields leave a gap or overlap."""

    def __init__(self, kind: str, fields: Iterable[tuple[str, int, int, Rule]]) -> None:
        self.kind = kind
        self.fields = tuple(Field(*field) for field in fields)
        position = 1
        for field in self.fields:
            if field.start != position:
                raise ValueError(f"{kind}: {field.name} does not begin at {position}")
            position += field.length
        self.length = position - 1
        self._by_name = {field.name: field for field in self.fields}
        self._pattern = re.compile("".join(field.pattern for field in self.fields))

    def place(self, name: str) -> slice:
        """Return where a field stands in a record of this kind."""
        return self._by_name[name].place

    def check(self, record: str, number: int) -> None:
        """Raise Problem F620 or F622 unless a record fits this table; `number` counts from 1."""
        if len(record) != self.length:
            raise wrong_length(self.kind, number, len(record), self.length)
        if not self._pattern.fullmatch(record):
            raise next(self._wrong_fields(record, number))

    def _wrong_fields(self, record: str, number: int) -> Iterator[Problem]:
        for field in self.fields:
            if not re.fullmatch(field.pattern, record[field.place]):
                yield wrong_field(self.kind, number, field.name, record[field.place])

    def split(self, record: str) -> tuple[FieldText, ...]:
        """Return the fields of a record with their positions."""
        return tuple(
            FieldText(field.name, record[field.place], field.start) for field in self.fields
        )

    @property
    def table(self) -> Table:
        """Return the layout as docs/formats.md prints it."""
        return Table(f"{self.kind}, {self.length} positions", tuple(f.row for f in self.fields))


class Pen:
    """Writes the records of one kind; what an export's records share is made once."""

    def __init__(self, layout: Layout) -> None:
        self._own = [
            (at, field.write) for at, field in enumerate(layout.fields) if not field.rule.is_shared
        ]
        self._shared = [
            field.write if field.rule.is_shared else _nothing for field in layout.fields
        ]
        self._made: dict[tuple[int, int], list[str]] = {}

    def write(self, piece: Piece) -> str:
        """Return one record; raises Problem F613."""
        # An order over several exports has its lines' codes from each, its head's from the first.
        parts_of = id(piece.chosen.part), id(piece.head_part)
        shared = self._made.get(parts_of)
        if shared is None:
            shared = self._made[parts_of] = [write(piece) for write in self._shared]
        parts = shared.copy()
        for at, write in self._own:
            parts[at] = write(piece)
        return "".join(parts)


def _nothing(_piece: Piece) -> str:
    return ""
