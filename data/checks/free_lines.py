"""Point 3: a price of zero is right under the rules for free use."""

from __future__ import annotations

from data.checks import Check, Outcome
from data.deviations import found
from data.facts import Facts
from data.views import LineRow
from data.words import N_, counted, phrase


def run(facts: Facts) -> Outcome:
    """Count the free lines, and point out those of customers that pay otherwise.

    Without any there is nothing to judge.
    """
    free = [line for line in facts.to_export if not line.price]
    if not free:
        return Outcome("ok", phrase(N_("no free lines")), proven=True)
    missing = sum(line.price is None for line in free)
    details = (
        (counted("{count} line has no price at all", "{count} lines have no price at all",
                 missing),)
        if missing
        else ()
    )  # fmt: skip
    findings = found(facts, CHECK.key)
    odd = {line: None for finding in findings for line in finding.lines}
    summary = (
        phrase(N_("{count} free, {odd} unusual"), count=len(free), odd=len(odd))
        if odd
        else counted("{count} free line", "{count} free lines", len(free))
    )  # fmt: skip
    lines = tuple(dict.fromkeys((*odd, *(line.id for line in free))))
    return Outcome("attention", summary, lines, details, findings=findings)


def looks_at(line: LineRow) -> bool:
    """Tell whether the line is free."""
    return not line.held and not line.price


CHECK = Check(
    3,
    "free_lines",
    N_("Price 0,00 is right"),
    run,
    ("price", "description", "customer", "customer_type", "starts", "ends"),
    looks_at,
    (
        N_("free under the rules for use"),
        N_("the municipality's own use"),
        N_("children and youth"),
        N_("decided case by case"),
    ),
)
