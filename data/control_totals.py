"""What is kept of a control total: typed, from a file of totals, or from a list line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable

from data.facts import KnownTotal
from data.models import ControlTotal
from data.signatures import TYPED
from data.views.differences import ComparedLine

PRICE = "source_price"
"""The field that point 6 answers for: what Aktiv kommune says that a line costs."""


def listed_prices(lines: Iterable[ComparedLine]) -> str:
    """Return the lines of a list as `ControlTotal.covered` keeps them.

    In the form of an answer: the total is suspended when a line is no longer what the list said.
    """
    prices = {str(line.id): [line.price] for line in lines}
    return json.dumps({"fields": [PRICE], "lines": prices, "findings": []}, separators=(",", ":"))


def known_total(row: ControlTotal) -> KnownTotal:
    """Return a control total as the checks look at it."""
    return KnownTotal(row.total, row.count, row.origin, _listed(row))


def _listed(row: ControlTotal) -> tuple[tuple[int, int | None], ...] | None:
    if row.origin == TYPED or not row.covered:
        return None
    lines: dict[str, list[int | None]] = json.loads(row.covered)["lines"]
    return tuple((int(id_), values[0]) for id_, values in lines.items())
