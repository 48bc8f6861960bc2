"""What the filter says of a choice: what it gives, building by building and day by day."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from data import dates, money
from data.basis import Selection
from data.building_search import BuildingHit
from data.month import Month, is_month_end
from data.views import LineFilter, Tally
from tui import glyphs
from tui.widgets.rows import cut
from tui.words import _, ngettext

NAME, COUNT, SUM = 22, 6, 15
"""Cells of a building's name, of a row's number and of its amount."""


class SelectionAnswer(Static):
    """The live answer below the filter; empty while there is no choice to answer for."""

    DEFAULT_CSS = """
    SelectionAnswer { text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def clear(self) -> None:
        """Answer nothing."""
        self.update("")

    def show(self, chosen: LineFilter, found: Selection, shown: Tally) -> None:
        """Answer for a choice; `shown` is what the list will show of it."""
        to = chosen.scope.to
        month = Month.of(to)
        rows = [
            _row(found.lines, found.total, _("come along")),
            _row(
                found.late_lines,
                found.late_total,
                _("of them late (before {first}, came too late)").format(
                    first=_day(month.first.day, month.month)
                ),
            ),
            _row(
                found.beyond_lines,
                found.beyond_total,
                _("end after {to} - do NOT come along").format(to=_day(to.day, to.month)),
            ),
            _row(
                found.exported_lines,
                found.exported_total,
                _("already exported for {month}").format(month=_(dates.MONTHS[month.month - 1])),
            ),
        ]
        if chosen.show == "all" or chosen.customer_type:
            rows.append(_row(shown.lines, shown.total, _("are shown in the list")))
        self.update("\n".join([" " + _("This choice gives"), *rows]))


def _row(lines: int, total: int, what: str) -> str:
    word = ngettext("line", "lines", lines)
    return f"{lines:>{COUNT}} {word:<7}{money.show(total):>{SUM}}   {what}"


def _day(day: int, month: int) -> str:
    return f"{day:02}.{month:02}"


def building_row(hit: BuildingHit, state: glyphs.State, word: str) -> str:
    """Return how a building stands among the hits."""
    name = cut(hit.building, NAME)
    lines = ngettext("{count} line", "{count} lines", hit.lines).format(count=hit.lines)
    blank = " " * (NAME - cell_len(name))
    return f"{name}{blank} {lines:>10} {money.show(hit.total):>12}  {glyphs.sign(state)} {_(word)}"


def day_says(day: date | None, today: date) -> Content:
    """Return the weekday, and what is unusual about a to-date."""
    if day is None:
        return Content("")
    weekday = Content(f"{_(dates.WEEKDAYS_SHORT[day.weekday()])}  ")
    if day > today:
        return weekday + glyphs.mark("error", _("in the future"))
    if not is_month_end(day):
        return weekday + glyphs.mark("attention", _("not the last day of a month"))
    return weekday


def former_name(building: BuildingHit) -> str:
    """Return what a building was called last, for those who remember it so."""
    former = building.former[0]
    return _("{building} was called {name} until {day}.").format(
        building=building.building, name=former.name, day=dates.show(former.until)
    )
