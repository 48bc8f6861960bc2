"""Order number series (ordreserie): which numbers a file's orders may take, and never again."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.errors import Problem
from data.listing import CustomerType
from data.words import N_

HIGHEST = 999_999_999
"""The layouts give an order number nine digits."""


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one kind of customer, as the accounting office gave them out."""

    first: int = 1
    last: int = HIGHEST
    used: int = 1
    """Last number used: an order takes the next. Aktiv kommune begins with 1 used."""

    @property
    def left(self) -> int:
        """How many orders can still be numbered."""
        return max(0, self.last - self.used)


@dataclass(frozen=True, slots=True)
class OrderSeries:
    """The two series of a municipality (`series.external.used` ...)."""

    external: Series = field(default_factory=Series)
    internal: Series = field(default_factory=Series)

    def of(self, kind: CustomerType) -> Series:
        """Return the series of one of the two files."""
        return self.internal if kind == "internal" else self.external


def claim(series: OrderSeries, kind: CustomerType, count: int) -> range:
    """Return the next `count` order numbers of a kind, in order.

    Raises Problem F605, saying how many are left, when the series does not hold so many:
    then none of them is used.
    """
    one = series.of(kind)
    if count > one.left:
        kinds: dict[CustomerType, str] = {
            "external": N_(
                "The order series for external customers has {left} numbers left up to {last},"
                " and {count} are needed. Nothing was used. Ask for a new series (step 9)."
            ),
            "internal": N_(
                "The order series for internal customers has {left} numbers left up to {last},"
                " and {count} are needed. Nothing was used. Ask for a new series (step 9)."
            ),
        }
        raise Problem("F605", kinds[kind], left=one.left, last=one.last, count=count)
    return range(one.used + 1, one.used + 1 + count)


def wrong_in(series: Series, highest: int) -> tuple[str, str, int] | None:
    """Return what makes a series impossible: its field, why, and the number it is held to.

    `highest` is the highest number that an order of a file ever had, 0 for none: a number in
    the accounting system is never given out a second time, so a series never goes back.
    """
    if not 1 <= series.first <= HIGHEST:
        return "first", N_("{key} is {value}, and numbers go from 1 to {limit}."), HIGHEST
    if not series.first <= series.last <= HIGHEST:
        sentence = N_("{key} is {value}, which is below the first number or above nine digits.")
        return "last", sentence, HIGHEST
    if series.used < highest:
        sentence = N_(
            "{key} is {value}, but {limit} stands on an order of a file. A number is never used"
            " twice: leave the key out, or write {limit} or more."
        )
        return "used", sentence, highest
    # One below the first: nothing of the series is used yet.
    if not series.first - 1 <= series.used <= series.last:
        sentence = N_(
            "{key} is {value}, and the series ends at {limit}. Put it in the series first."
        )
        return "used", sentence, series.last
    return None
