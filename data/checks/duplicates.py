"""Point 4: no reservation stands on the list twice, and no hour is invoiced to two."""

from __future__ import annotations

from collections import defaultdict

from data.checks import Check, Outcome
from data.deviations import found
from data.deviations._at_once import is_cut
from data.facts import Facts, Twin
from data.views import Finding, LineRow
from data.words import N_, Phrase, counted, phrase

TWICE = "reservation_twice"


def run(facts: Facts) -> Outcome:
    """Block when a second line has the same type and reservation, here or already exported.

    Aktiv kommune has invoiced customers twice this way. Two rentals at the same time are asked
    about; the program vouches for a list without any.
    """
    doubled = _doubled(facts)
    findings = (*doubled, *found(facts, CHECK.key))
    if doubled:
        return Outcome(
            "blocked",
            counted("{count} line stands twice", "{count} lines stand twice", len(doubled)),
            details=_not_compared(facts),
            findings=findings,
        )
    if findings:
        return Outcome(
            "attention",
            counted("{count} at the same time", "{count} at the same time", len(findings)),
            details=_not_compared(facts),
            findings=findings,
        )
    return Outcome("ok", phrase(N_("none")), details=_not_compared(facts), proven=True)


def _doubled(facts: Facts) -> tuple[Finding, ...]:
    twins: dict[tuple[str, int], list[Twin]] = defaultdict(list)
    for twin in facts.twins:
        twins[twin.type, twin.reservation_id].append(twin)
    pairs = [
        (line, _twin_of(line, twins[line.type, line.reservation_id])) for line in facts.to_export
    ]
    return tuple(
        Finding(TWICE, (line.id,), _sentence(line, twin), stops=True)
        for line, twin in pairs
        if twin is not None
    )


def _twin_of(line: LineRow, of_its_reservation: list[Twin]) -> Twin | None:
    return next((twin for twin in of_its_reservation if twin.id != line.id), None)


def _sentence(line: LineRow, other: Twin) -> Phrase:
    message = (
        N_("F304 Reservation {reservation} is exported with line {other} already. Hold {line}.")
        if other.is_exported
        else N_("F304 Reservation {reservation} stands twice: lines {line} and {other}. Hold one.")
    )
    return phrase(message, reservation=line.reservation_id, line=line.id, other=other.id)


def _not_compared(facts: Facts) -> tuple[Phrase, ...]:
    cut = sum(is_cut(line.description) for line in facts.payable)
    if not cut:
        return ()
    return (
        counted(
            "{count} line's resource is cut off in the list; its time is compared with nothing.",
            "{count} lines' resource is cut off in the list; their times are compared with"
            " nothing.",
            cut,
        ),
    )


def looks_at(line: LineRow) -> bool:
    """Tell whether somebody pays for the line's hours."""
    return not line.held and line.is_payable


CHECK = Check(
    4,
    "duplicates",
    N_("Duplicates"),
    run,
    ("description", "customer", "starts", "ends", "price"),
    looks_at,
    (
        N_("they share the resource"),
        N_("the allocation was given up"),
        N_("both are to be invoiced"),
        N_("agreed with the customers"),
    ),
)
