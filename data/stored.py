"""What the store holds of the lines and buildings that a list speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from peewee import fn

from data.models import Building, Line, among, chunks, open_lines, tuples
from data.scopes import end_of, ended_before
from data.views.lines import CORRECTABLE

SOURCE_FIELDS = (
    "building_id", "type", "reservation_id", "description", "organization", "contact",
    "customer_type", "customer_id", "starts", "ends", "price", "season", "sub_customer",
    "source_export", "source_file", "source_order", "details",
)  # fmt: skip
"""What a newer list may change on a line that is not exported."""


def source_name(field: str) -> str:
    """Return the column that holds what the source says of a field: ours may be corrected."""
    return f"source_{field}" if field in CORRECTABLE else field


class StoredLine(NamedTuple):
    """A line that is known already."""

    values: dict[str, object]
    """By the names of `SOURCE_FIELDS`."""
    is_exported: bool
    """Here, not in Aktiv kommune."""
    is_gone: bool


def stored_lines(ids: Iterable[int]) -> dict[int, StoredLine]:
    """Return the known lines among these ids."""
    columns = [getattr(Line, source_name(name)) for name in SOURCE_FIELDS]
    found: dict[int, StoredLine] = {}
    for chunk in chunks(ids):
        query = Line.select(Line.id, Line.export, Line.gone, *columns).where(among(Line.id, chunk))
        for row in tuples(query):
            values = dict(zip(SOURCE_FIELDS, row[3:], strict=True))
            found[row[0]] = StoredLine(values, row[1] is not None, bool(row[2]))
    return found


def open_until(building_id: int, last: date) -> Iterator[tuple[int, str, str, int | None]]:
    """Yield id, building, customer and price in øre of open lines that ended by a day."""
    customer = fn.COALESCE(fn.NULLIF(Line.organization, ""), Line.contact)
    query = (
        Line.select(Line.id, Building.name, customer, Line.price)
        .join(Building)
        .where(Line.building == building_id, ended_before(end_of(last)), open_lines())
        .order_by(Line.id)
    )
    yield from tuples(query)


def is_outdated(number: int, buildings: Iterable[int], stored: Mapping[int, StoredLine]) -> bool:
    """Tell whether a newer list spoke of an import's buildings, or of where its lines are now."""
    ids = {*buildings, *(line.values["building_id"] for line in stored.values())}
    newer = Building.id.in_(list(ids)) & (Building.last_import > number)
    return bool(Building.select().where(newer).exists())
