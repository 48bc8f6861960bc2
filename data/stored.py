"""What the store holds of the lines and buildings that a list speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from peewee import fn

from data.listing import ListedLine
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
    is_reopened: bool = False
    """Accounting rejected it: Aktiv kommune knows nothing of that."""


def source_values(
    line: ListedLine, building_id: int | None, *, is_reopened: bool = False
) -> dict[str, object]:
    """Return a listed line by the names of `SOURCE_FIELDS`.

    A line that accounting rejected is on our list though Aktiv kommune shows it as exported.
    """
    return {
        "building_id": building_id,
        "type": line.type,
        "reservation_id": line.reservation_id,
        "description": line.description,
        "organization": line.organization,
        "contact": line.contact,
        "customer_type": line.customer_type,
        "customer_id": line.customer_id,
        "starts": line.starts,
        "ends": line.ends,
        "price": line.price,
        "season": line.season,
        "sub_customer": line.sub_customer,
        "source_export": "" if is_reopened else line.exported,
        "source_file": line.export_file,
        "source_order": line.order,
        "details": line.details,
    }


def stored_lines(ids: Iterable[int]) -> dict[int, StoredLine]:
    """Return the known lines among these ids."""
    columns = [getattr(Line, source_name(name)) for name in SOURCE_FIELDS]
    found: dict[int, StoredLine] = {}
    for chunk in chunks(ids):
        query = Line.select(Line.id, Line.export, Line.gone, Line.reopened, *columns)
        for id_, export, gone, reopened, *rest in tuples(query.where(among(Line.id, chunk))):
            values = dict(zip(SOURCE_FIELDS, rest, strict=True))
            found[id_] = StoredLine(values, export is not None, bool(gone), reopened is not None)
    return found


def open_until(building_id: int, last: date) -> Iterator[tuple[int, str, str, int | None]]:
    """Yield id, building, customer and price in øre of open lines that ended by a day.

    Without those that accounting rejected: Aktiv kommune may have exported them long ago, and
    its list of what is not exported then never holds them again.
    """
    customer = fn.COALESCE(fn.NULLIF(Line.organization, ""), Line.contact)
    query = (
        Line.select(Line.id, Building.name, customer, Line.price)
        .join(Building)
        .where(Line.building == building_id, ended_before(end_of(last)), open_lines())
        .where(Line.reopened.is_null())
        .order_by(Line.id)
    )
    yield from tuples(query)


def is_outdated(number: int, buildings: Iterable[int], stored: Mapping[int, StoredLine]) -> bool:
    """Tell whether a newer list spoke of an import's buildings, or of where its lines are now."""
    ids = {*buildings, *(line.values["building_id"] for line in stored.values())}
    newer = Building.id.in_(list(ids)) & (Building.last_import > number)
    return bool(Building.select().where(newer).exists())
