"""One rental of the sample before it is a line, and what may be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from data.listing import LineType
from data.sample.customers import Customer
from data.sample.places import Building, Group, Resource

ProblemKind = Literal[
    # The line alone.
    "id_missing",
    "id_not_given",
    "organization_check_digit",
    "person_check_digit",
    "internal_with_organization_number",
    "external_with_resource_number",
    "ten_digits",
    "scientific",
    "common_help_number",
    "sub_customers",
    "negative",
    "late",
    "across_month_end",
    "duplicate",
    "hostile_text",
    # Against other lines of the month or of the year before.
    "price_deviates",
    "price_unlike_own_history",
    "price_unlike_usual",
    "free_among_paid",
    "paid_among_free",
    "high_price",
    "odd_amount",
    "double_booking",
    "event_on_allocation",
    # The customer against other customers.
    "two_ids",
    "one_id_two_names",
    "near_equal_names",
    "kind_clash",
    # The customer against the unit register.
    "unit_not_found",
    "unit_bankrupt",
    "unit_winding_up",
    "unit_name_differs",
    "sub_unit",
]
"""What a line can be seeded with.

`sub_customers`, `negative`, `late`, `across_month_end` and `hostile_text` are nothing to
correct; they must be noticed, counted rightly and shown harmlessly.
"""


@dataclass(frozen=True, slots=True)
class SeededProblem:
    """What was planted, and the lines of the last month that show it.

    Several lines where it takes several to see it: both of a duplicate or a double booking,
    both customers of one id, every week of a slot that has got another price.
    """

    lines: tuple[int, ...]
    kind: ProblemKind


@dataclass(frozen=True, slots=True)
class Mark:
    """What was planted in a rental; rentals with the same mark show one problem together."""

    kind: ProblemKind
    number: int


@dataclass(frozen=True, slots=True)
class Rental:
    """One rental as it will stand on the list, before it has an id."""

    building: Building
    resource: Resource
    customer: Customer
    group: Group
    type: LineType
    starts: datetime
    ends: datetime
    price: int
    """Øre."""
    season: str = ""
    listed: datetime | None = None
    """When it came on the list, where that was not when it ended."""
    marks: tuple[Mark, ...] = ()
    copies: int = 1
    """How many ids the one reservation has on the list."""
    description: str = ""
    """Stands in for the usual text where it is not empty."""

    @property
    def minutes(self) -> int:
        """How long it lasted."""
        return (self.ends - self.starts) // timedelta(minutes=1)

    @property
    def is_paid_slot(self) -> bool:
        """Whether a club pays for it every week."""
        return self.type == "allocation" and self.group == "club" and self.price > 0

    def is_marked(self, kind: ProblemKind) -> bool:
        """Return whether the kind is planted in it."""
        return any(mark.kind == kind for mark in self.marks)

    @property
    def is_spoiled(self) -> bool:
        """Whether something is planted in it that is wrong with the line itself."""
        return any(mark.kind != "sub_customers" for mark in self.marks)
