"""What a report is made of: sections of sentences and tables, whose cells are values, not text.

A writer decides how an amount or a time looks; the words come from whoever asked, through
`Say`, since `data` speaks no language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from data import dates, money
from data.text import clean, mask
from data.words import Phrase

Say = Callable[[Phrase], str]

HARD_BLANK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Ore:
    """An amount in øre, which spreadsheets are to add up."""

    value: int


@dataclass(frozen=True, slots=True)
class Code:
    """A text of the program's own, such as a digest, that is shown as it is."""

    text: str


Cell = str | int | Ore | Code | date | datetime | Phrase | None
"""Text may come from anywhere; it is made harmless where it is written."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and its share of the room across."""

    title: Phrase
    share: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; with columns without titles a list of facts."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences, and perhaps a table."""

    title: Phrase
    sentences: tuple[Phrase, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report."""

    title: Phrase
    at: datetime
    """When it was made, in Oslo."""
    facts: tuple[tuple[Phrase, Cell], ...]
    """What the report is about, and by whom it was made."""
    sections: tuple[Section, ...]


def harmless(text: str) -> str:
    """Return text without anything a reader obeys, and without identity numbers.

    Hard blanks stay: an amount must not be broken over two rows.
    """
    parts = (clean(part) for part in text.split(HARD_BLANK))
    return mask(HARD_BLANK.join(parts))


def shown(cell: Cell, say: Say) -> str:
    """Return a cell as people read it."""
    match cell:
        case None:
            return ""
        case Ore(value):
            return money.show(value)
        case Code(text):
            return text
        case datetime():
            return dates.show_time(cell)
        case date():
            return dates.show(cell)
        case Phrase():
            return harmless(say(cell))
        case int():
            return str(cell)
    return harmless(cell)
