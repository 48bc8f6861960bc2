"""Lists of lines for tests: small, readable, every id of the test series."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from data.close import Close
from data.comparison import ImportPlan
from data.inbox import FileRead
from data.listing import ListedLine, Reading
from data.views import Scope

CLUB = "310366552"
OTHER_CLUB = "310073318"
THIRD_CLUB = "310500003"
TO = date(2026, 10, 31)
CODES = {"article": "4231", "service": "38110", "unit_number": "4410", "unit_prefix": "I"}
"""The codes that an account string must have."""


def line(number: int, price: int | None = 10_000, **fields: Any) -> ListedLine:
    """Return a line of the hall in October; the price in øre."""
    begins = datetime(2026, 10, 1 + number % 28, 18)
    values: dict[str, Any] = {
        "id": number,
        "type": "event",
        "reservation_id": 70_000 + number,
        "description": "Hallen: Sal A",
        "building": "Hallen",
        "organization": "Ærfugl IL",
        "contact": "Kari",
        "customer_type": "external",
        "customer_id": CLUB,
        "starts": begins,
        "ends": begins + timedelta(hours=2),
        "price": price,
    }
    return ListedLine(**(values | fields))


def plan(close: Close, *lines: ListedLine, file: str = "liste.csv", **extra: Any) -> ImportPlan:
    """Return what bringing these lines would change."""
    digest = hashlib.sha256(repr((file, lines, extra)).encode()).hexdigest()
    return close.imports.weigh(FileRead(file, digest, Reading("test", lines, **extra)))


def bring(close: Close, *lines: ListedLine, file: str = "liste.csv", **extra: Any) -> ImportPlan:
    """Import these lines as a file of that name."""
    return close.imports.apply(plan(close, *lines, file=file, **extra))


def hall(close: Close, to: date = TO) -> Scope:
    """Return the basis of the hall."""
    return close.basis.scope("Hallen", to)


def sign_everything(close: Close, scope: Scope) -> None:
    """Answer every point that a person has to answer."""
    close.control.enter_total(scope, close.control.view(scope).tally.total, None)
    for point in close.control.view(scope).points:
        if point.signer == "operator" and point.check != "archived_copy":
            close.control.sign(scope, point.number, "kontrollert")


def export_all(close: Close, scope: Scope, name: str = "Hallen") -> int:
    """Sign and export a basis; return the number of the export."""
    sign_everything(close, scope)
    return close.exports.commit(close.exports.prepare(scope), name, name).number
