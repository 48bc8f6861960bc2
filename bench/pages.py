"""Pages of a list with a thousand and with a million open lines; fails where size shows.

A page by price must cost at a million at most half as much again as at a thousand.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench._measure import Seconds, Work, in_turn, milliseconds, ratio, show
from bench._stores import hall, hall_store, open_store
from data.close import Close
from data.columns import COLUMNS
from data.models import Line
from data.sqlite import database
from data.views import LineFilter, Order

SMALL, LARGE = 1_000, 1_000_000
PAGE = 20
"""Rows of a window in a terminal of 24 lines, and some more."""
TURNS, ROUNDS = 3, 9
LIMIT = 1.5
MOVES = ("first page", "next page", "previous page", "last page")
HEADINGS = (f"{SMALL:,} ms", f"{LARGE:,} ms", "large/small")

RAW = """
    SELECT line.*, building.name FROM line JOIN building ON building.id = building_id
    WHERE building_id = ? AND export_id IS NULL AND source_export = '' AND gone = FALSE
    AND NOT ends >= ? AND price >= ? ORDER BY price DESC, line.id LIMIT ?
"""


def pages(close: Close, order: Order) -> dict[str, Work]:
    """Return the moves through the hall's list in an order, begun in the middle of free lines."""
    pager = close.basis.pager(LineFilter(hall(close)), order)
    free = Line.select(Line.id).where(Line.price == 0).order_by(Line.id)
    middle = free.offset(free.count() // 2).limit(1).scalar()
    return {
        "first page": partial(pager.first, PAGE),
        "next page": partial(pager.after, middle, PAGE),
        "previous page": partial(pager.before, middle, PAGE),
        "last page": partial(pager.last, PAGE),
    }


def raw_page(path: Path) -> Work:
    """Return the first page by the driver alone, no model and no view between."""
    engine = sqlite3.connect(path)
    return lambda: engine.execute(RAW, (1, "2026-11-01 00:00:00", -(10**15), PAGE)).fetchall()


def whole_list(close: Close) -> dict[str, Work]:
    """Return what must look at every line of the list, once for each time it is read anew."""
    chosen = LineFilter(hall(close))
    pager = close.basis.pager(chosen)
    last = pager.last(1)[0].id
    return {
        "count": pager.count,
        "rank of the last line": partial(pager.rank, last),
        "sums and id states": partial(close.basis.tally, chosen),
    }


def in_both(
    stores: dict[int, Path],
    works_of: Callable[[Close, Path], dict[str, Work]],
    rounds: int = ROUNDS,
) -> dict[int, Seconds]:
    """Return the medians for each size of store, the stores taking turns."""
    taken: dict[int, dict[str, list[float]]] = {size: defaultdict(list) for size in stores}
    for _ in range(TURNS):
        for size, path in stores.items():
            close = open_store(path)
            for name, value in in_turn(works_of(close, path), rounds).items():
                taken[size][name].append(value)
            close.shut()
    return {
        size: {name: median(values) for name, values in found.items()}
        for size, found in taken.items()
    }


def statements(path: Path) -> dict[str, int]:
    """Return how many questions each move asks of the store."""
    close = open_store(path)
    engine: Any = database.connection()
    asked: list[str] = []
    found = {}
    for name, work in pages(close, Order()).items():
        asked.clear()
        engine.set_trace_callback(asked.append)
        work()
        engine.set_trace_callback(None)
        found[name] = len(asked)
    close.shut()
    return found


def sizes(small: float, large: float) -> tuple[str, str, str]:
    """Return the cells that compare two sizes."""
    return milliseconds(small), milliseconds(large), ratio(large, small)


def by_price(stores: dict[int, Path]) -> bool:
    """Print the moves by price; whether none of them feels the size of the list."""
    small, large = in_both(
        stores, lambda close, path: {**pages(close, Order()), "raw": raw_page(path)}
    ).values()
    asked = statements(stores[SMALL]) | {"raw": 1}
    show(
        f"Pages of {PAGE} by price, dearest first",
        ("move", "statements", *HEADINGS, "to sqlite3"),
        [
            (
                "first page, sqlite3 alone" if name == "raw" else name,
                str(asked[name]),
                *sizes(small[name], large[name]),
                ratio(large[name], large["raw"]),
            )
            for name in (*MOVES, "raw")
        ],
    )
    return all(large[name] <= LIMIT * small[name] for name in MOVES)


def by_every_column(stores: dict[int, Path]) -> None:
    """Print the dearest move of each order."""
    rows = []
    for column, descending in product(COLUMNS, (False, True)):
        order = Order(column.key, descending)
        small, large = in_both(stores, partial(_pages_of, order), 1).values()
        worst = max(MOVES, key=large.__getitem__)
        name = f"{column.key}, {'falling' if descending else 'rising'}"
        rows.append((name, worst, *sizes(small[worst], large[worst])))
    show("The dearest move of every order", ("order", "move", *HEADINGS), rows)


def _pages_of(order: Order, close: Close, _path: Path) -> dict[str, Work]:
    return pages(close, order)


def reread(stores: dict[int, Path]) -> None:
    """Print what a change costs: the list is counted and summed anew."""
    small, large = in_both(stores, lambda close, _: whole_list(close), 1).values()
    show(
        "Read anew after a change: every line is looked at",
        ("what", *HEADINGS),
        [(name, *sizes(small[name], large[name])) for name in small],
    )


def main() -> int:
    """Print the tables; returns the exit status."""
    with TemporaryDirectory() as folder:
        stores = {size: Path(folder) / f"{size}.db" for size in (SMALL, LARGE)}
        print(f"Filling a store with {LARGE:,} lines takes about a minute.", flush=True)
        for size, path in stores.items():
            hall_store(path, size).shut()
        is_flat = by_price(stores)
        by_every_column(stores)
        reread(stores)
    if not is_flat:
        print(f"\nA page by price costs more than {LIMIT} x at {LARGE:,} lines.", file=sys.stderr)
    return 0 if is_flat else 1


if __name__ == "__main__":
    sys.exit(main())
