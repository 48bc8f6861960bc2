"""A price an hour unlike every usual one of its resource.

Most resources have several prices, for clubs, companies, private persons and the municipality
itself, and the list does not say who pays by which. One median would call every company dear
and every club cheap, month after month. So each price an hour that was asked a few times is a
usual one, and a line stands out when it is outside the middle half of the lines and far from
all of the usual ones: more than the limit above each, or less than each by the same factor. At
100 per cent that is more than twice, or less than half. Where no price comes back, nothing is
usual: then the median counts, and the spread reaches as far as the whiskers of a box plot.

A price an hour that was asked once before in the resource, of the same customer or another, is
seldom a slip twice: it does not stand out.
"""

from __future__ import annotations

from collections.abc import Iterator

from data import money
from data.deviations import Deviation
from data.deviations._precedents import (
    ENOUGH,
    is_near,
    shown,
)
from data.facts import Facts
from data.history import AN_HOUR, Rates, hourly
from data.views import Finding, LineRow
from data.words import N_, phrase

KEY = "usual_price"
LINES = 8
"""So many lines with a price in the year before, or nothing is called usual."""


def find(facts: Facts) -> Iterator[Finding]:
    """Point at prices that no group pays."""
    for line in facts.payable:
        use = facts.uses[line.id]
        usual = facts.history.rates.get(use.resource)
        rate = hourly(line.price or 0, use.minutes)
        if usual is not None and usual.lines >= LINES and _is_far(rate, usual, facts):
            yield _finding(line, use.minutes, usual)


def _is_far(rate: int, usual: Rates, facts: Facts) -> bool:
    if is_near(rate, usual.counts, facts.limits.price_percent_own):
        return False
    known = [each for each, times in usual.counts.items() if times >= ENOUGH]
    reach = 0 if known else (usual.upper - usual.lower) * 3 // 2
    is_inside = usual.lower - reach <= rate <= usual.upper + reach
    times_as_much = 100 + facts.limits.price_percent
    return not is_inside and all(
        rate * 100 > each * times_as_much or rate * times_as_much < each * 100
        for each in known or [usual.median]
    )


def _finding(line: LineRow, minutes: int, usual: Rates) -> Finding:
    message = (
        N_(
            "{line} {customer}: {price} for one hour in {resource}; usual is {median}"
            " ({lower} to {upper}) by {lines} lines of 12 months."
        )
        if minutes == AN_HOUR
        else N_(
            "{line} {customer}: {price}, {rate} an hour in {resource}; usual is {median}"
            " ({lower} to {upper}) by {lines} lines of 12 months."
        )
    )
    text = phrase(
        message,
        lines=usual.lines,
        rate=money.show(hourly(line.price or 0, minutes)),
        median=money.show(usual.median),
        lower=money.show(usual.lower),
        upper=money.show(usual.upper),
        **shown(line),
    )
    return Finding(KEY, (line.id,), text)


DEVIATION = Deviation(KEY, "prices", 40, find)
