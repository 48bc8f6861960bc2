"""Deviations: what stands out in a basis, one file for each thing looked for.

To look for one more thing, write one module here that declares `DEVIATION`:

1. `check` is the key of the point of the checklist (`data.checks`) under which it is told.
2. `find` takes the `Facts` of a basis and yields a `Finding` for each thing it points at. It
   asks no store. The sentence says the arithmetic: the numbers compared, and from how many
   lines they come.
3. `rank` is its place among the findings of its point, the gravest first.

A finding asks for an answer and stops nothing, unless it says `stops`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from data.facts import Facts
from data.registry import collect
from data.views import Finding


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that is looked for."""

    key: str
    check: str
    rank: int
    find: Callable[[Facts], Iterable[Finding]]


def _deviations() -> tuple[Deviation, ...]:
    found = collect(sys.modules[__name__], "DEVIATION", Deviation)
    return tuple(sorted(found, key=lambda each: (each.check, each.rank, each.key)))


DEVIATIONS = _deviations()


def found(facts: Facts, check: str) -> tuple[Finding, ...]:
    """Return the findings that belong to a point, with what was decided of each before."""
    return tuple(
        _with_offer(finding, facts)
        for each in DEVIATIONS
        if each.check == check
        for finding in each.find(facts)
    )


def _with_offer(finding: Finding, facts: Facts) -> Finding:
    offered = facts.around.decided.get((finding.kind, finding.subject)) if finding.subject else None
    return replace(finding, offered=offered) if offered else finding
