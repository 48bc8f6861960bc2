"""What is known around a basis: its customers elsewhere, its late lines, the months behind it.

Values alone; `data.surroundings` gathers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from data.customer_id import IdKind
from data.listing import CustomerType
from data.register.judge import RegisterFinding
from data.views import LineRow
from data.views.past import MonthSum
from data.words import N_, Phrase, phrase

if TYPE_CHECKING:
    from data.facts import PastMonth

Question = tuple[str, str]
"""Kind and subject of a finding that was answered before."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One customer under one name, number and kind, on the lines of one place.

    The place is the basis itself, the months before it in the same building, or another
    building; then the last twelve months and the basis' own, whether exported or not.
    """

    name: str
    """Identity numbers in it are hidden."""
    alike: str
    """The name as `data.names` compares it; empty for a private person."""
    customer_type: CustomerType
    customer_id: str
    """Digits alone; empty where the lines hold none that can be read."""
    is_usable: bool
    """Whether a line with a price could be invoiced to that number."""
    id_kind: IdKind
    sub_customer: str
    building: str
    """Another building's name; empty for this one's."""
    count: int
    lines: tuple[int, ...] = ()
    """Ids of the basis' marked lines; empty for any other place."""
    payable: tuple[int, ...] = ()
    """Those of them that have a price, credits too."""

    @property
    def is_organization(self) -> bool:
        """Whether the line names an organisation, or a unit of the municipality."""
        return self.alike != ""

    @property
    def place(self) -> str | Phrase:
        """Return where the lines are."""
        if self.lines:
            return Phrase(N_("here"))
        return self.building or Phrase(N_("here before"))


@dataclass(frozen=True, slots=True)
class UnitRemark:
    """What the unit register says of one customer, and the customer's lines in the basis."""

    remark: RegisterFinding
    name: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a line of an earlier month comes to stand in this basis."""

    line: int
    export: int | None = None
    """Our standing export of the line's own month."""
    exported: date | None = None
    """The day in Oslo of that export, where the line came on a list after it."""


@dataclass(frozen=True)
class Around:
    """What is known around one basis."""

    customers: tuple[Appearance, ...] = ()
    """Those of the basis, and of elsewhere those that have name or number in common with them."""
    units: tuple[UnitRemark, ...] = ()
    arrivals: Mapping[int, Arrival] = field(default_factory=dict)
    """By line, for the lines that ended before the month."""
    crossing: tuple[LineRow, ...] = ()
    """Open lines that begin by the to-date and end after it, so that they are not of the basis."""
    months: tuple[MonthSum, ...] = ()
    """The twelve months before that of the basis, oldest first; one without lines is there too."""
    last_year: PastMonth | None = None
    """The same month a year before."""
    decided: Mapping[Question, Phrase] = field(default_factory=dict)
    """What was decided the last time a question was asked."""


def subject_of(*parts: str) -> str:
    """Return the name of a question for ever: a digest, so that no id can be read from it."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def listed(items: Iterable[str | Phrase]) -> str | Phrase:
    """Return the items with commas between them; raises ValueError when there are none."""
    *before, last = items
    for item in reversed(before):
        last = phrase(N_("{first}, {rest}"), first=item, rest=last)
    return last
