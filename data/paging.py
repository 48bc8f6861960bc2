"""Keyset pages of lines: a page costs the same in a store of a thousand and of a million.

A list is walked by sort value and id, never by offset. Where a column may be missing its
lines form a segment of their own after all others, in both directions of sorting, so that
each question stays one range of an index.
"""

from __future__ import annotations

from dataclasses import dataclass
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

    @property
    def _expression(self) -> Any:
        return BY_KEY[self.order.column].expression(self.test_mode)

    def first(self, limit: int) -> list[LineRow]:
        """Return the first lines."""
        return self._walk([(has_value, None) for has_value in self._segments()], limit, True)

    def last(self, limit: int) -> list[LineRow]:
        """Return the last lines, in list order."""
        segments = [(has_value, None) for has_value in reversed(self._segments())]
        return self._walk(segments, limit, False)[::-1]

    def after(self, line_id: int, limit: int) -> list[LineRow]:
        """Return the lines that follow a line."""
        value = self._value(line_id)
        segments: list[tuple[bool, Any]] = [(value is not None, self._beyond(value, line_id, True))]
        if value is not None and len(self._segments()) > 1:
            segments.append((False, None))
        return self._walk(segments, limit, True)

    def before(self, line_id: int, limit: int) -> list[LineRow]:
        """Return the lines that precede a line, in list order."""
        value = self._value(line_id)
        segments: list[tuple[bool, Any]] = [
            (value is not None, self._beyond(value, line_id, False))
        ]
        if value is None:
            segments.append((True, None))
        return self._walk(segments, limit, False)[::-1]

    def rank(self, line_id: int) -> int | None:
        """Return how many lines stand before a line; None when it is not on the list."""
        if not Line.select().where(Line.id == line_id, *self.conditions).exists():
            return None
        value = self._value(line_id)
        ahead = self._count(value is not None, self._beyond(value, line_id, False))
        return ahead if value is not None else ahead + self._count(True, None)

    def count(self) -> int:
        """Return how many lines the list has."""
        query = Line.select(fn.COUNT(Line.id)).where(*self.conditions)
        return int(query.scalar())

    def _segments(self) -> list[bool]:
        return [True, False] if BY_KEY[self.order.column].is_nullable else [True]

    def _value(self, line_id: int) -> Any:
        return Line.select(self._expression).where(Line.id == line_id).scalar()

    def _beyond(self, value: Any, line_id: int, forward: bool) -> Any:
        """Return the condition for the lines beyond a place, inside its segment."""
        by_id = Line.id > line_id if forward else Line.id < line_id
        if value is None:
            return by_id
        expression = self._expression
        downward = self.order.descending == forward
        if downward:
            return (expression <= value) & ((expression < value) | by_id)
        return (expression >= value) & ((expression > value) | by_id)

    def _walk(self, segments: list[tuple[bool, Any]], limit: int, forward: bool) -> list[LineRow]:
        found: list[LineRow] = []
        for has_value, beyond in segments:
            if len(found) < limit:
                query = self._narrow(line_query(self.test_mode), has_value, beyond)
                ordered = query.order_by(*self._order(has_value, forward))
                found += line_rows(ordered.limit(limit - len(found)))
        return found

    def _order(self, has_value: bool, forward: bool) -> list[Any]:
        by_id = Line.id.asc() if forward else Line.id.desc()
        if not has_value:
            return [by_id]
        expression = self._expression
        return [expression.desc() if self.order.descending == forward else expression.asc(), by_id]

    def _narrow(self, query: Any, has_value: bool, beyond: Any) -> Any:
        query = query.where(*self.conditions)
        column = BY_KEY[self.order.column]
        if column.is_nullable:
            inside = self._expression >= column.lowest
            query = query.where(inside if has_value else self._expression.is_null())
        return query if beyond is None else query.where(beyond)

    def _count(self, has_value: bool, beyond: Any) -> int:
        query = Line.select(fn.COUNT(Line.id))
        return int(self._narrow(query, has_value, beyond).scalar())
