"""Which lines are looked at, and one line as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from data.listing import CustomerType, LineType
from data.text import mask

CORRECTABLE = ("customer_type", "customer_id", "price")
"""The fields of a line that an operator may know better than Aktiv kommune."""

IdLevel = Literal["ok", "attention", "blocked", "free"]


_masked = lru_cache(maxsize=8192)(mask)
"""The same few names stand on most lines, and each is asked for again and again."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which lines one basis (fakturagrunnlag) covers: a building, a to-date, perhaps a season."""

    building_id: int
    building: str
    to: date
    season: str = ""


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines a list shows, of `ids` alone if given; sums of the basis do not depend on it."""

    scope: Scope
    show: Literal["unexported", "all"] = "unexported"
    customer_type: CustomerType | None = None
    find: str = ""
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Sort order of the lines: a column key of `data.columns`, equal values by id."""

    column: str = "price"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class LineRow:
    """One candidate line as it stands now."""

    id: int
    type: LineType
    reservation_id: int
    description: str
    building: str
    organization: str
    contact: str
    customer_type: CustomerType
    customer_id: str
    id_code: str
    """Code of the judgement, see `data.customer_id`."""
    id_level: IdLevel
    starts: datetime
    ends: datetime
    price: int | None
    """Øre."""
    season: str
    sub_customer: str
    source_export: str
    """Aktiv kommune's export number, empty while the line is on its list."""
    source_file: str
    source_order: str
    export: int | None
    """Number of our export that took the line, None while it is open."""
    held: bool
    """Held back in this basis: the line stays on the list and is not exported."""
    held_to: date | None
    """The last day to which it is held; once the basis passes it, the line is back."""
    held_reason: str
    held_by: str
    source_customer_type: CustomerType
    """What Aktiv kommune says, where `customer_type` may be corrected; so the next two."""
    source_customer_id: str
    source_price: int | None
    details: str = ""
    """What an invoice file needs beyond the list, as `data.details` writes it."""

    @property
    def customer(self) -> str:
        """Who rents: the organisation, else the person; identity numbers in names are hidden."""
        return _masked(self.organization or self.contact)

    @property
    def resource(self) -> str:
        """The rented resource: the description without the building's name in front."""
        return mask(self.description.partition(": ")[2] or self.description)

    @property
    def is_back(self) -> bool:
        """Whether the line was held in an earlier month and has come back."""
        return self.held_to is not None and not self.held

    @property
    def corrected(self) -> tuple[str, ...]:
        """Names of the fields that are not as Aktiv kommune says."""
        return tuple(
            name for name in CORRECTABLE if getattr(self, name) != getattr(self, f"source_{name}")
        )

    @property
    def is_payable(self) -> bool:
        """Whether the line becomes part of an invoice: a price above zero."""
        return (self.price or 0) > 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and sums over a set of lines; sums in øre."""

    lines: int = 0
    total: int = 0
    payable: int = 0
    free: int = 0
    credit: int = 0
    credit_total: int = 0
    marked: int = 0
    marked_total: int = 0
    ids_ok: int = 0
    """Marked lines whose customer id is in order; what is held back stops nothing."""
    ids_attention: int = 0
    ids_blocked: int = 0
