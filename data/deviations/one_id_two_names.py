"""One id under two names that are clearly unlike: whose is it?

Departments with sub-customer numbers of their own have names of their own. The contact of an
organisation's number is no name of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.around import Appearance, listed, subject_of
from data.customer_id import show
from data.deviations import Deviation
from data.deviations._customers import grouped, named, payable
from data.facts import Facts
from data.names import is_unlike
from data.text import fold
from data.views import Finding
from data.words import N_, phrase

KIND = "one_id_two_names"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each id of the basis that stands under several names."""
    named_ones = (each for each in facts.around.customers if each.is_usable and _is_named(each))
    groups = grouped(named_ones, lambda each: (each.customer_id, each.sub_customer))
    for (number, sub_customer), group in groups.items():
        names = _unlike_names(group)
        if len(names) > 1 and payable(group):
            of_name = grouped(group, lambda each: each.name)
            yield Finding(
                KIND,
                payable(group),
                phrase(
                    N_("F204 {id} is used for several names: {names}. Whose is it?"),
                    id=show(number),
                    names=listed(named(name, of_name[name]) for name in names),
                ),
                subject=subject_of(number, sub_customer, *sorted(fold(name) for name in names)),
            )


def _is_named(each: Appearance) -> bool:
    return each.is_organization or each.id_kind == "person"


def _unlike_names(group: list[Appearance]) -> list[str]:
    """Return names of which no two are alike, one that pays here first; others join the first."""
    found: list[str] = []
    for each in sorted(group, key=lambda each: not each.payable):
        if all(is_unlike(each.name, name) for name in found):
            found.append(each.name)
    return found


DEVIATION = Deviation(KIND, "customer_ids", 20, find)
