"""Part Basis: which lines a list shows, what they add up to, and which are marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import Case, fn

from data import customer_id, holding
from data.building_search import BuildingHit, search_buildings
from data.buildings import building_named
from data.columns import codes_at, id_code
from data.dates import local, show
from data.errors import UsageProblem
from data.journal import Event, Journal
from data.models import Line, among, open_lines, tuples
from data.month import Month
from data.paging import Pager
from data.rows import line_query, line_rows
from data.scopes import EVERY_BUILDING, beyond_scope, ended_before, in_scope, is_held
from data.store import change
from data.text import sought, written
from data.views import LineFilter, LineRow, Order, Scope, Tally
from data.words import N_

ID_SHOWN = Event(
    "id_shown",
    N_("looked at the whole customer id of line {line}"),
    needs_building=False,
    leaves="lines",
)

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Selection:
    """The live answer of the filter: what the choice gives; sums in øre."""

    lines: int
    total: int
    late_lines: int
    late_total: int
    beyond_lines: int
    """Lines that end after the to-date and stay for next month."""
    beyond_total: int
    exported_lines: int
    """Lines of the same month that have left the list, here or in Aktiv kommune."""
    exported_total: int


class Basis:
    """The candidate lines of the store."""

    def __init__(self, journal: Journal, test_mode: bool) -> None:
        self._journal = journal
        self.test_mode = test_mode

    @property
    def today(self) -> date:
        """The day in Oslo; a program that runs over midnight must notice."""
        return local(self._journal.now()).date()

    def scope(self, building: str, to: date, season: str = "") -> Scope:
        """Return the basis of a building up to a date.

        Raises UsageProblem when the building or its season is unknown, or the date lies in the
        future: what has not ended cannot be invoiced.
        """
        found = building_named(building)
        if to > self.today:
            raise UsageProblem(
                "F312",
                N_("The to-date {to} is in the future. The last possible day is {today}."),
                to=show(to),
                today=show(self.today),
            )
        seasons = self.seasons(found.id) if season else []
        if season and season not in seasons:
            raise UsageProblem(
                "F318",
                N_("{building} has no season called «{season}». Its seasons: {seasons}."),
                building=found.name,
                season=written(season),
                seasons=", ".join(seasons) or "-",
            )
        return Scope(found.id, found.name, to, season)

    def everywhere(self, to: date, season: str = "") -> Scope:
        """Return the scope of a list over every building; a basis is always one building's."""
        return Scope(EVERY_BUILDING, "", to, season)

    def buildings(self, text: str, to: date) -> list[BuildingHit]:
        """Return the buildings whose name holds `text` anywhere, most lines first."""
        return search_buildings(text, to)

    def seasons(self, building_id: int) -> list[str]:
        """Return the seasons of a building's lines in order of name, if the source gives any.

        Of lines that are open, or ended within a year: who closes a month needs no others.
        """
        here = Line.building == building_id
        recent = Line.ends >= datetime.combine(self.today - _YEAR, time.min)
        query = (
            Line.select(Line.season)
            .where((here & open_lines()) | (here & recent), Line.season != "")
            .distinct()
            .order_by(Line.season)
        )
        return [row[0] for row in tuples(query)]

    def selection(self, scope: Scope) -> Selection:
        """Say what a choice gives, before the lines are opened."""
        first = datetime.combine(Month.of(scope.to).first, time.min)
        inside = in_scope(scope) & open_lines()
        left = (Line.export.is_null(False)) | (Line.source_export != "")
        return Selection(
            *_count_and_sum(inside),
            *_count_and_sum(inside & ended_before(first)),
            *self.beyond(scope),
            *_count_and_sum(in_scope(scope) & (Line.ends >= first) & left),
        )

    def beyond(self, scope: Scope) -> tuple[int, int]:
        """Return count and sum of the open lines that end after the to-date."""
        return _count_and_sum(beyond_scope(scope) & open_lines())

    def pager(self, chosen: LineFilter, order: Order | None = None) -> Pager:
        """Return the pages of a list in an order; price from the top unless told."""
        return Pager((self._where(chosen),), order or Order(), self.test_mode, chosen.scope.to)

    def next_finding(
        self, chosen: LineFilter, order: Order, line_id: int, forward: bool
    ) -> LineRow | None:
        """Return the next marked line that is not in order: an id state, or a credit."""
        codes = codes_at("blocked", "attention")
        odd = id_code(self.test_mode).in_(codes) | (Line.price < 0)
        to = chosen.scope.to
        pager = Pager((self._where(chosen), odd, ~is_held(to)), order, self.test_mode, to)
        found = pager.after(line_id, 1) if forward else pager.before(line_id, 1)
        return found[0] if found else None

    def tally(self, chosen: LineFilter) -> Tally:
        """Return counts and sums over everything a list shows, in one question."""
        code = id_code(self.test_mode)
        price = fn.COALESCE(Line.price, 0)
        marked = ~is_held(chosen.scope.to)
        query = Line.select(
            fn.COUNT(Line.id),
            _sum_if(True, price),
            _sum_if(price > 0, 1),
            _sum_if(price == 0, 1),
            _sum_if(price < 0, 1),
            _sum_if(price < 0, price),
            _sum_if(marked, 1),
            _sum_if(marked, price),
            _sum_if(marked & code.in_(codes_at("ok")), 1),
            _sum_if(marked & code.in_(codes_at("attention")), 1),
            _sum_if(marked & code.in_(codes_at("blocked")), 1),
        ).where(self._where(chosen))
        return Tally(*tuples(query)[0])

    def lines(self, scope: Scope) -> tuple[LineRow, ...]:
        """Return every open line of a basis, by id."""
        query = line_query(self.test_mode).where(in_scope(scope), open_lines())
        return tuple(line_rows(query.order_by(Line.id), scope.to))

    def line(self, line_id: int, to: date | None = None) -> LineRow | None:
        """Return one line as it stands now, in a basis to a day: the month's end unless told."""
        to = to or Month.of(self.today).previous().last
        found = line_rows(line_query(self.test_mode).where(Line.id == line_id), to)
        return found[0] if found else None

    def customer_id_in_full(self, line_id: int) -> str:
        """Return a line's whole customer id and journal the look; raises UsageProblem F325."""
        with change():
            line = Line.get_or_none(Line.id == line_id)
            if line is None:
                raise UsageProblem("F325", N_("There is no line {line}."), line=line_id)
            self._journal.write(ID_SHOWN, line.building_id, line=line_id)
        return customer_id.show(line.customer_id, full=True)

    def hits(self, chosen: LineFilter) -> tuple[int, ...]:
        """Return the ids of all open lines a list shows."""
        query = Line.select(Line.id).where(self._where(chosen), open_lines()).order_by(Line.id)
        return tuple(row[0] for row in tuples(query))

    def hold(self, scope: Scope, ids: Sequence[int], reason: str) -> int:
        """Hold lines to the next month (utsette): they stay on the list and are not exported.

        A basis to a later month has them back. Raises Problem F320 when a payable line would
        be held without a reason. Returns how many lines were marked before.
        """
        return holding.hold(self._journal, scope, ids, reason)

    def release(self, scope: Scope, ids: Sequence[int]) -> int:
        """Give held lines their mark back; returns how many there were."""
        return holding.release(self._journal, scope, ids)

    def _where(self, chosen: LineFilter) -> Any:
        where = in_scope(chosen.scope)
        where &= open_lines() if chosen.show == "unexported" else Line.gone == False  # noqa: E712
        if chosen.customer_type is not None:
            where &= Line.customer_type == chosen.customer_type
        if chosen.ids is not None:
            where &= among(Line.id, chosen.ids)
        for word in _words(chosen.find):
            where &= Line.search.contains(word)
        return where


def _count_and_sum(where: Any) -> tuple[int, int]:
    query = Line.select(fn.COUNT(Line.id), fn.COALESCE(fn.SUM(Line.price), 0)).where(where)
    count, total = tuples(query)[0]
    return count, total


def _sum_if(condition: Any, value: Any) -> Any:
    if condition is True:
        return fn.COALESCE(fn.SUM(value), 0)
    return fn.COALESCE(fn.SUM(Case(None, [(condition, value)], 0)), 0)


def _words(find: str) -> list[str]:
    """Split a search into words; digits with spaces between them are one id."""
    text = sought(find)
    digits = text.replace(" ", "")
    return [digits] if digits.isascii() and digits.isdigit() else [*dict.fromkeys(text.split())]
