"""Part Imports: bring a list in, whole or not at all, after showing what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from peewee import fn

from data import money
from data.buildings import add_account_strings, known_buildings, settle_buildings
from data.comparison import ImportPlan, compare
from data.corrected import settle
from data.customer_id import mask
from data.dates import local
from data.effective import derived
from data.errors import Problem, Refused
from data.files import later
from data.foreseen import foreseen
from data.former_names import RENAMED
from data.holding import mark_what_now_costs
from data.inbox import FileRead, read_content
from data.journal import Event, Journal
from data.listing import ListedLine, Reading, ReadOptions
from data.models import Building, ControlTotal, Import, Line, among, chunks, tuples
from data.sqlite import execute_many
from data.store import change
from data.stored import source_values
from data.text import fold, name_key, sort_key
from data.views import ImportView
from data.views.lines import CORRECTABLE
from data.words import N_

IMPORTED = Event(
    "imported",
    N_("imported I-{number:04d} {file}: {new} new, {changed} changed, {gone} gone, sum {total}"),
    concerns_all=True,
    needs_building=False,
)
TOTAL_IMPORTED = Event(
    "control_total_imported",
    N_("control total {total} / {items} items from {file}"),
    needs_building=False,
    leaves="lines",
)


OUR_FIELDS = ("id", "first_import", "held_to", "held_reason", "held_by", "held_at", "reopened")
"""What a list says nothing about: marks survive a newer list."""

PORTION = 500
"""Lines written between two reports of progress."""

Progress = Callable[[int, int], None]
"""Told how many lines of how many are done."""


class Imports:
    """Reads lists and totals into the store."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def plan(self, file: str, content: bytes, options: ReadOptions | None = None) -> ImportPlan:
        """Read a file and say what it would change; raises Refused when it cannot be read."""
        return self.weigh(read_content(file, content, options.dates if options else None))

    def weigh(self, found: FileRead) -> ImportPlan:
        """Say what a file that was read would change."""
        return _weighed(found.file, found.digest, found.reading)

    def apply(self, plan: ImportPlan, progress: Progress | None = None) -> ImportPlan:
        """Store what the plan says in one transaction; a file brought before changes nothing.

        `progress` is told how many lines of how many are written; what it raises undoes all.
        Raises Problem F105 when somebody changed the lines since the plan was shown.
        """
        with change():
            now = _weighed(plan.file, plan.digest, plan.reading)
            if now.already is not None:
                return now
            if now.shape != plan.shape:
                raise Problem(
                    "F105",
                    N_("The lines were changed while you read the comparison. Look at it again."),
                )
            self._store(now, progress or _silent)
        return now

    def latest(self) -> ImportView | None:
        """Return the file that was brought in last."""
        rows: list[Import] = list(Import.select().order_by(Import.id.desc()).limit(1))
        return _shown(rows[0]) if rows else None

    def numbered(self, number: int) -> ImportView:
        """Return the import of that number."""
        return _shown(Import.get_by_id(number))

    def numbers(self, digests: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the imports that brought files with these digests."""
        query = Import.select(Import.digest, Import.id).where(Import.digest.in_(list(digests)))
        return dict(tuples(query))

    def check_total(self, plan: ImportPlan, total: int) -> None:
        """Refuse a file whose sum is not the one stated; raises Refused F103."""
        if plan.total != total:
            raise Refused(
                "F103",
                N_(
                    "{file} adds up to {found}, not {stated}: {difference}. Choose «Alle» rows in"
                    " Aktiv kommune before saving the list."
                ),
                cells=(),
                file=plan.file,
                found=money.show(plan.total),
                stated=money.show(total),
                difference=money.show(plan.total - total),
            )

    def _store(self, plan: ImportPlan, progress: Progress) -> None:
        reading = plan.reading
        number = self._number(plan)
        names = {row.id: row.name for row in known_buildings(reading).values()}
        buildings = settle_buildings(reading)
        self._note_new_names(names, buildings)
        for building in {row.id: row for row in buildings.values()}.values():
            add_account_strings(building, reading.account_strings)
        _write(plan, buildings, number, progress)
        settle(self._journal, plan.changes)
        mark_what_now_costs(line.id for line in plan.changes)
        _mark_gone([line.id for line in plan.gone_lines])
        later.keep(plan.exported_changes, reading, self._journal.now())
        listed = {buildings[name_key(line.building)].id for line in reading.lines}
        Building.update(last_import=number).where(Building.id.in_(sorted(listed))).execute()
        self._note(plan, number, buildings)
        self._store_totals(plan, buildings)

    def _note_new_names(self, before: dict[int, str], buildings: dict[str, Building]) -> None:
        for row in {row.id: row for row in buildings.values()}.values():
            if before.get(row.id, row.name) != row.name:
                self._journal.write(RENAMED, row.id, before=before[row.id], name=row.name)

    def _number(self, plan: ImportPlan) -> int:
        """Return the number of the import; a file that is brought again keeps its own."""
        known: Import | None = Import.get_or_none(Import.digest == plan.digest)
        if known is not None:
            return int(known.id)
        row = Import.create(
            file=plan.file,
            digest=plan.digest,
            kind=plan.reading.kind,
            operator=self._journal.operator,
            at=self._journal.now(),
            lines=plan.read,
            total=plan.total,
        )
        return int(row.id)

    def _note(self, plan: ImportPlan, number: int, buildings: dict[str, Building]) -> None:
        """Write for each building what the file brought it."""
        changed_ids = {line.id for line in plan.changes}
        new: Counter[int | None] = Counter()
        changed, total = new.copy(), new.copy()
        for line in plan.reading.lines:
            here = buildings[name_key(line.building)].id
            new[here] += line.id in plan.new_ids
            changed[here] += line.id in changed_ids
            total[here] += 0 if line.exported else line.price or 0
        gone = _buildings_of_lines(line.id for line in plan.gone_lines)
        named: list[int | None] = [buildings[name_key(name)].id for name in plan.buildings]
        for building_id in dict.fromkeys(named or [None]):
            self._journal.write(
                IMPORTED,
                building_id,
                number=number,
                file=mask(plan.file),
                new=new[building_id],
                changed=changed[building_id],
                gone=gone[building_id],
                total=money.show(total[building_id]),
            )

    def _store_totals(self, plan: ImportPlan, buildings: dict[str, Building]) -> None:
        for listed in plan.reading.totals_added_up:
            building = buildings[fold(listed.building)]
            ControlTotal.create(
                building=building,
                to_date=listed.to,
                total=listed.total,
                count=listed.count,
                origin=plan.file,
                operator=self._journal.operator,
                at=self._journal.now(),
            )
            self._journal.write(
                TOTAL_IMPORTED,
                building.id,
                total=money.show(listed.total),
                items=listed.count,
                file=mask(plan.file),
            )


def _shown(row: Import) -> ImportView:
    return ImportView(row.id, row.file, row.operator, local(row.at), row.lines, row.total)


def _weighed(file: str, digest: str, reading: Reading) -> ImportPlan:
    """Hold a reading against the store, and our corrections against the reading."""
    plan = compare(file, digest, reading)
    return replace(plan, corrections=foreseen(plan.changes))


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def _write(
    plan: ImportPlan, buildings: dict[str, Building], number: int, progress: Progress
) -> None:
    """Insert new lines and update changed ones, a portion at a time."""
    wanted = plan.wanted
    lines = [line for line in plan.reading.lines if line.id in wanted]
    for start in range(0, len(lines), PORTION):
        progress(start, len(lines))
        for is_new in (True, False):
            rows = [
                _stored(
                    line,
                    buildings[name_key(line.building)].id,
                    number,
                    is_reopened=line.id in plan.reopened_ids,
                )
                for line in lines[start : start + PORTION]
                if (line.id in plan.new_ids) is is_new
            ]
            if rows:
                statement = _statement(tuple(rows[0]), is_new)
                execute_many(statement, [tuple(row.values()) for row in rows])


@cache
def _statement(names: tuple[str, ...], is_new: bool) -> str:
    """Let Peewee write the statement once, for every row to come.

    An insert that may turn into an update costs the engine twice as much as one that may not.
    """
    fields = {name: getattr(Line, name) for name in names}
    query = Line.insert_many([(None,) * len(names)], fields=[*fields.values()])
    if not is_new:
        theirs = [field for name, field in fields.items() if name not in OUR_FIELDS]
        query = query.on_conflict(conflict_target=[Line.id], preserve=theirs)
    statement, _ = query.sql()
    return str(statement)


def _stored(
    line: ListedLine, building_id: int, import_id: int, *, is_reopened: bool
) -> dict[str, object]:
    customer = line.organization or line.contact
    values = source_values(line, building_id, is_reopened=is_reopened)
    values["building"] = values.pop("building_id")
    values["starts"] = line.starts.isoformat(sep=" ")
    values["ends"] = line.ends.isoformat(sep=" ")
    return {
        "id": line.id,
        **values,
        **derived(line),
        "customer_sort": sort_key(customer) or None,
        "contact_sort": sort_key(line.contact) or None,
        "description_sort": sort_key(line.description) or None,
        **{f"source_{name}": values[name] for name in CORRECTABLE},
        "first_import": import_id,
        "last_import": import_id,
        "gone": False,
        "held_to": None,
        "held_reason": "",
        "held_by": "",
        "held_at": None,
    }


def _buildings_of_lines(ids: Iterable[int]) -> Counter[int | None]:
    """Count lines by the building they are in."""
    found: Counter[int | None] = Counter()
    for chunk in chunks(ids):
        query = Line.select(Line.building, fn.COUNT(Line.id)).where(among(Line.id, chunk))
        found.update(dict(tuples(query.group_by(Line.building))))
    return found


def _mark_gone(ids: list[int]) -> None:
    for chunk in chunks(ids):
        Line.update(gone=True).where(among(Line.id, chunk)).execute()
