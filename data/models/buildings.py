"""Buildings, their account strings, and the files that brought their lists."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

from data.models.base import Row, UtcField


class Import(Row):
    """One file that was read; its digest makes a second reading a no-op."""

    id = AutoField()
    file = TextField()
    digest = TextField(unique=True)
    kind = TextField()
    operator = TextField()
    at = UtcField()
    lines = IntegerField()
    total = IntegerField()


class Building(Row):
    """A building or facility (bygg/anlegg): what one prepares and exports at a time."""

    id = AutoField()
    name = TextField()
    name_key = TextField(unique=True)
    name_sort = TextField()
    source_id = IntegerField(null=True, unique=True)
    last_import = ForeignKeyField(Import, null=True, index=False)
    """The newest list that speaks of it: an older one takes nothing back."""


class AccountString(Row):
    """A named set of accounting codes (konteringsstreng) for one kind of customer."""

    id = AutoField()
    building = ForeignKeyField(Building, null=True)
    building_id: int | None
    customer_type = TextField()
    name = TextField()
    name_key = TextField()
    codes = TextField(default="{}")
    active = BooleanField(default=True)

    class Meta:
        """A name means one string for each kind of customer."""

        indexes = ((("customer_type", "name_key"), True),)
