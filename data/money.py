"""Money is a whole number of øre; kroner are read and shown only at the edges."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from data.errors import UsageProblem
from data.text import clean
from data.words import N_

_NBSP = "\u00a0"
_KRONER_DIGITS = 12
_LIMIT = 10**_KRONER_DIGITS
_AMOUNT = re.compile(
    r"(?P<minus>[-\u2212]?)"
    r"(?P<kroner>[0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+(?=,))"
    r"(?:[.,](?P<decimals>[0-9]+))?"
)
_GROUPING = re.compile(r"[ \u00a0\u202f.]")
_THOUSANDS_OR_DECIMALS = re.compile(r"[-\u2212]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def parse_amount(text: str) -> int:
    """Return the øre of an amount as people and lists write it: `1 234,50`, `1.234,5`, `1234.50`.

    Raises UsageProblem for everything else: F310 no amount, F311 `1.234` and `1,234`, which
    may be thousands or decimals, F316 parts of an øre, F317 a trillion kroner or more.
    """
    text = text.strip()
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise UsageProblem(
            "F310",
            N_('"{text}" is not an amount. Write it like this: 1 234,50.'),
            text=clean(text)[:40],
        )
    if _THOUSANDS_OR_DECIMALS.fullmatch(text):
        raise _two_readings(text)
    kroner = _GROUPING.sub("", found["kroner"])
    decimals = found["decimals"] or ""
    if decimals[2:].strip("0"):
        raise UsageProblem(
            "F316", N_("{text} has parts of an øre. Write two decimals."), text=clean(text)[:40]
        )
    if len(kroner.lstrip("0")) > _KRONER_DIGITS:
        raise UsageProblem(
            "F317", N_("{text} is too large. Check the amount."), text=clean(text)[:40]
        )
    ore = int(kroner) * 100 + int(decimals[:2].ljust(2, "0"))
    return -ore if found["minus"] else ore


def _two_readings(text: str) -> UsageProblem:
    kroner, thousandths = re.split("[.,]", text.replace("\u2212", "-"))
    whole = int(kroner + thousandths) * 100
    part = round(Fraction(int(kroner + thousandths), 10))
    return UsageProblem(
        "F311",
        N_("Did you mean {thousands} or {decimals}? Write the øre."),
        thousands=show(whole),
        decimals=show(part),
    )


def show(ore: int) -> str:
    """Return kroner with two decimals and hard spaces between thousands: `-1 234,50`."""
    kroner, rest = divmod(abs(ore), 100)
    minus = "-" if ore < 0 else ""
    return f"{minus}{kroner:,}".replace(",", _NBSP) + f",{rest:02}"


def show_change(ore: int) -> str:
    """Return an amount in kroner with its sign, for differences: `+7 437,50`."""
    return f"+{show(ore)}" if ore > 0 else show(ore)


def plain(ore: int) -> str:
    """Return kroner as a machine reads them: `-1234.50`."""
    kroner, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{kroner}.{rest:02}"


def to_decimal(ore: int) -> Decimal:
    """Return kroner as a decimal number with two decimals."""
    return Decimal(plain(ore))


def from_decimal(value: Decimal) -> int:
    """Return the øre of a number of kroner.

    Raises ValueError when it is no number, a trillion or more, or has parts of an øre.
    """
    if not value.is_finite() or abs(value) >= _LIMIT:
        raise ValueError(f"not an amount of kroner: {value}")
    ore = Fraction(value) * 100
    if ore.denominator != 1:
        raise ValueError(f"parts of an øre: {value}")
    return ore.numerator


def rounded(ore: Decimal) -> int:
    """Return whole øre, half an øre rounded away from zero (formats.md 1.7)."""
    return int(ore.quantize(Decimal(1), ROUND_HALF_UP))
