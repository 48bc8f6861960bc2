"""A municipality that does not exist: the same buildings, customers and lines for the same seed.

The demo shows it and the tests measure on it. It is made of what a source hands over, so it
comes into a store the way every list does. No id in it belongs to anybody, see `ids`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count, product
from random import Random
from typing import get_args

from data.listing import CustomerType, ListedAccountString, ListedLine, ListedTotal, Reading
from data.month import Month
from data.register.unit import Unit
from data.sample.customers import Customers
from data.sample.diary import Diary
from data.sample.extras import Extras
from data.sample.past import PastExports
from data.sample.places import BUILDINGS, PRICE_LIST, Building
from data.sample.problems import Planter
from data.sample.register import units_csv
from data.sample.rental import Mark, ProblemKind, Rental, SeededProblem

__all__ = [
    "LINES",
    "PRICE_LIST",
    "Municipality",
    "ProblemKind",
    "SampleMonth",
    "SeededProblem",
    "municipality",
    "units_csv",
]

KIND = "sample"
"""Where the readings say they come from."""
LINES = 4700
"""So that the month to close has about 350."""
_MONTHS = 14
"""The month to close, the same month of the year before, and all between them."""
_FEWEST_MONTHS = 3
_FEWEST_LINES = 200
"""Lines of a month; fewer have no room for every problem."""
_BY_HAND = 2
"""Months before the last that are not exported yet: the program is to do it."""
_FIRST_LINE = 60_001
_FIRST_RESERVATION = {"event": 82_001, "allocation": 230_001, "booking": 1}
_FIRST_EXPORT = 401
_FRESH = 2
"""Lines of each building from the month that has only begun."""
_DESCRIPTION = 35
_GROWTH = 3
"""How much more there is to do in each month, in thousandths."""
_SEASON = dict(zip(range(1, 13), (0, 10, 20, 10, 0, -20, -40, -20, 10, 20, 20, 0), strict=True))
"""How much more or less in a month of the year, in thousandths."""
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
    is_exported: bool
    """Whether Aktiv kommune had exported it before anybody used the program."""


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
    units: tuple[Unit, ...]
    """A unit register: the organisations among the customers, and some that are none."""

    @property
    def latest(self) -> SampleMonth:
        """The month that is to be closed today."""
        return self.months[-1]


def municipality(
    today: date, lines: int = LINES, seed: int = 1, months: int = _MONTHS
) -> Municipality:
    """Return the municipality on the day `today`, with about `lines` lines in `months` months.

    A month has 200 lines or more: with fewer in all there are fewer months, and with fewer
    than 600 they are taken as 600. On the first of a month the rental across the month's end
    stands on the list a day early.
    """
    rng = Random(seed)  # noqa: S311 - made to be repeated, not to be secret
    months = min(months, max(lines // _FEWEST_LINES, _FEWEST_MONTHS))
    closing = [Month.of(today).previous()]
    while len(closing) < months:
        closing.insert(0, closing[0].previous())
    lines = max(lines, _FEWEST_LINES * months)
    customers = Customers(rng, lines)
    rentals = _let_out(rng, customers, today, closing, lines)
    listed = {month: list[ListedLine]() for month in closing}
    seeded: dict[Mark, list[int]] = defaultdict(list)
    extras = Extras(seed)
    by_hand = closing[-_BY_HAND - 1 :][0].first
    for rental, bare in _numbered(rentals):
        is_known = bare.ends.date() >= by_hand
        line = replace(bare, details=extras.of(rental, bare.id)) if is_known else bare
        listed[min(Month.of(_listed(rental).date()), closing[-1])].append(line)
        for mark in rental.marks:
            seeded[mark].append(line.id)
    return Municipality(
        today=today,
        buildings=tuple(building.name for building in BUILDINGS),
        months=tuple(_sample_months(closing, listed)),
        problems=tuple(SeededProblem(tuple(ids), mark.kind) for mark, ids in seeded.items()),
        disagreeing=tuple(
            building.name for building in BUILDINGS if building.number in (_REPRICED, _OVERRUN)
        ),
        units=tuple(sorted(customers.register.values(), key=lambda unit: unit.number)),
    )


def _let_out(
    rng: Random, customers: Customers, today: date, closing: list[Month], lines: int
) -> list[Rental]:
    """Return every rental of every building, in no order."""
    latest = closing[-1]
    planter = Planter(customers, latest)
    fresh = {building: _fresh(building, today) for building in BUILDINGS}
    counts = _spread(lines - sum(fresh.values()), closing)
    rentals: list[Rental] = []
    for building in BUILDINGS:
        busiest = max(counts[month, building] for month in closing)
        diary = Diary(rng, customers, building, busiest, today)
        for month in (month for month in closing[:-1] if counts[month, building]):
            room, planted = counts[month, building], planter.history(diary, month)
            weekly = diary.weekly(month, room - len(planted))
            rentals += _filled(diary, month, room, planted + weekly)
        room, planted = counts[latest, building], planter.events(diary)
        weekly = diary.weekly(latest, room - len(planted) - planter.on_top(diary))
        rentals += _filled(diary, latest, room, planted + planter.spoil_slots(diary, weekly))
        rentals += diary.events(latest.next(), fresh[building])
    return rentals


def _filled(diary: Diary, month: Month, lines: int, rentals: list[Rental]) -> list[Rental]:
    """Return the rentals with those that make an ordinary month of so many lines.

    What is planted for being high comes on top: such a month is not like the others.
    """
    spent = sum(
        rental.price
        for rental in rentals
        if rental.ends.date() <= month.last and not rental.is_marked("high_price")
    )
    return rentals + diary.rest(month, lines, len(rentals), spent)


def _fresh(building: Building, today: date) -> int:
    """Return how many lines of the month that has begun are on the list already."""
    is_without = building.closes or building.number == _OVERRUN or today.day == 1
    return 0 if is_without else _FRESH


def _spread(lines: int, closing: list[Month]) -> dict[tuple[Month, Building], int]:
    """Share the lines out by the buildings' use and the time of year, to the last line."""
    shares = {
        (month, building): 0
        if (building.closes and month == closing[-1]) or (building.opens and month != closing[-1])
        else building.share * (1000 + _GROWTH * place + _SEASON[month.month])
        for (place, month), building in product(enumerate(closing), BUILDINGS)
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


def _sample_months(
    closing: list[Month], listed: dict[Month, list[ListedLine]]
) -> Iterator[SampleMonth]:
    numbers, past = count(_FIRST_EXPORT), PastExports()
    for month in closing:
        reading = _reading(month, listed[month], month == closing[-1], numbers)
        is_exported = month in closing[: -_BY_HAND - 1]
        if is_exported:
            exports = {total.building: total.export for total in reading.totals}
            reading = replace(reading, lines=tuple(past.of(reading.lines, exports)))
        yield SampleMonth(month, reading, is_exported)


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
