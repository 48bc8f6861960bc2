"""Sign-offs and control totals of one basis: who answered, and for which lines exactly."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from data.checks import Check
from data.dates import local
from data.models import ControlTotal, SignOff
from data.views import LineRow, Scope, SignOffView

TYPED = "typed"
"""Origin of a control total that an operator entered; any other is a file's name."""


_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Made once: `json.dumps` would make one for each line."""


def covered(check: Check, lines: tuple[LineRow, ...]) -> dict[str, str]:
    """Return a digest of what a check judges, by line id."""
    found: dict[str, str] = {}
    for line in lines:
        values = check.covers(line)
        if values is not None:
            text = _ENCODER.encode(values)
            found[str(line.id)] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return found


def still_holds(answer: str, check: Check, lines: tuple[LineRow, ...]) -> bool:
    """Tell whether an answer was given for the lines as they stand now.

    A line that is held back since does not disturb it: nothing new needs an answer.
    """
    before: dict[str, str] = json.loads(answer)
    now = covered(check, lines)
    held = {str(line.id) for line in lines if line.held}
    return all(before.get(line) == digest for line, digest in now.items()) and all(
        line in now or line in held for line in before
    )


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


def shown(row: SignOff, check: Check, lines: tuple[LineRow, ...]) -> SignOffView:
    """Return a sign-off as it counts today."""
    if row.withdrawn_at is not None:
        state = "withdrawn"
    else:
        state = "valid" if still_holds(row.covered, check, lines) else "suspended"
    return SignOffView(row.operator, local(row.at), row.reason, state)  # type: ignore[arg-type]


def shown_total(row: ControlTotal, check: Check, lines: tuple[LineRow, ...]) -> SignOffView:
    """Return who answers for the control total; an imported one holds as long as it is equal."""
    holds = not row.covered or still_holds(row.covered, check, lines)
    return SignOffView(row.operator, local(row.at), "", "valid" if holds else "suspended")
