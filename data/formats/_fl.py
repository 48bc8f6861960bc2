"""What the two layouts of the FL family share: VISMA and KOMMFAKT.

A record names its kind in its first two positions: ST opens, FL is a line of an invoice, LT a
text below it, SL closes and counts. There is no order number in the file.
"""

from __future__ import annotations

from collections.abc import Mapping

from data.formats._layout import Layout
from data.formats._pieces import Piece
from data.formats._rules import text, whole
from data.formats._unreadable import wrong_order

CUSTOMER = whole(text("customer id", lambda piece: piece.chosen.customer_id), "zeros")


def price(piece: Piece) -> int:
    """Return the price of the rental in øre."""
    return piece.article.amount


def customer_id(padded: str) -> str:
    """Return the id behind its zeros; an identity number begins with one zero at most."""
    return padded.lstrip("0") if padded.startswith("00") else padded


def amount(field: str) -> int:
    """Return the øre of an amount field."""
    return int(field.rstrip())


def layout_of(layouts: Mapping[str, Layout], record: str, number: int, expected: str) -> Layout:
    """Return the layout of a record; raises Problem F620, F621 or F622."""
    layout = layouts.get(record[:2])
    if layout is None or layout.kind not in expected.split():
        raise wrong_order(number, record[:2], expected)
    layout.check(record, number)
    return layout
