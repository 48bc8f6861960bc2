"""One house in October with every kind of line: the example that the screens are drawn by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from data.close import Close
from data.listing import ListedLine
from data.views import Scope
from tests.lists import CLUB, OTHER_CLUB, THIRD_CLUB, TO, bring, line

HOUSE = "Meyermarken"
PERSON = "12829499914"
"""A number of the synthetic series; test mode accepts it."""

EXTERNAL: tuple[tuple[int, int | None, str, str, str, int], ...] = (
    (20401, 600_000, "Bjørgvin Turn", CLUB, "Storsal", 3),
    (20402, 480_000, "Ærfugl IL", OTHER_CLUB, "Storsal", 10),
    (20403, 420_000, "Sangkoret Våren", "", "Peisestue", 17),
    (20404, 350_000, "Ås, Kari Lovise", PERSON, "Storsal", 24),
    (20405, 290_000, "Ærfugl IL", OTHER_CLUB, "Gymsal", 11),
    (20406, 240_000, "Dansegruppa Øst", "310366551", "Gymsal", 7),
    (20408, 195_000, "Ærfugl IL", OTHER_CLUB, "Gymsal", 18),
    (20410, 125_000, "Nilsen, Per", "1282949991", "Møterom 1", 21),
    (20412, 40_000, "Ærfugl IL", OTHER_CLUB, "Gymsal", 25),
    (20413, 0, "Elevrådet", "", "Peisestue", 8),
    (20414, 0, "Korpset", "", "Storsal", 9),
    (20415, None, "Velforeningen", "", "Møterom 2", 12),
    (20416, -45_000, "Ærfugl IL", OTHER_CLUB, "Gymsal", 13),
)
"""Number, price in øre, customer, customer id, resource and day of each external line."""


def lines() -> list[ListedLine]:
    """Return the lines of the house."""
    internal: dict[str, Any] = {"customer_type": "internal"}
    late: dict[str, Any] = {
        "starts": datetime(2026, 9, 26, 18),
        "ends": datetime(2026, 9, 26, 22),
    }
    return [
        *(_external(*each) for each in EXTERNAL),
        _line(20407, 240_000, "Kulturskolen", "", "Storsal", 5, **internal),
        _line(20409, 140_000, "Oppvekst sør", "204518", "Møterom 2", 6, **internal),
        _line(20411, 85_000, "Grendalaget", THIRD_CLUB, "Peisestue", 26, **late),
    ]


def _external(
    number: int, price: int | None, customer: str, customer_id: str, resource: str, day: int
) -> ListedLine:
    return _line(number, price, customer, customer_id, resource, day)


def _line(
    number: int,
    price: int | None,
    customer: str,
    customer_id: str,
    resource: str,
    day: int,
    **fields: Any,
) -> ListedLine:
    values: dict[str, Any] = {
        "building": HOUSE,
        "organization": customer,
        "customer_id": customer_id,
        "description": f"{HOUSE}: {resource}",
        "starts": datetime(2026, 10, day, 18),
        "ends": datetime(2026, 10, day, 22),
    }
    return line(number, price, **(values | fields))


def untouched(close: Close) -> None:
    """Fill a store with the house as it was imported."""
    bring(close, *lines())


def basis(close: Close) -> Scope:
    """Return the basis of the house."""
    return close.basis.scope(HOUSE, TO)


def without_bad_ids(close: Close) -> None:
    """Fill a store with the house, the lines whose id blocks held back."""
    untouched(close)
    bad = [row.id for row in close.basis.lines(basis(close)) if row.id_level == "blocked"]
    close.basis.hold(basis(close), bad, "venter på kunde-ID")


def closable(close: Close) -> None:
    """Fill a store with the house as it can be exported: the credit is held back too."""
    without_bad_ids(close)
    credit = [row.id for row in close.basis.lines(basis(close)) if (row.price or 0) < 0]
    close.basis.hold(basis(close), credit, "meldes til økonomi")


def held(close: Close) -> dict[int, str]:
    """Return number and reason of every line of the house that is held back."""
    return {row.id: row.held_reason for row in close.basis.lines(basis(close)) if row.held}
