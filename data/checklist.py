"""The checklist of one basis: what each point found, and whose answer counts for it today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data.bridge import bridge, tally
from data.checks import CHECKS, Check, Outcome
from data.facts import Facts
from data.models import ControlTotal, SignOff
from data.signatures import shown, shown_total
from data.views import ControlView, PointView, SignOffView
from data.words import Phrase


def checklist(
    facts: Facts,
    signatures: dict[str, SignOff],
    total: ControlTotal | None,
    machine: SignOffView,
) -> ControlView:
    """Run every check and lay the answers beside what it found.

    `machine` is the signature of the points that the program itself proves.
    """
    points = []
    for check in CHECKS:
        outcome = check.run(facts)
        if outcome.proven and not check.answered_by_total:
            signed: SignOffView | None = machine
        else:
            signed = _signature(check, outcome, facts, signatures, total)
        points.append(_point(check, outcome, signed))
    return ControlView(
        scope=facts.scope,
        points=tuple(points),
        bridge=bridge(facts),
        tally=tally(facts),
        expected_total=total.total if total else None,
        expected_count=total.count if total else None,
        difference=facts.sum_of_list - total.total if total else None,
        digest=facts.digest,
    )


def _signature(
    check: Check,
    outcome: Outcome,
    facts: Facts,
    signatures: dict[str, SignOff],
    total: ControlTotal | None,
) -> SignOffView | None:
    """Return an operator's answer as it counts for what is found now."""
    if check.answered_by_total:
        is_answer = total is not None and outcome.state != "blocked"
        return shown_total(total, check, facts) if total and is_answer else None
    row = signatures.get(check.key)
    if row is None:
        return None
    signed = shown(row, check, facts, outcome.findings)
    # What became a finding since it was signed without a word has not been answered.
    is_unanswered = outcome.state == "attention" and not signed.reason
    if signed.state == "valid" and (outcome.state == "blocked" or is_unanswered):
        return replace(signed, state="suspended")
    return signed


def _differing(offered: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return up to two decisions of last time; more would not be read."""
    return tuple({str(each): each for each in offered}.values())[:2]


def _point(check: Check, outcome: Outcome, signed: SignOffView | None) -> PointView:
    machine = outcome.proven and not check.answered_by_total
    # Where something stops the export, the lines to open are those that stop it.
    gravest = [finding for finding in outcome.findings if finding.stops] or outcome.findings
    named = (line for finding in gravest for line in finding.lines)
    offered = (finding.offered for finding in outcome.findings if finding.offered is not None)
    return PointView(
        number=check.number,
        check=check.key,
        title=Phrase(check.title),
        state=outcome.state,
        summary=outcome.summary,
        details=(*(finding.text for finding in outcome.findings), *outcome.details),
        lines=tuple(dict.fromkeys((*outcome.lines, *named))),
        signed=signed,
        signer="total" if check.answered_by_total else "machine" if machine else "operator",
        reasons=(*_differing(offered), *(Phrase(reason) for reason in check.reasons)),
        findings=outcome.findings,
        plot=outcome.plot,
    )
