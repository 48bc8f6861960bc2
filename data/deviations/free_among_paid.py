"""A free rental of somebody who otherwise pays for the resource."""

from __future__ import annotations

from collections.abc import Iterator

from data import money
from data.deviations import Deviation
from data.deviations._precedents import ENOUGH, commonest, habit, of_its_place, shown, since, times
from data.facts import Facts
from data.views import Finding
from data.words import N_, phrase

KEY = "free_among_paid"
RARE = 5
"""The customer went free at most one time for so many paid ones."""


def find(facts: Facts) -> Iterator[Finding]:
    """Point at free lines of customers that nearly always pay, in this resource."""
    for line in facts.to_export:
        if line.price:
            continue
        free, paid = habit(facts, line)
        if paid < ENOUGH or free * RARE > paid:
            continue
        before = of_its_place(facts, line)
        usual = commonest(each for each in before if each.price > 0)
        text = phrase(
            N_(
                "{line} {customer}: free in {resource}, but paid {paid} of {all} times"
                " since {since}, {usual} most often ({times})."
            ),
            paid=paid,
            all=times(before),
            since=since(before),
            usual=money.show(usual.price),
            times=usual.times,
            **shown(line),
        )
        yield Finding(KEY, (line.id,), text)


DEVIATION = Deviation(KEY, "free_lines", 10, find)
