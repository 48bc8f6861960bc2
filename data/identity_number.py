"""National identity numbers (fødselsnummer and its relatives): eleven digits, two check digits.

Two series live side by side. Today's numbers tell the century of birth by their digits 7-9
and their first check digit leaves the remainder 0. From 2032 new numbers leave 0, 1, 2 or 3
and tell no century; the second check digit is the same in both, and finds every single wrong
digit. Rules: Skatteetaten's documentation of the number from 2032.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Series = Literal["person", "h_number", "fh_number", "synthetic", "impossible"]

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REMAINDERS_FROM_2032 = (0, 1, 2, 3)
_CENTURIES = (
    (range(500), range(100), 1900),
    (range(500, 750), range(54, 100), 1800),
    (range(500, 1000), range(40), 2000),
    (range(900, 1000), range(40, 100), 1900),
)
"""Digits 7-9, digits 5-6, century; for today's series only."""
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """What eleven digits with right check digits say."""

    series: Series
    born: date | None = None
    """Told only by a number of today's series; a number from 2032 can look like one."""


def remainder(digits: str, weights: tuple[int, ...]) -> int:
    """Return the weighted sum of the digits modulo 11."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11


def has_right_check_digits(digits: str) -> bool:
    """Tell whether both check digits are right, by today's rule or the one from 2032."""
    return remainder(digits, _SECOND) == 0 and remainder(digits, _FIRST) in _REMAINDERS_FROM_2032


def read(digits: str) -> IdentityNumber:
    """Return what eleven digits with right check digits are.

    D numbers (day + 40) belong to persons; H numbers (month + 40) and FH numbers (8 or 9
    first) are the health service's own; synthetic ones have 80, or like H 40, added to the month.
    """
    if digits[0] in "89":
        return IdentityNumber("fh_number")
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= 40 if day > 40 else 0
    added = 80 if month > 80 else 40 if month > 40 else 0
    month -= added
    if not _exists(day, month, year):
        return IdentityNumber("impossible")
    series: dict[int, Series] = {0: "person", 40: "h_number", 80: "synthetic"}
    return IdentityNumber(series[added], _born(digits, day, month, year))


def _exists(day: int, month: int, year: int) -> bool:
    """Tell whether the day exists in a year of any century; 00 may be the leap year 2000."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR + year, month)[1]


def _born(digits: str, day: int, month: int, year: int) -> date | None:
    century = _century(int(digits[6:9]), year)
    if century is None or remainder(digits, _FIRST) != 0:
        return None
    try:
        return date(century + year, month, day)
    except ValueError:  # 29 February 1900
        return None


def _century(individual: int, year: int) -> int | None:
    for individuals, years, century in _CENTURIES:
        if individual in individuals and year in years:
            return century
    return None
