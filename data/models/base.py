"""What every table shares: the database, UTC times, rows as plain tuples."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from peewee import DateTimeField, Model

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
    return cast("list[tuple[Any, ...]]", list(query.tuples()))


class Row(Model):
    """Base of every table."""

    class Meta:
        """One database for all."""

        database = database
        legacy_table_names = False
