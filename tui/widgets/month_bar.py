"""The close calendar of a month in two rows: the deadline, and the days that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from textual.content import Content
from textual.widgets import Static

from data import dates
from data.views import DeadlineView
from tui import glyphs
from tui.words import _, ngettext


class MonthBar(Static):
    """Says until when the month can be worked on, and where in it today stands."""

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, deadline: DeadlineView, today: date, *, is_finished: bool) -> None:
        """Show the calendar; a deadline that has passed alarms only while work is left."""
        first = _deadline_row(deadline, today, is_finished)
        self.update(Content("\n").join([Content(" ") + first, _day_row(deadline, today)]))


def weekday_and_day(day: date) -> str:
    """Return `ti 10.11.`, as a date within a sentence."""
    return _("{weekday} {day:02}.{month:02}.").format(
        weekday=_(dates.WEEKDAYS_SHORT[day.weekday()]), day=day.day, month=day.month
    )


def _deadline_row(deadline: DeadlineView, today: date, is_finished: bool) -> Content:
    due = weekday_and_day(deadline.due)
    if today > deadline.due:
        passed = _("The deadline was {due}").format(due=due)
        return Content(passed) if is_finished else glyphs.mark("attention", passed)
    gap = "  "
    parts = [
        _("Deadline: one file to the accounting office by {due}").format(due=due),
        _("Window day {first}-{last}.").format(
            first=deadline.window[0].day, last=deadline.window[1].day
        ),
    ]
    if deadline.working_due != deadline.due:
        warning = _("Last working day is {day}").format(day=weekday_and_day(deadline.working_due))
        return Content(gap).join([Content(parts[0]), glyphs.mark("attention", warning)])
    return Content(gap.join([*parts, _days_left(deadline)]))


def _days_left(deadline: DeadlineView) -> str:
    left = deadline.working_days_left
    if not left:
        return _("It is today.")
    return ngettext("Left: {count} working day", "Left: {count} working days", left).format(
        count=left
    )


def _day_row(deadline: DeadlineView, today: date) -> Content:
    parts = [Content(f" {_('Day')} ")]
    parts += [_day(day, today) for day in _days(*deadline.window) if day < deadline.due]
    parts += [Content("|"), _day(deadline.due, today), Content(_("DEADLINE"))]
    return Content("").join(parts)


def _day(day: date, today: date) -> Content:
    name = f"{_(dates.WEEKDAYS_SHORT[day.weekday()])}{day.day}"
    return Content.styled(f"[{name}]", "bold") if day == today else Content(f" {name} ")


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
