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
_EVENT_GROUPS: tuple[Group, ...] = (
    "private",
    "young",
    "company",
    "private",
    "club",
    "young",
    "private",
    "internal",
    "young",
    "private",
    "club",
    "young",
    "company",
    "private",
    "young",
    "private",
    "internal",
    "club",
    "young",
    "company",
)
"""Who asks for single events, in an order that keeps every stretch of it mixed."""
_SLOT_TIMES = (time(16), time(17, 30), time(19), time(20, 30))
_SLOT_MINUTES = 90
_SLOT_SHARE = 0.62
"""How much of a month's lines are slots that return every week."""
_FEWEST_SLOTS = 3
"""So that every building has a club that pays every week."""
_WEEKS = 435
"""Hundredths of weeks in a month."""
_USUAL_MINUTES = 135
"""How long an event lasts on average."""
_SHORTEST, _ORDINARY, _LONGEST = 2, 5, 8
"""Half hours of an event that is paid for; it is long only to make the month a usual one."""
_UNEVEN = range(70, 131)
"""Percent of the length with which all such events would make up what is missing."""
_CEILING = 4900_00
"""No event costs more, in øre."""
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
    """Lets a building out without letting two in at once, as long as there are hours left.

    A month comes to about as much as any other of as many lines: the slots are those of every
    week, and the events are as long as it takes to make up for a fifth Monday.
    """

    def __init__(
        self, rng: Random, customers: Customers, building: Building, lines: int, today: date
    ) -> None:
        self.building = building
        self._rng = rng
        self._customers = customers
        self._today = today
        self._openings: dict[Month, list[_Opening]] = {}
        slots = max(_FEWEST_SLOTS, round(lines * _SLOT_SHARE * 100 / _WEEKS))
        self._slots = tuple(self._agree(slots))
        self._asked = tuple(self._asked_for())
        self._average = self._average_price(lines)

    def weekly(self, month: Month, at_most: int) -> list[Rental]:
        """Return the weeks of the slots in the month; some of them, where they are too many."""
        weeks = [rental for slot in self._slots for rental in self._weeks(slot, month)]
        return weeks if len(weeks) <= at_most else self._rng.sample(weeks, at_most)

    def rest(self, month: Month, lines: int, so_far: int, spent: int) -> list[Rental]:
        """Return the events that make an ordinary month of `lines` out of those there are.

        `so_far` lines are there, and cost `spent` øre.
        """
        return self._steered(month, lines - so_far, self._average * lines - spent)

    def events(self, month: Month, count: int) -> list[Rental]:
        """Return single events for customers of every group."""
        return [
            self.event(month, group, resource=resource)
            for group, resource in islice(cycle(self._asked), count)
        ]

    def event(
        self,
        month: Month,
        group: Group,
        customer: Customer | None = None,
        resource: Resource | None = None,
        half_hours: int | None = None,
    ) -> Rental:
        """Return one event (arrangement) in an hour that nobody has, before today.

        It lasts `half_hours` where they are given, otherwise no longer than costs `_CEILING`.
        """
        opening = self._opening(month, resource, half_hours or _SHORTEST)
        rate = price(self.building, opening.resource, group, 30)
        most = min(opening.half_hours, _CEILING // rate) if rate else opening.half_hours
        usual = min(most, _ORDINARY) if rate else most
        minutes = 30 * (half_hours or self._rng.randint(_SHORTEST, usual))
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

    def _asked_for(self) -> Iterator[tuple[Group, Resource]]:
        """Yield who asks for what, every month anew in the same order."""
        begin = self._rng.randrange(len(_EVENT_GROUPS))
        groups = _EVENT_GROUPS[begin:] + _EVENT_GROUPS[:begin]
        resources = self._rng.sample(self.building.resources, len(self.building.resources))
        for place, group in enumerate(groups * len(resources)):
            # A step further in each round, so that no group always asks for the same room.
            yield group, resources[(place + place // len(groups)) % len(resources)]

    def _average_price(self, lines: int) -> int:
        """Return what a line costs on average, free ones too, in a month of so many."""
        weekly = _WEEKS * len(self._slots)
        single = max(lines * 100 - weekly, 0)
        asked = self._asked[: max(single // 100, 1)]
        slots = sum(self._price(slot.group, slot.resource, _SLOT_MINUTES) for slot in self._slots)
        events = sum(self._price(*who, _USUAL_MINUTES) for who in asked)
        return (slots * _WEEKS + events * single // len(asked)) // (weekly + single)

    def _steered(self, month: Month, count: int, left: int) -> list[Rental]:
        """Return single events that cost `left` øre together, as nearly as they can."""
        asked = self._enough(list(islice(cycle(self._asked), count)), left)
        # The dearest at the end: it makes up for most.
        asked.sort(key=lambda who: self._price(who[0], who[1], 30))
        rates = [self._price(*who, 30) for who in asked]
        rentals: list[Rental] = []
        for place, (group, resource) in enumerate(asked):
            half_hours = None
            if rate := rates[place]:
                part = 100 if place + 1 == len(asked) else self._rng.choice(_UNEVEN)
                to_come = sum(rates[place:])
                wanted = (left * part + 50 * to_come) // (100 * to_come)
                half_hours = max(_SHORTEST, min(wanted, _LONGEST, _CEILING // rate))
            rentals.append(self.event(month, group, resource=resource, half_hours=half_hours))
            left -= rentals[-1].price
        return rentals

    def _enough(
        self, asked: list[tuple[Group, Resource]], left: int
    ) -> list[tuple[Group, Resource]]:
        """Let others who pay ask instead of the last who do not, until `left` øre can be made."""
        others = (who for who in self._asked[len(asked) :] if self._price(*who, 30))
        most = sum(self._price(*who, _USUAL_MINUTES) for who in asked)
        for place in reversed(range(len(asked))):
            if most < left and not self._price(*asked[place], 30):
                asked[place] = next(others, asked[place])
                most += self._price(*asked[place], _USUAL_MINUTES)
        return asked

    def _price(self, group: Group, resource: Resource, minutes: int) -> int:
        return price(self.building, resource, group, minutes)

    def _agree(self, count: int) -> Iterator[_Slot]:
        """Hand the weekly hours out; a second round begins when all are taken."""
        hours = list(product(self.building.resources, range(_SATURDAY), _SLOT_TIMES))
        self._rng.shuffle(hours)
        for hour, group in islice(zip(cycle(hours), cycle(_SLOT_GROUPS), strict=False), count):
            yield _Slot(*hour, self._customers.regular(group), group)

    def _weeks(self, slot: _Slot, month: Month) -> Iterator[Rental]:
        for day in _days(month):
            if day.weekday() == slot.weekday:
                customer = slot.customer
                if self._rng.random() < _NO_CONTACT and customer.organization:
                    customer = customer.without_contact()
                starts = datetime.combine(day, slot.at)
                yield Rental(
                    building=self.building,
                    resource=slot.resource,
                    customer=customer,
                    group=slot.group,
                    type="allocation",
                    starts=starts,
                    ends=starts + timedelta(minutes=_SLOT_MINUTES),
                    price=self._price(slot.group, slot.resource, _SLOT_MINUTES),
                    season=season(month),
                )

    def _opening(self, month: Month, resource: Resource | None, half_hours: int) -> _Opening:
        """Take hours that are free so long; in the resource, if it has any left."""
        openings = self._openings.setdefault(month, [])
        for _ in range(2):
            for where in (resource, None):
                for place in reversed(range(len(openings))):
                    found = openings[place]
                    if found.half_hours >= half_hours and where in (None, found.resource):
                        return openings.pop(place)
            openings.extend(self._free_hours(month))
            self._rng.shuffle(openings)
        raise LookupError(f"{self.building.name} is never free for {half_hours} half hours")

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
