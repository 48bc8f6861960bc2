"""What the unit register says of the organisations that are to pay; never a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from data.around import subject_of
from data.deviations import Deviation
from data.facts import Facts
from data.text import fold
from data.views import Finding
from data.words import N_, phrase

KIND = "unit_register"


def find(facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each customer of whom the register has a remark."""
    for each in facts.around.units:
        remark = each.remark
        yield Finding(
            KIND,
            each.lines,
            phrase(
                N_("{code} {customer}: {remark}"),
                code=remark.code,
                customer=each.name,
                remark=remark.text,
            ),
            # The register's day is no part of the question: a newer one that says the same
            # was answered before.
            subject=subject_of(remark.kind, remark.number, fold(each.name)),
        )


DEVIATION = Deviation(KIND, "customer_ids", 60, find)
