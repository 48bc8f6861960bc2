"""A price that we corrected, and that the list has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from data.deviations import Deviation
from data.deviations.reopened_correction import KIND, reopened
from data.facts import Facts
from data.views import Finding


def find(facts: Facts) -> Iterator[Finding]:
    """Yield the corrections of prices that ask again."""
    return reopened(facts, ("price",))


DEVIATION = Deviation(KIND, "prices", 0, find)
