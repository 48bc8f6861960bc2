"""A price unlike what the same customer paid before for the same resource and duration.

Held against the year before, or against the rest of the list where the year says too little. A
customer may have several prices, by day of the week or since the price list changed: a price
asked twice before, and the one asked last, are as good as the commonest. The limit in per cent
lets the yearly adjustment of a price list pass; a greater one is told once, not line by line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from data import money
from data.deviations import Deviation
from data.deviations._precedents import (
    change,
    is_expected,
    of_its_use,
    percent,
    prevailing,
    shown,
    since,
)
from data.facts import Facts
from data.history import Paid
from data.views import Finding, LineRow
from data.words import N_, phrase

KEY = "own_price"
MANY = 10
"""So many lines that change alike, and most of those with a habit, are a new price list."""


class _Unlike(NamedTuple):
    line: LineRow
    usual: Paid

    @property
    def percent(self) -> int:
        return percent(self.usual.price, self.line.price or 0)


def find(facts: Facts) -> Iterator[Finding]:
    """Point at prices that the customer has not paid before.

    Lines that are held count when many are told at once: what is told must not change with a
    mark, or every mark would ask for a new answer.
    """
    unlike, with_habit = _unlike(facts)
    alike = _of_a_new_price_list(unlike, with_habit)
    if any(not each.line.held for each in alike):
        yield _together(alike)
    told = {each.line.id for each in alike}
    for each in unlike:
        if not each.line.held and each.line.id not in told:
            yield _alone(each)


def _unlike(facts: Facts) -> tuple[list[_Unlike], int]:
    """Return the lines unlike their customers' habits, and how many have a habit behind them."""
    unlike: list[_Unlike] = []
    with_habit = 0
    for line in facts.lines:
        paid = of_its_use(facts, line) if line.is_payable else ()
        usual = prevailing(paid)
        if usual is not None:
            with_habit += 1
            if not is_expected(line.price or 0, paid, facts.limits.price_percent_own):
                unlike.append(_Unlike(line, usual))
    return unlike, with_habit


def _of_a_new_price_list(unlike: list[_Unlike], with_habit: int) -> list[_Unlike]:
    """Return the lines that became dearer or cheaper by the same, give or take one per cent."""
    commonest = Counter(each.percent for each in unlike)
    by, _ = min(commonest.items(), key=lambda item: (-item[1], item[0]), default=(0, 0))
    alike = [each for each in unlike if abs(each.percent - by) <= 1]
    return alike if len(alike) >= MANY and len(alike) * 2 > with_habit else []


def _alone(each: _Unlike) -> Finding:
    line, usual = each
    text = phrase(
        N_(
            "{line} {customer}: paid {usual} in {resource} {times} times since {since},"
            " now {price} ({change})."
        ),
        usual=money.show(usual.price),
        times=usual.times,
        since=since([usual]),
        change=change(usual.price, line.price or 0),
        **shown(line),
    )
    return Finding(KEY, (line.id,), text)


def _together(alike: list[_Unlike]) -> Finding:
    first = min(alike, key=lambda each: each.line.id)
    text = phrase(
        N_(
            "{line} {customer} and others: {count} lines cost {change} against what the same"
            " customers paid, this one {price} instead of {usual}. A new price list?"
        ),
        count=len(alike),
        change=f"{first.percent:+} %",
        usual=money.show(first.usual.price),
        **shown(first.line),
    )
    return Finding(KEY, tuple(sorted(each.line.id for each in alike)), text)


DEVIATION = Deviation(KEY, "prices", 30, find)
