"""Part Ready: what stands under «Klar for generering», and what the file still waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.accounts import AccountHit, strings
from data.basis import Basis
from data.exports import Exports
from data.files.later import of_exports
from data.invoices import Key, customer_key
from data.models import Line
from data.month import Month
from data.months import Months
from data.rows import line_query, line_rows
from data.views import BuildingRow, ExportView, LineRow
from data.views.files import LaterChangeView


@dataclass(frozen=True, slots=True)
class ReadyView:
    """The exports of a month and what is missing before one file can be made of them."""

    exports: tuple[ExportView, ...]
    """Reversed ones too, oldest first: they are history and count nowhere."""
    buildings: int
    """How many buildings the file is to hold: all but those signed as having nothing."""
    waiting: tuple[BuildingRow, ...]
    """The buildings that are neither exported nor signed as having nothing."""
    without_codes: tuple[AccountHit, ...]
    """Account strings that payable lines go to and that lack a required code."""
    customers: int
    """Customers of each building, added up."""
    invoices: int
    """Collective invoices: a customer with lines in several buildings counts once."""
    changes: tuple[LaterChangeView, ...] = ()
    """What Aktiv kommune says differently of lines that are exported and in no file."""

    @property
    def standing(self) -> tuple[ExportView, ...]:
        """The exports that are not reversed."""
        return tuple(export for export in self.exports if export.reversed_at is None)

    @property
    def unfiled(self) -> tuple[ExportView, ...]:
        """The standing exports of which lines wait for a file."""
        return tuple(export for export in self.standing if not export.is_in_file)

    @property
    def exported_buildings(self) -> int:
        """How many buildings have an export."""
        return self.buildings - len(self.waiting)

    @property
    def lines(self) -> int:
        """Lines of the standing exports."""
        return sum(export.kept for export in self.standing)

    @property
    def payable(self) -> int:
        """Lines with a price above zero."""
        return sum(export.payable - export.returned for export in self.standing)

    @property
    def total(self) -> int:
        """Øre of the standing exports."""
        return sum(export.kept_total for export in self.standing)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing, so that the month's one file may be made."""
        return bool(self.standing) and not self.waiting and not self.without_codes


class Ready:
    """Gathers what is ready for generation."""

    def __init__(self, basis: Basis, exports: Exports, months: Months) -> None:
        self._basis = basis
        self._exports = exports
        self._months = months

    def view(self, month: Month) -> ReadyView:
        """Return the exports of a month and what they wait for."""
        exports = self._exports.exports(month)
        standing = [export.number for export in exports if export.reversed_at is None]
        view = summed_up(
            exports, self._months.overview(month).buildings, self._payable(standing), strings()
        )
        return replace(view, changes=tuple(of_exports(row.number for row in view.unfiled)))

    def _payable(self, numbers: Sequence[int]) -> list[LineRow]:
        query = line_query(self._basis.test_mode)
        return line_rows(
            query.where(Line.export.in_(list(numbers)), Line.price > 0), self._basis.today
        )


def summed_up(
    exports: Sequence[ExportView],
    buildings: Sequence[BuildingRow],
    payable: Sequence[LineRow],
    known: Sequence[AccountHit],
) -> ReadyView:
    """Return the view of exports, the month's buildings, exported payable lines and strings."""
    waiting = tuple(row for row in buildings if not row.is_finished)
    by_export: dict[int | None, set[Key]] = {}
    for line in payable:
        by_export.setdefault(line.export, set()).add(customer_key(line))
    return ReadyView(
        exports=tuple(exports),
        buildings=sum(row.state != "nothing" for row in buildings),
        waiting=waiting,
        without_codes=tuple(_without_codes(exports, payable, known)),
        customers=sum(len(keys) for keys in by_export.values()),
        invoices=len(set().union(*by_export.values())),
    )


def _without_codes(
    exports: Sequence[ExportView], payable: Sequence[LineRow], known: Sequence[AccountHit]
) -> Iterable[AccountHit]:
    """Yield the strings that lack a required code and that a line with a price goes to.

    Free lines reach no file: a building that lends for nothing needs no codes.
    """
    by_number = {export.number: export for export in exports}
    needed = set()
    for number, kind in {(line.export, line.customer_type) for line in payable}:
        if number in by_number:
            export = by_number[number]
            name = export.internal if kind == "internal" else export.external
            needed.add((kind, name))
    return (hit for hit in known if hit.missing and (hit.customer_type, hit.name) in needed)
