"""The journal, the settings, and who is at work."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, ForeignKeyField, TextField

from data.models.base import Row, UtcField
from data.models.buildings import Building


class JournalRow(Row):
    """One link of the append-only journal."""

    id = AutoField()
    at = UtcField()
    operator = TextField()
    host = TextField()
    event = TextField()
    building = ForeignKeyField(Building, null=True)
    building_id: int | None
    details = TextField()
    """JSON: the values of the event's sentence, customer ids masked."""
    previous = TextField()
    hash = TextField(unique=True)

    class Meta:
        """Named for what it is."""

        table_name = "journal"


class Setting(Row):
    """One value of the settings, as JSON."""

    key = TextField(primary_key=True)
    value = TextField()


class Presence(Row):
    """Who has a building open; a courtesy to colleagues, no part of the month's state."""

    building = ForeignKeyField(Building)
    building_id: int
    operator = TextField()
    host = TextField()
    since = UtcField()
    seen = UtcField()

    class Meta:
        """Two who open the same building must both be seen."""

        primary_key = CompositeKey("building", "operator")
