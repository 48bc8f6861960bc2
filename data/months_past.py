"""What a building had in the months behind a basis: their sums, and whose they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from peewee import fn

from data.facts import PastMonth
from data.models import Line, tuples
from data.month import Month
from data.sqlite import month_of
from data.text import mask
from data.views.past import MonthSum

MONTHS_BACK = 12
"""Months before that of the basis; with it the same month of two years is there."""


@dataclass(frozen=True, slots=True)
class MonthsBehind:
    """The months behind a basis."""

    sums: tuple[MonthSum, ...]
    """Oldest first, one for every month."""
    last: PastMonth | None
    """The month before; None when the building had nothing."""
    last_year: PastMonth | None
    """The same month a year before."""


def months_behind(building_id: int, month: Month) -> MonthsBehind:
    """Return what a building had, exported or not, in the twelve months before one."""
    months = [month]
    for _ in range(MONTHS_BACK):
        months.insert(0, months[0].previous())
    before = months[:-1]
    return MonthsBehind(
        _sums(building_id, before),
        past_month(building_id, before[-1]),
        past_month(building_id, before[0]),
    )


def _begin(month: Month) -> datetime:
    return datetime.combine(month.first, time.min)


def _ended_in(building_id: int, first: Month, last: Month) -> Any:
    """Return the condition of lines that are not gone and ended in these months."""
    return (
        (Line.building == building_id)
        & (Line.ends >= _begin(first))
        & (Line.ends < _begin(last.next()))
        & (Line.gone == False)  # noqa: E712 - Peewee builds the condition from ==
    )


def _sums(building_id: int, months: list[Month]) -> tuple[MonthSum, ...]:
    """Return count and sum of each month, in one question."""
    month = month_of(Line.ends)
    query = (
        Line.select(month, fn.COUNT(Line.id), fn.COALESCE(fn.SUM(Line.price), 0))
        .where(_ended_in(building_id, months[0], months[-1]))
        .group_by(month)
    )
    found = {month: (lines, total) for month, lines, total in tuples(query)}
    return tuple(MonthSum(month.first, *found.get(str(month), (0, 0))) for month in months)


def past_month(building_id: int, month: Month) -> PastMonth | None:
    """Return what a building had in a month, exported or not; None when it had nothing."""
    customer = fn.COALESCE(fn.NULLIF(Line.organization, ""), Line.contact)
    query = (
        Line.select(customer, fn.COUNT(Line.id), fn.COALESCE(fn.SUM(Line.price), 0))
        .where(_ended_in(building_id, month, month))
        .group_by(customer)
        .order_by(customer)
    )
    rows = tuples(query)
    if not rows:
        return None
    return PastMonth(
        month.first,
        sum(count for _, count, _ in rows),
        sum(total for _, _, total in rows),
        tuple((mask(name), total) for name, _, total in rows),
    )
