"""Point 2: the prices follow the municipality's price list."""

from __future__ import annotations

from collections import defaultdict
from statistics import median_low

from data import money
from data.checks import Check, Outcome
from data.facts import Facts
from data.views import LineRow
from data.words import N_, Phrase, counted, phrase

ENOUGH = 3
"""So many prices make a usual price; fewer say nothing."""


def run(facts: Facts) -> Outcome:
    """Point out credits, high prices, and prices unlike what the customer pays otherwise.

    The price list itself is no part of Aktiv kommune, so this stays a person's judgement.
    """
    usual = _usual_rates(facts.payable)
    found: list[tuple[int, Phrase]] = []
    for line in facts.to_export:
        reason = _stands_out(line, usual, facts)
        if reason is not None:
            found.append((line.id, reason))
    if not found:
        return Outcome(
            "ok",
            counted("{count} with a price", "{count} with a price", len(facts.payable)),
            proven=not facts.payable,
        )
    return Outcome(
        "attention",
        counted("{count} line stands out", "{count} lines stand out", len(found)),
        tuple(line_id for line_id, _ in found),
        tuple(reason for _, reason in found),
    )


def _place(line: LineRow) -> tuple[str, str]:
    """Return what has a usual price: one customer in one resource, for groups pay differently."""
    return line.customer, line.resource


def _usual_rates(lines: tuple[LineRow, ...]) -> dict[tuple[str, str], int]:
    """Return the median øre an hour where there are enough prices to call one usual."""
    rates: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line in lines:
        rates[_place(line)].append(_rate(line))
    return {place: median_low(found) for place, found in rates.items() if len(found) >= ENOUGH}


def _rate(line: LineRow) -> int:
    minutes = max(int((line.ends - line.starts).total_seconds()) // 60, 1)
    return (line.price or 0) * 60 // minutes


def _stands_out(line: LineRow, usual: dict[tuple[str, str], int], facts: Facts) -> Phrase | None:
    price = line.price or 0
    if price < 0:
        message = N_("{line} {customer}: credit {price}")
    elif price > facts.limits.high_price:
        message = N_("{line} {customer}: high price {price}")
    elif _is_far(line, usual, facts.limits.price_percent):
        message = N_("{line} {customer}: {price} is unlike the usual price in {resource}")
    else:
        return None
    return phrase(
        message,
        line=line.id,
        customer=line.customer,
        price=money.show(price),
        resource=line.resource,
    )


def _is_far(line: LineRow, usual: dict[tuple[str, str], int], percent: int) -> bool:
    rate = usual.get(_place(line))
    if not rate or not line.is_payable:
        return False
    return abs(_rate(line) - rate) * 100 > rate * percent


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
