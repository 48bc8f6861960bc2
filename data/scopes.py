"""Which lines a basis covers, as conditions put so that the store walks no more than it must."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from data.models import Line
from data.views import Scope

EVERY_BUILDING = 0
"""Stands for a building's id where a list is of all of them."""


def in_scope(scope: Scope, line: Any = Line) -> Any:
    """Return the condition of a basis: to ≤ that day 23:59:59, and nothing from below.

    What earlier months left behind belongs to it, as in Aktiv kommune.
    """
    inside = ended_before(end_of(scope.to), line)
    if scope.building_id != EVERY_BUILDING:
        inside = (line.building == scope.building_id) & inside
    return inside & _of_season(scope, line)


def beyond_scope(scope: Scope) -> Any:
    """Return the condition of the building's lines that end after the to-date."""
    later = (Line.building == scope.building_id) & (Line.ends >= end_of(scope.to))
    return later & _of_season(scope, Line)


def ended_before(moment: datetime, line: Any = Line) -> Any:
    """Return the condition of lines that ended before a moment, however long ago.

    Not as `ends < moment`: the engine would take it for a range worth walking, and walk all
    that a building ever had to find the few lines that are open.
    """
    return ~(line.ends >= moment)


def is_held(to: date, line: Any = Line) -> Any:
    """Return the condition of lines that are held back in a basis to a day."""
    return line.held_to.is_null(False) & (line.held_to >= to)


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over."""
    return datetime.combine(day + timedelta(days=1), time.min)


def _of_season(scope: Scope, line: Any) -> Any:
    """A season's lines, and the events, which have no season of their own."""
    return line.season.in_([scope.season, ""]) if scope.season else line.id.is_null(False)
