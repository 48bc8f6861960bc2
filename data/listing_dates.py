"""Dates of a list: thirteen ways to print one, and which way a whole file was printed in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from data.listing import DateOrder
from data.listing_cells import Cell, CellError, text
from data.words import N_, phrase

ORDER_NAMES: dict[DateOrder, str] = {
    "dmy": N_("day, month, year"),
    "mdy": N_("month, day, year"),
    "ymd": N_("year, month, day"),
    "ydm": N_("year, day, month"),
}

Shape = tuple[DateOrder, DateOrder]
"""The two readings of dates that have the year in the same place."""

YEAR_LAST: Shape = ("dmy", "mdy")
YEAR_FIRST: Shape = ("ymd", "ydm")

FIRST_YEAR, LAST_YEAR = 1900, 2099
_YEAR = "(?:19|20)[0-9]{2}"
_NUMBER = "[0-9]{1,2}"
_TIME = f"(?P<between>T| +kl\\.? *|, *| +)({_NUMBER})[:.]([0-9]{{2}})(?:[:.]([0-9]{{2}}))?"
_YEAR_FIRST = re.compile(f"({_YEAR})(?P<sign>[-/.])({_NUMBER})(?P=sign)({_NUMBER})(?:{_TIME})?")
_YEAR_LAST = re.compile(f"({_NUMBER})(?P<sign>[-/.])({_NUMBER})(?P=sign)({_YEAR})(?:{_TIME})?")
_SLASH_DASH = re.compile(f"({_NUMBER})(?P<sign>/)({_NUMBER})-({_YEAR})(?:{_TIME})?")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: what it means by each order that gives a real day."""

    text: str
    readings: dict[DateOrder, datetime]

    @property
    def is_settled(self) -> bool:
        """Whether every reading gives the same day."""
        return len(set(self.readings.values())) == 1


Moment = datetime | Printed
"""A point in time, or one whose order the rest of the file must settle."""

Rental = tuple[Moment, Moment]
"""When it starts and when it ends."""

Times = Mapping[int, datetime | None]
"""What each `Moment` object means, by its identity; None where no settled order fits it.

A list repeats its dates, and the same text is read into the same object: by identity each is
looked at once, however many rows there are.
"""


def moment(cell: Cell) -> Moment:
    """Return a cell's date and time; raises CellError when it has none."""
    if isinstance(cell, datetime):
        return _to_the_second(cell)
    if isinstance(cell, Decimal):
        raise CellError(
            phrase(N_("This is a number. Format the column as date and time in the spreadsheet."))
        )
    raw = text(cell)
    if not raw:
        raise CellError(phrase(N_("The date is missing.")))
    found, orders = _match(raw)
    if found is None:
        raise _no_date()
    if found["between"] is None:
        raise CellError(phrase(N_("The time of day is missing.")))
    readings = _readings(found, orders)
    if not readings:
        raise CellError(phrase(N_("There is no such day or time.")))
    return Printed(raw, readings)


def _no_date() -> CellError:
    return CellError(
        phrase(N_("This is not a date with a time. Dates look like 31.10.2026 21:30."))
    )


def _to_the_second(point: datetime) -> datetime:
    """Return a workbook's time, which is a fraction of a day and misses the second by a hair."""
    if not FIRST_YEAR <= point.year <= LAST_YEAR:
        raise _no_date()
    return (point + timedelta(milliseconds=500)).replace(microsecond=0)


def _match(raw: str) -> tuple[re.Match[str] | None, tuple[DateOrder, ...]]:
    if found := _YEAR_LAST.fullmatch(raw):
        return found, YEAR_LAST
    if found := _SLASH_DASH.fullmatch(raw):
        return found, ("dmy",)
    found = _YEAR_FIRST.fullmatch(raw)
    # Only the international form has a T, and in it the month comes before the day.
    return found, ("ymd",) if found and found["between"] == "T" else YEAR_FIRST


def _readings(found: re.Match[str], orders: tuple[DateOrder, ...]) -> dict[DateOrder, datetime]:
    one, _, two, three, _, hour, minute, second = found.groups()
    readings: dict[DateOrder, datetime] = {}
    for order in orders:
        part = dict(zip(order, (one, two, three), strict=True))
        whole = (part["y"], part["m"], part["d"], hour, minute, second or 0)
        value = _point(*map(int, whole))
        if value is not None:
            readings[order] = value
    return readings


def _point(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - wall time in Oslo
    except ValueError:
        return None


def remaining(
    shape: Shape, rentals: Sequence[Rental], said: DateOrder | None
) -> tuple[DateOrder, ...]:
    """Return the orders in which a file's dates of one shape can be meant.

    None when it has no such dates, one when the file settles it or `said` chooses, two when
    nothing does. Where rows contradict each other it is the order that most of them fit.
    """
    printed = [
        point
        for point in _points(rentals).values()
        if isinstance(point, Printed) and not point.readings.keys().isdisjoint(shape)
    ]
    if not printed:
        return ()
    fits = {order: sum(order in point.readings for point in printed) for order in shape}
    if min(fits.values()) < len(printed):
        return (max(shape, key=fits.__getitem__),)
    if all(point.is_settled for point in printed):
        return shape[:1]
    if said in shape:
        return (said,)
    backwards = _only_backwards(shape, rentals)
    if len(set(backwards.values())) == 1:
        return shape
    return (min(shape, key=backwards.__getitem__),)


def _only_backwards(shape: Shape, rentals: Sequence[Rental]) -> dict[DateOrder, int]:
    """Count, for each order, the rentals that end before they start by that order alone."""
    counts = dict.fromkeys(shape, 0)
    for rental in rentals:
        wrong = [order for order in shape if _ends_first(rental, order)]
        if len(wrong) == 1:
            counts[wrong[0]] += 1
    return counts


def _ends_first(rental: Rental, order: DateOrder) -> bool:
    starts, ends = (
        point if isinstance(point, datetime) else point.readings.get(order) for point in rental
    )
    return starts is not None and ends is not None and ends < starts


def resolve(rentals: Sequence[Rental], orders: Collection[DateOrder]) -> Times:
    """Return what every date means by the orders that the file settled on."""
    return {identity: _meaning(point, orders) for identity, point in _points(rentals).items()}


def _points(rentals: Sequence[Rental]) -> dict[int, Moment]:
    return {id(point): point for rental in rentals for point in rental}


def _meaning(point: Moment, orders: Collection[DateOrder]) -> datetime | None:
    if isinstance(point, datetime):
        return point
    return next((value for order, value in point.readings.items() if order in orders), None)
