"""The tables of the store; nothing outside `data` sees a row of them.

Amounts are integer øre. Times of rentals are Oslo wall time as printed; times of events are
UTC. Nothing is ever deleted: what is taken back keeps its row and says when, by whom and why.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

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


class Building(Row):
    """A building or facility (bygg/anlegg): what one prepares and exports at a time."""

    id = AutoField()
    name = TextField()
    name_key = TextField(unique=True)
    name_sort = TextField()
    source_id = IntegerField(null=True, unique=True)


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
    season = TextField()
    sub_customer = TextField()
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
    last_import = ForeignKeyField(Import, null=True, index=False)
    gone = BooleanField(default=False)
    """The last list no longer held the line."""
    held = BooleanField(default=False)
    held_reason = TextField(default="")
    held_by = TextField(default="")
    export = ForeignKeyField(Export, null=True)
    export_id: int | None

    class Meta:
        """Indexes for the lists; the open lines have one of their own."""

        indexes = (
            (("type", "reservation_id"), False),
            (("building", "ends"), False),
        )


Line.add_index(
    Line.index(
        Line.building,
        Line.price.desc(),
        Line.id,
        name="line_open",
        where=Line.export.is_null(),
    )
)


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


class SignOff(Row):
    """Somebody's answer for one point of the checklist, bound to the lines it covers."""

    id = AutoField()
    building = ForeignKeyField(Building)
    building_id: int
    to_date = DateField()
    season = TextField(default="")
    check = TextField(column_name="check_key")
    operator = TextField()
    at = UtcField()
    reason = TextField()
    covered = TextField()
    """JSON: digest of what was judged, by line id."""
    withdrawn_at = UtcField(null=True)
    withdrawn_by = TextField(default="")
    withdrawn_reason = TextField(default="")
    export = ForeignKeyField(Export, null=True)
    export_id: int | None
    """The export that froze it."""

    class Meta:
        """Looked up by basis."""

        indexes = ((("building", "to_date", "season"), False),)


class ControlTotal(Row):
    """The total in Aktiv kommune, typed by an operator or imported; the newest one counts."""

    id = AutoField()
    building = ForeignKeyField(Building)
    building_id: int
    to_date = DateField()
    season = TextField(default="")
    total = IntegerField()
    count = IntegerField(null=True)
    """Antall elementer, or rows of the list; None when only the sum is known."""
    origin = TextField()
    """`typed`, or the name of the imported file."""
    covered = TextField(default="")
    """JSON as in `SignOff` for a typed total; empty for an imported one."""
    operator = TextField()
    at = UtcField()
    export = ForeignKeyField(Export, null=True)
    export_id: int | None

    class Meta:
        """Looked up by basis."""

        indexes = ((("building", "to_date", "season"), False),)


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

    building = ForeignKeyField(Building, primary_key=True)
    building_id: int
    operator = TextField()
    host = TextField()
    since = UtcField()
    seen = UtcField()


TABLES = (
    Building, AccountString, Import, Copy, Export, Line, ExportLine, SignOff, ControlTotal,
    JournalRow, Setting, Presence,
)  # fmt: skip
