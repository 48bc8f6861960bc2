"""Part Collective: the collective invoices of a month over all buildings, exported or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.basis import Basis
from data.exports import Exports
from data.invoices import collect
from data.models import Line, open_lines
from data.month import Month
from data.rows import line_query, line_rows
from data.scopes import in_scope, is_held
from data.views import InvoiceRow, LineRow, Scope


class Collective:
    """Gathers what each customer will be invoiced for."""

    def __init__(self, basis: Basis, exports: Exports) -> None:
        self._basis = basis
        self._exports = exports

    def of_month(self, to: date) -> list[InvoiceRow]:
        """Return the customers of every building up to a day, the dearest first.

        Of the open lines those that are marked; of what is exported the month's standing
        exports, whose lines stay as they were exported. What Aktiv kommune exported without
        us is not known to be of this month and is left out.
        """
        return collect(self._lines(min(to, self._basis.today)))

    def of_building(self, scope: Scope) -> list[InvoiceRow]:
        """Return the customers of one basis with all that they rent anywhere, as `of_month`."""
        lines = self._lines(scope.to)
        rows = collect(line for line in lines if not _is_left_out(line, scope))
        mine = [row for row in rows if scope.building in row.buildings]
        return sorted(mine, key=lambda row: -row.total_of([scope.building]))

    def _lines(self, to: date) -> Iterator[LineRow]:
        """Yield the lines with a price that the month's file will hold."""
        exports = self._exports.exports(Month.of(to))
        standing = [export.number for export in exports if export.reversed_at is None]
        for where in (
            in_scope(self._basis.everywhere(to)) & open_lines() & ~is_held(to),
            Line.export.in_(standing),
        ):
            query = line_query(self._basis.test_mode).where(where, Line.price != 0)
            yield from line_rows(query, to)


def _is_left_out(line: LineRow, scope: Scope) -> bool:
    """Whether an open line of the building belongs to another season than the basis."""
    if not scope.season or line.export is not None or line.building != scope.building:
        return False
    return line.season not in (scope.season, "")
