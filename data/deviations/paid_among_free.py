"""A price for somebody who otherwise uses the resource free."""

from __future__ import annotations

from collections.abc import Iterator

from data.deviations import Deviation
from data.deviations._precedents import ENOUGH, habit, of_its_place, shown, since, times
from data.facts import Facts
from data.views import Finding
from data.words import N_, phrase

KEY = "paid_among_free"
RARE = 5
"""The customer paid at most one time for so many free ones."""


def find(facts: Facts) -> Iterator[Finding]:
    """Point at prices of customers that nearly always go free, in this resource."""
    for line in facts.payable:
        free, paid = habit(facts, line)
        if free < ENOUGH or paid * RARE > free:
            continue
        before = of_its_place(facts, line)
        text = phrase(
            N_(
                "{line} {customer}: {price} in {resource}, but free {free} of {all} times"
                " since {since}."
            ),
            free=free,
            all=times(before),
            since=since(before),
            **shown(line),
        )
        yield Finding(KEY, (line.id,), text)


DEVIATION = Deviation(KEY, "prices", 50, find)
