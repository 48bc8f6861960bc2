"""What the questions about customers share: whom to ask about, and how often where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from data.around import Appearance, listed
from data.customer_id import show
from data.words import N_, Phrase, counted, phrase

Key = TypeVar("Key", bound=Hashable)


def grouped(
    customers: Iterable[Appearance], key: Callable[[Appearance], Key]
) -> dict[Key, list[Appearance]]:
    """Return the customers by a key, those of the basis first."""
    found: dict[Key, list[Appearance]] = defaultdict(list)
    for each in customers:
        found[key(each)].append(each)
    return found


def payable(customers: Iterable[Appearance]) -> tuple[int, ...]:
    """Return the lines of the basis that have a price: without one nobody is invoiced."""
    return tuple(sorted({line for each in customers for line in each.payable}))


def stands(customers: list[Appearance]) -> Phrase:
    """Return how many lines they stand on and where, each place once."""
    places = {str(each.place): each.place for each in customers}
    first, *rest = places.values()
    where = first
    if len(rest) == 1:
        where = listed((first, *rest))
    elif rest:
        where = listed((first, counted("{count} more place", "{count} more places", len(rest))))
    count = sum(each.count for each in customers)
    return counted("{count} line, {where}", "{count} lines, {where}", count, where=where)


def numbered(customer_id: str, customers: list[Appearance]) -> Phrase:
    """Return a number and where it stands: `311 000 012 (8 lines, here)`."""
    return phrase(N_("{id} ({stands})"), id=show(customer_id), stands=stands(customers))


def named(name: str, customers: list[Appearance]) -> Phrase:
    """Return a name and where it stands."""
    return phrase(N_("«{name}» ({stands})"), name=name, stands=stands(customers))
