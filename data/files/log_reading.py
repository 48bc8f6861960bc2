"""What the log of a file (loggfil) says: so many rows, so many øre (formats.md 8.1)."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

from data import money

AMOUNT = "Beløp"


@dataclass(frozen=True, slots=True)
class LogRead:
    """Rows of a log and their sum in øre; without rows for formats whose log has none."""

    rows: int
    amount: int


def read_log(content: bytes) -> LogRead:
    """Return rows and sum of a log; amounts stand with a comma or with a point."""
    rows = list(csv.reader(io.StringIO(content.decode("iso-8859-1"), newline=""), delimiter=";"))
    place = rows[0].index(AMOUNT) if rows and AMOUNT in rows[0] else None
    if place is None:
        return LogRead(0, 0)
    amounts = [Decimal(row[place].replace(",", ".")) for row in rows[1:]]
    return LogRead(len(amounts), sum(money.from_decimal(amount) for amount in amounts))
