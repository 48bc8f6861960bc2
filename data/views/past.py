"""What a building had in the months behind a basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MonthSum:
    """Lines and øre of one month, that of the basis last."""

    first: date
    """The month's first day."""
    lines: int
    total: int
