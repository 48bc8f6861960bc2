"""The first tables. Frozen: a later change is a later migration, never an edit here."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    AutoField,
    BooleanField,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from data.sqlite import database, make_append_only


class Row(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Import(Row):
    id = AutoField()
    file = TextField()
    digest = TextField(unique=True)
    kind = TextField()
    operator = TextField()
    at = DateTimeField()
    lines = IntegerField()
    total = IntegerField()


class Building(Row):
    id = AutoField()
    name = TextField()
    name_key = TextField(unique=True)
    name_sort = TextField()
    source_id = IntegerField(null=True, unique=True)
    last_import = ForeignKeyField(Import, null=True, index=False)


class AccountString(Row):
    id = AutoField()
    building = ForeignKeyField(Building, null=True)
    customer_type = TextField()
    name = TextField()
    name_key = TextField()
    codes = TextField(default="{}")
    active = BooleanField(default=True)

    class Meta:
        indexes = ((("customer_type", "name_key"), True),)


class Copy(Row):
    id = AutoField()
    building = ForeignKeyField(Building)
    to_date = DateField()
    season = TextField(default="")
    operator = TextField()
    at = DateTimeField()
    lines = IntegerField()
    total = IntegerField()
    lines_digest = TextField()
    sha256 = TextField()
    file = TextField()
    content = TextField()


class Export(Row):
    id = AutoField()
    request = TextField(unique=True)
    building = ForeignKeyField(Building)
    to_date = DateField()
    season = TextField(default="")
    copy = ForeignKeyField(Copy, unique=True)
    external = ForeignKeyField(AccountString)
    internal = ForeignKeyField(AccountString)
    lines = IntegerField()
    payable = IntegerField()
    free = IntegerField()
    total = IntegerField()
    external_total = IntegerField()
    internal_total = IntegerField()
    customers = IntegerField()
    operator = TextField()
    at = DateTimeField()
    reversed_at = DateTimeField(null=True)
    reversed_by = TextField(default="")
    reversed_reason = TextField(default="")


class Line(Row):
    id = IntegerField(primary_key=True)
    building = ForeignKeyField(Building, index=False)
    type = TextField()
    reservation_id = IntegerField()
    description = TextField()
    organization = TextField()
    contact = TextField()
    customer_type = TextField()
    customer_id = TextField()
    starts = DateTimeField()
    ends = DateTimeField()
    price = IntegerField(null=True)
    season = TextField()
    sub_customer = TextField()
    source_export = TextField()
    source_file = TextField()
    source_order = TextField()
    id_code = TextField()
    id_code_test = TextField()
    customer_sort = TextField(null=True)
    contact_sort = TextField(null=True)
    description_sort = TextField(null=True)
    search = TextField()
    last_import = ForeignKeyField(Import, null=True, index=False)
    gone = BooleanField(default=False)
    held = BooleanField(default=False)
    held_reason = TextField(default="")
    held_by = TextField(default="")
    export = ForeignKeyField(Export, null=True)

    class Meta:
        indexes = (
            (("type", "reservation_id"), False),
            (("building", "ends"), False),
        )


Line.add_index(Line.index(Line.building, Line.price.desc(), Line.id, name="line_all"))
OPEN = Line.export.is_null() & (Line.source_export == SQL("''")) & (Line.gone == SQL("FALSE"))
for name, columns in {
    "line_open": (Line.price.desc(), Line.id),
    "line_open_by_price": (Line.price, Line.id, Line.ends),
    "line_open_by_customer": (Line.customer_sort, Line.id),
    "line_open_by_description": (Line.description_sort, Line.id),
    "line_open_by_starts": (Line.starts, Line.id),
    "line_open_by_ends": (Line.ends, Line.id),
    "line_open_by_id": (Line.id, Line.ends),
}.items():
    Line.add_index(Line.index(Line.building, *columns, name=name, where=OPEN))


class ExportLine(Row):
    id = AutoField()
    export = ForeignKeyField(Export)
    line = ForeignKeyField(Line)
    price = IntegerField(null=True)
    reversed = BooleanField(default=False)


ExportLine.add_index(
    ExportLine.index(
        ExportLine.line,
        unique=True,
        name="exportline_once",
        where=(ExportLine.reversed == False),  # noqa: E712
    )
)


class SignOff(Row):
    id = AutoField()
    building = ForeignKeyField(Building)
    to_date = DateField()
    season = TextField(default="")
    check = TextField(column_name="check_key")
    operator = TextField()
    at = DateTimeField()
    reason = TextField()
    covered = TextField()
    withdrawn_at = DateTimeField(null=True)
    withdrawn_by = TextField(default="")
    withdrawn_reason = TextField(default="")
    export = ForeignKeyField(Export, null=True)

    class Meta:
        indexes = ((("building", "to_date", "season"), False),)


class ControlTotal(Row):
    id = AutoField()
    building = ForeignKeyField(Building)
    to_date = DateField()
    season = TextField(default="")
    total = IntegerField()
    count = IntegerField(null=True)
    origin = TextField()
    covered = TextField(default="")
    operator = TextField()
    at = DateTimeField()
    export = ForeignKeyField(Export, null=True)

    class Meta:
        indexes = ((("building", "to_date", "season"), False),)


class JournalRow(Row):
    id = AutoField()
    at = DateTimeField()
    operator = TextField()
    host = TextField()
    event = TextField()
    building = ForeignKeyField(Building, null=True)
    details = TextField()
    previous = TextField()
    hash = TextField(unique=True)

    class Meta:
        table_name = "journal"


class Setting(Row):
    key = TextField(primary_key=True)
    value = TextField()


class Presence(Row):
    building = ForeignKeyField(Building)
    operator = TextField()
    host = TextField()
    since = DateTimeField()
    seen = DateTimeField()

    class Meta:
        primary_key = CompositeKey("building", "operator")


def up(migrator: Any, db: Any) -> None:
    """Make every table, and let the engine guard the journal."""
    db.create_tables(
        [
            Building,
            AccountString,
            Import,
            Copy,
            Export,
            Line,
            ExportLine,
            SignOff,
            ControlTotal,
            JournalRow,
            Setting,
            Presence,
        ]
    )
    make_append_only("journal")
