"""The journal, the settings, and who holds which building."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

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


class Lock(Row):
    """Who works on a building; only one at a time, the others read."""

    building = ForeignKeyField(Building, primary_key=True)
    building_id: int
    operator = TextField()
    host = TextField()
    since = UtcField()
    seen = UtcField()
    """When the operator last pressed a key."""
    taken_from = TextField(default="")
    """Whose work was taken over; empty when the building was free."""
    taken_reason = TextField(default="")


class Attempt(Row):
    """An export that was begun and whose operator has not been told how it ended."""

    request = TextField(primary_key=True)
    building = ForeignKeyField(Building)
    building_id: int
    operator = TextField()
    host = TextField()
    process = IntegerField()
    at = UtcField()
