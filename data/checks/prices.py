"""Point 2: the prices follow the municipality's price list."""

from __future__ import annotations

from data.checks import Check, Outcome
from data.deviations import found
from data.facts import Facts
from data.views import LineRow
from data.words import N_, counted


def run(facts: Facts) -> Outcome:
    """Point out credits, high and odd prices, and prices unlike what is paid otherwise.

    The price list itself is no part of Aktiv kommune, so this stays a person's judgement.
    """
    findings = found(facts, CHECK.key)
    if not findings:
        return Outcome(
            "ok",
            counted("{count} with a price", "{count} with a price", len(facts.payable)),
            proven=not facts.payable,
        )
    lines = {line for finding in findings for line in finding.lines}
    return Outcome(
        "attention",
        counted("{count} line stands out", "{count} lines stand out", len(lines)),
        findings=findings,
    )


def looks_at(line: LineRow) -> bool:
    """Tell whether the line's price is judged."""
    return not line.held and bool(line.price)


CHECK = Check(
    2,
    "prices",
    N_("Prices by the price list"),
    run,
    ("price", "description", "customer", "customer_type", "starts", "ends"),
    looks_at,
    (
        N_("follows the price list"),
        N_("agreed price"),
        N_("long rental"),
        N_("justified in the application"),
    ),
)
