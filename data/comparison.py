"""What a list would change: new, changed and gone lines, before anything is replaced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from data.buildings import known_buildings
from data.listing import ListedLine, Reading
from data.models import Import
from data.month import Month
from data.stored import (
    SOURCE_FIELDS,
    StoredLine,
    is_outdated,
    open_until,
    source_values,
    stored_lines,
)
from data.text import mask, name_key
from data.views.corrections import Foreseen

PROGRESS_FIELDS = frozenset({"source_export", "source_file", "source_order"})
"""Where a line stands in Aktiv kommune: no news about a line that we have exported."""


@dataclass(frozen=True, slots=True)
class Group:
    """A number of lines and their sum in øre."""

    lines: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """What an import does to a sum: øre before and after, and how many lines it touches."""

    fate: Literal["gone", "changed", "new"]
    lines: int
    before: int
    after: int

    @property
    def difference(self) -> int:
        """Øre by which the sum moves."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a newer list says differently about one line."""

    id: int
    building: str
    customer: str
    fields: tuple[str, ...]
    price_before: int | None
    price_after: int | None
    before: tuple[object, ...] = ()
    """What the store holds in `fields`."""
    after: tuple[object, ...] = ()
    """What the list says in `fields`."""


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line as an import would treat it."""

    fate: Literal["exported", "gone", "changed", "new"]
    """`exported` lines differ too, but stay as they were exported."""
    line: LineChange


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is stored until it is applied."""

    file: str
    digest: str
    reading: Reading
    already: int | None
    """Number of the import that brought this very file, None when it is new."""
    new: Group = Group()
    changed: Group = Group()
    """Lines that change, with the sum they will have."""
    changed_before: int = 0
    """The sum in øre that the changed lines have now."""
    gone: Group = Group()
    unchanged: int = 0
    exported_changes: tuple[LineChange, ...] = ()
    """Differences in lines that we have exported; they are not touched."""
    changes: tuple[LineChange, ...] = ()
    new_ids: frozenset[int] = frozenset()
    reopened_ids: frozenset[int] = frozenset()
    """Lines that accounting rejected: on our list whatever Aktiv kommune says of its export."""
    gone_lines: tuple[LineChange, ...] = ()
    corrections: tuple[Foreseen, ...] = ()
    """Our corrections that the list closes or reopens."""

    @property
    def read(self) -> int:
        """How many lines the file holds."""
        return len(self.reading.lines)

    @property
    def total(self) -> int:
        """Øre of the lines that are on Aktiv kommune's list."""
        return sum(line.price or 0 for line in self.reading.lines if not line.exported)

    @property
    def buildings(self) -> tuple[str, ...]:
        """The buildings the file speaks of."""
        return self.reading.buildings

    @property
    def effects(self) -> tuple[Effect, ...]:
        """New, changed and gone lines with their sums before and after."""
        return (
            Effect("new", self.new.lines, 0, self.new.total),
            Effect("changed", self.changed.lines, self.changed_before, self.changed.total),
            Effect("gone", self.gone.lines, self.gone.total, 0),
        )

    @property
    def exported_there(self) -> Group:
        """Lines that Aktiv kommune has exported: kept, but no part of a basis."""
        prices = [line.price or 0 for line in self.reading.lines if line.exported]
        return Group(len(prices), sum(prices))

    @property
    def planned(self) -> tuple[PlannedLine, ...]:
        """Every line that is not as it was, what needs a look first."""
        new = [
            LineChange(line.id, line.building, _customer(line), (), None, line.price)
            for line in self.reading.lines
            if line.id in self.new_ids
        ]
        return (
            *(PlannedLine("exported", line) for line in self.exported_changes),
            *(PlannedLine("gone", line) for line in self.gone_lines),
            *(PlannedLine("changed", line) for line in self.changes),
            *(PlannedLine("new", line) for line in new),
        )

    @property
    def wanted(self) -> frozenset[int]:
        """Ids of the lines to write: the new and the changed."""
        return self.new_ids | {line.id for line in self.changes}

    @property
    def differs(self) -> bool:
        """Whether any line would be written or marked as gone."""
        return bool(self.wanted or self.gone_lines)

    @property
    def shape(self) -> tuple[object, ...]:
        """What the operator was shown: applying must do just this."""
        return self.new_ids, self.changes, self.gone_lines, self.unchanged, self.corrections


def compare(file: str, digest: str, reading: Reading) -> ImportPlan:
    """Hold a reading against the store; a file that was brought before changes nothing.

    Unless it is the newest list of its buildings, and lines that were exported when it came
    are back on the list: then it brings what it could not bring before.
    """
    brought: Import | None = Import.get_or_none(Import.digest == digest)
    stored = stored_lines([line.id for line in reading.lines])
    if not reading.gives_details:
        reading = _with_known_details(reading, stored)
    known = {key: row.id for key, row in known_buildings(reading).items()}
    plan = _difference(file, digest, reading, known, stored)
    if brought is None or (plan.differs and not is_outdated(brought.id, known.values(), stored)):
        return plan
    return ImportPlan(file, digest, reading, brought.id, unchanged=len(reading.lines))


def _with_known_details(reading: Reading, stored: dict[int, StoredLine]) -> Reading:
    """Return a reading whose lines keep the details that its kind of list does not give.

    Where the list says something else of price, customer or time they are no longer true.
    """
    lines = tuple(
        replace(line, details=str(before.values["details"]))
        if not line.details and (before := stored.get(line.id)) and _is_same_rental(line, before)
        else line
        for line in reading.lines
    )
    return reading if lines == reading.lines else replace(reading, lines=lines)


def _is_same_rental(line: ListedLine, before: StoredLine) -> bool:
    names = ("customer_type", "customer_id", "organization", "starts", "ends", "price")
    return all(before.values[name] == getattr(line, name) for name in names)


def _difference(
    file: str,
    digest: str,
    reading: Reading,
    known: dict[str, int],
    stored: dict[int, StoredLine],
) -> ImportPlan:
    new: list[ListedLine] = []
    changes: list[LineChange] = []
    locked: list[LineChange] = []
    for line in reading.lines:
        before = stored.get(line.id)
        if before is None:
            new.append(line)
            continue
        now = source_values(
            line, known.get(name_key(line.building)), is_reopened=before.is_reopened
        )
        change = _line_change(line, before.values, now)
        if before.is_exported and not PROGRESS_FIELDS.issuperset(change.fields):
            locked.append(change)
        elif not before.is_exported and (change.fields or before.is_gone):
            changes.append(change)
    lost = _missing(reading, known)
    return ImportPlan(
        file,
        digest,
        reading,
        None,
        new=Group(len(new), sum(line.price or 0 for line in new)),
        changed=Group(len(changes), sum(line.price_after or 0 for line in changes)),
        changed_before=sum(line.price_before or 0 for line in changes),
        gone=Group(len(lost), sum(line.price_before or 0 for line in lost)),
        unchanged=len(reading.lines) - len(new) - len(changes) - len(locked),
        exported_changes=tuple(locked),
        changes=tuple(changes),
        new_ids=frozenset(line.id for line in new),
        reopened_ids=frozenset(id_ for id_, before in stored.items() if before.is_reopened),
        gone_lines=tuple(lost),
    )


def _changed_fields(before: dict[str, object], after: dict[str, object]) -> tuple[str, ...]:
    return tuple(name for name in SOURCE_FIELDS if before[name] != after[name])


def _line_change(
    line: ListedLine, before: dict[str, object], after: dict[str, object]
) -> LineChange:
    price = before["price"]
    fields = _changed_fields(before, after)
    return LineChange(
        line.id,
        line.building,
        _customer(line),
        fields,
        price if isinstance(price, int) else None,
        line.price,
        tuple(before[name] for name in fields),
        tuple(after[name] for name in fields),
    )


def _customer(line: ListedLine) -> str:
    return mask(line.organization or line.contact)


def _missing(reading: Reading, known: dict[str, int]) -> list[LineChange]:
    """Find open lines that the list should hold and does not.

    A list to the 31st says nothing about November: only lines that ended by the end of the
    last month in the file, building by building, can be missed in it.
    """
    present = {line.id for line in reading.lines}
    latest: dict[int, datetime] = {}
    for line in reading.lines:
        building_id = known.get(name_key(line.building))
        if building_id is not None:
            latest[building_id] = max(latest.get(building_id, line.ends), line.ends)
    lost: list[LineChange] = []
    for building_id, end in latest.items():
        last = Month.of(end.date()).last
        lost += [
            LineChange(id_, building, mask(customer), (), price, None)
            for id_, building, customer, price in open_until(building_id, last)
            if id_ not in present
        ]
    return lost
