"""What operators answered: sign-offs, control totals, and what two of them allowed."""

from __future__ import annotations

from peewee import AutoField, DateField, ForeignKeyField, IntegerField, TextField

from data.models.base import Row, UtcField
from data.models.buildings import Building
from data.models.exports import Export


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
    """JSON: the values that were judged, by line id, and the findings answered for."""
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


class Approval(Row):
    """What one operator asks for and another one allows (to personer)."""

    id = AutoField()
    kind = TextField()
    subject = TextField()
    reason = TextField()
    asked_by = TextField()
    asked_at = UtcField()
    given_by = TextField(default="")
    given_at = UtcField(null=True)
    withdrawn_at = UtcField(null=True)

    class Meta:
        """Looked up by what it is about."""

        indexes = ((("kind", "subject"), False),)
