"""What every table shares: the database, UTC times, rows as plain tuples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, cast

from peewee import SQL, DateTimeField, Model

from data.sqlite import database


class UtcField(DateTimeField):
    """An aware UTC time, stored as sortable ISO text so that no driver shifts it."""

    def db_value(self, value: datetime | None) -> str | None:
        """Return the ISO text of an aware time."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="milliseconds")

    def python_value(self, value: str | None) -> datetime | None:
        """Return the aware time."""
        return None if value is None else datetime.fromisoformat(value)


def tuples(query: Any) -> list[tuple[Any, ...]]:
    """Run a select and return its rows as plain tuples; Peewee types rows only as models."""
    return cast("list[tuple[Any, ...]]", list(query.tuples().iterator()))


CHUNK = 5_000
"""Ids in one question: engines limit its length."""


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Return ids a question's worth at a time."""
    remaining = iter(ids)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def among(field: Any, ids: Iterable[int]) -> Any:
    """Return the condition that a field is one of these ids.

    Written out by ourselves: a parameter for each makes the question dearer than its answer.
    """
    return field.in_(SQL(f"({', '.join(str(int(id_)) for id_ in ids)})"))


class Row(Model):
    """Base of every table."""

    class Meta:
        """One database for all."""

        database = database
        legacy_table_names = False
