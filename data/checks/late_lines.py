"""Point 7: late lines (etterslep) and the change of month."""

from __future__ import annotations

from datetime import datetime, time

from data import money
from data.checks import Check, Outcome
from data.facts import Facts
from data.views import LineRow
from data.words import N_, Phrase, counted, phrase


def run(facts: Facts) -> Outcome:
    """List lines from earlier months and across the month's start, and what is left behind."""
    first = datetime.combine(facts.month.first, time.min)
    late = [line for line in facts.to_export if line.ends < first]
    across = [line for line in facts.to_export if line.starts < first <= line.ends]
    details = [*_left_behind(facts), *(_across(line) for line in across)]
    if not late and not across:
        return Outcome("ok", phrase(N_("none")), details=tuple(details), proven=True)
    total = sum(line.price or 0 for line in (*late, *across))
    return Outcome(
        "attention",
        counted(
            "{count} line, {total}",
            "{count} lines, {total}",
            len(late) + len(across),
            total=money.show(total),
        ),
        tuple(line.id for line in (*late, *across)),
        (*_late(late), *details),
    )


def _late(late: list[LineRow]) -> tuple[Phrase, ...]:
    if not late:
        return ()
    return (
        counted(
            "{count} line from earlier months ({total}) comes with this month.",
            "{count} lines from earlier months ({total}) come with this month.",
            len(late),
            total=money.show(sum(line.price or 0 for line in late)),
        ),
    )


def _across(line: LineRow) -> Phrase:
    return phrase(
        N_("{line} {customer} began before the month and belongs to the month it ends in."),
        line=line.id,
        customer=line.customer,
    )


def _left_behind(facts: Facts) -> tuple[Phrase, ...]:
    count, total = facts.beyond
    if not count:
        return ()
    return (
        counted(
            "{count} line ends after the to-date ({total}) and waits for next month.",
            "{count} lines end after the to-date ({total}) and wait for next month.",
            count,
            total=money.show(total),
        ),
    )


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
