"""Buildings as the type-ahead offers them, by the name of today or one of before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peewee import JOIN, fn

from data.former_names import FormerName, former_names
from data.models import Building, Line, open_lines, tuples
from data.scopes import end_of, ended_before
from data.text import sought


@dataclass(frozen=True, slots=True)
class BuildingHit:
    """A building the type-ahead offers, with what its basis would hold."""

    building_id: int
    building: str
    lines: int
    total: int
    former: tuple[FormerName, ...] = ()
    """What it was called before, newest first."""

    def is_called(self, text: str) -> bool:
        """Tell whether a name of it, of today or before, holds the text anywhere."""
        names = (self.building, *(each.name for each in self.former))
        return any(sought(text) in sought(name) for name in names)


def search_buildings(text: str, to: date) -> list[BuildingHit]:
    """Return the buildings whose name holds `text`, those with most lines to a day first."""
    inside = open_lines() & ended_before(end_of(to))
    query = (
        Building.select(
            Building.id, Building.name, fn.COUNT(Line.id), fn.COALESCE(fn.SUM(Line.price), 0)
        )
        .join(Line, join_type=JOIN.LEFT_OUTER, on=(Line.building == Building.id) & inside)
        .group_by(Building.id)
        .order_by(fn.COUNT(Line.id).desc(), Building.name_sort)
    )
    former = former_names()
    hits = [
        BuildingHit(id_, name, lines, total, former.get(id_, ()))
        for id_, name, lines, total in tuples(query)
    ]
    return [hit for hit in hits if hit.is_called(text)]
