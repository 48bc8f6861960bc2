"""A customer without a usable id whose name is another's but for the spelling.

Of a free line, which needs no id, it is told only where the other one pays in the same basis:
there one customer may stand both free and paid without anybody seeing it.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.around import Appearance, subject_of
from data.deviations import Deviation
from data.deviations._customers import grouped, named, numbered
from data.facts import Facts
from data.names import is_near, near
from data.text import fold
from data.views import Finding
from data.words import N_, phrase

KIND = "near_equal_names"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each name that lacks an id and is nearly that of one that has one."""
    organizations = [each for each in facts.around.customers if each.is_organization]
    known = grouped((each for each in organizations if each.is_usable), _length)
    lacking = grouped(
        (each for each in organizations if each.lines and not each.is_usable),
        lambda each: fold(each.name),
    )
    for name, group in lacking.items():
        counterpart = _counterpart(group, known)
        if counterpart:
            yield _finding(name, group, counterpart)


def _length(each: Appearance) -> int:
    return len(near(each.name))


def _counterpart(group: list[Appearance], known: dict[int, list[Appearance]]) -> list[Appearance]:
    """Return the lines of the customer that is most likely the same; empty without one."""
    name, length = group[0].name, _length(group[0])
    needs_id = any(each.payable for each in group)
    for size in (length, length - 1, length + 1):
        for other in known.get(size, ()):
            is_told = needs_id or other.payable
            if is_told and fold(other.name) != fold(name) and is_near(name, other.name):
                return [
                    each
                    for each in known[size]
                    if (each.name, each.customer_id) == (other.name, other.customer_id)
                ]
    return []


def _finding(name: str, group: list[Appearance], counterpart: list[Appearance]) -> Finding:
    other = counterpart[0]
    lines = {line for each in (*group, *counterpart) for line in each.lines}
    return Finding(
        KIND,
        tuple(sorted(lines)),
        phrase(
            N_("{lacking} has no usable id; «{customer}» has {id}. Are they one customer?"),
            lacking=named(group[0].name, group),
            customer=other.name,
            id=numbered(other.customer_id, counterpart),
        ),
        subject=subject_of(name, fold(other.name), other.customer_id),
    )


DEVIATION = Deviation(KIND, "customer_ids", 30, find)
