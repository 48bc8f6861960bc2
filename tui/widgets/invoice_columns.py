"""The columns of the collective invoices, and how one customer reads in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from data import customer_id, money
from data.invoices import row_key
from data.text import fold, sort_key
from data.views import InvoiceRow, LineRow
from tui import line_text
from tui.line_text import count_of_lines, shown
from tui.widgets.columns import Column
from tui.words import N_, _, ngettext

LEVELS = ("blocked", "attention", "ok", "free")
"""Customer ids from the worst on."""
REMARK = 17


@dataclass(frozen=True)
class Seen:
    """A customer as seen from one building, or from the whole month."""

    row: InvoiceRow
    building: str
    """Empty for the whole month."""

    @cached_property
    def lines(self) -> tuple[LineRow, ...]:
        """The lines that are counted: those of the building, or all."""
        return self.row.lines_of(self.building) if self.building else self.row.lines

    @cached_property
    def total(self) -> int:
        """Øre of the lines that are counted."""
        return self.row.total_of([self.building]) if self.building else self.row.total

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The buildings beside the one that is looked from."""
        return tuple(name for name in self.row.buildings if name != self.building)

    @cached_property
    def worst(self) -> LineRow:
        """A line whose customer id is in the worst state."""
        return min(self.row.lines, key=lambda line: LEVELS.index(line.id_level))


def key(seen: Seen) -> tuple[str, str]:
    """Return what a customer is known by."""
    return row_key(seen.row.lines[0])


def remark(seen: Seen) -> str | Text:
    """Return what else is to be known: a wrong id first, then other buildings, then the rest.

    What does not fit whole is left out: an amount that is cut would be read as another one.
    """
    parts = [_elsewhere(seen)]
    if len(seen.row.invoices) > 1:
        count = len(seen.row.invoices)
        parts.append(ngettext("{count} invoice", "{count} invoices", count).format(count=count))
    if any("customer_id" in line.corrected for line in seen.row.lines):
        parts.append(_("id corrected"))
    if seen.worst.id_level in ("blocked", "attention"):
        state = line_text.id_cell(seen.worst)
        return Text(_as_many_as_fit([state.plain, *parts]), style=state.style)
    return _as_many_as_fit(parts)


def _as_many_as_fit(parts: Sequence[str]) -> str:
    first, *others = [part for part in parts if part] or [""]
    for part in others:
        if cell_len(f"{first}, {part}") <= REMARK:
            first = f"{first}, {part}"
    return first


def _elsewhere(seen: Seen) -> str:
    if not seen.others or not seen.building:
        return ", ".join(shown(name) for name in seen.others) if len(seen.others) > 1 else ""
    total = money.show(seen.row.total_of(seen.others))
    if len(seen.others) == 1:
        room = REMARK - len(total) - 3
        name = shown(seen.others[0])
        return f"+ {name if len(name) <= room else name[: room - 1] + '.'} {total}"
    count = len(seen.others)
    return ngettext("+ {count} building {total}", "+ {count} bldgs {total}", count).format(
        count=count, total=total
    )


COLUMNS = (
    Column[Seen](
        "customer", N_("Customer"), 20, lambda seen: shown(seen.row.customer), digit="3", grows=True
    ),
    Column[Seen](
        "customer_id", N_("Customer id"), 12,
        lambda seen: customer_id.show(seen.row.customer_id) or "-", digit="5",
    ),
    Column[Seen](
        "customer_type", N_("K"), 1, lambda seen: line_text.LETTERS[seen.row.customer_type],
        digit="4",
    ),
    Column[Seen](
        "buildings", N_("Bldg"), 4, lambda seen: str(len(seen.row.buildings)),
        right=True, digit="6", falls=True,
    ),
    Column[Seen](
        "lines", N_("Lines"), 6, lambda seen: str(len(seen.lines)),
        right=True, digit="1", falls=True,
    ),
    Column[Seen](
        "total", N_("Sum"), 11, lambda seen: money.show(seen.total),
        right=True, digit="2", falls=True,
    ),
    Column[Seen]("remark", N_("Elsewhere, remark"), REMARK, remark, grows=True),
)  # fmt: skip

SORTS: dict[str, Callable[[Seen], Any]] = {
    "customer": lambda seen: sort_key(seen.row.customer),
    "customer_id": lambda seen: seen.row.customer_id,
    "customer_type": lambda seen: seen.row.customer_type,
    "buildings": lambda seen: len(seen.row.buildings),
    "lines": lambda seen: len(seen.lines),
    "total": lambda seen: seen.total,
}


def matches(seen: Seen, find: str) -> bool:
    """Tell whether a search finds a customer, by name, id or sub-customer."""
    row = seen.row
    subs = " ".join(invoice.sub_customer for invoice in row.invoices)
    text = fold(f"{row.customer} {row.customer_id} {subs}")
    wanted = fold(find)
    digits = wanted.replace(" ", "")
    return digits in text if digits.isdecimal() else all(word in text for word in wanted.split())


def totals(customers: Sequence[Seen]) -> str:
    """Return how many there are, with what, and of each kind."""
    lines = sum(len(seen.lines) for seen in customers)
    whole = ngettext("{count} customer", "{count} customers", len(customers)).format(
        count=len(customers)
    )
    parts = [f"{whole}, {count_of_lines(lines)} {_sum(customers)}"]
    for kind, word in line_text.KINDS.items():
        of_kind = [seen for seen in customers if seen.row.customer_type == kind]
        parts.append(f"{_(word)} {len(of_kind)}: {_sum(of_kind)}")
    return " | ".join(parts)


def shared(customers: Sequence[Seen]) -> str:
    """Return how many rent in several buildings, and what follows; empty where none does."""
    count = sum(len(seen.row.buildings) > 1 for seen in customers)
    if not count:
        return ""
    return ngettext(
        "{count} rents in several buildings. Aktiv kommune makes one order per building.",
        "{count} rent in several buildings. Aktiv kommune makes one order per building.",
        count,
    ).format(count=count)


def _sum(customers: Sequence[Seen]) -> str:
    return money.show(sum(seen.total for seen in customers))
