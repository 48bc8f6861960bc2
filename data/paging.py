"""Keyset pages of lines: a page costs the same in a store of a thousand and of a million.

A list is walked by sort value and id, never by offset. Where a column may be missing its
lines form a segment of their own after all others, in both directions of sorting, so that
each question stays one range of an index.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from data.columns import BY_KEY
from data.models import Line
from data.rows import line_query, line_rows
from data.views import LineRow, Order


@dataclass(frozen=True, slots=True)
class Pager:
    """Pages of the lines that fulfil `conditions`, in one order."""

    conditions: tuple[Any, ...]
    order: Order
    test_mode: bool
    to: date
    """The day of the basis: a line may be held to one and back after it."""

    @property
    def _expression(self) -> Any:
        return BY_KEY[self.order.column].expression(self.test_mode)

    def first(self, limit: int) -> list[LineRow]:
        """Return the first lines."""
        return self._walk(self._segments(), limit, True)

    def last(self, limit: int) -> list[LineRow]:
        """Return the last lines, in list order."""
        return self._walk(self._segments()[::-1], limit, False)[::-1]

    def after(self, line_id: int, limit: int) -> list[LineRow]:
        """Return the lines that follow a line."""
        return self._walk(self._beyond(line_id, True), limit, True)

    def before(self, line_id: int, limit: int) -> list[LineRow]:
        """Return the lines that precede a line, in list order."""
        return self._walk(self._beyond(line_id, False), limit, False)[::-1]

    def rank(self, line_id: int) -> int | None:
        """Return how many lines stand before a line; None when it is not on the list."""
        if not Line.select().where(Line.id == line_id, *self.conditions).exists():
            return None
        return sum(self._count(segment) for segment in self._beyond(line_id, False))

    def count(self) -> int:
        """Return how many lines the list has."""
        return self._count(Line.id.is_null(False))

    def _segments(self) -> list[Any]:
        """Return the conditions of lines with a value and of lines without, in list order."""
        column = BY_KEY[self.order.column]
        valued = self._expression >= column.lowest
        return [valued, self._expression.is_null()] if column.may_be_missing else [valued]

    def _beyond(self, line_id: int, forward: bool) -> list[Any]:
        """Return the conditions of the lines beyond a line, the nearest first.

        Lines of its own value are a segment by themselves: half a list may be free, and a page
        of it must not begin by walking over all the free lines before.
        """
        expression = self._expression
        value = Line.select(expression).where(Line.id == line_id).scalar()
        by_id = Line.id > line_id if forward else Line.id < line_id
        valued, *missing = self._segments()
        if value is None:
            without = expression.is_null() & by_id
            return [without] if forward else [without, valued]
        further = expression < value if self.order.descending == forward else expression > value
        return [(expression == value) & by_id, further, *(missing if forward else [])]

    def _walk(self, segments: list[Any], limit: int, forward: bool) -> list[LineRow]:
        found: list[LineRow] = []
        for segment in segments:
            if len(found) < limit:
                found += line_rows(self._page(segment, limit - len(found), forward), self.to)
        return found

    def _page(self, segment: Any, limit: int, forward: bool) -> Any:
        expression, by_id = self._expression, Line.id.asc() if forward else Line.id.desc()
        by_value = expression.desc() if self.order.descending == forward else expression.asc()
        query = line_query(self.test_mode).where(*self.conditions, segment)
        return query.order_by(by_value, by_id).limit(limit)

    def _count(self, segment: Any) -> int:
        query = Line.select(fn.COUNT(Line.id)).where(*self.conditions, segment)
        return int(query.scalar())
