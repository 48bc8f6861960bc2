"""One organisation with two usable ids: which of them is to be invoiced?

Private persons who share a name are not one customer, and an organisation that is invoiced
through several persons changes them knowingly: two identity numbers say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.around import Appearance, listed, subject_of
from data.deviations import Deviation
from data.deviations._customers import grouped, numbered, payable
from data.facts import Facts
from data.views import Finding
from data.words import N_, phrase

KIND = "two_ids"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each organisation of the basis with several ids."""
    usable = (each for each in facts.around.customers if each.is_organization and each.is_usable)
    for (kind, alike), group in grouped(
        usable, lambda each: (each.customer_type, each.alike)
    ).items():
        numbers = grouped(group, lambda each: each.customer_id)
        if len(numbers) > 1 and payable(group) and not _are_persons(group):
            yield Finding(
                KIND,
                payable(group),
                phrase(
                    N_("F204 {customer} has several customer ids: {ids}. Which is right?"),
                    customer=group[0].name,
                    ids=listed(numbered(number, numbers[number]) for number in numbers),
                ),
                subject=subject_of(kind, alike, *sorted(numbers)),
            )


def _are_persons(group: list[Appearance]) -> bool:
    return all(each.id_kind == "person" for each in group)


DEVIATION = Deviation(KIND, "customer_ids", 10, find)
