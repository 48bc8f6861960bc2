"""The checklist: one file for each of its points.

To add a check, write one module here that declares `CHECK`:

1. `run` takes the `Facts` of a basis (`data.facts`) and returns an `Outcome`; it asks no
   store and knows no screen. What stands out line by line is found by `data.deviations`:
   `found(facts, "prices")` returns the findings that belong to a point.
2. The outcome's state is `ok`, `attention` (somebody must answer) or `blocked` (no export).
3. `proven` says that the program itself can vouch for the result, so nobody has to sign.
4. `covers` names the fields of a line that are judged and `looks_at` tells which lines: a
   signature is suspended when one of them changes, and says which and how.
5. `reasons` are the stock answers offered by one digit.

The number is the point's place on the list; numbers run from 1 without gaps.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from data.facts import Facts
from data.registry import collect
from data.views import Finding, LineRow, PointState
from data.views.past import MonthSum
from data.words import Phrase


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found."""

    state: PointState
    summary: Phrase
    lines: tuple[int, ...] = ()
    """Ids of the lines the point speaks of; those of the findings need not be named again."""
    details: tuple[Phrase, ...] = ()
    """Sentences that stand after the findings."""
    proven: bool = False
    findings: tuple[Finding, ...] = ()
    plot: tuple[MonthSum, ...] = ()
    """The months that are drawn beside the sentences."""


def _no_line(_line: LineRow) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Check:
    """One point of the checklist."""

    number: int
    key: str
    title: str
    run: Callable[[Facts], Outcome]
    covers: tuple[str, ...] = ()
    """Names of the fields of `LineRow` that a signature answers for."""
    looks_at: Callable[[LineRow], bool] = _no_line
    reasons: tuple[str, ...] = ()
    answered_by_total: bool = False
    """The control total is the signature: it is typed or imported, not signed."""


def _checks() -> tuple[Check, ...]:
    found = collect(sys.modules[__name__], "CHECK", Check)
    return tuple(sorted(found, key=lambda check: check.number))


CHECKS = _checks()
BY_NUMBER = {check.number: check for check in CHECKS}
