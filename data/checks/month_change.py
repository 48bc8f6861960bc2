"""Point 5: the building's month against the month before."""

from __future__ import annotations

from collections import Counter

from data import money
from data.checks import Check, Outcome
from data.facts import Facts, PastMonth
from data.views import LineRow
from data.words import N_, Phrase, phrase


def run(facts: Facts) -> Outcome:
    """Compare with last month's lines and name the customers that explain the change."""
    past = facts.past
    if past is None or not past.total:
        return Outcome("attention", phrase(N_("no month to compare with")))
    change = facts.sum_of_list - past.total
    percent = _percent(change, past.total)
    state = "attention" if abs(change) * 100 > past.total * facts.limits.month_percent else "ok"
    return Outcome(
        "attention" if state == "attention" else "ok",
        phrase(N_("{percent}, limit {limit} %"), percent=percent, limit=facts.limits.month_percent),
        (),
        (_compared(facts, past, change), *_explained(facts.lines, past)),
    )


def _percent(change: int, before: int) -> str:
    """Return `+18,2 %`: tenths rounded half away from zero, in integers."""
    tenths = (abs(change) * 2000 + abs(before)) // (2 * abs(before))
    sign = "+" if change >= 0 else "-"
    return f"{sign}{tenths // 10},{tenths % 10} %"


def _compared(facts: Facts, past: PastMonth, change: int) -> Phrase:
    return phrase(
        N_("Month before {before} ({before_lines} lines), now {now} ({now_lines}): {change}"),
        before=money.show(past.total),
        before_lines=past.lines,
        now=money.show(facts.sum_of_list),
        now_lines=len(facts.lines),
        change=money.show_change(change),
    )


def _explained(lines: tuple[LineRow, ...], past: PastMonth) -> tuple[Phrase, ...]:
    changes: Counter[str] = Counter()
    for line in lines:
        changes[line.customer] += line.price or 0
    for customer, total in past.customers:
        changes[customer] -= total
    largest = sorted(changes.items(), key=lambda item: (-abs(item[1]), item[0]))[:3]
    return tuple(
        phrase(N_("{customer} {change}"), customer=customer, change=money.show_change(change))
        for customer, change in largest
        if change
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
