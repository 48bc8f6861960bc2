"""A layout as people read it: one row for each field, printed in docs/formats.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """One field of a record."""

    field: str
    position: str
    """First and last, counted from 1; empty where the format has no positions."""
    length: str
    padding: str
    rule: str
    """Where its value comes from."""


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of record."""

    title: str
    rows: tuple[Row, ...]
