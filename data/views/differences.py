"""Two sides of lines held against each other: what only one of them has, and what differs.

The groups always add up: the total here minus the total there is what only stands here, minus
what only stands there, plus what the prices of the differing lines moved; counts likewise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from data.listing import CustomerType, LineType
from data.text import mask
from data.views.lines import Scope
from data.words import Phrase

Fate = Literal["here", "there", "differs"]
"""Which group a line is in: only here, only there, or on both sides and not the same."""

FATES: tuple[Fate, ...] = ("here", "there", "differs")


@dataclass(frozen=True, slots=True)
class OfExport:
    """One of our exports, compared as it was frozen."""

    number: int


@dataclass(frozen=True, slots=True)
class OfCopy:
    """An archived copy, compared as it was taken."""

    number: int


Subject = Scope | OfExport | OfCopy
"""What stands on the side called here."""


@dataclass(frozen=True, slots=True)
class ACopy:
    """Against an archived copy: the newest of the same basis unless a number is given."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class LastImport:
    """Against Aktiv kommune's own values, as they were last read."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Against a sum in øre, and a count where it is known, that Aktiv kommune shows."""

    total: int
    count: int | None


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of either side; what a side does not know has its default."""

    id: int
    type: LineType
    reservation_id: int
    description: str
    organization: str
    contact: str
    customer_type: CustomerType
    customer_id: str
    """In full, since two ids may differ in what is hidden; masked wherever it is shown."""
    starts: datetime
    ends: datetime
    price: int | None
    """Øre."""
    season: str
    sub_customer: str
    building: str = ""
    source_export: str = ""
    source_file: str = ""
    source_order: str = ""
    source_customer_type: str = ""
    source_customer_id: str = ""
    source_price: int | None = None
    held: bool = False
    held_reason: str = ""
    held_by: str = ""

    @property
    def customer(self) -> str:
        """Who rents: the organisation, else the person; identity numbers in names are hidden."""
        return mask(self.organization or self.contact)

    @property
    def amount(self) -> int:
        """What the line adds to a sum, in øre."""
        return self.price or 0


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One of the two sides: lines, or only what somebody says they add up to."""

    name: Phrase
    total: int
    """Øre."""
    count: int | None
    """Lines of the side; of a stated one the count that was stated."""
    lines: tuple[ComparedLine, ...] | None
    """None where only the totals are known."""

    @classmethod
    def of(cls, name: Phrase, lines: tuple[ComparedLine, ...]) -> ComparedSide:
        """Return a side of lines, each id once."""
        return cls(name, sum(line.amount for line in lines), len(lines), lines)

    @classmethod
    def stated(cls, name: Phrase, total: int, count: int | None) -> ComparedSide:
        """Return a side of which only totals are known."""
        return cls(name, total, count, None)

    @property
    def payable(self) -> int:
        """How many lines have a price above zero: Aktiv kommune's Antall elementer."""
        return sum(line.amount > 0 for line in self.lines or ())

    @property
    def hash_total(self) -> int | None:
        """The sum of the reservation ids; it moves when one line stands for another."""
        if self.lines is None:
            return None
        return sum(line.reservation_id for line in self.lines)


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that the two sides do not agree about."""

    fate: Fate
    line: ComparedLine
    """The line as it stands here; as it stands there when it is only there."""
    other: ComparedLine | None = None
    """The line as it stands there, where it is on both sides."""
    fields: tuple[str, ...] = ()
    """Names of the fields that differ."""

    @property
    def price_here(self) -> int | None:
        """Øre here; None without a price, or without the line."""
        return None if self.fate == "there" else self.line.price

    @property
    def price_there(self) -> int | None:
        """Øre there; None without a price, or without the line."""
        if self.fate == "there":
            return self.line.price
        return self.other.price if self.other is not None else None

    @property
    def change(self) -> int:
        """By how many øre the line makes here more than there."""
        return (self.price_here or 0) - (self.price_there or 0)

    @property
    def moves(self) -> bool:
        """Whether a control total must know of it: the line is new or gone, or costs otherwise."""
        return self.fate != "differs" or "price" in self.fields


@dataclass(frozen=True, slots=True)
class DifferenceGroup:
    """The lines of one fate, with their count and sum."""

    fate: Fate
    differences: tuple[Difference, ...]

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.differences)

    @property
    def change(self) -> int:
        """What the group adds to the difference of the totals, in øre."""
        return sum(each.change for each in self.differences)

    @property
    def total(self) -> int:
        """The sum of the lines, of differing ones what their prices moved; in øre."""
        return -self.change if self.fate == "there" else self.change


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines of a list that are no part of a comparison, counted."""

    elsewhere: int = 0
    """Of other buildings or seasons."""
    exported_before: int = 0
    """Exported already when the list was read, and by another export."""
    not_exported: int = 0
    """Still on Aktiv kommune's list, where the list tells what Aktiv kommune exported."""

    @property
    def lines(self) -> int:
        """How many there are."""
        return self.elsewhere + self.exported_before + self.not_exported


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, and every line they do not agree about, group by group."""

    here: ComparedSide
    there: ComparedSide
    differences: tuple[Difference, ...] = ()
    to: date | None = None
    """The to-date, where what ends later was taken along by mistake."""
    beyond_here: tuple[int, int] = (0, 0)
    """Count and sum in øre of the lines here that end after the to-date."""
    left_out: LeftOut = LeftOut()
    note: Phrase | None = None
    """What the comparison cannot show, and what would."""

    @property
    def by_line(self) -> bool:
        """Whether lines were compared, not only totals."""
        return self.here.lines is not None and self.there.lines is not None

    @property
    def difference(self) -> int:
        """The total here minus the total there, in øre."""
        return self.here.total - self.there.total

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs, as far as the sides are known."""
        if self.by_line:
            return not self.differences
        return not self.difference and self.counts_agree

    @property
    def counts_agree(self) -> bool:
        """Whether a stated count is that of the priced lines or of all; true without one."""
        if self.by_line:
            return self.here.count == self.there.count
        return self.there.count in (None, self.here.payable, self.here.count)

    @property
    def has_equal_sums(self) -> bool:
        """Whether the totals agree although lines differ: errors that even out."""
        return self.by_line and not self.difference and bool(self.differences)

    @property
    def groups(self) -> tuple[DifferenceGroup, ...]:
        """Only here, only there, differs; empty ones too."""
        return tuple(
            DifferenceGroup(fate, tuple(each for each in self.differences if each.fate == fate))
            for fate in FATES
        )

    @property
    def beyond(self) -> tuple[Difference, ...]:
        """Lines only there that end after the to-date, the first to end first."""
        if self.to is None:
            return ()
        later = (
            each
            for each in self.differences
            if each.fate == "there" and each.line.ends.date() > self.to
        )
        return tuple(sorted(later, key=lambda each: each.line.ends))
