"""Point 1: every payable line has a usable customer id, and it is the right customer's."""

from __future__ import annotations

from data.checks import Check, Outcome
from data.customer_id import STATES, age_on
from data.dates import show as show_day
from data.deviations import found
from data.facts import Facts
from data.views import Finding, LineRow
from data.words import N_, Phrase, counted, phrase


def run(facts: Facts) -> Outcome:
    """Block on payable lines whose id blocks; odd ids and odd customers ask for an answer."""
    blocked = [line for line in facts.payable if line.id_level == "blocked"]
    odd = [line for line in facts.to_export if line.id_level == "attention"]
    valid = sum(line.id_level == "ok" for line in facts.to_export)
    findings = (*_findings([*blocked, *odd]), *found(facts, CHECK.key))
    if blocked:
        return Outcome(
            "blocked",
            phrase(N_("{valid} valid, {wrong} wrong"), valid=valid, wrong=len(blocked)),
            findings=findings,
        )
    if findings:
        return Outcome(
            "attention",
            phrase(N_("{valid} valid, {odd} to look at"), valid=valid, odd=len(findings)),
            findings=findings,
        )
    return Outcome("ok", counted("{count} valid", "{count} valid", valid), proven=True)


def _findings(lines: list[LineRow]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            line.id_code,
            (line.id,),
            phrase(
                N_("{line} {customer}: {reason}"),
                line=line.id,
                customer=line.customer,
                reason=_reason(line),
            ),
            stops=line.id_level == "blocked",
        )
        for line in lines
    )


def _reason(line: LineRow) -> Phrase:
    """Return what is odd about the line's id; of a child how old it was, and when."""
    day = line.ends.date()
    age = age_on(line.customer_id, day) if line.id_code == "under_18" else None
    if age is None:
        return Phrase(STATES[line.id_code].sentence)
    return phrase(
        N_("The customer was {age} years old on {day}. Is a guardian to be invoiced?"),
        age=age,
        day=show_day(day),
    )


def looks_at(line: LineRow) -> bool:
    """Tell whether an answer is given for the line's own id; what else is found is kept too."""
    return not line.held and line.id_level == "attention"


CHECK = Check(
    1,
    "customer_ids",
    N_("Customer id on every line"),
    run,
    ("customer_id", "customer_type", "id_code", "customer"),
    looks_at,
    (N_("checked with the customer"), N_("a guardian is invoiced"), N_("checked in the register")),
)
