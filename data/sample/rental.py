"""One rental of the sample before it is a line, and what may be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.listing import LineType
from data.sample.customers import Customer
from data.sample.places import Building, Group, Resource

ProblemKind = Literal[
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
    "price_deviates",
    "free_among_paid",
]
"""What a line can be seeded with.

`sub_customers`, `negative`, `late`, `across_month_end` and `hostile_text` are nothing to
correct; they must be noticed, counted rightly and shown harmlessly.
"""


@dataclass(frozen=True, slots=True)
class SeededProblem:
    """A line and what was done to it; both lines of a duplicate are named."""

    line_id: int
    kind: ProblemKind


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
    problem: ProblemKind | None = None
    copies: int = 1
    """How many ids the one reservation has on the list."""
    description: str = ""
    """Stands in for the usual text where it is not empty."""
