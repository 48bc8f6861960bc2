"""Point 5: the building's month against the month before, and the same month last year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data import money
from data.around import listed
from data.checks import Check, Outcome
from data.dates import MONTHS
from data.facts import Facts, PastMonth
from data.views import LineRow
from data.views.past import MonthSum
from data.words import N_, Phrase, phrase

EXPLAINING = 3
"""So many customers are named for a change."""


def run(facts: Facts) -> Outcome:
    """Compare with both months and name the customers that explain each change."""
    compared = [past for past in (facts.past, facts.around.last_year) if past and past.total]
    details = (*_compared(facts, compared), *_explained(facts, compared), *_highest(facts))
    plot = _plot(facts)
    if facts.past is None or not facts.past.total:
        nothing = phrase(N_("no month to compare with"))
        return Outcome("attention", nothing, details=details, plot=plot)
    beyond_month = _is_beyond(facts, facts.past, facts.limits.month_percent)
    beyond_year = _is_beyond(facts, facts.around.last_year, facts.limits.year_percent)
    summary = phrase(
        N_("{percent}, limit {limit} %"),
        percent=_percent(facts, facts.past),
        limit=facts.limits.month_percent,
    )
    if beyond_year and not beyond_month and facts.around.last_year:
        summary = phrase(
            N_("{percent} on last year, limit {limit} %"),
            percent=_percent(facts, facts.around.last_year),
            limit=facts.limits.year_percent,
        )
    state = "attention" if beyond_month or beyond_year else "ok"
    return Outcome(
        "attention" if state == "attention" else "ok", summary, details=details, plot=plot
    )


def _now(facts: Facts) -> int:
    """Return øre of the basis as it would be invoiced, as the months before it were."""
    return sum(line.price or 0 for line in facts.lines)


def _is_beyond(facts: Facts, past: PastMonth | None, percent: int) -> bool:
    """Tell whether the change is more than so many per cent of what was before."""
    if past is None or not past.total:
        return False
    return abs(_now(facts) - past.total) * 100 > abs(past.total) * percent


def _percent(facts: Facts, past: PastMonth) -> str:
    """Return `+18,2 %`: tenths rounded half away from zero, in integers."""
    change, before = _now(facts) - past.total, abs(past.total)
    tenths = (abs(change) * 2000 + before) // (2 * before)
    sign = "+" if change >= 0 else "-"
    return f"{sign}{tenths // 10},{tenths % 10} %"


def _month(past: PastMonth | MonthSum, facts: Facts) -> Phrase:
    """Return the month's name, with its year where that is not the year of the basis."""
    name = Phrase(MONTHS[past.first.month - 1])
    if past.first.year == facts.scope.to.year:
        return name
    return phrase(N_("{month} {year}"), month=name, year=past.first.year)


def _compared(facts: Facts, compared: list[PastMonth]) -> Iterator[Phrase]:
    for past in compared:
        yield phrase(
            N_("{month} {before} ({before_lines}), now {now} ({now_lines}): {change}"),
            month=_month(past, facts),
            before=money.show(past.total),
            before_lines=past.lines,
            now=money.show(_now(facts)),
            now_lines=len(facts.lines),
            change=money.show_change(_now(facts) - past.total),
        )


def _explained(facts: Facts, compared: list[PastMonth]) -> Iterator[Phrase]:
    for past in compared:
        customers = _largest(facts.lines, past)
        if customers:
            yield phrase(
                N_("{percent} on {month}: {customers}"),
                percent=_percent(facts, past),
                month=_month(past, facts),
                customers=listed(customers),
            )


def _largest(lines: tuple[LineRow, ...], past: PastMonth) -> list[Phrase]:
    """Return the customers with the largest changes, and whether they are new or gone."""
    now: Counter[str] = Counter()
    for line in lines:
        now[line.customer] += line.price or 0
    before: Counter[str] = Counter()
    for customer, total in past.customers:
        before[customer] += total
    changes = {name: now[name] - before[name] for name in {*now, *before}}
    largest = sorted(changes.items(), key=lambda item: (-abs(item[1]), item[0]))
    return [
        phrase(_template(name in now, name in before), customer=name, change=money.show_change(by))
        for name, by in largest[:EXPLAINING]
        if by
    ]


def _template(is_now: bool, was_before: bool) -> str:
    if not was_before:
        return N_("{customer} {change} (new)")
    return N_("{customer} {change}") if is_now else N_("{customer} {change} (gone)")


def _plot(facts: Facts) -> tuple[MonthSum, ...]:
    """Return the months behind and that of the basis; nothing where no month behind has a sum."""
    behind = facts.around.months
    if not any(month.total for month in behind):
        return ()
    return (*behind, MonthSum(facts.month.first, len(facts.lines), _now(facts)))


def _highest(facts: Facts) -> Iterator[Phrase]:
    """Yield what the plot's highest bar stands for."""
    plot = _plot(facts)
    if plot:
        highest = max(plot, key=lambda month: month.total)
        yield phrase(
            N_("Highest of {count} months: {month} {total}."),
            count=len(plot),
            month=_month(highest, facts),
            total=money.show(highest.total),
        )


def looks_at(_line: LineRow) -> bool:
    """The comparison rests on every line of the list."""
    return True


CHECK = Check(
    5,
    "month_change",
    N_("Against last month"),
    run,
    ("price", "customer"),
    looks_at,
    (
        N_("more rentals"),
        N_("new price list"),
        N_("single events"),
        N_("season begins or ends"),
        N_("first month here"),
    ),
)
