"""Gather from the store what the checks look at."""

from __future__ import annotations

from data.basis import Basis
from data.control_totals import known_total
from data.corrected import latest
from data.facts import Facts, Limits, Twin
from data.models import AccountString, Copy, Export, Line, open_lines, tuples
from data.recalling import Recall, exported_beside
from data.scopes import in_scope, is_held
from data.signatures import latest_total
from data.surroundings import Surroundings
from data.views import Scope


def gather(
    basis: Basis, scope: Scope, limits: Limits, recall: Recall, surroundings: Surroundings
) -> Facts:
    """Return the facts of one basis."""
    lines, digest = recall.lines(basis, scope)
    total = latest_total(scope)
    return Facts(
        scope=scope,
        lines=lines,
        digest=digest,
        beyond=basis.beyond(scope),
        twins=_twins(scope),
        past=surroundings.last_month(scope),
        total=None if total is None else known_total(total),
        account_strings=_account_strings(scope),
        copy=matching_copy(scope, digest),
        limits=limits,
        corrections=latest(scope),
        history=recall.history(scope),
        exported_beside=exported_beside(scope, lines),
        around=surroundings.around(scope, lines),
    )


def _twins(scope: Scope) -> tuple[Twin, ...]:
    """Return the lines that share a reservation with an open line of the basis."""
    mine = Line.alias()
    counts = (
        Line.export.is_null(False)
        | (Line.source_export != "")
        | (~is_held(scope.to) & (Line.gone == False))  # noqa: E712
    )
    same = (
        (Line.type == mine.type)
        & (Line.reservation_id == mine.reservation_id)
        & (Line.id != mine.id)
    )
    query = (
        mine.select(Line.id, Line.type, Line.reservation_id, Line.export, Line.source_export)
        .join(Line, on=same)
        .where(in_scope(scope, mine), open_lines(mine), counts)
        .order_by(Line.id)
        .distinct()
    )
    return tuple(
        Twin(id_, type_, reservation, export is not None or source != "")
        for id_, type_, reservation, export, source in tuples(query)
    )


def _account_strings(scope: Scope) -> dict[str, tuple[str, ...]]:
    """Return the building's active strings, and those of several buildings, by kind."""
    here = (AccountString.building == scope.building_id) | AccountString.building.is_null()
    query = (
        AccountString.select(AccountString.customer_type, AccountString.name)
        .where(here, AccountString.active)
        .order_by(AccountString.name)
    )
    found: dict[str, tuple[str, ...]] = {}
    for kind, name in tuples(query):
        found[kind] = (*found.get(kind, ()), name)
    return found


def matching_copy(scope: Scope, lines_digest: str) -> tuple[int, str] | None:
    """Return number and digest of the newest unused copy that holds these very lines."""
    query = (
        Copy.select(Copy.id, Copy.sha256)
        .where(
            Copy.building == scope.building_id,
            Copy.to_date == scope.to,
            Copy.season == scope.season,
            Copy.lines_digest == lines_digest,
            Copy.id.not_in(Export.select(Export.copy)),
        )
        .order_by(Copy.id.desc())
        .limit(1)
    )
    rows = tuples(query)
    return (rows[0][0], rows[0][1]) if rows else None
