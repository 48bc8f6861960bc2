"""One organisation that is internal on some lines and external on others.

The kind decides account string and file, so the same customer should be of one kind in every
building. Private persons share their names with employees and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from data.around import subject_of
from data.deviations import Deviation
from data.deviations._customers import grouped, payable, stands
from data.facts import Facts
from data.views import Finding
from data.words import N_, phrase

KIND = "kind_clash"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each organisation of the basis that is of both kinds."""
    organizations = (each for each in facts.around.customers if each.is_organization)
    for alike, group in grouped(organizations, lambda each: each.alike).items():
        kinds = grouped(group, lambda each: each.customer_type)
        if len(kinds) > 1 and payable(group):
            yield Finding(
                KIND,
                payable(group),
                phrase(
                    N_("{customer} is both external ({external}) and internal ({internal})."),
                    customer=group[0].name,
                    external=stands(kinds["external"]),
                    internal=stands(kinds["internal"]),
                ),
                subject=subject_of(alike, *sorted({each.customer_id for each in group})),
            )


DEVIATION = Deviation(KIND, "customer_ids", 40, find)
