"""Lines of one resource at the same time, those that would both be invoiced.

The list cuts long descriptions off, so of some lines nobody can tell which resource they are of;
their times are compared with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from data.facts import Facts
from data.history import resource_of
from data.stays import Stay, overlapping, stay_of

CUT = 35
"""Characters of a description; a longer one ends in three dots instead."""


SEVERAL = ", "
"""Between the resources of one rental."""


def is_cut(description: str) -> bool:
    """Tell whether the list may not say the whole resource."""
    return len(description) >= CUT and description.endswith("...")


class Together(NamedTuple):
    """The lines that take up one resource, alone or beside others of the same rental."""

    resource: str
    """Without the building, as the list writes it."""
    stays: list[Stay]

    def pairs(self) -> Iterator[tuple[Stay, Stay]]:
        """Yield what overlaps; two of the very same resources are told under all their names."""
        for one, other in overlapping(self.stays):
            names = {resource_of(one.description), resource_of(other.description)}
            if len(names) > 1 or self.resource in names:
                yield one, other


def together(facts: Facts, *, of_one_customer: bool = False) -> Iterator[Together]:
    """Yield the lines with a price by resource, and by customer; what is exported beside them too.

    A rental of several, `Sal A, Sal B`, takes up each of them that is also rented by itself:
    nothing else tells a list of resources from a name with a comma in it.
    """
    stays = [stay_of(line) for line in facts.payable if not is_cut(line.description)]
    every = [*stays, *facts.exported_beside]
    alone = {resource_of(stay.description) for stay in every} | set(facts.history.rates)
    taken_up = {text: _resources(text, alone) for text in {stay.description for stay in every}}
    found: dict[tuple[str, str], list[Stay]] = defaultdict(list)
    for stay in every:
        for resource in taken_up[stay.description]:
            found[resource, stay.renter_key if of_one_customer else ""].append(stay)
    for (resource, _), there in sorted(found.items(), key=lambda each: each[0]):
        if len(there) > 1 and not all(stay.is_exported for stay in there):
            yield Together(resource, there)


def _resources(description: str, alone: set[str]) -> tuple[str, ...]:
    name = resource_of(description)
    if SEVERAL not in name:
        return (name,)
    return name, *(part for part in dict.fromkeys(name.split(SEVERAL)) if part in alone)


def is_same_reservation(one: Stay, other: Stay) -> bool:
    """Tell whether two lines are of one reservation, which stops by itself."""
    return (one.type, one.reservation_id) == (other.type, other.reservation_id)


def is_on_own_allocation(one: Stay, other: Stay) -> bool:
    """Tell whether one is an event and the other the same customer's allocation."""
    return {one.type, other.type} == {"event", "allocation"} and (
        one.renter_key == other.renter_key
    )
