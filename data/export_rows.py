"""Exports as they are shown, read in one question however many there are."""

from __future__ import annotations

from typing import Any

from data.dates import local
from data.models import AccountString, Building, Copy, Export
from data.views import ExportView


def export_views(*conditions: Any) -> list[ExportView]:
    """Return the exports that fulfil the conditions, reversed ones too, oldest first."""
    external, internal = AccountString.alias(), AccountString.alias()
    query = (
        Export.select(
            Export,
            Building.name.alias("building_name"),
            Copy.sha256.alias("copy_sha256"),
            external.name.alias("external_name"),
            internal.name.alias("internal_name"),
        )
        .join(Building)
        .switch(Export)
        .join(Copy)
        .join_from(Export, external, on=Export.external == external.id)
        .join_from(Export, internal, on=Export.internal == internal.id)
        .order_by(Export.id)
    )
    if conditions:
        query = query.where(*conditions)
    return [_view(row) for row in query.objects()]


def _view(row: Any) -> ExportView:
    return ExportView(
        number=row.id,
        building=row.building_name,
        to=row.to_date,
        season=row.season,
        lines=row.lines,
        payable=row.payable,
        free=row.free,
        total=row.total,
        external_total=row.external_total,
        internal_total=row.internal_total,
        customers=row.customers,
        operator=row.operator,
        at=local(row.at),
        copy=row.copy_id,
        copy_sha256=row.copy_sha256,
        external=row.external_name,
        internal=row.internal_name,
        reversed_at=None if row.reversed_at is None else local(row.reversed_at),
        reversed_by=row.reversed_by,
        reversed_reason=row.reversed_reason,
    )
