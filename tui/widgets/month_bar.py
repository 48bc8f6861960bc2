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

    DEFAULT_CSS = """
    MonthBar { height: 2; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, deadline: DeadlineView, today: date, *, is_finished: bool) -> None:
        """Show the calendar; a deadline that has passed alarms only while work is left."""
        first, second = calendar_rows(deadline, today, is_finished=is_finished)
        self.update(Content("\n").join([Content(" ") + first, second]))


def calendar_rows(
    deadline: DeadlineView, today: date, *, is_finished: bool
) -> tuple[Content, Content]:
    """Return the row that tells the deadline and the row of the days before it."""
    return _deadline_row(deadline, today, is_finished), _day_row(deadline, today)


def _weekday_and_day(day: date) -> str:
    """Return `ti 10.11.`, as a date within a sentence."""
    return _("{weekday} {day:02}.{month:02}.").format(
        weekday=_(dates.WEEKDAYS_SHORT[day.weekday()]), day=day.day, month=day.month
    )


def _deadline_row(deadline: DeadlineView, today: date, is_finished: bool) -> Content:
    due = _weekday_and_day(deadline.due)
    if today > deadline.due:
        passed = _("The deadline was {due}").format(due=due)
        return Content(passed) if is_finished else glyphs.mark("attention", passed)
    if deadline.working_due != deadline.due:
        warning = _("Last working day is {day}").format(day=_weekday_and_day(deadline.working_due))
        first = Content(_("Deadline {due}").format(due=due))
        second = glyphs.mark("attention", warning)
    else:
        first = Content(_("One file to accounting by {due}").format(due=due))
        window = _("Window day {first}-{last}.")
        second = Content(window.format(first=deadline.window[0].day, last=deadline.window[1].day))
    return Content("  ").join([first, second, Content(_days_left(deadline))])


def _days_left(deadline: DeadlineView) -> str:
    left = deadline.working_days_left
    if not left:
        return _("It is today.")
    return ngettext("Left: {count} working day", "Left: {count} working days", left).format(
        count=left
    )


def _day_row(deadline: DeadlineView, today: date) -> Content:
    parts = [Content(" " + _("Day") + " ")]
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
