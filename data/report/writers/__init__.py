"""The kinds of file a report can be written as, one module each.

To write one more kind, add one module that declares `WRITER`:

1. `key` is what the command line calls it and how the file's name ends.
2. `title` says it in words, `rank` is its place among the digits that choose it.
3. `write` turns a `Report` into bytes. It asks no store. Every text from the report goes
   through `data.report.content.shown`, which masks identity numbers; no cell may be run by
   the program that opens the file.

A library that only this kind of file needs is imported inside `write`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from data.registry import collect
from data.report.content import Report, Say


@dataclass(frozen=True, slots=True)
class Writer:
    """One kind of file."""

    key: str
    title: str
    """Message id."""
    rank: int
    write: Callable[[Report, Say], bytes]


def _writers() -> tuple[Writer, ...]:
    found = collect(sys.modules[__name__], "WRITER", Writer)
    return tuple(sorted(found, key=lambda each: (each.rank, each.key)))


WRITERS = _writers()
BY_KEY = {writer.key: writer for writer in WRITERS}
