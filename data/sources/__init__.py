"""Ways in: every kind of file that lines, control totals or account strings are read from.

A new kind is one new file in this package:

1. `data/sources/x.py` with a docstring that says where operators get such a file.
2. `def _recognises(content: bytes) -> bool`: cheap, from the content alone, and true of no
   other kind. A damaged file of the kind must still be recognised, so that it is refused
   with a reason.
3. `def _read(content: bytes, options: ReadOptions) -> Reading`: everything or nothing. Every
   bad place goes into one `Refused` as a `BadCell`; text passes `data.listing_cells.text`.
   A kind that has rows and headings hands them to `data.sources._table.read_rows`.
4. `SOURCE = Source("x", N_("what operators call it"), _recognises, _read)`.
5. `tests/test_data_sources_x.py`: a round trip, and one test for each way it can be refused.

Nothing else: the package is walked, and the contract tests in `tests/test_data_sources.py`
run over every source. Modules whose name begins with `_` are shared parts.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce

from data.errors import Refused
from data.listing import Reading, ReadOptions
from data.registry import collect
from data.text import clean
from data.words import N_, Phrase, phrase

LARGEST = 64 * 1024 * 1024
"""Bytes; a municipality's whole year is a few of these megabytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of file."""

    key: str
    title: str
    """Message id of what operators call it."""
    recognises: Callable[[bytes], bool]
    """Whether the content is of this kind, be it whole or damaged."""
    read: Callable[[bytes, ReadOptions], Reading]
    """Read the whole content; raises Refused or AmbiguousDates, and nothing else."""


def recognise(content: bytes) -> Source | None:
    """Return the source whose kind the content is, whatever the file is called."""
    return next((source for source in SOURCES if source.recognises(content)), None)


def read(content: bytes, options: ReadOptions) -> Reading:
    """Read a file whole or not at all.

    Raises AmbiguousDates when nobody has said how its dates are meant and nothing in it does,
    Refused F110 for an empty file, F111 for one that is too large, F112 for an unknown kind,
    and whatever the source of its kind finds wrong (F113 to F129).
    """
    options = replace(options, file=clean(options.file))
    if len(content) > LARGEST:
        raise too_large(options.file)
    if not content.strip():
        raise Refused("F110", N_("{file} is empty."), cells=(), file=options.file)
    source = recognise(content)
    if source is None:
        raise Refused(
            "F112",
            N_("{file} is not of a kind that can be imported. These can: {kinds}."),
            cells=(),
            file=options.file,
            kinds=_kinds(),
        )
    with _without_collection():
        return source.read(content, options)


def too_large(file: str) -> Refused:
    """F111: no list of a municipality is as large as this file."""
    return Refused(
        "F111",
        N_("{file} is larger than {limit} MB. Import one building or one month at a time."),
        cells=(),
        file=file,
        limit=LARGEST // 1024 // 1024,
    )


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let the garbage collector rest: every object made while reading stays.

    Looking through them all again and again takes nearly as long as making them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _kinds() -> Phrase:
    titles = [Phrase(source.title) for source in SOURCES]
    return reduce(
        lambda first, second: phrase(N_("{first}; {second}"), first=first, second=second), titles
    )


SOURCES: tuple[Source, ...] = collect(sys.modules[__name__], "SOURCE", Source)
