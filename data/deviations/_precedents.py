"""What a line is held against: what its customer paid before, and how that is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data import money
from data.facts import Facts
from data.history import Habit, Paid, merged, without
from data.views import LineRow

ENOUGH = 3
"""So many lines make a habit; fewer say nothing."""
MANY = 50
"""Who pays so many different prices for one thing has no usual one to be held against."""
TWICE = 2
"""A price that was asked more than once was no slip."""


def of_its_use(facts: Facts, line: LineRow) -> tuple[Paid, ...]:
    """Return what the customer of a line with a price paid for the same resource and duration.

    The other lines of the list are asked only where the year before says too little.
    """
    use = facts.uses[line.id]
    before = facts.history.above_zero.get(use, ())
    if times(before) >= ENOUGH or len(facts.listed.above_zero[use]) > MANY:
        return before
    others = without(facts.listed.above_zero[use], line.price or 0)
    return merged((*before, *others)) if others else before


def habit(facts: Facts, line: LineRow) -> Habit:
    """Return how often the customer of a line paid in the resource otherwise, or went free."""
    place = facts.uses[line.id].place
    before = facts.history.habits.get(place, Habit())
    listed = facts.listed.habits[place]
    return Habit(
        before.free + listed.free - (not line.price),
        before.paid + listed.paid - line.is_payable,
    )


def of_its_place(facts: Facts, line: LineRow) -> tuple[Paid, ...]:
    """Return what the same customer paid in the resource otherwise, free rentals too."""
    place = facts.uses[line.id].place
    listed = without(facts.listed.places[place], line.price or 0)
    return merged((*facts.history.places.get(place, ()), *listed))


def commonest(paid: Iterable[Paid]) -> Paid:
    """Return the price asked most often, of several the latest; raises ValueError for none."""
    return max(paid, key=lambda each: (each.times, each.last, each.price))


def prevailing(paid: tuple[Paid, ...]) -> Paid | None:
    """Return the price asked most often; None where none is a habit."""
    usual = commonest(paid) if paid else None
    return usual if usual is not None and usual.times >= ENOUGH else None


def is_near(price: int, others: Iterable[int], percent: int) -> bool:
    """Tell whether a price is within so many per cent of one of the others."""
    return any(abs(price - other) * 100 <= other * percent for other in others)


def is_expected(price: int, paid: tuple[Paid, ...], percent: int) -> bool:
    """Tell whether a price is near one that is no slip: asked twice, or the one asked last."""
    latest = max((each.last for each in paid), default=date.min)
    trusted = (each.price for each in paid if each.times >= TWICE or each.last == latest)
    return is_near(price, trusted, percent)


def times(prices: Iterable[Paid]) -> int:
    """Return how many lines the prices come from."""
    return sum(each.times for each in prices)


def since(prices: Iterable[Paid]) -> str:
    """Return the month of the first of the lines: `03.2026`."""
    first = min(each.first for each in prices)
    return f"{first.month:02}.{first.year}"


def percent(before: int, now: int) -> int:
    """Return by how many whole per cent a price changed, rounded; `before` is above 0."""
    return ((now - before) * 200 + before) // (2 * before)


def change(before: int, now: int) -> str:
    """Return `+20,8 %`: tenths rounded half away from zero, in integers; `before` is above 0."""
    difference = now - before
    tenths = (abs(difference) * 2000 + before) // (2 * before)
    return f"{'+' if difference >= 0 else '-'}{tenths // 10},{tenths % 10} %"


def shown(line: LineRow) -> dict[str, object]:
    """Return what most sentences say of a line."""
    return {
        "line": line.id,
        "customer": line.customer,
        "price": money.show(line.price or 0),
        "resource": line.resource,
    }
