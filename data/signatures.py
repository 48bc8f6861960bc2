"""Sign-offs and control totals of one basis: who answered, and for which lines exactly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from operator import attrgetter, methodcaller
from typing import Any

from data import customer_id
from data.checks import Check
from data.dates import local
from data.facts import Facts
from data.models import ControlTotal, SignOff
from data.text import mask
from data.views import AnswerChange, Finding, LineRow, Scope, SignOffView

TYPED = "typed"
"""Origin of a control total that an operator entered; any other is a file's name."""

Values = Sequence[object]
"""What was judged of one line, in the order of `Check.covers`."""

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=methodcaller("isoformat")
)
"""Made once: `json.dumps` would make one for each answer."""


def covered(check: Check, facts: Facts, findings: tuple[Finding, ...] = ()) -> str:
    """Return what an answer is given for, as JSON: the lines' values, and the findings seen."""
    return _ENCODER.encode(
        {
            "fields": check.covers,
            "lines": _judged(check, facts.lines),
            "findings": [finding.key for finding in findings],
        }
    )


def _judged(check: Check, lines: tuple[LineRow, ...]) -> dict[int, Values]:
    if not check.covers:
        return {}
    values = attrgetter(*check.covers)
    if len(check.covers) == 1:
        return {line.id: (values(line),) for line in lines if check.looks_at(line)}
    return {line.id: values(line) for line in lines if check.looks_at(line)}


def changes(
    answer: str, check: Check, facts: Facts, findings: tuple[Finding, ...] = ()
) -> tuple[AnswerChange, ...]:
    """Return what is not as it was when an answer was given; empty when the answer still holds.

    A line that is held back since does not disturb it, nor a finding that is gone: nothing new
    needs an answer.
    """
    if answer == covered(check, facts, findings):
        return ()
    kept = json.loads(answer)
    before: dict[str, Values] = kept.get("lines", {})
    fields: list[str] = kept.get("fields", [])
    now: dict[str, Values] = json.loads(_ENCODER.encode(_judged(check, facts.lines)))
    lines = {str(line.id): line for line in facts.lines}
    found: list[AnswerChange] = []
    for key, values in now.items():
        if key not in before or tuple(fields) != check.covers:
            found.append(AnswerChange(int(key), lines[key].customer, "new"))
        elif before[key] != values:
            found += _changed(lines[key], fields, before[key], values)
    for key in before:
        line = lines.get(key)
        if key not in now and not (line and line.held):
            found.append(AnswerChange(int(key), line.customer if line else "", "gone"))
    return (*found, *_newly_found(set(kept.get("findings", ())), findings))


def _changed(
    line: LineRow, fields: list[str], before: Values, after: Values
) -> Iterator[AnswerChange]:
    for field, was, now in zip(fields, before, after, strict=True):
        if was != now:
            yield AnswerChange(
                line.id, line.customer, "changed", field, _shown(field, was), _shown(field, now)
            )


def _shown(field: str, value: object) -> object:
    """Return a value that may be shown: identity numbers masked."""
    if not isinstance(value, str):
        return value
    return customer_id.show(value) if field == "customer_id" else mask(value)


def _newly_found(answered: set[str], findings: tuple[Finding, ...]) -> Iterator[AnswerChange]:
    for finding in findings:
        if finding.key not in answered:
            line = finding.lines[0] if finding.lines else 0
            yield AnswerChange(line, "", "found", finding.kind, None, finding.text)


def of_scope(model: Any, scope: Scope) -> Any:
    """Return the condition of the rows of one basis that no export has frozen."""
    return (
        (model.building == scope.building_id)
        & (model.to_date == scope.to)
        & (model.season == scope.season)
        & model.export.is_null()
    )


def latest_sign_offs(scope: Scope) -> dict[str, SignOff]:
    """Return the newest sign-off of each point, withdrawn ones too."""
    rows = SignOff.select().where(of_scope(SignOff, scope)).order_by(SignOff.id)
    return {row.check: row for row in rows}


def latest_total(scope: Scope) -> ControlTotal | None:
    """Return the newest control total of a basis."""
    rows: list[ControlTotal] = list(
        ControlTotal.select()
        .where(of_scope(ControlTotal, scope))
        .order_by(ControlTotal.id.desc())
        .limit(1)
    )
    return rows[0] if rows else None


def shown(
    row: SignOff, check: Check, facts: Facts, findings: tuple[Finding, ...] = ()
) -> SignOffView:
    """Return a sign-off as it counts today, with what suspends it."""
    if row.withdrawn_at is not None:
        return SignOffView(row.operator, local(row.at), row.reason, "withdrawn")
    found = changes(row.covered, check, facts, findings)
    state = "suspended" if found else "valid"
    return SignOffView(row.operator, local(row.at), row.reason, state, found)  # type: ignore[arg-type]


def shown_total(row: ControlTotal, check: Check, facts: Facts) -> SignOffView:
    """Return who answers for the control total; an imported one holds as long as it is equal."""
    found = changes(row.covered, check, facts) if row.covered else ()
    state = "suspended" if found else "valid"
    return SignOffView(row.operator, local(row.at), "", state, found)  # type: ignore[arg-type]
