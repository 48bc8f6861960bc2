"""Buildings (bygg/anlegg) and the account strings that carry their names."""

from __future__ import annotations

import difflib
import json

from data.dates import show
from data.errors import UsageProblem
from data.former_names import formerly_called
from data.listing import CustomerType, ListedAccountString, Reading
from data.models import AccountString, Building
from data.text import fold, sort_key, written
from data.words import N_

CUSTOMER_TYPES: tuple[CustomerType, ...] = ("external", "internal")


def building_named(name: str) -> Building:
    """Return the building of that name, whatever the case of its letters.

    Raises UsageProblem F319 naming the nearest building when there is none.
    """
    # What a command line cannot decode comes as half characters, which no store takes.
    key = fold(name).encode(errors="replace").decode()
    found: Building | None = Building.get_or_none(Building.name_key == key)
    if found is not None:
        return found
    former = formerly_called(name)
    if former is not None:
        raise UsageProblem(
            "F319",
            N_("«{name}» has been called {today} since {day}. Use the name of today."),
            name=former[1].name,
            today=Building.get_by_id(former[0]).name,
            day=show(former[1].until),
        )
    names = [row.name for row in Building.select()]
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    if near:
        raise UsageProblem(
            "F319",
            N_("No building is called «{name}». The nearest is {nearest}."),
            name=written(name),
            nearest=near[0],
        )
    raise UsageProblem(
        "F319", N_("No building is called «{name}». Import its list first."), name=written(name)
    )


def known_buildings(reading: Reading) -> dict[str, Building]:
    """Return the known buildings that a file means, by folded name; new ones are left out.

    A source's own id says which building it is, whatever it is called today. Where another
    building bears the name and keeps it, that one is meant: people and lists without ids go
    by names.
    """
    rows: list[Building] = list(Building.select())
    by_key = {row.name_key: row for row in rows}
    by_source: dict[int | None, Building] = {
        row.source_id: row for row in rows if row.source_id is not None
    }
    ids = _source_ids(reading)
    found: dict[str, Building] = {}
    for key in map(fold, reading.buildings):
        named, same = by_key.get(key), by_source.get(ids.get(key))
        gives_name_up = (
            named is not None
            and key in ids
            and named.source_id != ids[key]
            and named.source_id in ids.values()
        )
        meant = same if named is None or gives_name_up else named
        if meant is not None:
            found[key] = meant
    return found


def settle_buildings(reading: Reading) -> dict[str, Building]:
    """Add the buildings a file speaks of and rename those it calls otherwise; by folded name.

    What was exported and copied keeps the name it had then.
    """
    found, ids = known_buildings(reading), _source_ids(reading)
    names = {fold(name): name for name in reversed(reading.buildings)}
    renamed = {
        row.id: (row, names[key], ids[key])
        for key, row in found.items()
        if key in ids and (row.source_id, row.name) != (ids[key], names[key])
    }
    if renamed:
        _free_names_and_ids(list(renamed), [source_id for _, _, source_id in renamed.values()])
    for row, name, source_id in renamed.values():
        _rename(row, name, source_id)
    made: dict[int, Building] = {}
    for key in [key for key in names if key not in found]:
        found[key] = _add(names[key], ids, made)
    return found


def _add(name: str, ids: dict[str, int], made: dict[int, Building]) -> Building:
    """Add a building; a second name of one that this file has `made` is the same building."""
    source_id = ids.get(fold(name))
    if source_id is not None and source_id in made:
        return made[source_id]
    row = Building.create(
        name=name, name_key=fold(name), name_sort=sort_key(name), source_id=source_id
    )
    if source_id is not None:
        made[source_id] = row
    return row


def _source_ids(reading: Reading) -> dict[str, int]:
    return {fold(name): source_id for name, source_id in reading.building_ids.items()}


def _free_names_and_ids(rows: list[int], source_ids: list[int]) -> None:
    """Let buildings swap names: nobody bears one while they are given out anew."""
    Building.update(source_id=None).where(Building.source_id.in_(source_ids)).execute()
    free = Building.update(name_key=Building.id.cast("TEXT").concat("\n"))
    free.where(Building.id.in_(rows)).execute()


def _rename(row: Building, name: str, source_id: int) -> None:
    """Give a building its name of today, and the strings that were named after it too."""
    key, named_after = fold(name), AccountString.building == row
    strings: list[AccountString] = list(
        AccountString.select().where(named_after, AccountString.name_key == row.name_key)
    )
    row.name, row.name_key, row.name_sort, row.source_id = name, key, sort_key(name), source_id
    row.save()
    for string in strings:
        if _string_named(string.customer_type, key) is None:
            string.name, string.name_key = name, key
            string.save()


def add_account_strings(building: Building, listed: tuple[ListedAccountString, ...]) -> None:
    """Give a building its account strings: the source's, else one named after it for each kind.

    The codes of a string named after the building are asked for when a file is to be made. A
    string that the source gives to several buildings belongs to none of them alone.
    """
    mine = [string for string in listed if fold(string.building) == building.name_key]
    if not mine and not AccountString.select().where(AccountString.building == building).exists():
        mine = [
            ListedAccountString(building.name, kind, building.name, {}) for kind in CUSTOMER_TYPES
        ]
    for string in mine:
        _add_account_string(building, string)


def _string_named(customer_type: str, key: str) -> AccountString | None:
    return AccountString.get_or_none(
        AccountString.customer_type == customer_type, AccountString.name_key == key
    )


def _add_account_string(building: Building, string: ListedAccountString) -> None:
    codes = json.dumps(string.codes, ensure_ascii=False, sort_keys=True)
    known = _string_named(string.customer_type, fold(string.name))
    if known is None:
        AccountString.create(
            customer_type=string.customer_type,
            name_key=fold(string.name),
            building=building,
            name=string.name,
            codes=codes,
        )
        return
    if known.building_id != building.id:
        known.building = None
    if known.codes == "{}":
        known.codes = codes
    known.save()
