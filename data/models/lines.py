"""Lines, and which export took them."""

from __future__ import annotations

from typing import Any

from peewee import (
    SQL,
    AutoField,
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from data.models.base import Row, UtcField
from data.models.buildings import Building, Import
from data.models.exports import Export


class Line(Row):
    """A finished rental (fullført reservasjon), by Aktiv kommune's own id."""

    id = IntegerField(primary_key=True)
    building = ForeignKeyField(Building, index=False)
    building_id: int
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
    """Øre. Kind of customer, customer id and price are ours: the source's, unless corrected."""
    source_customer_type = TextField()
    source_customer_id = TextField()
    source_price = IntegerField(null=True)
    season = TextField()
    sub_customer = TextField()
    details = TextField(default="")
    """What an invoice file needs beyond the list, see `data.details`."""
    source_export = TextField()
    source_file = TextField()
    source_order = TextField()
    id_code = TextField()
    """Judgement of the customer id with real ids only."""
    id_code_test = TextField()
    """The same in test mode, so that two operators may look at one store in either mode."""
    customer_sort = TextField(null=True)
    contact_sort = TextField(null=True)
    description_sort = TextField(null=True)
    search = TextField()
    """Folded text that the search looks in."""
    first_import = ForeignKeyField(Import, null=True, index=False, backref="brought")
    """The list that first held the line."""
    last_import = ForeignKeyField(Import, null=True, index=False)
    gone = BooleanField(default=False)
    """The last list no longer held the line."""
    held_to = DateField(null=True)
    """Held back (utsatt) in every basis up to this day; after it the line comes back."""
    held_reason = TextField(default="")
    held_by = TextField(default="")
    held_at = UtcField(null=True)
    export = ForeignKeyField(Export, null=True)
    export_id: int | None
    reopened = IntegerField(null=True)
    """Id of the newest rejected order that brought it back; Aktiv kommune may list it as exported.

    It stays when the line is exported again: that export, and its file, can be taken back too.
    """

    class Meta:
        """Indexes for the lists; the open lines have one of their own."""

        indexes = (
            (("type", "reservation_id"), False),
            (("building", "ends"), False),
        )


def open_lines(line: Any = Line) -> Any:
    """Return the condition of lines that are still on the list: not exported, not gone.

    In literals, since the engine asks an index of open lines only for a condition that reads
    like the index's own.
    """
    return line.export.is_null() & (line.source_export == SQL("''")) & (line.gone == SQL("FALSE"))


# Made before the indexes of open lines: of two that serve alike the engine takes the later.
Line.add_index(Line.index(Line.building, Line.price.desc(), Line.id, name="line_all"))
# One for each order that has many different values; the rest sort the open lines anew.
for name, columns in {
    "line_open": (Line.price.desc(), Line.id),
    "line_open_by_price": (Line.price, Line.id, Line.ends),
    "line_open_by_customer": (Line.customer_sort, Line.id),
    "line_open_by_description": (Line.description_sort, Line.id),
    "line_open_by_starts": (Line.starts, Line.id),
    "line_open_by_ends": (Line.ends, Line.id),
    "line_open_by_id": (Line.id, Line.ends),
}.items():
    Line.add_index(Line.index(Line.building, *columns, name=name, where=open_lines()))


class ExportLine(Row):
    """A line as one export took it; a line belongs to one standing export at the most."""

    id = AutoField()
    export = ForeignKeyField(Export)
    export_id: int
    line = ForeignKeyField(Line)
    line_id: int
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
