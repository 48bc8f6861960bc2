"""A price below zero: somebody gets money back, and the file may have no sign for it."""

from __future__ import annotations

from collections.abc import Iterator

from data.deviations import Deviation
from data.deviations._precedents import shown
from data.facts import Facts
from data.views import Finding
from data.words import N_, phrase

KEY = "credit"


def find(facts: Facts) -> Iterator[Finding]:
    """Point at every line below zero."""
    for line in facts.to_export:
        if (line.price or 0) < 0:
            text = phrase(N_("{line} {customer}: credit {price}"), **shown(line))
            yield Finding(KEY, (line.id,), text)


DEVIATION = Deviation(KEY, "prices", 10, find)
