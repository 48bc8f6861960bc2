"""A line of a list or an archived copy becomes the rental that an invoice file is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from data.details import Details, Organization, read
from data.files.batch import Rental
from data.listing import CustomerType, LineType


class RentalLine(Protocol):
    """What a listed line and a line of the store have in common."""

    @property
    def id(self) -> int: ...  # noqa: D102 - as `ListedLine` says, and so the next
    @property
    def type(self) -> LineType: ...  # noqa: D102
    @property
    def reservation_id(self) -> int: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102
    @property
    def building(self) -> str: ...  # noqa: D102
    @property
    def organization(self) -> str: ...  # noqa: D102
    @property
    def contact(self) -> str: ...  # noqa: D102
    @property
    def customer_type(self) -> CustomerType: ...  # noqa: D102
    @property
    def customer_id(self) -> str: ...  # noqa: D102
    @property
    def starts(self) -> datetime: ...  # noqa: D102
    @property
    def ends(self) -> datetime: ...  # noqa: D102
    @property
    def price(self) -> int | None: ...  # noqa: D102
    @property
    def sub_customer(self) -> str: ...  # noqa: D102
    @property
    def details(self) -> str: ...  # noqa: D102


def rental_of(line: RentalLine) -> Rental:
    """Return the rental of a line, as corrected; raises ValueError for damaged details.

    A corrected customer id is another customer: numbers of the organisation that Aktiv kommune
    names are no longer used. A corrected price or kind of customer is what is invoiced: order
    lines that add up to something else are dropped, unless they were paid online, which stays so.
    """
    details = read(line.details)
    if details.organization is None and not details.customer_number:
        details = replace(details, customer_number=line.sub_customer)
    if _is_corrected(line, "customer_id"):
        details = _of_another_customer(details)
    is_repriced = _is_corrected(line, "price") or _is_corrected(line, "customer_type")
    if is_repriced and not details.is_paid:
        details = replace(details, order_lines=())
    return Rental(
        id=line.id,
        type=line.type,
        reservation_id=line.reservation_id,
        building=line.building,
        text=line.description,
        customer_type=line.customer_type,
        customer_id=line.customer_id,
        organization=line.organization,
        contact=line.contact,
        starts=line.starts,
        ends=line.ends,
        price=line.price,
        details=details,
    )


def _is_corrected(line: RentalLine, field: str) -> bool:
    """Tell whether a field is not as Aktiv kommune says; a listed line is always as it says."""
    value: object = getattr(line, field)
    return bool(getattr(line, f"source_{field}", value) != value)


def _of_another_customer(details: Details) -> Details:
    organization: Organization | None = None
    if details.organization is not None and not details.is_looked_up:
        organization = replace(details.organization, number="", payer="", customer_number="")
    return replace(
        details,
        id_kind="",
        customer_number="",
        other_id="",
        organization=organization,
        is_looked_up=False,
    )
