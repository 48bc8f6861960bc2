"""Measure works against one another: taken in turn in one run, compared by their medians."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

Work = Callable[[], object]
Seconds = dict[str, float]


def in_turn(works: Mapping[str, Work], rounds: int, before: Work | None = None) -> Seconds:
    """Return the median seconds of each work.

    The works take turns, so that a neighbour on the machine disturbs all of them alike; the
    round that warms the caches is not counted. `before` prepares each turn, unmeasured.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            if before is not None:
                before()
            began = perf_counter()
            work()
            if turn:
                taken[name].append(perf_counter() - began)
    return {name: median(values) for name, values in taken.items()}


def milliseconds(seconds: float) -> str:
    """Return seconds as milliseconds, with decimals only where they say something."""
    return f"{seconds * 1000:.2f}" if seconds < 0.1 else f"{seconds * 1000:.0f}"


def ratio(seconds: float, yardstick: float) -> str:
    """Return how many times the yardstick something took."""
    return f"{seconds / yardstick:.2f} x"


def show(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, the first column to the left and figures to the right."""
    table = [headings, *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(headings))]
    print(f"\n{title}")
    for row in table:
        first = row[0].ljust(widths[0])
        rest = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        print("  ".join([f"  {first}", *rest]))
