"""What operators add to the lists: corrections, decisions about customers, notes."""

from __future__ import annotations

from peewee import AutoField, DateField, ForeignKeyField, IntegerField, TextField

from data.models.answers import SignOff
from data.models.base import Row, UtcField
from data.models.buildings import Building
from data.models.lines import Line


class Correction(Row):
    """One field of a line that we know better than Aktiv kommune; never removed."""

    id = AutoField()
    batch = IntegerField(index=True)
    """Id of the first correction made in the same act: they are undone together."""
    line = ForeignKeyField(Line)
    line_id: int
    field = TextField()
    before = TextField()
    """JSON: what the source said when it was corrected."""
    value = TextField()
    """JSON: what we say."""
    origin = TextField()
    """Who knew: `application`, `register`, `customer` or `accounting`."""
    reason = TextField()
    operator = TextField()
    at = UtcField()
    state = TextField(default="standing")
    """`standing`, `replaced` by a later one, `undone`, `closed` when the source brought the
    same, `reopened` when it brought something else."""
    ended_at = UtcField(null=True)
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
    """What an operator decided about a customer; offered when the same question returns."""

    id = AutoField()
    kind = TextField()
    """Key of the deviation that asked."""
    subject = TextField()
    """What was asked about, as the deviation names it; ids in it are digests."""
    question = TextField()
    """The sentence that was answered, in English, identity numbers masked."""
    origin = TextField()
    """Who knew, as far as the reason tells, see `data.decisions`."""
    reason = TextField()
    operator = TextField()
    at = UtcField()
    sign_off = ForeignKeyField(SignOff)
    """The answer it was part of; withdrawn with it."""
    sign_off_id: int

    class Meta:
        """The newest of a subject counts."""

        indexes = ((("kind", "subject"), False),)


class Note(Row):
    """A note (merknad) on a line, a customer, a point of a checklist or an export."""

    id = AutoField()
    kind = TextField()
    subject = TextField()
    building = ForeignKeyField(Building, null=True)
    building_id: int | None
    to_date = DateField(null=True)
    text = TextField()
    operator = TextField()
    at = UtcField()
    removed_at = UtcField(null=True)
    removed_by = TextField(default="")

    class Meta:
        """Looked up by what it stands on."""

        indexes = ((("kind", "subject"), False),)
