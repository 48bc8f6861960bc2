"""When a resource is in use, and who is in it at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

from data.history import renter_key
from data.listing import LineType
from data.views import LineRow

_MINUTE = timedelta(minutes=1)


class Stay(NamedTuple):
    """A line as it takes up its resource."""

    starts: datetime
    ends: datetime
    line: int
    type: LineType
    reservation_id: int
    description: str
    customer: str
    """As it may be shown."""
    renter_key: str
    price: int
    """Øre."""
    is_exported: bool = False
    """Whether it has left the list: by an export here or in Aktiv kommune."""

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.ends - self.starts) // _MINUTE


def stay_of(line: LineRow) -> Stay:
    """Return an open line as it takes up its resource."""
    return Stay(
        line.starts,
        line.ends,
        line.id,
        line.type,
        line.reservation_id,
        line.description,
        line.customer,
        renter_key(line.customer_id, line.organization or line.contact),
        line.price or 0,
    )


def shared_minutes(one: Stay, other: Stay) -> int:
    """Return how long both last at the same time."""
    return (min(one.ends, other.ends) - max(one.starts, other.starts)) // _MINUTE


def overlapping(stays: Iterable[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Yield every two stays that have time in common, the one that begins first before the other.

    Sweeps through the starts and keeps those that have not ended yet, so that it takes n log n
    steps and one more for each pair. One that ends when the other begins does not overlap it.
    """
    going_on: list[tuple[datetime, int, Stay]] = []
    for place, stay in enumerate(sorted(stays)):
        while going_on and going_on[0][0] <= stay.starts:
            heappop(going_on)
        for _ends, _place, earlier in sorted(going_on, key=lambda each: each[2]):
            if earlier.starts < stay.ends:
                yield earlier, stay
        heappush(going_on, (stay.ends, place, stay))
