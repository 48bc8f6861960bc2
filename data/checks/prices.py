"""Point 2: the prices follow the municipality's price list."""

from __future__ import annotations

from collections import defaultdict
from statistics import median_low

from data import money
from data.checks import Check, Outcome
from data.facts import Facts
from data.views import LineRow
from data.words import N_, Phrase, counted, phrase

ENOUGH = 4
"""So many prices make a usual price; fewer say nothing."""


def run(facts: Facts) -> Outcome:
    """Point out credits, high prices and prices far from the resource's usual one.

    The price list itself is no part of Aktiv kommune, so this stays a person's judgement.
    """
    usual = _usual_by_resource(facts.payable)
    found: list[tuple[int, Phrase]] = []
    for line in facts.to_export:
        reason = _stands_out(line, usual, facts)
        if reason is not None:
            found.append((line.id, reason))
    if not found:
        return Outcome(
            "ok",
            counted(
                N_("{count} with a price, none stands out"),
                N_("{count} with a price, none stand out"),
                len(facts.payable),
            ),
            proven=not facts.payable,
        )
    return Outcome(
        "attention",
        counted(N_("{count} line stands out"), N_("{count} lines stand out"), len(found)),
        tuple(line_id for line_id, _ in found),
        tuple(reason for _, reason in found),
    )


def _usual_by_resource(lines: tuple[LineRow, ...]) -> dict[str, int]:
    """Return the median øre per started hour of each resource with enough prices."""
    rates: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        rates[line.resource].append(_rate(line))
    return {name: median_low(found) for name, found in rates.items() if len(found) >= ENOUGH}


def _rate(line: LineRow) -> int:
    minutes = max(int((line.ends - line.starts).total_seconds()) // 60, 1)
    return (line.price or 0) * 60 // minutes


def _stands_out(line: LineRow, usual: dict[str, int], facts: Facts) -> Phrase | None:
    price = line.price or 0
    if price < 0:
        message = N_("{line} {customer}: credit {price}")
    elif price > facts.limits.high_price:
        message = N_("{line} {customer}: high price {price}")
    elif _is_far(line, usual, facts.limits.price_percent):
        message = N_("{line} {customer}: {price} is far from the usual price of {resource}")
    else:
        return None
    return phrase(
        message,
        line=line.id,
        customer=line.customer,
        price=money.show(price),
        resource=line.resource,
    )


def _is_far(line: LineRow, usual: dict[str, int], percent: int) -> bool:
    rate = usual.get(line.resource)
    if not rate or not line.is_payable:
        return False
    return abs(_rate(line) - rate) * 100 > rate * percent


def covers(line: LineRow) -> tuple[object, ...] | None:
    """Return what a price was judged by."""
    if line.held or not line.price:
        return None
    return (line.price, line.description, line.customer, str(line.starts), str(line.ends))


CHECK = Check(
    2,
    "prices",
    N_("Price follows the price list"),
    run,
    covers,
    (
        N_("follows the price list"),
        N_("agreed price"),
        N_("long rental"),
        N_("justified in the application"),
    ),
)
