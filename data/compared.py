"""Two sides held against each other line by line, and what is to be said of the result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter

from data import dates, money
from data.customer_id import canonical
from data.listing import ListedLine
from data.views import LineRow
from data.views.differences import ComparedLine, ComparedSide, Comparison, Difference
from data.views.lines import CORRECTABLE
from data.words import N_, Phrase, counted, phrase

LISTED = (
    "type", "reservation_id", "description", "organization", "contact", "customer_type",
    "customer_id", "starts", "ends", "price", "season", "sub_customer",
)  # fmt: skip
"""The fields that Aktiv kommune's list gives."""

COPIED = (
    *LISTED, "building", "source_export", "source_file", "source_order",
    "source_customer_type", "source_customer_id", "source_price",
    "held", "held_reason", "held_by",
)  # fmt: skip
"""The fields that a copy keeps of a line, ours and Aktiv kommune's."""

SOMETIMES_LISTED = ("season", "sub_customer")
"""What some kinds of list leave out; where they do, nothing can be compared."""

NAMED = 4
"""Lines that a sentence names; more would not be read."""

SUM_ONLY = N_("Checked on the sum only, not line by line.")
SUM_AND_COUNT = N_("Checked on sum and count, not line by line.")

_NAMES = tuple(item.name for item in fields(ComparedLine))


def as_ours(line: LineRow) -> ComparedLine:
    """Return a line as it is worked with here, corrections and marks included."""
    return ComparedLine(**{name: getattr(line, name) for name in _NAMES})


def as_listed(line: LineRow) -> ComparedLine:
    """Return a line as Aktiv kommune gave it: it knows no mark and no correction."""
    values = {name: getattr(line, name) for name in LISTED}
    values |= {name: getattr(line, f"source_{name}") for name in CORRECTABLE}
    return ComparedLine(id=line.id, **values)


def of_list(line: ListedLine) -> ComparedLine:
    """Return a line of a list that was read and not stored."""
    return ComparedLine(id=line.id, **{name: getattr(line, name) for name in LISTED})


def listed_fields(lines: Iterable[ListedLine]) -> tuple[str, ...]:
    """Return the fields that a list gives: what no line of it has a word for, it leaves out."""
    seen = list(lines)
    absent = {name for name in SOMETIMES_LISTED if not any(getattr(line, name) for line in seen)}
    return tuple(name for name in LISTED if name not in absent)


def compare_sides(
    here: ComparedSide, there: ComparedSide, names: Sequence[str] = LISTED
) -> tuple[Difference, ...]:
    """Return every line that the sides do not agree about in the named fields, group by group.

    Dearest first; what is only there by its end, since a wrong to-date is the usual reason.
    A side without lines has nothing to compare.
    """
    if here.lines is None or there.lines is None:
        return ()
    ours = {line.id: line for line in here.lines}
    theirs = {line.id: line for line in there.lines}
    only_here = [Difference("here", line) for id_, line in ours.items() if id_ not in theirs]
    only_there = [Difference("there", line) for id_, line in theirs.items() if id_ not in ours]
    values = attrgetter(*names)
    unlike = [
        (line, theirs[id_])
        for id_, line in ours.items()
        if id_ in theirs and values(line) != values(theirs[id_])
    ]
    compared = [
        Difference("differs", line, other, _differing(line, other, names)) for line, other in unlike
    ]
    differing = [each for each in compared if each.fields]
    return (
        *sorted(only_here, key=_dearest),
        *sorted(only_there, key=lambda each: (each.line.ends, each.line.id)),
        *sorted(differing, key=_dearest),
    )


def _dearest(difference: Difference) -> tuple[int, int]:
    return -abs(difference.change), difference.line.id


def _differing(here: ComparedLine, there: ComparedLine, names: Sequence[str]) -> tuple[str, ...]:
    found = [name for name in names if _value(here, name) != _value(there, name)]
    # Where our own value differs, it is what is worked with: Aktiv kommune's says no more.
    hidden = {f"source_{name}" for name in CORRECTABLE if name in found}
    return tuple(name for name in found if name not in hidden)


def _value(line: ComparedLine, name: str) -> object:
    """Return a value as it is compared: the same id written with blanks is the same id."""
    value: object = getattr(line, name)
    if name in ("customer_id", "source_customer_id") and isinstance(value, str):
        return canonical(value) or value
    return value


def findings(comparison: Comparison) -> tuple[Phrase, ...]:
    """Return what is to be said of a comparison, the gravest first."""
    if not comparison.by_line:
        return _of_totals(comparison)
    note = () if comparison.note is None else (comparison.note,)
    if comparison.is_equal:
        return (_equal(comparison), *note)
    return (*_beyond(comparison), *_evened_out(comparison), *note)


def _equal(comparison: Comparison) -> Phrase:
    here = comparison.here
    return counted(
        "Equal line by line: {count} line, {total}, reservations {hash}.",
        "Equal line by line: {count} lines, {total}, reservations {hash}.",
        here.count or 0,
        total=money.show(here.total),
        hash=here.hash_total,
    )


def _evened_out(comparison: Comparison) -> tuple[Phrase, ...]:
    if not comparison.has_equal_sums:
        return ()
    moved = sorted(comparison.differences, key=_dearest)
    return (evened_out(comparison.here.total, [(each.line.id, each.change) for each in moved]),)


def evened_out(total: int, changes: Sequence[tuple[int, int]]) -> Phrase:
    """Return F301: the sums agree in øre and lines do not; id and signed difference of each."""
    return counted(
        "F301 The sums agree ({total}), but {count} line differs: {lines}.",
        "F301 The sums agree ({total}), but {count} lines differ: {lines}.",
        len(changes),
        total=money.show(total),
        lines=named(changes),
    )


def named(changes: Sequence[tuple[int, int]]) -> str:
    """Return lines by id with their signed differences, the first of them written out."""
    parts = [
        f"{line} {money.show_change(change)}" if change else str(line)
        for line, change in changes[:NAMED]
    ]
    more = f" (+{len(changes) - NAMED})" if len(changes) > NAMED else ""
    return ", ".join(parts) + more


def _beyond(comparison: Comparison) -> tuple[Phrase, ...]:
    later = comparison.beyond
    if not later or comparison.to is None:
        return ()
    return (
        counted(
            "F503 {there} there against {here} here: {count} line ends after {to}, {total}. Tick"
            " the rows to export in Aktiv kommune, or reverse there before a file is made.",
            "F503 {there} there against {here} here: {count} lines end after {to}, {total}. Tick"
            " the rows to export in Aktiv kommune, or reverse there before a file is made.",
            len(later),
            there=_count_and_sum(comparison.there),
            here=_count_and_sum(comparison.here),
            to=dates.show(comparison.to),
            total=money.show(sum(each.line.amount for each in later)),
        ),
    )


def _count_and_sum(side: ComparedSide) -> str:
    return f"{side.count} / {money.show(side.total)}"


def _of_totals(comparison: Comparison) -> tuple[Phrase, ...]:
    """Say that only totals were compared, after what they say."""
    stated = comparison.there
    lines, total = comparison.beyond_here
    found: list[Phrase] = []
    if comparison.difference and comparison.to is not None and total == -comparison.difference:
        found.append(
            counted(
                "F503 The {count} line here that ends after {to} is just the difference. Tick the"
                " rows to export in Aktiv kommune, or reverse there before a file is made.",
                "F503 The {count} lines here that end after {to} are just the difference. Tick the"
                " rows to export in Aktiv kommune, or reverse there before a file is made.",
                lines,
                to=dates.show(comparison.to),
            )
        )
    if stated.count is None:
        found.append(phrase(SUM_ONLY))
    else:
        found.append(phrase(SUM_AND_COUNT))
    return tuple(found)
