"""A small plot of a building's months: bars of text cells, readable without colour.

The months' letters stand below the bars, that of the basis last, and the highest amount above
them where there is room. It never pushes a sentence out: where one would be lost, it is drawn
narrower, and at last left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from data import money
from data.dates import MONTHS
from data.views.past import MonthSum
from tui import glyphs
from tui.words import _

WIDTHS = (3, 2, 1)
"""Columns of a month, its gap included; the widest that fits is taken."""
GAP = 2
"""Columns between the sentences and the plot."""
LOWEST = 3
"""Rows that the smallest plot needs: two of bars, one of letters."""
HIGHEST = 7
"""Rows beyond which bars tell nothing more."""
SHARE = 2
"""The plot may take one part in so many of the width."""

Pack = Callable[[list[str], int, int], list[str]]
"""Lays sentences out in so many columns and rows."""


def beside_plot(
    pack: Pack, texts: list[str], months: Sequence[MonthSum], width: int, height: int
) -> list[str]:
    """Return the rows of the sentences with the plot at their right, if it takes none away."""
    alone = pack(texts, width, height)
    if not months or height < LOWEST:
        return alone
    for columns in WIDTHS:
        room = width - GAP - columns * len(months)
        rows = pack(texts, room, height) if room * SHARE >= width else []
        if rows and _words(rows) == _words(alone):
            return _joined(rows, bar_plot(months, columns, height), room)
    return alone


def _words(rows: list[str]) -> list[str]:
    return " ".join(rows).split()


def _joined(rows: list[str], plot: list[str], room: int) -> list[str]:
    return [
        f"{row}{' ' * (room + GAP - cell_len(row))}{bars}"
        for row, bars in zip_longest(rows, plot, fillvalue="")
    ]


def bar_plot(months: Sequence[MonthSum], columns: int, height: int) -> list[str]:
    """Return the plot as rows of equal width, each month `columns` wide.

    A month with any amount shows at least the lowest bar; one below zero shows a minus.
    """
    height = min(height, HIGHEST)
    highest = max(month.total for month in months)
    amount = money.show(highest)
    has_amount = height > LOWEST and highest > 0 and len(amount) <= columns * len(months)
    bars = height - 1 - has_amount
    levels = [_level(month.total, highest, bars) for month in months]
    ink = columns - 1 or 1
    rows = [
        "".join((_cell(level, bars - row - 1) * ink).ljust(columns) for level in levels)
        for row in range(bars)
    ]
    letters = "".join(_letter(month).ljust(columns) for month in months)
    above = [amount.rjust(len(letters))] if has_amount else []
    return [*above, *rows, letters]


def _level(total: int, highest: int, bars: int) -> int:
    """Return how many steps of a cell a bar is high; -1 for what is below zero."""
    steps = bars * (len(glyphs.current().bars) - 1)
    if total <= 0:
        return -1 if total < 0 else 0
    return max(1, (2 * total * steps + highest) // (2 * highest))


def _cell(level: int, row: int) -> str:
    """Return what a bar shows in a row counted from below."""
    signs = glyphs.current().bars
    if level < 0:
        return "-" if row == 0 else signs[0]
    full = len(signs) - 1
    return signs[max(0, min(full, level - row * full))]


def _letter(month: MonthSum) -> str:
    return _(MONTHS[month.first.month - 1])[0].upper()
