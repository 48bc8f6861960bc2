"""Generated invoice files: what is in them, how they were delivered, what accounting answered."""

from __future__ import annotations

from peewee import (
    AutoField,
    BlobField,
    BooleanField,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from data.models.base import Row, UtcField
from data.models.exports import Export
from data.models.lines import Line


class InvoiceFile(Row):
    """One file for the accounting office (fakturafil), as it was generated."""

    id = AutoField()
    generation = IntegerField(index=True)
    """Number of the act it came of: the files of both kinds of customer share it."""
    request = TextField()
    """Made when the dialog opens: the same request can never generate twice."""
    month = DateField()
    """First day of the rental month."""
    customer_type = TextField()
    format = TextField()
    name = TextField()
    log_name = TextField()
    delivered_name = TextField()
    """Its name at the accounting office."""
    content = BlobField()
    log = BlobField()
    sha256 = TextField()
    log_sha256 = TextField()
    options = TextField()
    """JSON: the options and headings it was made with, to read it back by."""
    generated_on = DateField()
    orders = IntegerField()
    lines = IntegerField()
    """Rentals in the file."""
    amount = IntegerField()
    """Øre that the file carries, without tax."""
    tax = IntegerField(default=0)
    first_order = IntegerField(null=True)
    last_order = IntegerField(null=True)
    operator = TextField()
    at = UtcField()
    without = TextField(default="")
    """JSON: names of the buildings that were knowingly left to a later file."""
    reason = TextField(default="")
    """Why buildings were left out, or why there is a second file in the month."""
    allowed_by = TextField(default="")
    """The second operator who allowed a second file."""
    discarded_at = UtcField(null=True)
    discarded_by = TextField(default="")
    discarded_reason = TextField(default="")

    class Meta:
        """The same request makes one file for each kind of customer."""

        indexes = (
            (("request", "customer_type"), True),
            (("month",), False),
        )


class FileOrder(Row):
    """One order of a file (samlefaktura)."""

    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    file_id: int
    number = IntegerField()
    customer = TextField()
    customer_id = TextField()
    lines = IntegerField()
    amount = IntegerField()
    tax = IntegerField(default=0)
    replaces = ForeignKeyField("self", null=True)
    """The rejected order whose lines it holds."""
    replaces_id: int | None
    rejected_at = UtcField(null=True)
    rejected_by = TextField(default="")
    rejected_reason = TextField(default="")


class FileLine(Row):
    """A line as one file took it, or knowingly left it out."""

    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    file_id: int
    export = ForeignKeyField(Export)
    export_id: int
    line = ForeignKeyField(Line)
    line_id: int
    order = ForeignKeyField(FileOrder, null=True, column_name="file_order_id")
    order_id: int | None
    price = IntegerField(null=True)
    amount = IntegerField()
    """Øre that the file carries for it."""
    left_out = TextField(default="")
    """Why it is not in the file: `free`, `paid`, `inactive` or `credit`; empty when it is."""
    standing = BooleanField(default=True)
    """False once its order was rejected or its file discarded."""


FileLine.add_index(
    FileLine.index(
        FileLine.line,
        unique=True,
        name="fileline_once",
        where=(FileLine.standing == True),  # noqa: E712 - Peewee builds it from ==
    )
)


class LaterChange(Row):
    """What a newer list says differently about a line that we have exported."""

    id = AutoField()
    line = ForeignKeyField(Line, unique=True)
    line_id: int
    export = ForeignKeyField(Export)
    export_id: int
    kind = TextField()
    """`changed`, or why it is in no file: `paid`, `inactive`."""
    fields = TextField()
    """JSON: names of the fields that differ."""
    price_before = IntegerField(null=True)
    price_after = IntegerField(null=True)
    details = TextField(default="")
    """What the newer list says for the invoice, see `data.details`."""
    at = UtcField()


class Delivery(Row):
    """One attempt to bring a file to the accounting office."""

    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    file_id: int
    method = TextField()
    place = TextField()
    """Host and folder as they are shown; never a password."""
    name = TextField()
    """The file's name there."""
    size = IntegerField(null=True)
    sha256 = TextField(default="")
    """Digest of what was read back there; empty until then."""
    error = TextField(default="")
    operator = TextField()
    at = UtcField()
    done_at = UtcField(null=True)
    """When it was read back and found equal; none as long as it is not sent."""


class Letter(Row):
    """A letter to the accounting office about one file."""

    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    file_id: int
    receivers = TextField()
    subject = TextField()
    text = TextField()
    message_id = TextField(unique=True)
    operator = TextField()
    at = UtcField()
    due_at = UtcField()
    tried_at = UtcField(null=True)
    """When sending was begun; with no answer noted after it, nobody knows whether it went."""
    sent_at = UtcField(null=True)
    withdrawn_at = UtcField(null=True)
    error = TextField(default="")


class Receipt(Row):
    """What the accounting office says it received (kvittering)."""

    id = AutoField()
    file = ForeignKeyField(InvoiceFile)
    file_id: int
    orders = IntegerField()
    amount = IntegerField()
    origin = TextField()
    """`typed`, or the name of the confirmation file."""
    agrees = BooleanField()
    remark = TextField(default="")
    """Which of our other counts the number was, where an operator confirmed it so."""
    operator = TextField()
    at = UtcField()


class KnownHost(Row):
    """A server whose key an operator has looked at and accepted."""

    id = AutoField()
    host = TextField()
    port = IntegerField()
    key = TextField()
    """The public key as OpenSSH writes it, or a certificate's digest."""
    fingerprint = TextField()
    operator = TextField()
    at = UtcField()
    withdrawn_at = UtcField(null=True)

    class Meta:
        """Looked up by host."""

        indexes = ((("host", "port"), False),)
