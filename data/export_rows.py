"""Exports as they are shown, read in one question however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from peewee import fn

from data.dates import local
from data.models import (
    AccountString,
    Building,
    Copy,
    Export,
    ExportLine,
    FileLine,
    InvoiceFile,
    among,
    tuples,
)
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
    rows = list(query.objects())
    after = _Afterwards([row.id for row in rows])
    return [_view(row, after) for row in rows]


class _Afterwards:
    """What became of the lines of some exports, by export."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.files: dict[int, tuple[str, ...]] = {}
        self.filed: Counter[int] = Counter()
        query = (
            FileLine.select(FileLine.export, InvoiceFile.name, fn.COUNT(FileLine.id))
            .join(InvoiceFile)
            .where(among(FileLine.export, ids), FileLine.standing)
            .group_by(FileLine.export, InvoiceFile.id)
            .order_by(InvoiceFile.id)
        )
        for export, name, lines in tuples(query):
            self.files[export] = (*self.files.get(export, ()), name)
            self.filed[export] += lines
        back = ExportLine.select(
            ExportLine.export, fn.COUNT(ExportLine.id), fn.SUM(fn.COALESCE(ExportLine.price, 0))
        ).where(among(ExportLine.export, ids), ExportLine.reversed)
        self.returned: dict[int, tuple[int, int]] = {
            export: (lines, total)
            for export, lines, total in tuples(back.group_by(ExportLine.export))
        }


def _view(row: Any, after: _Afterwards) -> ExportView:
    is_standing = row.reversed_at is None
    returned, returned_total = after.returned.get(row.id, (0, 0)) if is_standing else (0, 0)
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
        files=after.files.get(row.id, ()),
        filed=after.filed[row.id],
        returned=returned,
        returned_total=returned_total,
    )
