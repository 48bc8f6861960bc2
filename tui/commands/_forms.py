"""How values stand in JSON: English keys that stay, amounts as text, times without a zone."""

from __future__ import annotations

from datetime import datetime

from data import money
from data.customer_id import mask
from data.errors import BadCell
from data.views import CopyView, ExportView, LineRow, PointView
from tui.call import shown
from tui.words import _, say

Document = dict[str, object]

LINE_KEYS = (
    "id", "type", "reservation_id", "building", "organization", "contact", "customer_type",
    "customer_id", "customer_id_state", "from", "to", "cost", "exported", "description",
)  # fmt: skip
"""The keys of a line, in order; the CSV has them as headings."""
LINE_SHAPE = "{" + ",".join(f'"{key}"' for key in LINE_KEYS) + "}"


def amount(ore: int | None) -> str | None:
    """Return `1234.50`, None where there is no amount."""
    return None if ore is None else money.plain(ore)


def moment(at: datetime) -> str:
    """Return `2026-10-31T21:30`, wall time in Oslo."""
    return at.isoformat(timespec="minutes")


def line_form(line: LineRow, full: bool = False) -> Document:
    """Return a line; `exported` is our export's number, else Aktiv kommune's as text."""
    values = (
        line.id,
        line.type,
        line.reservation_id,
        shown(line.building, full),
        shown(line.organization, full),
        shown(line.contact, full),
        line.customer_type,
        line.customer_id if full else mask(line.customer_id),
        line.id_code or None,
        moment(line.starts),
        moment(line.ends),
        amount(line.price),
        line.export if line.export is not None else line.source_export or None,
        shown(line.description, full),
    )
    return dict(zip(LINE_KEYS, values, strict=True))


def point_form(point: PointView) -> Document:
    """Return a point of the checklist; who signed it stands there only while that counts."""
    signed = point.signed if point.is_signed else None
    return {
        "point": point.number,
        "check": point.check,
        "state": point.state,
        "lines": list(point.lines),
        "text": point_text(point),
        "signed_by": signed.operator if signed else None,
        "signed_at": moment(signed.at) if signed else None,
    }


def point_text(point: PointView) -> str:
    """Return what was found at a point, in one sentence with its details."""
    details = [say(detail) for detail in point.details]
    sentences = [detail if detail.endswith(".") else f"{detail};" for detail in details]
    parts = [say(point.summary), " ".join(sentences).removesuffix(";")]
    return mask(": ".join(part for part in parts if part))


def export_form(export: ExportView) -> Document:
    """Return an entry of «Klar for generering»."""
    state = "in_file" if export.is_in_file else "ready"
    return {
        "export": export.number,
        "state": "reversed" if export.reversed_at is not None else state,
        "building": export.building,
        "to": export.to.isoformat(),
        "season": export.season,
        "lines": export.lines,
        "payable_lines": export.payable,
        "total": amount(export.total),
        "external_total": amount(export.external_total),
        "internal_total": amount(export.internal_total),
        "customers": export.customers,
        "external": export.external,
        "internal": export.internal,
        "operator": export.operator,
        "at": moment(export.at),
        "copy": {"id": export.copy, "sha256": export.copy_sha256},
        "reversed_by": export.reversed_by or None,
        "reversed_at": moment(export.reversed_at) if export.reversed_at else None,
        "reason": export.reversed_reason or None,
    }


def copy_form(copy: CopyView) -> Document:
    """Return an archived copy, without its lines."""
    return {
        "id": copy.number,
        "building": copy.building,
        "to": copy.to.isoformat(),
        "taken": moment(copy.taken),
        "operator": copy.operator,
        "lines": copy.lines,
        "total": amount(copy.total),
        "sha256": copy.sha256,
        "path": copy.path,
        "export": copy.export,
    }


def place_of(cell: BadCell) -> str:
    """Return one line about a bad place of a refused file, ids masked."""
    where = [cell.file]
    if cell.row:
        where.append(_("row {row}").format(row=cell.row))
    if cell.column:
        where.append(_("column {column}").format(column=cell.column))
    value = f" «{cell.value}»" if cell.value else ""
    return shown(f"{', '.join(where)}{value}: {say(cell.reason)}")
