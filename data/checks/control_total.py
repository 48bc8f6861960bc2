"""Point 6: the total of the list equals the total in Aktiv kommune."""

from __future__ import annotations

from data import dates, money
from data.checks import Check, Outcome
from data.compared import SUM_AND_COUNT, evened_out, named
from data.facts import Facts, KnownTotal
from data.text import mask
from data.views import LineRow
from data.words import N_, Phrase, counted, phrase


def run(facts: Facts) -> Outcome:
    """Compare sum and count of the whole list, held lines too, with Aktiv kommune's.

    Its Antall elementer counts lines with a price above zero. An operator may also count the
    rows: what is typed may be either, and the answer says which one it was.
    """
    known = facts.total
    if known is None:
        return Outcome(
            "attention",
            phrase(N_("not entered")),
            details=(phrase(N_("Press t and enter the total from Aktiv kommune.")),),
        )
    difference = facts.sum_of_list - known.total
    payable = sum((line.source_price or 0) > 0 for line in facts.lines)
    rows = len(facts.lines) if known.origin == "typed" else payable
    matches = known.count in (None, payable, rows)
    unlike = _unlike(facts, known)
    if difference or not matches or unlike:
        return Outcome(
            "blocked",
            _differs(difference, known, payable, len(unlike)),
            _to_open(facts, unlike),
            details=(
                _side_by_side(facts, known, payable, difference),
                *(_line_by_line(facts, known, unlike) or _explained(facts, difference)),
            ),
        )
    return Outcome(
        "ok",
        phrase(
            N_("{total} / {counted}"),
            total=money.show(known.total),
            counted=_which(known, payable, len(facts.lines)),
        ),
        details=(_side_by_side(facts, known, payable, 0), *_compared_how(known)),
        proven=known.origin != "typed",
    )


def _unlike(facts: Facts, known: KnownTotal) -> list[tuple[int, int]]:
    """Return id and signed difference of each line that a compared list says otherwise about."""
    if known.listed is None:
        return []
    ours = {line.id: line.source_price for line in facts.lines}
    theirs = dict(known.listed)
    unlike = [
        (id_, (ours.get(id_) or 0) - (theirs.get(id_) or 0))
        for id_ in sorted(ours.keys() | theirs.keys())
        if id_ not in ours or id_ not in theirs or ours[id_] != theirs[id_]
    ]
    return sorted(unlike, key=lambda each: -abs(each[1]))


def _to_open(facts: Facts, unlike: list[tuple[int, int]]) -> tuple[int, ...]:
    """Return those of the lines that stand in the basis."""
    here = {line.id for line in facts.lines}
    return tuple(line for line, _ in unlike if line in here)


def _line_by_line(
    facts: Facts, known: KnownTotal, unlike: list[tuple[int, int]]
) -> tuple[Phrase, ...]:
    """Name the lines that a compared list says otherwise about; empty where there is no list."""
    if not unlike:
        return ()
    if facts.sum_of_list == known.total:
        return (evened_out(known.total, unlike),)
    return (
        counted(
            "{count} line is not as in {file}: {lines}.",
            "{count} lines are not as in {file}: {lines}.",
            len(unlike),
            file=mask(known.origin),
            lines=named(unlike),
        ),
    )


def _compared_how(known: KnownTotal) -> tuple[Phrase, ...]:
    """Say how much an equal total proves; that of the bare sum is said beside it."""
    if known.listed is not None:
        return (phrase(N_("Compared line by line with {file}."), file=mask(known.origin)),)
    return () if known.count is None else (phrase(SUM_AND_COUNT),)


def _differs(difference: int, known: KnownTotal, payable: int, unlike: int) -> Phrase:
    if unlike and not difference:
        return counted("{count} line differs", "{count} lines differ", unlike)
    if known.count is None or known.count == payable:
        return phrase(N_("differs {difference}"), difference=money.show_change(difference))
    return phrase(
        N_("differs {difference}, {lines} lines"),
        difference=money.show_change(difference),
        lines=f"{payable - known.count:+d}",
    )


def _which(known: KnownTotal, payable: int, lines: int) -> Phrase:
    if known.listed is not None:
        return phrase(N_("line by line"))
    if known.count is None:
        return phrase(N_("sum only"))
    if known.count == payable and payable != lines:
        return phrase(N_("{count} with a price"), count=known.count)
    return phrase(N_("{count} lines"), count=known.count)


def _side_by_side(facts: Facts, known: KnownTotal, payable: int, difference: int) -> Phrase:
    if known.count is None:
        return phrase(
            N_(
                "Aktiv kommune {expected}, here {found}, difference {difference}."
                " Checked on sum only."
            ),
            expected=money.show(known.total),
            found=money.show(facts.sum_of_list),
            difference=money.show(difference),
        )  # fmt: skip
    return phrase(
        N_(
            "AK {expected} / {expected_count}, here {found} / {payable} ({lines} lines),"
            " difference {difference}"
        ),
        expected=money.show(known.total),
        expected_count=known.count,
        found=money.show(facts.sum_of_list),
        payable=payable,
        lines=len(facts.lines),
        difference=money.show(difference),
    )


def _explained(facts: Facts, difference: int) -> tuple[Phrase, ...]:
    """Say where a difference is likely to come from, and what to do."""
    if difference > 0:
        just_that = [line for line in facts.lines if line.source_price == difference]
        found = tuple(
            phrase(
                N_("Line {line} {customer} has just this price. Is it gone in Aktiv kommune?"),
                line=line.id,
                customer=line.customer,
            )
            for line in just_that[:3]
        )
        return found or (
            phrase(N_("There is more here than in Aktiv kommune. Read the list again with i.")),
        )
    if difference == 0:
        return (phrase(N_("The sum agrees, the count does not. Count the list again.")),)
    lines, total = facts.beyond
    if total == -difference:
        return (
            counted(
                "F503 The {count} line here that ends after {to} is just this sum. Aktiv kommune"
                " took it along: its export does not keep the to-date.",
                "F503 The {count} lines here that end after {to} are just this sum. Aktiv kommune"
                " took them along: its export does not keep the to-date.",
                lines,
                to=dates.show(facts.scope.to),
            ),
        )
    return (
        phrase(
            N_(
                "F503 Aktiv kommune took {more} more along, most likely what ends after the"
                " to-date. Find it there, or enter the list's own total (t)."
            ),
            more=money.show(-difference),
        ),
    )


def looks_at(_line: LineRow) -> bool:
    """The total is made of every line of the list."""
    return True


CHECK = Check(
    6,
    "control_total",
    N_("Control total AK"),
    run,
    ("source_price",),
    looks_at,
    answered_by_total=True,
)
