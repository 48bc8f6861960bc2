"""Corrections, lines held to the next month, locks, decisions, notes and approvals.

Frozen: a later change is a later migration, never an edit here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from data.sqlite import database


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Import(Row):
    id = AutoField()


class Building(Row):
    id = AutoField()


class Line(Row):
    id = IntegerField(primary_key=True)
    ends = DateTimeField()
    price = IntegerField(null=True)
    customer_type = TextField()
    customer_id = TextField()
    source_price = IntegerField(null=True)
    source_customer_type = TextField()
    source_customer_id = TextField()
    held = BooleanField()
    held_to = DateField(null=True)
    first_import = ForeignKeyField(Import, null=True, index=False)
    last_import = ForeignKeyField(Import, null=True, index=False)


class SignOff(Row):
    covered = TextField()
    export = IntegerField(column_name="export_id")


class ControlTotal(Row):
    covered = TextField()
    export = IntegerField(column_name="export_id")


class Correction(Row):
    id = AutoField()
    batch = IntegerField(index=True)
    line = ForeignKeyField(Line)
    field = TextField()
    before = TextField()
    value = TextField()
    origin = TextField()
    reason = TextField()
    operator = TextField()
    at = DateTimeField()
    state = TextField(default="standing")
    ended_at = DateTimeField(null=True)
    ended_by = TextField(default="")


Correction.add_index(
    Correction.index(
        Correction.line,
        Correction.field,
        unique=True,
        name="correction_standing",
        where=(Correction.state == "standing"),
    )
)


class Decision(Row):
    id = AutoField()
    kind = TextField()
    subject = TextField()
    question = TextField()
    origin = TextField()
    reason = TextField()
    operator = TextField()
    at = DateTimeField()
    sign_off = ForeignKeyField(SignOff)

    class Meta:
        indexes = ((("kind", "subject"), False),)


class Note(Row):
    id = AutoField()
    kind = TextField()
    subject = TextField()
    building = ForeignKeyField(Building, null=True)
    to_date = DateField(null=True)
    text = TextField()
    operator = TextField()
    at = DateTimeField()
    removed_at = DateTimeField(null=True)
    removed_by = TextField(default="")

    class Meta:
        indexes = ((("kind", "subject"), False),)


class Approval(Row):
    id = AutoField()
    kind = TextField()
    subject = TextField()
    reason = TextField()
    asked_by = TextField()
    asked_at = DateTimeField()
    given_by = TextField(default="")
    given_at = DateTimeField(null=True)
    withdrawn_at = DateTimeField(null=True)

    class Meta:
        indexes = ((("kind", "subject"), False),)


class Lock(Row):
    building = ForeignKeyField(Building, primary_key=True)
    operator = TextField()
    host = TextField()
    since = DateTimeField()
    seen = DateTimeField()
    taken_from = TextField(default="")
    taken_reason = TextField(default="")


class Attempt(Row):
    request = TextField(primary_key=True)
    building = ForeignKeyField(Building)
    operator = TextField()
    host = TextField()
    process = IntegerField()
    at = DateTimeField()


def up(migrator: Any, db: Any) -> None:
    """Add columns and tables; what was there keeps its meaning."""
    migrator.migrate(
        migrator.add_column("line", "source_customer_type", TextField(default="")),
        migrator.add_column("line", "source_customer_id", TextField(default="")),
        migrator.add_column("line", "source_price", IntegerField(null=True)),
        migrator.add_column(
            "line", "first_import_id", ForeignKeyField(Import, Import.id, null=True, index=False)
        ),
        migrator.add_column("line", "held_to", DateField(null=True)),
        migrator.add_column("line", "held_at", DateTimeField(null=True)),
    )
    Line.update(
        source_customer_type=Line.customer_type,
        source_customer_id=Line.customer_id,
        source_price=Line.price,
        first_import=Line.last_import,
    ).execute()
    _hold_to_the_end_of_its_month()
    # Answers to open lists held digests instead of values: they are asked for again.
    SignOff.update(covered="{}").where(SignOff.export.is_null()).execute()
    typed = ControlTotal.export.is_null() & (ControlTotal.covered != "")
    ControlTotal.update(covered="{}").where(typed).execute()
    migrator.migrate(migrator.drop_column("line", "held"))
    migrator.migrate(migrator.drop_table("presence"))
    db.create_tables([Correction, Decision, Note, Approval, Lock, Attempt])


def _hold_to_the_end_of_its_month() -> None:
    """A held line comes back the month after it ended, rather than never."""
    for line in Line.select(Line.id, Line.ends).where(Line.held):
        day = line.ends.date().replace(day=28) + timedelta(days=4)
        Line.update(held_to=day - timedelta(days=day.day)).where(Line.id == line.id).execute()
