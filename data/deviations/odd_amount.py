"""An amount that ends in other øre than the building's prices do: a slip of the keyboard.

Which endings are regular is read from the year before: the largest of a few steps, whole kroner
first, that nearly all of its prices are multiples of. The price of half an hour may end
otherwise, when that of an hour does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from data import money
from data.deviations import Deviation
from data.deviations._precedents import ENOUGH, of_its_use, shown
from data.facts import Facts
from data.history import History
from data.views import Finding, LineRow
from data.words import N_, phrase

KEY = "odd_amount"
LINES = 20
"""So many prices in the year before, or no ending is regular."""
STEPS = (100, 50, 25, 10, 5)
"""Øre: whole kroner, halves, quarters, tens, fives."""
NEARLY_ALL = 95
"""Per cent of the prices that are multiples of the step."""


def find(facts: Facts) -> Iterator[Finding]:
    """Point at prices that end as hardly any other did; silent where the setting says so."""
    step, regular = _step(facts.history)
    if not step or not facts.limits.odd_ore:
        return
    endings = facts.history.endings
    for line in facts.payable:
        price = line.price or 0
        if price % step == 0 or endings[price % 100] >= ENOUGH:
            continue
        if _is_explained(facts, line, step):
            continue
        text = phrase(
            N_(
                "{line} {customer}: {price} is no multiple of {step};"
                " {regular} of {all} prices of 12 months are."
            ),
            step=money.show(step),
            regular=regular,
            all=endings.total(),
            **shown(line),
        )
        yield Finding(KEY, (line.id,), text)


def _step(history: History) -> tuple[int, int]:
    """Return the regular step in øre and how many prices keep to it; zeros where none is."""
    lines = history.endings.total()
    for step in STEPS if lines >= LINES else ():
        regular = sum(times for ending, times in history.endings.items() if ending % step == 0)
        if regular * 100 >= lines * NEARLY_ALL:
            return step, regular
    return 0, 0


def _is_explained(facts: Facts, line: LineRow, step: int) -> bool:
    """Tell whether the customer paid this before, or an hour of it is a regular amount."""
    price, use = line.price or 0, facts.uses[line.id]
    if any(each.price == price for each in of_its_use(facts, line)):
        return True
    hour, rest = divmod(price * 60, use.minutes or 60)
    return rest == 0 and hour % step == 0


DEVIATION = Deviation(KEY, "prices", 60, find)
