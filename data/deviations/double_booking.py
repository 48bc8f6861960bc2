"""Two rentals of one resource at the same time, both with a price.

Where that is so all the time the resource is one that several may use at once, as lanes or pitch
halves under one name: then it is said once instead of pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from data import dates, money
from data.deviations import Deviation
from data.deviations._at_once import (
    Together,
    is_on_own_allocation,
    is_same_reservation,
    together,
)
from data.facts import Facts
from data.stays import Stay, shared_minutes
from data.text import mask
from data.views import Finding
from data.words import N_, phrase

KEY = "double_booking"
MANY = 20
"""More pairs than this in one resource are told together."""


def find(facts: Facts) -> Iterator[Finding]:
    """Point at every two lines that would both be invoiced for the same hours."""
    told: set[tuple[int, int]] = set()
    for each in together(facts):
        pairs = list(islice(each.pairs(), MANY + 1))
        if len(pairs) > MANY:
            yield from _shared(each)
            continue
        for one, other in pairs:
            if _is_told(one, other) and (one.line, other.line) not in told:
                told.add((one.line, other.line))
                yield _finding(one, other, each.resource)


def _is_told(one: Stay, other: Stay) -> bool:
    """Tell whether two overlapping lines are news: open, and not told under another name."""
    is_told_elsewhere = is_same_reservation(one, other) or is_on_own_allocation(one, other)
    return not is_told_elsewhere and not (one.is_exported and other.is_exported)


def _finding(earlier: Stay, later: Stay, resource: str) -> Finding:
    one, other = (later, earlier) if earlier.is_exported else (earlier, later)
    message = (
        N_(
            "{line} {customer}: overlaps {other} {other_customer} (exported) by {minutes} minutes"
            " on {day} in {resource}; {price} and {other_price} are both asked."
        )
        if other.is_exported
        else N_(
            "{line} {customer}: overlaps {other} {other_customer} by {minutes} minutes"
            " on {day} in {resource}; {price} and {other_price} are both asked."
        )
    )
    text = phrase(
        message,
        line=one.line,
        customer=one.customer,
        minutes=shared_minutes(one, other),
        day=dates.show(max(one.starts, other.starts).date()),
        resource=mask(resource),
        other=other.line,
        other_customer=other.customer,
        price=money.show(one.price),
        other_price=money.show(other.price),
    )
    return Finding(KEY, (one.line, other.line), text)


def _shared(each: Together) -> Iterator[Finding]:
    crowd = _overlapping_lines_of_the_list(each.stays)
    if not crowd:
        return
    first = crowd[0]
    text = phrase(
        N_(
            "{line} {customer}: the first of more than {many} pairs of lines that share"
            " {resource} at the same time."
        ),
        line=first.line,
        customer=first.customer,
        many=MANY,
        resource=mask(each.resource),
    )
    yield Finding(KEY, tuple(stay.line for stay in crowd), text)


def _overlapping_lines_of_the_list(stays: list[Stay]) -> list[Stay]:
    """Return the lines of the list that overlap another, in the order of their times."""
    found: set[Stay] = set()
    latest: Stay | None = None
    for stay in sorted(stays):
        if latest is not None and stay.starts < latest.ends:
            found |= {latest, stay}
        if latest is None or stay.ends > latest.ends:
            latest = stay
    return sorted(stay for stay in found if not stay.is_exported)


DEVIATION = Deviation(KEY, "duplicates", 10, find)
