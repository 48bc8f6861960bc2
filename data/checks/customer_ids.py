"""Point 1: every payable line has a usable customer id."""

from __future__ import annotations

from data.checks import Check, Outcome
from data.customer_id import STATES
from data.facts import Facts
from data.views import LineRow
from data.words import N_, Phrase, counted, phrase


def run(facts: Facts) -> Outcome:
    """Block on payable lines whose id blocks; credits and odd ids ask for an answer."""
    blocked = [line for line in facts.payable if line.id_level == "blocked"]
    odd = [line for line in facts.to_export if line.id_level == "attention"]
    valid = sum(line.id_level == "ok" for line in facts.to_export)
    if blocked:
        return Outcome(
            "blocked",
            phrase(N_("{valid} valid, {wrong} wrong"), valid=valid, wrong=len(blocked)),
            tuple(line.id for line in blocked),
            _details([*blocked, *odd]),
        )
    if odd:
        return Outcome(
            "attention",
            phrase(N_("{valid} valid, {odd} to look at"), valid=valid, odd=len(odd)),
            tuple(line.id for line in odd),
            _details(odd),
        )
    return Outcome("ok", counted("{count} valid", "{count} valid", valid), proven=True)


def _details(lines: list[LineRow]) -> tuple[Phrase, ...]:
    return tuple(
        phrase(
            N_("{line} {customer}: {reason}"),
            line=line.id,
            customer=line.customer,
            reason=Phrase(STATES[line.id_code].sentence),
        )
        for line in lines
    )


def covers(line: LineRow) -> tuple[object, ...] | None:
    """Return what an answer to an odd id was given for."""
    if line.held or line.id_level != "attention":
        return None
    return (line.customer_id, line.customer_type, line.id_code, line.customer)


CHECK = Check(
    1,
    "customer_ids",
    N_("Customer id on every line"),
    run,
    covers,
    (N_("checked with the customer"), N_("a guardian is invoiced"), N_("checked in the register")),
)
