"""Buildings (bygg/anlegg) and the account strings that carry their names."""

from __future__ import annotations

import difflib
import json

from data.errors import UsageProblem
from data.listing import CustomerType, ListedAccountString
from data.models import AccountString, Building
from data.text import fold, sort_key
from data.words import N_

CUSTOMER_TYPES: tuple[CustomerType, ...] = ("external", "internal")


def building_named(name: str) -> Building:
    """Return the building of that name, whatever the case of its letters.

    Raises UsageProblem F319 naming the nearest building when there is none.
    """
    rows: list[Building] = list(Building.select().where(Building.name_key == fold(name)).limit(1))
    if rows:
        return rows[0]
    names = [row.name for row in Building.select()]
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    if near:
        raise UsageProblem(
            "F319",
            N_("No building is called «{name}». The nearest is {nearest}."),
            name=name,
            nearest=near[0],
        )
    raise UsageProblem(
        "F319", N_("No building is called «{name}». Import its list first."), name=name
    )


def find_or_add(name: str, source_id: int | None = None) -> tuple[Building, bool]:
    """Return the building a source speaks of, and whether it is new.

    A source's own id finds a building that was renamed since; the new name is kept.
    """
    query = Building.name_key == fold(name)
    if source_id is not None:
        query = (Building.source_id == source_id) | query
    rows: list[Building] = list(
        Building.select().where(query).order_by(Building.source_id.is_null()).limit(1)
    )
    if not rows:
        return (
            Building.create(
                name=name, name_key=fold(name), name_sort=sort_key(name), source_id=source_id
            ),
            True,
        )
    found = rows[0]
    if source_id is not None and (found.source_id, found.name) != (source_id, name):
        found.source_id, found.name = source_id, name
        found.name_key, found.name_sort = fold(name), sort_key(name)
        found.save()
    return found, False


def add_account_strings(building: Building, listed: tuple[ListedAccountString, ...]) -> int:
    """Give a building its account strings: the source's, else one named after it for each kind.

    The codes of a string named after the building are asked for when a file is to be made.
    Returns how many were added.
    """
    mine = [string for string in listed if fold(string.building) == building.name_key]
    if not mine:
        has_any = AccountString.select().where(AccountString.building == building).exists()
        if has_any:
            return 0
        mine = [
            ListedAccountString(building.name, kind, building.name, {}) for kind in CUSTOMER_TYPES
        ]
    return sum(_add_account_string(building, string) for string in mine)


def _add_account_string(building: Building, string: ListedAccountString) -> bool:
    key = fold(string.name)
    taken = (AccountString.customer_type == string.customer_type) & (AccountString.name_key == key)
    if AccountString.select().where(taken).exists():
        return False
    AccountString.create(
        customer_type=string.customer_type,
        name_key=key,
        building=building,
        name=string.name,
        codes=json.dumps(string.codes, ensure_ascii=False, sort_keys=True),
    )
    return True
