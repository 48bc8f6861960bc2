"""Everything the checks may look at, gathered once; a value, not a connection."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from data import money
from data.around import Around
from data.counts import read_count
from data.history import EMPTY, History, Use, listed_prices, use_of
from data.month import Month
from data.stays import Stay
from data.views import LineRow, Scope
from data.views.corrections import CorrectionView


@dataclass(frozen=True, slots=True)
class KnownTotal:
    """The total of the basis in Aktiv kommune, as typed or imported; the sum in øre."""

    total: int
    count: int | None
    origin: str
    """`typed`, or the name of the imported file."""
    listed: tuple[tuple[int, int | None], ...] | None = None
    """Id and price in øre of each line of the list; None where only totals are known."""

    @classmethod
    def typed(cls, total: str, count: str) -> KnownTotal:
        """Read what an operator typed; without a count it is the bare sum.

        Raises UsageProblem F310 to F317 for the sum, F326 for the count.
        """
        ore = money.parse_amount(total)
        return cls(ore, read_count(count) if count.strip() else None, "typed")


@dataclass(frozen=True, slots=True)
class Twin:
    """A line whose reservation stands on several lines; one that is held or gone is no twin."""

    id: int
    type: str
    reservation_id: int
    is_exported: bool
    """Exported here or in Aktiv kommune."""


@dataclass(frozen=True, slots=True)
class PastMonth:
    """What a building had in an earlier month: lines and sum in øre, and sum by customer."""

    first: date
    lines: int
    total: int
    customers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What makes a price or a month stand out."""

    month_percent: int = 15
    """A month that differs more than this from the one before is pointed out."""
    year_percent: int = 25
    """A month that differs more than this from the same one last year is pointed out."""
    high_price: int = 500_000
    """Øre; a price above it is pointed out."""
    price_percent: int = 100
    """Per cent above every usual price an hour of the resource, or below by the same factor."""
    price_percent_own: int = 10
    """Per cent; a price this far from what the same customer paid before is pointed out."""
    odd_ore: bool = True
    """Whether a price that ends in other øre than the building's prices do is pointed out."""


@dataclass(frozen=True)
class Facts:
    """One basis and what is known around it."""

    scope: Scope
    lines: tuple[LineRow, ...]
    """Every open line of the basis, held ones too."""
    digest: str
    """SHA-256 over every field of the lines."""
    beyond: tuple[int, int]
    """Count and sum in øre of open lines that end after the to-date."""
    twins: tuple[Twin, ...]
    past: PastMonth | None
    total: KnownTotal | None
    account_strings: dict[str, tuple[str, ...]]
    """Names of the building's active account strings, by kind of customer."""
    copy: tuple[int, str] | None
    """Number and digest of a copy that holds these very lines."""
    limits: Limits
    history: History = EMPTY
    """What the building's lines cost in the year before."""
    exported_beside: tuple[Stay, ...] = ()
    """Lines with a price that have left the list, of the time that the basis covers."""
    around: Around = field(default_factory=Around)
    """Its customers elsewhere, its late lines, the months behind it."""
    corrections: tuple[CorrectionView, ...] = ()
    """What last became of each field that we corrected on a line of the basis."""

    @cached_property
    def uses(self) -> dict[int, Use]:
        """Who rents what for how long, by the number of the line."""
        return {line.id: use_of(line) for line in self.lines}

    @cached_property
    def listed(self) -> History:
        """What the lines of the list cost, held ones too; a line is among its own precedents."""
        return listed_prices(self.lines, self.uses)

    @cached_property
    def to_export(self) -> tuple[LineRow, ...]:
        """The lines that are marked."""
        return tuple(line for line in self.lines if not line.held)

    @cached_property
    def payable(self) -> tuple[LineRow, ...]:
        """The marked lines with a price above zero."""
        return tuple(line for line in self.to_export if line.is_payable)

    @cached_property
    def sum_of_list(self) -> int:
        """Øre of the whole list as Aktiv kommune has it: what the control total speaks of."""
        return sum(line.source_price or 0 for line in self.lines)

    @property
    def month(self) -> Month:
        """The month that the basis closes."""
        return Month.of(self.scope.to)
