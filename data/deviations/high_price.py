"""A price above what the municipality lets pass without a look."""

from __future__ import annotations

from collections.abc import Iterator

from data import money
from data.deviations import Deviation
from data.deviations._precedents import shown
from data.facts import Facts
from data.history import AN_HOUR, hourly
from data.views import Finding, LineRow
from data.words import N_, phrase

KEY = "high_price"


def find(facts: Facts) -> Iterator[Finding]:
    """Point at every price above the limit, whoever paid it before."""
    limit = facts.limits.high_price
    for line in facts.to_export:
        if (line.price or 0) > limit:
            yield _finding(line, facts.uses[line.id].minutes, limit)


def _finding(line: LineRow, minutes: int, limit: int) -> Finding:
    message = (
        N_("{line} {customer}: {price} is above {limit}, for one hour in {resource}.")
        if minutes == AN_HOUR
        else N_("{line} {customer}: {price} is above {limit}; {rate} an hour in {resource}.")
    )
    rate = money.show(hourly(line.price or 0, minutes))
    text = phrase(message, limit=money.show(limit), rate=rate, **shown(line))
    return Finding(KEY, (line.id,), text)


DEVIATION = Deviation(KEY, "prices", 20, find)
