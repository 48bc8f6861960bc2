"""A customer id or kind that we corrected, and about which the list now says a third thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from data.deviations import Deviation
from data.facts import Facts
from data.views import Finding
from data.words import N_, phrase

KIND = "correction_reopened"


def reopened(facts: Facts, fields: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each correction of these fields that counts no longer.

    A list said neither what it said then nor what we say, or named another customer. Correcting
    the line again is one answer, signing the point another.
    """
    marked = {line.id: line for line in facts.to_export}
    for each in facts.corrections:
        if each.state == "reopened" and each.field in fields and each.line in marked:
            yield Finding(
                KIND,
                (each.line,),
                phrase(
                    N_(
                        "{line} {customer}: corrected from {before} to {value}, then the list"
                        " changed: Aktiv kommune says {source}."
                    ),
                    line=each.line,
                    customer=marked[each.line].customer,
                    before=each.before,
                    value=each.value,
                    source=each.source,
                ),
            )


def find(facts: Facts) -> Iterator[Finding]:
    """Yield the corrections of ids and kinds that ask again."""
    return reopened(facts, ("customer_id", "customer_type"))


DEVIATION = Deviation(KIND, "customer_ids", 0, find)
