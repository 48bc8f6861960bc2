"""Lines of one resource at the same time, those that would both be invoiced.

The list cuts long descriptions off, so of some lines nobody can tell which resource they are of;
their times are compared with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator

from data.facts import Facts
from data.stays import Stay, stay_of

CUT = 35
"""Characters of a description; a longer one ends in three dots instead."""


def is_cut(description: str) -> bool:
    """Tell whether the list may not say the whole resource."""
    return len(description) >= CUT and description.endswith("...")


def together(facts: Facts, by: Callable[[Stay], Hashable]) -> Iterator[list[Stay]]:
    """Yield the lines with a price that have a key in common, what is exported beside them too."""
    stays = [stay_of(line) for line in facts.payable if not is_cut(line.description)]
    found: dict[Hashable, list[Stay]] = defaultdict(list)
    for stay in stays:
        found[by(stay)].append(stay)
    for stay in facts.exported_beside:
        if by(stay) in found:
            found[by(stay)].append(stay)
    for key in sorted(found, key=repr):
        yield found[key]


def is_same_reservation(one: Stay, other: Stay) -> bool:
    """Tell whether two lines are of one reservation, which stops by itself."""
    return (one.type, one.reservation_id) == (other.type, other.reservation_id)


def is_on_own_allocation(one: Stay, other: Stay) -> bool:
    """Tell whether one is an event and the other the same customer's allocation."""
    return {one.type, other.type} == {"event", "allocation"} and (
        one.renter_key == other.renter_key
    )
