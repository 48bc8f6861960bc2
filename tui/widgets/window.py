"""One screenful of a long list: what is read, and from where, when the cursor moves.

The list itself lies in the store and may have a million rows. A window knows its own rows,
the rank of the first and how many there are in all; it is moved by keys of rows, never by
counting through the list.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Pages(Protocol[R_co]):
    """A list in one order, read by keys; called in the store's thread."""

    def count(self) -> int:
        """Return how many rows there are."""

    def first(self, limit: int, /) -> Sequence[R_co]:
        """Return the first rows."""

    def last(self, limit: int, /) -> Sequence[R_co]:
        """Return the last rows, in list order."""

    def after(self, key: int, limit: int, /) -> Sequence[R_co]:
        """Return the rows that follow a row."""

    def before(self, key: int, limit: int, /) -> Sequence[R_co]:
        """Return the rows that precede a row, in list order."""

    def rank(self, key: int, /) -> int | None:
        """Return how many rows stand before a row; None when it is not on the list."""


@dataclass(frozen=True)
class Window(Generic[R]):
    """The rows on the screen."""

    rows: tuple[R, ...] = ()
    start: int = 0
    """Rank of the first row."""
    total: int = 0
    """How many rows the list had when it was last counted."""

    def holds(self, rank: int) -> bool:
        """Whether the row of this rank is on the screen."""
        return self.start <= rank < self.start + len(self.rows)

    def clamp(self, rank: int) -> int:
        """Return the nearest rank that exists; 0 in an empty list."""
        return max(0, min(self.total - 1, rank))


@dataclass(frozen=True)
class Reader(Generic[R]):
    """Reads windows of a height from pages whose rows have a key."""

    pages: Pages[R]
    key: Callable[[R], int]
    height: int

    def top(self) -> Window[R]:
        """Read the first window."""
        return Window(tuple(self.pages.first(self.height)), 0, self.pages.count())

    def around(self, keys: Iterable[int], above: int) -> tuple[Window[R], int]:
        """Read the window around the first of `keys` that is still on the list, and its rank.

        `above` rows stand above it where the list allows. Without any of them: the top.
        """
        for key in keys:
            rank = self.pages.rank(key)
            if rank is not None:
                return self._around(key, rank, above), rank
        return self.top(), 0

    def slide(self, window: Window[R], start: int) -> Window[R] | None:
        """Read the window that begins at rank `start`; None when the list has changed."""
        total, have = window.total, window.rows
        end = min(total, start + self.height)
        if start <= 0 or not have:
            rows = tuple(self.pages.first(self.height))
        elif end == total:
            rows = tuple(self.pages.last(self.height))
        elif start > window.start:
            beyond = end - (window.start + len(have))
            more = self.pages.after(self.key(have[-1]), beyond)
            rows = (*have, *more)[start - window.start :]
        else:
            more = self.pages.before(self.key(have[0]), window.start - start)
            rows = (*more, *have)[: self.height]
        if len(rows) != end - max(0, start):
            return None
        return Window(rows, max(0, start), total)

    def _around(self, key: int, rank: int, above: int) -> Window[R]:
        total = self.pages.count()
        start = min(rank - min(above, self.height - 1), total - self.height)
        if start <= 0:
            return Window(tuple(self.pages.first(self.height)), 0, total)
        if start == total - self.height:
            return Window(tuple(self.pages.last(self.height)), start, total)
        # At least one row ahead, so that there is a key to read on from.
        ahead = tuple(self.pages.before(key, max(1, rank - start)))
        kept = ahead if rank > start else ()
        rows = (*kept, *self.pages.after(self.key(ahead[-1]), self.height - len(kept)))
        return Window(rows, start, total)


class ListPages(Generic[R]):
    """Pages of a list that is in memory already."""

    def __init__(self, rows: Sequence[R], key: Callable[[R], Hashable]) -> None:
        self._rows = rows
        self._ranks = {key(row): rank for rank, row in enumerate(rows)}

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def first(self, limit: int, /) -> Sequence[R]:
        """Return the first rows."""
        return self._rows[:limit]

    def last(self, limit: int, /) -> Sequence[R]:
        """Return the last rows."""
        return self._rows[max(0, len(self._rows) - limit) :]

    def after(self, key: Hashable, limit: int, /) -> Sequence[R]:
        """Return the rows that follow a row."""
        rank = self._ranks[key]
        return self._rows[rank + 1 : rank + 1 + limit]

    def before(self, key: Hashable, limit: int, /) -> Sequence[R]:
        """Return the rows that precede a row."""
        rank = self._ranks[key]
        return self._rows[max(0, rank - limit) : rank]

    def rank(self, key: Hashable, /) -> int | None:
        """Return a row's place; None when it is not on the list."""
        return self._ranks.get(key)
