"""An event that lies on top of the same customer's allocation, so that hours are paid twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from data import money
from data.deviations import Deviation
from data.deviations._at_once import Together, is_on_own_allocation, together
from data.facts import Facts
from data.stays import Stay, shared_minutes
from data.views import Finding
from data.words import N_, phrase

KEY = "event_on_allocation"
MOST = 100
"""Pairs of one customer in one resource that are told; nobody reads on."""


def find(facts: Facts) -> Iterator[Finding]:
    """Point at events within their customer's own allocation, both invoiced."""
    told: set[tuple[int, int]] = set()
    for each in together(facts, of_one_customer=True):
        if len({stay.type for stay in each.stays}) > 1:
            yield from islice(_findings(each, told), MOST)


def _findings(each: Together, told: set[tuple[int, int]]) -> Iterator[Finding]:
    for one, other in each.pairs():
        is_told = (one.line, other.line) in told or (one.is_exported and other.is_exported)
        if is_on_own_allocation(one, other) and not is_told:
            told.add((one.line, other.line))
            event, allocation = (one, other) if one.type == "event" else (other, one)
            yield _finding(event, allocation)


def _finding(event: Stay, allocation: Stay) -> Finding:
    """Say what is asked twice: the shared minutes at the lower of the two rates."""
    minutes = shared_minutes(event, allocation)
    twice = min(each.price * minutes // max(each.minutes, 1) for each in (event, allocation))
    first, second = (allocation, event) if event.is_exported else (event, allocation)
    text = phrase(
        N_(
            "{line} {customer}: event {event} ({event_price}) lies on the own allocation"
            " {allocation} ({allocation_price}) for {minutes} minutes; {twice} is asked twice."
        ),
        line=first.line,
        customer=first.customer,
        event=event.line,
        event_price=money.show(event.price),
        minutes=minutes,
        allocation=allocation.line,
        allocation_price=money.show(allocation.price),
        twice=money.show(twice),
    )
    return Finding(KEY, (first.line, second.line), text)


DEVIATION = Deviation(KEY, "duplicates", 20, find)
