"""What Aktiv kommune has done with a month before the program came: exports, files, orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count

from data.listing import CustomerType, ListedLine

_FIRST_FILE = 31
_FIRST_ORDER: dict[CustomerType, int] = {"external": 38_000_001, "internal": 37_000_001}


class PastExports:
    """Numbers files and orders on, month after month."""

    def __init__(self) -> None:
        self._files = count(_FIRST_FILE)
        self._orders = {kind: count(first) for kind, first in _FIRST_ORDER.items()}

    def of(self, lines: Iterable[ListedLine], exports: Mapping[str, str]) -> list[ListedLine]:
        """Return a month's lines as exported: `exports` gives the number of each building.

        As in Aktiv kommune, only the line that opens an order shows its file and its number.
        """
        files = {kind: str(next(self._files)) for kind in self._orders}
        opened: set[tuple[str, ...]] = set()
        exported = {}
        for line in sorted(lines, key=_order):
            number = exports[line.building]
            key = (number, line.customer_type, line.customer_id, line.sub_customer)
            after = replace(line, exported=number)
            if line.price and key not in opened:
                opened.add(key)
                order = str(next(self._orders[line.customer_type]))
                after = replace(after, export_file=files[line.customer_type], order=order)
            exported[line.id] = after
        return [exported[line_id] for line_id in sorted(exported)]


def _order(line: ListedLine) -> tuple[object, ...]:
    """Return the place of a line in an export."""
    who = (line.customer_type, len(line.customer_id), line.customer_id, line.sub_customer)
    return (line.building, *who, line.ends, line.id)
