"""Archived copies and the exports made from them."""

from __future__ import annotations

from peewee import AutoField, DateField, ForeignKeyField, IntegerField, TextField

from data.models.base import Row, UtcField
from data.models.buildings import AccountString, Building


class Copy(Row):
    """An archived copy (kopi) of a basis: every field of every line, before export."""

    id = AutoField()
    building = ForeignKeyField(Building)
    building_id: int
    to_date = DateField()
    season = TextField(default="")
    operator = TextField()
    at = UtcField()
    lines = IntegerField()
    total = IntegerField()
    lines_digest = TextField()
    """Digest of the lines alone, by which the copy is compared with today's lines."""
    sha256 = TextField()
    """Digest of the whole archived text."""
    file = TextField()
    """The file's name in the archive folder."""
    content = TextField()


class Export(Row):
    """One entry of «Klar for generering»."""

    id = AutoField()
    request = TextField(unique=True)
    """Made when the dialog opens: the same request can never export twice."""
    building = ForeignKeyField(Building)
    building_id: int
    to_date = DateField()
    season = TextField(default="")
    copy = ForeignKeyField(Copy, unique=True)
    copy_id: int
    external = ForeignKeyField(AccountString)
    external_id: int
    internal = ForeignKeyField(AccountString)
    internal_id: int
    lines = IntegerField()
    payable = IntegerField()
    free = IntegerField()
    total = IntegerField()
    external_total = IntegerField()
    internal_total = IntegerField()
    customers = IntegerField()
    operator = TextField()
    at = UtcField()
    reversed_at = UtcField(null=True)
    reversed_by = TextField(default="")
    reversed_reason = TextField(default="")
