"""Point 7: late lines (etterslep) and the change of month.

A rental belongs to the month in which it ends, so one that ends at 00.00 on the 1st belongs to
the month that begins then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from data import money
from data.checks import Check, Outcome
from data.dates import MONTHS, OSLO, WEEKDAYS, show
from data.facts import Facts
from data.month import Month, is_month_end
from data.views import Finding, LineRow
from data.words import N_, Phrase, counted, phrase

_DAY = timedelta(days=1)
_SUNDAY = 6
_CLOCKS_SET = (time(2), time(3))
"""The hour that is skipped in spring and passed twice in autumn."""

Key = TypeVar("Key", bound=Hashable)


def run(facts: Facts) -> Outcome:
    """Ask about lines of other months; tell what is left behind and where clocks were set."""
    findings = (*_unusual_date(facts), *_held_before(facts), *_late(facts), *_across(facts))
    details = (*_left_behind(facts), *_clocks_set(facts))
    if not findings:
        return Outcome("ok", phrase(N_("none")), details=details, proven=True)
    return Outcome("attention", _summary(facts, findings), details=details, findings=findings)


def _summary(facts: Facts, findings: tuple[Finding, ...]) -> Phrase:
    asked = {line for finding in findings for line in finding.lines}
    if not asked:
        return phrase(N_("only to {to}"), to=show(facts.scope.to))
    total = sum(line.price or 0 for line in facts.to_export if line.id in asked)
    return counted(
        "{count} line, {total}", "{count} lines, {total}", len(asked), total=money.show(total)
    )


def _unusual_date(facts: Facts) -> Iterator[Finding]:
    """Yield a finding when the to-date is not the last day of its month."""
    to = facts.scope.to
    if not is_month_end(to):
        yield Finding(
            "date_within_month",
            (),
            phrase(
                N_("{last} is the last day of {month}; this list goes to {to}."),
                last=show(facts.month.last),
                month=_month(facts.month.first),
                to=show(to),
            ),
        )


def _month(day: date) -> Phrase:
    return Phrase(MONTHS[day.month - 1])


def _month_and_year(day: date, facts: Facts) -> Phrase:
    """Return a month's name, with its year where that is not the year of the basis."""
    if day.year == facts.scope.to.year:
        return _month(day)
    return phrase(N_("{month} {year}"), month=_month(day), year=day.year)


def _first(facts: Facts) -> datetime:
    return datetime.combine(facts.month.first, time.min)


def _of_earlier_months(facts: Facts) -> list[LineRow]:
    return [line for line in facts.to_export if line.ends < _first(facts)]


def _grouped(lines: Iterable[LineRow], key: Callable[[LineRow], Key]) -> dict[Key, list[LineRow]]:
    found: dict[Key, list[LineRow]] = defaultdict(list)
    for line in lines:
        found[key(line)].append(line)
    return found


def _numbers(lines: list[LineRow]) -> tuple[int, ...]:
    return tuple(line.id for line in lines)


def _sum(lines: Iterable[LineRow]) -> str:
    return money.show(sum(line.price or 0 for line in lines))


def _held_before(facts: Facts) -> Iterator[Finding]:
    """Yield what was held in an earlier month and has come back, by who held it and why."""
    back = (line for line in facts.to_export if line.is_back)
    groups = _grouped(back, lambda line: (line.held_to, line.held_by, line.held_reason))
    for (held_to, held_by, reason), lines in groups.items():
        values = {
            "total": _sum(lines),
            "month": _month_and_year(held_to or facts.scope.to, facts),
            "who": held_by,
            "reason": reason or Phrase(N_("without a reason, for it was free")),
        }
        text = counted(
            "{count} line ({total}) was held in {month} by {who}: {reason}",
            "{count} lines ({total}) were held in {month} by {who}: {reason}",
            len(lines),
            **values,
        )
        yield Finding("held_before", _numbers(lines), text)


def _late(facts: Facts) -> Iterator[Finding]:
    """Yield the lines of each earlier month: those that its export missed apart from the rest."""
    late = [line for line in _of_earlier_months(facts) if not line.is_back]
    groups = _grouped(late, lambda line: (Month.of(line.ends.date()), _exported(line, facts)))
    for month, exported in sorted(groups, key=lambda group: (group[0], group[1] or date.min)):
        lines = groups[month, exported]
        values = {
            "total": _sum(lines),
            "month": _month_and_year(month.first, facts),
            "now": _month(facts.month.first),
        }
        if exported is not None:
            text = counted(
                "{count} line of {month} ({total}) came after the export of {date} and goes with"
                " {now}.",
                "{count} lines of {month} ({total}) came after the export of {date} and go with"
                " {now}.",
                len(lines),
                date=show(exported),
                **values,
            )
        else:
            text = counted(
                "{count} line of {month} ({total}) was not exported with it and goes with {now}.",
                "{count} lines of {month} ({total}) were not exported with it and go with {now}.",
                len(lines),
                **values,
            )
        yield Finding("late", _numbers(lines), text)


def _exported(line: LineRow, facts: Facts) -> date | None:
    """Return the day of the export that a late line came after."""
    arrival = facts.around.arrivals.get(line.id)
    return arrival.exported if arrival else None


def _across(facts: Facts) -> Iterator[Finding]:
    """Yield the lines that began before the month and ended in it."""
    first = _first(facts)
    for line in facts.to_export:
        if line.starts < first <= line.ends and not line.is_back:
            yield Finding(
                "across_month_start",
                (line.id,),
                phrase(
                    N_("{line} {customer} began {starts} and ends {ends}: belongs to {month}."),
                    line=line.id,
                    customer=line.customer,
                    starts=_moment(line.starts),
                    ends=_moment(line.ends),
                    month=_month(line.ends),
                ),
            )


def _moment(moment: datetime) -> Phrase:
    return phrase(
        N_("{weekday} {date} at {time}"),
        weekday=Phrase(WEEKDAYS[moment.weekday()]),
        date=show(moment),
        time=f"{moment:%H.%M}",
    )


def _left_behind(facts: Facts) -> Iterator[Phrase]:
    count, total = facts.beyond
    if count:
        yield counted(
            "{count} line ends after the to-date ({total}) and waits for next month.",
            "{count} lines end after the to-date ({total}) and wait for next month.",
            count,
            total=money.show(total),
        )
    for line in facts.around.crossing:
        yield phrase(
            N_("{line} {customer} ends {ends}: belongs to {month}."),
            line=line.id,
            customer=line.customer,
            ends=_moment(line.ends),
            month=_month_and_year(line.ends, facts),
        )


def _clocks_set(facts: Facts) -> Iterator[Phrase]:
    """Yield the lines that lie across the hour in which clocks are set, with their hours."""
    begin, end = _CLOCKS_SET
    for line in facts.to_export:
        for day in _days(line):
            by = _set_by(day)
            starts, ends = datetime.combine(day, begin), datetime.combine(day, end)
            if by and line.starts < ends and line.ends > starts:
                yield _told(line, day, by)


def _days(line: LineRow) -> Iterator[date]:
    """Yield the Sundays on which a line could meet the setting of clocks."""
    day = line.starts.date()
    while day <= line.ends.date():
        if day.weekday() == _SUNDAY and day.month in (3, 10):
            yield day
        day += _DAY


def _set_by(day: date) -> timedelta:
    """Return by how much clocks are set forward on a day; negative when they are set back."""
    midnight = datetime.combine(day, time.min, tzinfo=OSLO)
    next_midnight = datetime.combine(day + _DAY, time.min, tzinfo=OSLO)
    return (next_midnight.utcoffset() or timedelta()) - (midnight.utcoffset() or timedelta())


def _told(line: LineRow, day: date, by: timedelta) -> Phrase:
    minutes = (line.ends - line.starts - by) // timedelta(minutes=1)
    return phrase(
        N_(
            "{line} {customer}: clocks were set the night to {date}; {starts}-{ends} may be {hours}"
            " hours."
        ),
        line=line.id,
        customer=line.customer,
        date=show(day),
        starts=f"{line.starts:%H.%M}",
        ends=f"{line.ends:%H.%M}",
        hours=_hours(minutes),
    )


def _hours(minutes: int) -> str:
    """Return `3` or `2,5`: hours to the quarter, as rentals are."""
    whole, rest = divmod(minutes, 60)
    return f"{whole},{rest * 100 // 60:02}".rstrip("0").rstrip(",") if rest else str(whole)


def looks_at(line: LineRow) -> bool:
    """Tell whether it matters which month the line belongs to."""
    return not line.held


CHECK = Check(
    7,
    "late_lines",
    N_("Late lines and month ends"),
    run,
    ("starts", "ends"),
    looks_at,
    (N_("comes with this month"), N_("agreed with the customer"), N_("approved late")),
)
