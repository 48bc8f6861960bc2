"""Marking by name: these lines are exported, all others of the basis are held back."""

from __future__ import annotations

from collections.abc import Collection

from data.basis import Basis
from data.errors import UsageProblem
from data.store import change
from data.views import Scope
from data.words import N_


def mark_only(basis: Basis, scope: Scope, ids: Collection[int], reason: str) -> int:
    """Mark just these lines of a basis and hold the others back; returns how many that were.

    Lines that were held back already keep their own reason. Raises UsageProblem F340 for an id
    that is no open line of the basis: nothing is changed then.
    """
    wanted = set(ids)
    with change():
        there = {line.id for line in basis.lines(scope)}
        unknown = sorted(wanted - there)
        if unknown:
            raise UsageProblem(
                "F340",
                N_("{building} has no open line {lines} to the date you gave."),
                building=scope.building,
                lines=", ".join(str(line) for line in unknown),
            )
        basis.release(scope, sorted(wanted))
        return basis.hold(scope, sorted(there - wanted), reason)
