"""Amounts and quantities as text: exact, in øre or kroner (formats.md 1.7)."""

from __future__ import annotations

from decimal import Decimal

from data.money import plain, rounded

HUNDRED = Decimal(100)


def shortest(ore: int) -> str:
    """Return kroner with a point and no more decimals than needed: `1250`, `425.5`."""
    return plain(ore).rstrip("0").rstrip(".")


def with_comma(ore: int) -> str:
    """Return kroner with a comma and two decimals: `425,50`."""
    return plain(ore).replace(".", ",")


def with_tax(unit_price: int, percent: Decimal) -> int:
    """Return a unit price including tax, parts of an øre rounded half up (F11)."""
    return rounded(unit_price * (HUNDRED + percent) / HUNDRED)


def shortest_number(number: Decimal) -> str:
    """Return a quantity with no more decimals than needed: `8`, `1.5`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
