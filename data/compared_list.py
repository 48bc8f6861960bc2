"""Which lines of a list, read and not stored, stand against the lines of one basis or export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from data.buildings import known_buildings
from data.errors import Problem
from data.inbox import FileRead
from data.listing import ListedLine, ListedTotal
from data.models import Line, among, chunks, tuples
from data.text import mask, name_key
from data.views import Scope
from data.views.differences import LeftOut
from data.words import N_

ON_THE_LIST = frozenset({""})
"""The export numbers of lines that Aktiv kommune has not exported."""


class _Known(NamedTuple):
    """What the store knows of a line."""

    has_left: bool
    """Exported, here or in Aktiv kommune."""
    season: str


def total_of(found: FileRead, scope: Scope) -> ListedTotal | None:
    """Return the total that a file without lines gives for a basis; None for a list."""
    if found.reading.lines:
        return None
    known = known_buildings(found.reading)
    for total in found.reading.totals_added_up:
        building = known.get(name_key(total.building))
        if building is not None and (building.id, total.to) == (scope.building_id, scope.to):
            return total
    raise _says_nothing(found, scope)


def taken_along(
    found: FileRead, scope: Scope, ids: set[int]
) -> tuple[tuple[ListedLine, ...], LeftOut]:
    """Return the lines of a list that stand against the lines of these ids, and what is left out.

    Where the list says that Aktiv kommune exported some of them, all of that export do and the
    rest of the list does not; else all that is still to be exported. Raises Problem F338 when
    the list has no line of the building.
    """
    mine = _of_basis(found, scope)
    if not mine:
        raise _says_nothing(found, scope)
    stored = _stored(line.id for line in mine)
    # Of ids that are compared the store may say so too: an export here is no earlier one.
    earlier = {id_ for id_, known in stored.items() if known.has_left} - ids
    here = [line for line in mine if line.id not in earlier]
    exports = {line.exported for line in here if line.id in ids} - ON_THE_LIST or ON_THE_LIST
    chosen = tuple(line for line in here if line.exported in exports)
    not_exported = sum(not line.exported for line in here) if exports != ON_THE_LIST else 0
    return chosen, LeftOut(
        elsewhere=len(found.reading.lines) - len(mine),
        exported_before=len(mine) - len(chosen) - not_exported,
        not_exported=not_exported,
    )


def _of_basis(found: FileRead, scope: Scope) -> list[ListedLine]:
    """Return the lines of the building, and of the season where both know of one."""
    known = known_buildings(found.reading)
    here = {key for key, building in known.items() if building.id == scope.building_id}
    mine = [line for line in found.reading.lines if name_key(line.building) in here]
    if not scope.season:
        return mine
    stored = _stored(line.id for line in mine)
    return [line for line in mine if _season(line, stored) in (scope.season, "")]


def _season(line: ListedLine, stored: dict[int, _Known]) -> str:
    known = stored.get(line.id)
    return line.season or (known.season if known else "")


def _stored(ids: Iterable[int]) -> dict[int, _Known]:
    found: dict[int, _Known] = {}
    for chunk in chunks(ids):
        query = Line.select(Line.id, Line.export, Line.source_export, Line.season)
        for id_, export, source, season in tuples(query.where(among(Line.id, chunk))):
            found[id_] = _Known(export is not None or source != "", season)
    return found


def _says_nothing(found: FileRead, scope: Scope) -> Problem:
    return Problem(
        "F338",
        N_("{file} says nothing about {building}. Choose a list with its lines."),
        file=mask(found.file),
        building=scope.building,
    )
