"""Invoice file formats: one file for each.

To add a format, write one module here that declares `FORMAT`:

1. describe its records as tables of fields (`_layout`, `_rules`): name, position, length,
   padding, rule; the same table writes a record, reads it back and is printed in docs/formats.md;
2. `write` turns a `Batch` into bytes and log and says which rental went into which order; it
   raises Problem F6xx, naming reservation, field and value, for what the layout cannot carry;
3. `read` turns bytes back into records and orders, from the bytes alone: what was written is
   proved by it before it counts, and the preview shows what it finds.

Bytes are ISO-8859-1. A format is a function of its batch: no clock, no store.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data.errors import UsageProblem
from data.files.batch import Batch, FileRead, Written
from data.files.options import FileOptions
from data.formats._table import Table
from data.registry import collect
from data.words import N_


@dataclass(frozen=True, slots=True)
class Format:
    """One layout that an accounting system reads."""

    key: str
    title: str
    """As people call it; a name, not translated."""
    suffix: str
    """Of the file's name, with the dot."""
    prefix: str
    """Of Aktiv kommune's name for the delivered file."""
    write: Callable[[Batch], Written]
    read: Callable[[bytes, FileOptions], FileRead]
    tables: tuple[Table, ...]
    """Its records or elements, as docs/formats.md prints them."""
    items: Callable[[Written], int]
    """How many «elementer» Aktiv kommune would show for the file (formats.md 8.3)."""
    period: Callable[[date], str] | None = None
    """The accounting period, YYYYMM, that the file of a day carries; None where it has none."""
    joins_rows: bool = False
    """Whether a customer's rentals become one order; else every rental has its own."""
    carries_credit: bool = False
    """Whether an amount below zero can be written; no layout of today can (formats.md 1.2)."""
    carries_tax: bool = False
    """Whether the amounts in the file include tax."""

    def carried(self, written: Written) -> int:
        """Return the øre that reading the file back has to find."""
        return written.amount + (written.tax if self.carries_tax else 0)


def orders_of(written: Written) -> int:
    """Count orders, as Aktiv kommune does for Agresso."""
    return len(written.orders)


def rentals_of(written: Written) -> int:
    """Count the rentals in the file."""
    return written.lines


def formats() -> tuple[Format, ...]:
    """Return every format, by key."""
    return collect(sys.modules[__name__], "FORMAT", Format)


def format_of(key: str) -> Format:
    """Return the format of that key; raises UsageProblem F610 naming those there are."""
    known = {each.key: each for each in formats()}
    if key not in known:
        raise UsageProblem(
            "F610",
            N_("No invoice file format is called {key}. Possible: {known}."),
            key=key,
            known=", ".join(sorted(known)),
        )
    return known[key]
