"""Gathers what is known around a basis; what lines alone decide is remembered between looks."""

from __future__ import annotations

from functools import partial

from data.around import Around
from data.customers import appearances, customers_of, unit_remarks
from data.decisions import decided
from data.facts import PastMonth
from data.journal import Journal
from data.late import arrivals, crossing
from data.month import Month
from data.months_past import months_behind
from data.register.lookup import Register
from data.remembered import Remembered
from data.views import LineRow, Scope


class Surroundings:
    """What is known beyond the lines of a basis."""

    def __init__(self, journal: Journal, register: Register, *, test_mode: bool) -> None:
        """Look into the store of `journal`, and ask `register` about units."""
        self._register = register
        self._test_mode = test_mode
        self._customers = Remembered(journal, partial(customers_of, test_mode=test_mode))
        self._months = Remembered(journal, months_behind)

    def last_month(self, scope: Scope) -> PastMonth | None:
        """Return what the building had in the month before; None when it had nothing."""
        self._months.refresh()
        return self._months.of(scope.building_id, Month.of(scope.to)).last

    def around(self, scope: Scope, lines: tuple[LineRow, ...]) -> Around:
        """Return what is known around a basis with these lines."""
        self._months.refresh()
        months = self._months.of(scope.building_id, Month.of(scope.to))
        customers = appearances(scope, lines, self._customers, test_mode=self._test_mode)
        return Around(
            customers=customers,
            units=unit_remarks((each for each in customers if each.lines), self._register),
            arrivals=arrivals(scope, lines),
            crossing=crossing(scope, test_mode=self._test_mode),
            months=months.sums,
            last_year=months.last_year,
            decided=decided(),
        )
