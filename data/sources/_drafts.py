"""Lines whose dates waited for the rest of the file: settled, and repeats counted once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from data.errors import AmbiguousDates, BadCell
from data.listing import ListedLine, ReadOptions
from data.listing_cells import Cell, printed
from data.listing_dates import (
    ORDER_NAMES,
    YEAR_FIRST,
    YEAR_LAST,
    Moment,
    Printed,
    Shape,
    Times,
    remaining,
    resolve,
)
from data.listing_headings import HEADINGS, Columns, Field
from data.sources._refusal import bad_cell, refusal
from data.text import clean
from data.words import N_, Phrase, phrase

_TIMES: Final[tuple[Field, Field]] = ("starts", "ends")
_STARTS, _ENDS = map(list(HEADINGS).index, _TIMES)


class Draft(NamedTuple):
    """A row that was read, before anybody knows which way its dates are printed."""

    file: str
    row: int
    cells: Sequence[Cell]
    columns: Columns
    values: tuple[Any, ...]
    """What `ListedLine` is made of, in its order; the two times may still be `Printed`."""

    @property
    def rental(self) -> tuple[Moment, Moment]:
        """When it starts and when it ends."""
        return self.values[_STARTS], self.values[_ENDS]

    def printed(self, field: Field) -> str:
        """Return the cell of a field as the file prints it."""
        return printed(self.cells[self.columns.places[field]])

    def bad(self, field: Field, reason: Phrase) -> BadCell:
        """Return a complaint about the cell of one field."""
        heading = self.columns.names[field]
        return bad_cell(self.file, self.row, heading, self.printed(field), reason)


def settle(
    drafts: Sequence[Draft], bad: list[BadCell], options: ReadOptions
) -> tuple[tuple[ListedLine, ...], int]:
    """Return the lines of a file and how many of its rows were repeats.

    Raises Refused F115 when `bad` holds anything, or anything comes to it here: dates that
    contradict each other, rentals that end before they start, one ID with two contents.
    Raises AmbiguousDates F117 when the dates can be read in two ways.
    """
    rentals = [draft.rental for draft in drafts]
    settled = [remaining(shape, rentals, options.dates) for shape in (YEAR_LAST, YEAR_FIRST)]
    times = resolve(rentals, [order for left in settled for order in left])
    first: dict[int, tuple[ListedLine, Draft]] = {}
    for draft in drafts:
        line = _line(draft, times, bad)
        if line is not None:
            earlier, origin = first.setdefault(line.id, (line, draft))
            if earlier is not line and earlier != line:
                bad.append(_contradiction(earlier, origin, line, draft))
    if bad:
        raise refusal(options.file, bad)
    for left in settled:
        if len(left) == 2:
            raise _ambiguity(drafts, (left[0], left[1]), options)
    return tuple(line for line, _ in first.values()), len(drafts) - len(first)


def _line(draft: Draft, times: Times, bad: list[BadCell]) -> ListedLine | None:
    values = draft.values
    starts, ends = times[id(values[_STARTS])], times[id(values[_ENDS])]
    if starts is None or ends is None:
        reason = phrase(N_("The other dates of the file are printed in another order."))
        unfit = zip(_TIMES, (starts, ends), strict=True)
        bad.extend(draft.bad(field, reason) for field, time in unfit if time is None)
        return None
    if ends < starts:
        began = clean(draft.printed("starts"))
        reason = phrase(N_("The rental ends before it starts ({starts})."), starts=began)
        bad.append(draft.bad("ends", reason))
        return None
    fields: tuple[Any, ...] = (*values[:_STARTS], starts, ends, *values[_ENDS + 1 :])
    return ListedLine(*fields)


def _contradiction(earlier: ListedLine, origin: Draft, line: ListedLine, draft: Draft) -> BadCell:
    names = [
        draft.columns.names[field]
        for field in draft.columns.places
        if getattr(earlier, field) != getattr(line, field)
    ]
    reason = phrase(
        N_("The same ID stands in row {row} with other content: {columns}."),
        row=origin.row,
        columns=clean(", ".join(names)),
    )
    return draft.bad("id", reason)


def _ambiguity(drafts: Sequence[Draft], left: Shape, options: ReadOptions) -> AmbiguousDates:
    """Return the question, with the first date of the file that shows the difference."""
    draft, field = next(
        (draft, field)
        for draft in drafts
        for field, point in zip(_TIMES, draft.rental, strict=True)
        if isinstance(point, Printed) and not point.is_settled and left[0] in point.readings
    )
    first, second = (phrase(ORDER_NAMES[order]) for order in left)
    reason = phrase(N_("It may be {first}, or {second}."), first=first, second=second)
    return AmbiguousDates(
        "F117",
        N_(
            "The dates of {file} can be read in two ways, and nothing in it settles which:"
            " {example} as {first} ({one}) or as {second} ({other}). Say which is meant."
        ),
        cells=(draft.bad(field, reason),),
        readings=left,
        file=options.file,
        example=clean(draft.printed(field)),
        first=first,
        second=second,
        one=left[0],
        other=left[1],
    )
