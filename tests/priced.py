"""Lines as plain values with what matters to their prices, and the facts around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from data.facts import Facts, Limits
from data.history import History, listed_prices, use_of
from data.views import LineRow, Scope

OCTOBER = datetime(2026, 10, 1, 18)
TO = date(2026, 10, 31)
CLUB = "310366552"


def row(number: int, price: int | None = 60_000, **fields: Any) -> LineRow:
    """Return a line of two hours in Sal A on the evening of its number; the price in øre."""
    starts: datetime = fields.pop("starts", OCTOBER + timedelta(days=number % 28))
    minutes: int = fields.pop("minutes", 120)
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
        "id_code": "ok_organization",
        "id_level": "ok",
        "starts": starts,
        "ends": starts + timedelta(minutes=minutes),
        "price": price,
        "season": "",
        "sub_customer": "",
        "source_export": "",
        "source_file": "",
        "source_order": "",
        "export": None,
        "held": False,
        "held_to": None,
        "held_reason": "",
        "held_by": "",
        "source_customer_type": "external",
        "source_customer_id": CLUB,
        "source_price": price,
    }
    return LineRow(**(values | fields))


def earlier(*prices: int | None, **fields: Any) -> list[LineRow]:
    """Return a line of each price, one a month back from September 2026."""
    month = [datetime(2026 - (place > 8), (8 - place) % 12 + 1, 6, 18) for place in range(12)]
    return [
        row(9_000 + place, price, starts=month[place % 12] + timedelta(days=place // 12), **fields)
        for place, price in enumerate(prices)
    ]


def past(lines: Iterable[LineRow]) -> History:
    """Return lines as the history of later ones; their numbers need not differ."""
    lines = [replace(line, id=number) for number, line in enumerate(lines)]
    return listed_prices(lines, {line.id: use_of(line) for line in lines})


def facts(*lines: LineRow, before: Iterable[LineRow] = (), **fields: Any) -> Facts:
    """Return the facts of a basis of these lines, with what was paid before."""
    values: dict[str, Any] = {
        "scope": Scope(1, "Hallen", TO),
        "lines": lines,
        "digest": "",
        "beyond": (0, 0),
        "twins": (),
        "past": None,
        "total": None,
        "account_strings": {},
        "copy": None,
        "limits": Limits(),
        "history": past(before),
    }
    return Facts(**(values | fields))
