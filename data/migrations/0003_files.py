"""Invoice files: orders and lines in them, deliveries, letters, receipts, known servers.

Frozen: a later change is a later migration, never an edit here.
"""

from __future__ import annotations

from typing import Any

from peewee import (
    AutoField,
    BlobField,
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


class Export(Row):
    id = AutoField()


class Line(Row):
    id = IntegerField(primary_key=True)


class InvoiceFile(Row):
    id = AutoField()
    generation = IntegerField(index=True)
    request = TextField()
    month = DateField()
    customer_type = TextField()
    format = TextField()
    name = TextField()
    log_name = TextField()
    delivered_name = TextField()
    content = BlobField()
    log = BlobField()
    sha256 = TextField()
    log_sha256 = TextField()
    options = TextField()
    generated_on = DateField()
    orders = IntegerField()
    lines = IntegerField()
    amount = IntegerField()
    tax = IntegerField(default=0)
    first_order = IntegerField(null=True)
    last_order = IntegerField(null=True)
    operator = TextField()
    at = DateTimeField()
    without = TextField(default="")
    reason = TextField(default="")
    allowed_by = TextField(default="")
    discarded_at = DateTimeField(null=True)
    discarded_by = TextField(default="")
    discarded_reason = TextField(default="")

    class Meta:
        indexes = (
            (("request", "customer_type"), True),
            (("month",), False),
        )


class FileOrder(Row):
    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    number = IntegerField()
    customer = TextField()
    customer_id = TextField()
    lines = IntegerField()
    amount = IntegerField()
    tax = IntegerField(default=0)
    replaces = ForeignKeyField("self", null=True)
    rejected_at = DateTimeField(null=True)
    rejected_by = TextField(default="")
    rejected_reason = TextField(default="")


class FileLine(Row):
    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    export = ForeignKeyField(Export)
    line = ForeignKeyField(Line)
    order = ForeignKeyField(FileOrder, null=True, column_name="file_order_id")
    price = IntegerField(null=True)
    amount = IntegerField()
    left_out = TextField(default="")
    standing = BooleanField(default=True)


FileLine.add_index(
    FileLine.index(
        FileLine.line,
        unique=True,
        name="fileline_once",
        where=(FileLine.standing == True),  # noqa: E712 - Peewee builds it from ==
    )
)


class LaterChange(Row):
    id = AutoField()
    line = ForeignKeyField(Line, unique=True)
    export = ForeignKeyField(Export)
    kind = TextField()
    fields = TextField()
    price_before = IntegerField(null=True)
    price_after = IntegerField(null=True)
    details = TextField(default="")
    at = DateTimeField()


class Delivery(Row):
    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    method = TextField()
    place = TextField()
    name = TextField()
    size = IntegerField(null=True)
    sha256 = TextField(default="")
    error = TextField(default="")
    operator = TextField()
    at = DateTimeField()
    done_at = DateTimeField(null=True)


class Letter(Row):
    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    receivers = TextField()
    subject = TextField()
    text = TextField()
    message_id = TextField(unique=True)
    operator = TextField()
    at = DateTimeField()
    due_at = DateTimeField()
    tried_at = DateTimeField(null=True)
    sent_at = DateTimeField(null=True)
    withdrawn_at = DateTimeField(null=True)
    error = TextField(default="")


class Receipt(Row):
    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    orders = IntegerField()
    amount = IntegerField()
    origin = TextField()
    agrees = BooleanField()
    remark = TextField(default="")
    operator = TextField()
    at = DateTimeField()


class KnownHost(Row):
    id = AutoField()
    host = TextField()
    port = IntegerField()
    key = TextField()
    fingerprint = TextField()
    operator = TextField()
    at = DateTimeField()
    withdrawn_at = DateTimeField(null=True)

    class Meta:
        indexes = ((("host", "port"), False),)


def up(migrator: Any, db: Any) -> None:
    """Add a column and tables; what was there keeps its meaning."""
    migrator.migrate(
        migrator.add_column("line", "details", TextField(default="")),
        migrator.add_column("line", "reopened", IntegerField(null=True)),
    )
    db.create_tables(
        [InvoiceFile, FileOrder, FileLine, LaterChange, Delivery, Letter, Receipt, KnownHost]
    )
