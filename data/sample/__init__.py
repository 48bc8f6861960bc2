"""A municipality that does not exist: the same buildings, customers and lines for the same seed.

The demo shows it and the tests measure on it. It is made of what a source hands over, so it
comes into a store the way every list does. No id in it belongs to anybody, see `ids`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count, product
from random import Random
from typing import get_args

from data.listing import CustomerType, ListedAccountString, ListedLine, ListedTotal, Reading
from data.month import Month
from data.sample.customers import Customers
from data.sample.diary import Diary
from data.sample.places import BUILDINGS, PRICE_LIST, Building
from data.sample.problems import Planter
from data.sample.rental import ProblemKind, Rental, SeededProblem

__all__ = [
    "PRICE_LIST",
    "Municipality",
    "ProblemKind",
    "SampleMonth",
    "SeededProblem",
    "municipality",
]

KIND = "sample"
"""Where the readings say they come from."""
_FEWEST_LINES = 400
_FIRST_LINE = 60_001
_FIRST_RESERVATION = {"event": 82_001, "allocation": 230_001, "booking": 1}
_FIRST_EXPORT = 401
_FRESH = 2
"""Lines of each building from the month that has only begun."""
_DESCRIPTION = 35
_OVERRUN = 102
"""A building that Aktiv kommune exported past the to-date: the night across the month's end."""
_REPRICED = 101
"""A building whose price was raised in Aktiv kommune after its list was saved."""
_RAISE = 250_00


@dataclass(frozen=True, slots=True)
class SampleMonth:
    """One month's list, as it was on the day that the month was closed."""

    month: Month
    reading: Reading
    """Lines, control totals and account strings; in the last month also fresh lines of the next."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """Everything of the sample: the months before `today`, oldest first."""

    today: date
    buildings: tuple[str, ...]
    months: tuple[SampleMonth, ...]
    problems: tuple[SeededProblem, ...]
    """All in the last month; the months before it can be exported as they stand."""
    disagreeing: tuple[str, ...]
    """Buildings whose control total of the last month is not the sum of the list."""

    @property
    def latest(self) -> SampleMonth:
        """The month that is to be closed today."""
        return self.months[-1]


def municipality(today: date, lines: int = 1500, seed: int = 1, months: int = 3) -> Municipality:
    """Return the municipality on the day `today`, with about `lines` lines in `months` months.

    Fewer than 400 lines are taken as 400: less has no room for every problem. On the first
    of a month the rental across the month's end stands on the list a day early.
    """
    rng = Random(seed)  # noqa: S311 - made to be repeated, not to be secret
    closing = [Month.of(today).previous()]
    while len(closing) < months:
        closing.insert(0, closing[0].previous())
    rentals = _let_out(rng, today, closing, max(lines, _FEWEST_LINES))
    listed = {month: list[ListedLine]() for month in closing}
    problems: list[SeededProblem] = []
    for rental, line in _numbered(rentals):
        listed[min(Month.of(_listed(rental).date()), closing[-1])].append(line)
        if rental.problem:
            problems.append(SeededProblem(line.id, rental.problem))
    exports = count(_FIRST_EXPORT)
    return Municipality(
        today=today,
        buildings=tuple(building.name for building in BUILDINGS),
        months=tuple(
            SampleMonth(month, _reading(month, listed[month], month == closing[-1], exports))
            for month in closing
        ),
        problems=tuple(problems),
        disagreeing=tuple(
            building.name for building in BUILDINGS if building.number in (_REPRICED, _OVERRUN)
        ),
    )


def _let_out(rng: Random, today: date, closing: list[Month], lines: int) -> list[Rental]:
    """Return every rental of every building, in no order."""
    customers = Customers(rng, lines)
    latest = closing[-1]
    planter = Planter(customers, latest)
    fresh = {building: _fresh(building, today) for building in BUILDINGS}
    counts = _spread(lines - sum(fresh.values()), closing)
    rentals: list[Rental] = []
    for building in BUILDINGS:
        busiest = max(counts[month, building] for month in closing)
        diary = Diary(rng, customers, building, busiest, today)
        for month in closing[:-1]:
            rentals += diary.rentals(month, counts[month, building])
        planted = planter.events(diary)
        usual = diary.rentals(latest, counts[latest, building] - len(planted))
        rentals += planted + planter.reprice(building, usual)
        rentals += diary.events(latest.next(), fresh[building])
    return rentals


def _fresh(building: Building, today: date) -> int:
    """Return how many lines of the month that has begun are on the list already."""
    is_without = building.closes or building.number == _OVERRUN or today.day == 1
    return 0 if is_without else _FRESH


def _spread(lines: int, closing: list[Month]) -> dict[tuple[Month, Building], int]:
    """Share the lines out by the buildings' use, to the last line."""
    shares = {
        (month, building): 0
        if (building.closes and month == closing[-1]) or (building.opens and month != closing[-1])
        else building.share
        for month, building in product(closing, BUILDINGS)
    }
    whole = sum(shares.values())
    counts = {place: lines * share // whole for place, share in shares.items()}
    by_rest = sorted(shares, key=lambda place: lines * shares[place] % whole, reverse=True)
    for place in by_rest[: lines - sum(counts.values())]:
        counts[place] += 1
    return counts


def _listed(rental: Rental) -> datetime:
    """Return when the rental came on the list."""
    return rental.listed or rental.ends


def _numbered(rentals: list[Rental]) -> Iterator[tuple[Rental, ListedLine]]:
    """Yield each rental with its line, numbered in the order in which they came on the list."""
    line_ids = count(_FIRST_LINE)
    reservations = {kind: count(first) for kind, first in _FIRST_RESERVATION.items()}
    for rental in sorted(rentals, key=_listed):
        reservation = next(reservations[rental.type])
        for _ in range(rental.copies):
            yield rental, _line(rental, next(line_ids), reservation)


def _line(rental: Rental, line_id: int, reservation: int) -> ListedLine:
    described = rental.description or f"{rental.building.name}: {rental.resource.name}"
    if len(described) > _DESCRIPTION:
        described = described[: _DESCRIPTION - 3] + "..."
    return ListedLine(
        id=line_id,
        type=rental.type,
        reservation_id=reservation,
        description=described,
        building=rental.building.name,
        organization=rental.customer.organization,
        contact=rental.customer.contact,
        customer_type=rental.customer.customer_type,
        customer_id=rental.customer.customer_id,
        starts=rental.starts,
        ends=rental.ends,
        price=rental.price,
        season=rental.season,
        sub_customer=rental.customer.sub_customer,
    )


def _reading(
    month: Month, lines: list[ListedLine], is_latest: bool, exports: Iterator[int]
) -> Reading:
    totals = (_total(building, month, lines, is_latest) for building in BUILDINGS)
    return Reading(
        kind=KIND,
        lines=tuple(lines),
        totals=tuple(replace(total, export=str(next(exports))) for total in totals if total),
        account_strings=tuple(
            _account_string(building, customer_type)
            for building, customer_type in product(BUILDINGS, get_args(CustomerType))
            if not (building.opens and customer_type == "internal")
        ),
        building_ids={building.name: building.number for building in BUILDINGS},
    )


def _total(
    building: Building, month: Month, lines: list[ListedLine], is_latest: bool
) -> ListedTotal | None:
    """Return what Aktiv kommune shows after the building's export; nothing where it had no line."""
    overruns = is_latest and building.number == _OVERRUN
    prices = [
        line.price or 0
        for line in lines
        if line.building == building.name and (overruns or line.ends.date() <= month.last)
    ]
    if not prices:
        return None
    raised = _RAISE if is_latest and building.number == _REPRICED else 0
    payable = sum(price > 0 for price in prices)
    return ListedTotal(building.name, month.last, payable, sum(prices) + raised)


def _account_string(building: Building, customer_type: CustomerType) -> ListedAccountString:
    codes = {
        "article": building.article,
        "responsible_code": "162000" if customer_type == "external" else "162100",
        "service": "38110",
        "object_number": f"30{building.number}",
        "project_number": "9",
        "unit_number": "4410",
        "unit_prefix": "K",
        "invoice_instruction": f"Leie av lokaler, {building.name}",
    }
    return ListedAccountString(building.name, customer_type, building.name, codes)
