"""Rows of the store into views: one place that knows which column is which field."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from data.customer_id import STATES
from data.models import Building, Line
from data.sqlite import stored_rows
from data.views import LineRow

LINE_COLUMNS = (
    Line.id,
    Line.type,
    Line.reservation_id,
    Line.description,
    Building.name,
    Line.organization,
    Line.contact,
    Line.customer_type,
    Line.customer_id,
    Line.starts,
    Line.ends,
    Line.price,
    Line.season,
    Line.sub_customer,
    Line.source_export,
    Line.source_file,
    Line.source_order,
    Line.export,
    Line.held_to,
    Line.held_reason,
    Line.held_by,
    Line.source_customer_type,
    Line.source_customer_id,
    Line.source_price,
    Line.details,
)
"""What `line_rows` expects, followed by the id code of the mode in force."""


def line_query(test_mode: bool) -> Any:
    """Return the select of lines with their building, ready for conditions and order."""
    code = Line.id_code_test if test_mode else Line.id_code
    return Line.select(*LINE_COLUMNS, code).join(Building)


def line_rows(query: Any, to: date) -> list[LineRow]:
    """Run a query made by `line_query` and return its lines as they stand in a basis to a day."""
    return [_line_row(row, to) for row in stored_rows(query)]


def _line_row(row: tuple[Any, ...], to: date) -> LineRow:
    code = row[25]
    held_to = None if row[18] is None else date.fromisoformat(row[18])
    return LineRow(
        id=row[0],
        type=row[1],
        reservation_id=row[2],
        description=row[3],
        building=row[4],
        organization=row[5],
        contact=row[6],
        customer_type=row[7],
        customer_id=row[8],
        id_code=code,
        id_level=STATES[code].level,
        starts=datetime.fromisoformat(row[9]),
        ends=datetime.fromisoformat(row[10]),
        price=row[11],
        season=row[12],
        sub_customer=row[13],
        source_export=row[14],
        source_file=row[15],
        source_order=row[16],
        export=row[17],
        held=held_to is not None and held_to >= to,
        held_to=held_to,
        held_reason=row[19],
        held_by=row[20],
        source_customer_type=row[21],
        source_customer_id=row[22],
        source_price=row[23],
        details=row[24],
    )
