"""How lines of earlier months came into a basis, and which lines lie across its end."""

from __future__ import annotations

from datetime import date, datetime, time

from data.around import Arrival
from data.dates import local
from data.models import Export, Import, Line, among, open_lines, tuples
from data.month import Month
from data.rows import line_query, line_rows
from data.scopes import beyond_scope, end_of
from data.views import LineRow, Scope


def arrivals(scope: Scope, lines: tuple[LineRow, ...]) -> dict[int, Arrival]:
    """Return for each line that ended before the month how it comes to stand in the basis."""
    first = datetime.combine(Month.of(scope.to).first, time.min)
    late = [line for line in lines if line.ends < first]
    if not late:
        return {}
    query = Line.select(Line.id, Import.at).join(Import, on=Line.first_import == Import.id)
    brought = dict(tuples(query.where(among(Line.id, [line.id for line in late]))))
    exports = _standing_exports(scope.building_id)
    return {line.id: _arrival(line, brought.get(line.id), exports) for line in late}


def _standing_exports(building_id: int) -> list[tuple[date, str, int, datetime]]:
    """Return to-date, season, number and time of a building's exports, by to-date."""
    query = (
        Export.select(Export.to_date, Export.season, Export.id, Export.at)
        .where(Export.building == building_id, Export.reversed_at.is_null())
        .order_by(Export.to_date, Export.id)
    )
    return [(to, season, number, at) for to, season, number, at in tuples(query)]


def _arrival(
    line: LineRow, brought: datetime | None, exports: list[tuple[date, str, int, datetime]]
) -> Arrival:
    """Hold a line's first list against the first export that would have taken it."""
    for to, season, number, at in exports:
        is_of_season = not season or line.season in ("", season)
        if to >= line.ends.date() and is_of_season:
            is_after = brought is not None and brought > at
            return Arrival(line.id, number, local(at).date() if is_after else None)
    return Arrival(line.id)


def crossing(scope: Scope, *, test_mode: bool) -> tuple[LineRow, ...]:
    """Return the open lines that begin by the to-date and end after it, by end."""
    query = line_query(test_mode).where(
        beyond_scope(scope), open_lines(), Line.starts < end_of(scope.to)
    )
    return tuple(line_rows(query.order_by(Line.ends, Line.id), scope.to))
