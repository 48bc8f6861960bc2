"""A price above what the municipality lets pass without a look."""

from __future__ import annotations

from collections.abc import Iterator

from data import money
from data.deviations import Deviation
from data.deviations._precedents import shown
from data.facts import Facts
from data.history import hourly
from data.views import Finding
from data.words import N_, phrase

KEY = "high_price"


def find(facts: Facts) -> Iterator[Finding]:
    """Point at every price above the limit, whoever paid it before."""
    limit = facts.limits.high_price
    for line in facts.to_export:
        price = line.price or 0
        if price > limit:
            text = phrase(
                N_("{line} {customer}: {price} is above {limit}; {rate} an hour in {resource}."),
                limit=money.show(limit),
                rate=money.show(hourly(price, facts.uses[line.id].minutes)),
                **shown(line),
            )
            yield Finding(KEY, (line.id,), text)


DEVIATION = Deviation(KEY, "prices", 20, find)
