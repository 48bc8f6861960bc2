"""What Aktiv kommune knows of some rentals beyond its list: addresses, references, order lines.

About every third has something of it, so that each format has a field to fill from it. It takes
no chance from what the list itself shows: the same municipality has the same list without it.
"""

from __future__ import annotations

from decimal import Decimal

from data.details import Details, OrderLine, Organization, write
from data.sample.rental import Rental

_EVERY = 3
_STREETS = ("Skolevegen", "Strandgata", "Øvregata", "Åsveien", "Kirkebakken", "Fjordgata")
_TOWNS = (("5003", "Bergen"), ("7010", "Trondheim"), ("9008", "Tromsø"), ("3920", "Porsgrunn"))
_REFERENCES = ("Merkes styret", "Ref. {number}", "Bestilling {number}, avtalt per e-post")
_NUMBERS = range(10, 400)
_FIRST_ORGANIZATION = 1001

_LEAST_FOR_ARTICLES = 600_00
"""Øre; a dearer event is made up of articles."""
_CLEANING, _SOUND = 250_00, 300_00
"""Øre without tax."""
_SOUND_TAX = Decimal(25)
_NO_TAX, _HIGH_TAX = "38", "3"
"""Tax codes of the accounts: letting a room is outside the tax, letting equipment is not."""


class Extras:
    """Tells the same of the same line, organisation or person every time."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._organizations: dict[str, Organization] = {}

    def of(self, rental: Rental, line_id: int) -> str:
        """Return the details of a line as they are kept with it; empty for most lines.

        A line with a planted problem has none: what is wrong with it stands alone.
        """
        if (line_id + self._seed) % _EVERY or rental.is_spoiled:
            return ""
        place = (line_id + self._seed) // _EVERY
        customer = rental.customer
        is_person = not customer.organization
        is_event = rental.type == "event"
        street, zip_code, city = _address(place) if is_event else ("", "", "")
        return write(
            Details(
                id_kind="ssn" if is_person else "organization_number",
                customer_number=customer.sub_customer,
                organization=None if is_person else self._organization(rental),
                contact=customer.contact if is_event else "",
                street=street,
                zip_code=zip_code,
                city=city,
                additional_information=_reference(place) if rental.group == "company" else "",
                order_lines=_articles(rental, place) if is_event else (),
            )
        )

    def _organization(self, rental: Rental) -> Organization:
        """Return the organisation of a rental, as it is known today."""
        customer = rental.customer
        key = f"{customer.customer_id} {customer.sub_customer}"
        if key not in self._organizations:
            place = len(self._organizations)
            street, zip_code, city = _address(place)
            self._organizations[key] = Organization(
                id=_FIRST_ORGANIZATION + place,
                name=customer.organization,
                number=customer.customer_id if customer.customer_type == "external" else "",
                customer_number=customer.sub_customer,
                street=street,
                zip_code=zip_code,
                city=city,
                contact=customer.contact,
            )
        return self._organizations[key]


def _address(place: int) -> tuple[str, str, str]:
    street = f"{_STREETS[place % len(_STREETS)]} {1 + place % 97}"
    return street, *_TOWNS[place % len(_TOWNS)]


def _reference(place: int) -> str:
    number = _NUMBERS[place % len(_NUMBERS)]
    return _REFERENCES[place % len(_REFERENCES)].format(number=number)


def _articles(rental: Rental, place: int) -> tuple[OrderLine, ...]:
    """Return the articles of a dear event: the room and something with it.

    In half of them the price is what the articles cost with tax, in half there is no tax.
    """
    if rental.price < _LEAST_FOR_ARTICLES:
        return ()
    if place % 2:
        extra = _article("Rydding og vask", "2190", _CLEANING, _NO_TAX)
    else:
        extra = _article("Lydanlegg", "2191", _SOUND, _HIGH_TAX, _SOUND_TAX)
    room = rental.price - extra.amount - extra.tax
    name = f"{rental.resource.name}, leie"
    return _article(name, rental.building.article, room, _NO_TAX, is_main=True), extra


def _article(
    name: str,
    article: str,
    amount: int,
    tax_code: str,
    percent: Decimal = Decimal(0),
    *,
    is_main: bool = False,
) -> OrderLine:
    return OrderLine(
        name=name,
        article=article,
        quantity=Decimal(1),
        unit_price=amount,
        amount=amount,
        tax_code=tax_code,
        tax_percent=percent,
        tax=int(amount * percent / 100),
        is_main=is_main,
    )
