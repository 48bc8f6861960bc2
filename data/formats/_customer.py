"""Who a rental is invoiced to: number, name, contact and address (formats.md 1.4, 3.3, 4.1).

Everything is found for each rental alone; nothing is carried over from the one before (F8).
"""

from __future__ import annotations

from typing import NamedTuple

from data.customer_id import canonical
from data.details import NONE, IdKind, Organization
from data.files.batch import Rental

LENGTHS: dict[IdKind, frozenset[int]] = {
    "organization_number": frozenset({5, 6, 9}),
    "ssn": frozenset({11}),
}


class Address(NamedTuple):
    """Where the invoice is sent."""

    street: str = ""
    zip_code: str = ""
    city: str = ""


def id_kind(rental: Rental) -> IdKind:
    """Return which kind of id the customer has, told by its length where nobody says."""
    if rental.details.id_kind:
        return rental.details.id_kind
    return "ssn" if len(canonical(rental.customer_id)) == 11 else "organization_number"


def customer_id(rental: Rental) -> str:
    """Return the digits of the customer id, empty when it has not the length of its kind."""
    digits = canonical(rental.customer_id)
    return digits if len(digits) in LENGTHS[id_kind(rental)] else ""


def named_organization(rental: Rental) -> Organization | None:
    """Return the organisation that the rental itself names."""
    return None if rental.details.is_looked_up else rental.details.organization


def customer_number(rental: Rental) -> str:
    """Return the organisation's reference number (undernummer) of today.

    A list knows organisations by name alone; the number it shows is theirs.
    """
    organization = named_organization(rental)
    if organization is not None:
        return organization.customer_number
    return rental.details.customer_number if rental.organization else ""


def name(rental: Rental) -> str:
    """Return the organisation's name, else an event's contact, else nothing."""
    organization = rental.details.organization
    found = organization.name if organization is not None else rental.organization
    return found or (contact(rental) if rental.type == "event" else "")


def contact(rental: Rental) -> str:
    """Return the contact: of the event, of the booking's group, of the allocation's customer."""
    if rental.type == "allocation" and rental.details != NONE:
        organization = named_organization(rental)
        return organization.contact if organization is not None else ""
    return rental.details.contact or rental.contact


def name_or_contact(rental: Rental) -> str:
    """Return who the invoice is made out to: of a person with an identity number, the contact."""
    return contact(rental) if len(customer_id(rental)) > 9 else name(rental)


def address(rental: Rental) -> Address:
    """Return the application's address if it has a street, else the organisation's, if any."""
    details = rental.details
    if details.street or details.organization is None:
        return Address(details.street, details.zip_code, details.city)
    organization = details.organization
    return Address(organization.street, organization.zip_code, organization.city)
