"""Gather from the store what the checks look at."""

from __future__ import annotations

from datetime import datetime, time

from peewee import fn

from data.basis import Basis
from data.facts import Facts, KnownTotal, Limits, PastMonth, Twin
from data.models import AccountString, Copy, Export, Line, open_lines, tuples
from data.month import Month
from data.scopes import in_scope, is_held
from data.signatures import latest_total
from data.snapshot import digest_of_lines
from data.text import mask
from data.views import Scope


def gather(basis: Basis, scope: Scope, limits: Limits) -> Facts:
    """Return the facts of one basis."""
    lines = basis.lines(scope)
    digest = digest_of_lines(lines)
    total = latest_total(scope)
    return Facts(
        scope=scope,
        lines=lines,
        digest=digest,
        beyond=basis.beyond(scope),
        twins=_twins(scope),
        past=past_month(scope.building_id, Month.of(scope.to).previous()),
        total=None if total is None else KnownTotal(total.total, total.count, total.origin),
        account_strings=_account_strings(scope),
        copy=matching_copy(scope, digest),
        limits=limits,
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


def past_month(building_id: int, month: Month) -> PastMonth | None:
    """Return what a building had in a month, exported or not; None when it had nothing."""
    begin = datetime.combine(month.first, time.min)
    end = datetime.combine(month.next().first, time.min)
    customer = fn.COALESCE(fn.NULLIF(Line.organization, ""), Line.contact)
    query = (
        Line.select(customer, fn.COUNT(Line.id), fn.COALESCE(fn.SUM(Line.price), 0))
        .where(
            Line.building == building_id,
            Line.ends >= begin,
            Line.ends < end,
            Line.gone == False,  # noqa: E712 - Peewee builds the condition from ==
        )
        .group_by(customer)
        .order_by(customer)
    )
    rows = tuples(query)
    if not rows:
        return None
    return PastMonth(
        month.first,
        sum(count for _, count, _ in rows),
        sum(total for _, _, total in rows),
        tuple((mask(name), total) for name, _, total in rows),
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
