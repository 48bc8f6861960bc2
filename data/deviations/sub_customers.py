"""Several sub-customer numbers under one organisation number: allowed, but several invoices."""

from __future__ import annotations

from collections.abc import Iterator

from data.around import Appearance, listed, subject_of
from data.customer_id import show
from data.deviations import Deviation
from data.deviations._customers import grouped, payable
from data.facts import Facts
from data.views import Finding
from data.words import N_, Phrase, counted, phrase

KIND = "sub_customers"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each organisation number that the basis makes several invoices of."""
    paying = (
        each
        for each in facts.around.customers
        if each.payable and each.is_usable and each.customer_type == "external"
    )
    for number, group in grouped(paying, lambda each: each.customer_id).items():
        subs = grouped(group, lambda each: each.sub_customer)
        if len(subs) > 1:
            yield Finding(
                KIND,
                payable(group),
                phrase(
                    N_("{id} {customer} becomes {count} invoices, by sub-customer: {subs}."),
                    id=show(number),
                    customer=group[0].name,
                    count=len(subs),
                    subs=listed(_told(sub, subs[sub]) for sub in sorted(subs)),
                ),
                subject=subject_of(number, *sorted(subs)),
            )


def _told(sub_customer: str, group: list[Appearance]) -> Phrase:
    lines = counted("{count} line", "{count} lines", len(payable(group)))
    number: str | Phrase = show(sub_customer) if sub_customer else Phrase(N_("none"))
    return phrase(N_("{number} ({lines})"), number=number, lines=lines)


DEVIATION = Deviation(KIND, "customer_ids", 50, find)
