"""What a building's lines cost over the last twelve months, and what a line is held against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from data.customer_id import canonical
from data.listing import NOT_GIVEN
from data.text import fold
from data.views import LineRow

MONTHS = 12
"""How far back prices are compared: a whole year, so that every season is in it."""

_MINUTE = timedelta(minutes=1)


class Use(NamedTuple):
    """Who rents what for how long: what has the same price every time."""

    customer: str
    """Key of the customer, never shown: the digits of the id, else the folded name."""
    resource: str
    minutes: int
    """By the wall clock, as rentals are priced; 0 where the end is not after the start."""

    @property
    def place(self) -> tuple[str, str]:
        """Customer and resource, however long."""
        return self.customer, self.resource


class Paid(NamedTuple):
    """One price of a use, how often it was asked, and when for the first and the last time."""

    price: int
    """Øre; 0 where the rental was free."""
    times: int
    first: date
    last: date


@lru_cache(maxsize=16_384)
def renter_key(customer_id: str, name: str) -> str:
    """Return what makes two lines the same customer's: the id, else the name."""
    written = "" if customer_id == NOT_GIVEN else customer_id
    return canonical(written) or fold(written or name)


def resource_of(description: str) -> str:
    """Return the rented resource; buildings are renamed, so their names are left out."""
    return description.partition(": ")[2] or description


def use_of(line: LineRow) -> Use:
    """Return who rents what for how long by a line."""
    return Use(
        renter_key(line.customer_id, line.organization or line.contact),
        resource_of(line.description),
        max((line.ends - line.starts) // _MINUTE, 0),
    )


AN_HOUR = 60
"""Minutes of a rental whose price is its price an hour, which is then said once."""


def hourly(price: int, minutes: int) -> int:
    """Return øre an hour, rounded down; of nothing that lasts no time, as if it were an hour."""
    return price * AN_HOUR // (minutes or AN_HOUR)


class Habit(NamedTuple):
    """How many lines of a customer in a resource were free, and how many had a price above it."""

    free: int = 0
    paid: int = 0


class Rates(NamedTuple):
    """What an hour of a resource costs: øre, and how many lines were asked that much."""

    counts: Mapping[int, int]
    lines: int
    lower: int
    """A quarter of the lines cost less than this."""
    median: int
    upper: int
    """A quarter of the lines cost more than this."""


@dataclass(frozen=True)
class History:
    """The prices of the twelve months before a month, of lines that have left the list.

    What is still on the list is judged itself, so it is no precedent.
    """

    prices: Mapping[Use, tuple[Paid, ...]] = field(default_factory=dict)

    @cached_property
    def above_zero(self) -> Mapping[Use, tuple[Paid, ...]]:
        """The prices without free and credited lines."""
        found = {
            use: tuple(each for each in paid if each.price > 0) for use, paid in self.prices.items()
        }
        return {use: paid for use, paid in found.items() if paid}

    @cached_property
    def places(self) -> Mapping[tuple[str, str], tuple[Paid, ...]]:
        """Every price of a customer in a resource, however long."""
        found: dict[tuple[str, str], list[Paid]] = defaultdict(list)
        for use, paid in self.prices.items():
            found[use.place] += paid
        return {place: tuple(paid) for place, paid in found.items()}

    @cached_property
    def habits(self) -> Mapping[tuple[str, str], Habit]:
        """How often each customer went free in a resource, and how often not."""
        return {place: _habit(paid) for place, paid in self.places.items()}

    @cached_property
    def rates(self) -> Mapping[str, Rates]:
        """What an hour of each resource costs, free and credited lines left out."""
        counts: dict[str, Counter[int]] = defaultdict(Counter)
        for use, paid in self.above_zero.items():
            for each in paid:
                counts[use.resource][hourly(each.price, use.minutes)] += each.times
        return {resource: _rates(found) for resource, found in counts.items()}

    @cached_property
    def endings(self) -> Counter[int]:
        """How many prices above zero end in so many øre, 0 to 99."""
        found: Counter[int] = Counter()
        for paid in self.above_zero.values():
            for each in paid:
                found[each.price % 100] += each.times
        return found


EMPTY = History()


def listed_prices(lines: Iterable[LineRow], uses: Mapping[int, Use]) -> History:
    """Return the prices of lines as a history of their own."""
    found: dict[Use, list[Paid]] = defaultdict(list)
    for line in lines:
        day = line.ends.date()
        found[uses[line.id]].append(Paid(line.price or 0, 1, day, day))
    return History({use: merged(paid) for use, paid in found.items()})


def without(paid: Iterable[Paid], price: int) -> tuple[Paid, ...]:
    """Return prices with one time less of one of them, for a line is no precedent of itself."""
    found: list[Paid] = []
    is_left_out = False
    for each in paid:
        is_it = each.price == price and not is_left_out
        is_left_out = is_left_out or is_it
        if not is_it:
            found.append(each)
        elif each.times > 1:
            found.append(each._replace(times=each.times - 1))
    return tuple(found)


def _habit(prices: Iterable[Paid]) -> Habit:
    free = paid = 0
    for price, times, *_ in prices:
        if price > 0:
            paid += times
        elif not price:
            free += times
    return Habit(free, paid)


def _rates(counts: Counter[int]) -> Rates:
    lines = counts.total()
    quarters = [(lines - 1) * part // 4 for part in (1, 2, 3)]
    found: list[int] = []
    seen = 0
    for rate in sorted(counts):
        seen += counts[rate]
        while len(found) < len(quarters) and quarters[len(found)] < seen:
            found.append(rate)
    return Rates(counts, lines, *found)


def merged(prices: Iterable[Paid]) -> tuple[Paid, ...]:
    """Return each price once, with all its times, the prices in rising order."""
    paid = tuple(prices)
    if len(paid) < 2:
        return paid
    found: dict[int, Paid] = {}
    for each in paid:
        known = found.get(each.price, Paid(each.price, 0, each.first, each.last))
        found[each.price] = Paid(
            each.price,
            known.times + each.times,
            min(known.first, each.first),
            max(known.last, each.last),
        )
    return tuple(found[price] for price in sorted(found))
