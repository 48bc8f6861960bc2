"""One building's diary: slots that return every week, and single events in the free hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice, product
from random import Random

from data.month import Month
from data.sample.customers import Customer, Customers
from data.sample.places import Building, Group, Resource, price
from data.sample.rental import Rental

_SLOT_GROUPS: tuple[Group, ...] = (
    "young",
    "club",
    "young",
    "internal",
    "young",
    "club",
    "young",
    "company",
    "young",
    "young",
)
_EVENT_GROUPS: dict[Group, int] = {
    "young": 27,
    "private": 33,
    "company": 15,
    "club": 15,
    "internal": 10,
}
_SLOT_TIMES = (time(16), time(17, 30), time(19), time(20, 30))
_SLOT = timedelta(minutes=90)
_SLOT_SHARE = 0.62
"""How much of a month's lines are slots that return every week."""
_FEWEST_SLOTS = 3
"""So that every building has a club that pays every week."""
_WEEKS = 4.35
_DAYTIME = ((time(8, 30), 5), (time(12), 6))
"""When an event may begin, and the most half hours it may last."""
_WEEKEND = ((time(10), 8), (time(14, 30), 6), (time(18), 10))
_SATURDAY = 5
_SUMMER = 7
_NO_CONTACT = 0.1


@dataclass(frozen=True, slots=True)
class _Slot:
    """A weekly allocation (rammetid) to one customer."""

    resource: Resource
    weekday: int
    at: time
    customer: Customer
    group: Group


@dataclass(frozen=True, slots=True)
class _Opening:
    """A stretch of a day in which one event may take place."""

    resource: Resource
    starts: datetime
    half_hours: int


class Diary:
    """Lets a building out without letting two in at once, as long as there are hours left."""

    def __init__(
        self, rng: Random, customers: Customers, building: Building, lines: int, today: date
    ) -> None:
        self.building = building
        self._rng = rng
        self._customers = customers
        self._today = today
        self._openings: dict[Month, list[_Opening]] = {}
        self._slots = tuple(self._agree(max(_FEWEST_SLOTS, round(lines * _SLOT_SHARE / _WEEKS))))

    def rentals(self, month: Month, lines: int) -> list[Rental]:
        """Return what took place in the month: `lines` rentals, most of them weekly."""
        weekly = [rental for slot in self._slots for rental in self._weekly(slot, month)]
        if len(weekly) > lines:
            weekly = self._rng.sample(weekly, lines)
        return weekly + self.events(month, lines - len(weekly))

    def events(self, month: Month, count: int) -> list[Rental]:
        """Return single events for customers of every group."""
        groups = self._rng.choices(list(_EVENT_GROUPS), list(_EVENT_GROUPS.values()), k=count)
        return [self.event(month, group) for group in groups]

    def event(self, month: Month, group: Group, customer: Customer | None = None) -> Rental:
        """Return one event (arrangement) in an hour that nobody has, before today."""
        opening = self._opening(month)
        minutes = 30 * self._rng.randint(2, opening.half_hours)
        return Rental(
            building=self.building,
            resource=opening.resource,
            customer=customer or self._customers.some(group),
            group=group,
            type="event",
            starts=opening.starts,
            ends=opening.starts + timedelta(minutes=minutes),
            price=price(self.building, opening.resource, group, minutes),
        )

    def _agree(self, count: int) -> Iterator[_Slot]:
        """Hand the weekly hours out; a second round begins when all are taken."""
        hours = list(product(self.building.resources, range(_SATURDAY), _SLOT_TIMES))
        self._rng.shuffle(hours)
        for hour, group in islice(zip(cycle(hours), cycle(_SLOT_GROUPS), strict=False), count):
            yield _Slot(*hour, self._customers.some(group), group)

    def _weekly(self, slot: _Slot, month: Month) -> Iterator[Rental]:
        for day in _days(month):
            if day.weekday() == slot.weekday:
                customer = slot.customer
                if self._rng.random() < _NO_CONTACT and customer.organization:
                    customer = customer.without_contact()
                starts = datetime.combine(day, slot.at)
                minutes = _SLOT // timedelta(minutes=1)
                yield Rental(
                    building=self.building,
                    resource=slot.resource,
                    customer=customer,
                    group=slot.group,
                    type="allocation",
                    starts=starts,
                    ends=starts + _SLOT,
                    price=price(self.building, slot.resource, slot.group, minutes),
                    season=season(month),
                )

    def _opening(self, month: Month) -> _Opening:
        openings = self._openings.setdefault(month, [])
        if not openings:
            openings.extend(self._free_hours(month))
            self._rng.shuffle(openings)
        return openings.pop()

    def _free_hours(self, month: Month) -> Iterator[_Opening]:
        for day, resource in product(_days(month), self.building.resources):
            if day < self._today:
                for at, half_hours in _WEEKEND if day.weekday() >= _SATURDAY else _DAYTIME:
                    yield _Opening(resource, datetime.combine(day, at), half_hours)


def season(month: Month) -> str:
    """Return the season (sesong) that a month's allocations belong to."""
    if month.month == _SUMMER:
        return f"Sommer {month.year}"
    return f"{'Vår' if month.month < _SUMMER else 'Høst'} {month.year}"


def _days(month: Month) -> Iterator[date]:
    for day in range(month.first.day, month.last.day + 1):
        yield date(month.year, month.month, day)
