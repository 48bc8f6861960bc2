"""What is planted in the last month: the mistakes and oddities that real lists hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from data.listing import NOT_GIVEN
from data.month import Month
from data.sample.customers import Customers
from data.sample.diary import Diary
from data.sample.ids import scientific, wrong_check_digit
from data.sample.places import Building, Group, price
from data.sample.rental import ProblemKind, Rental

PLANTED: dict[int, tuple[ProblemKind, ...]] = {
    101: ("organization_check_digit", "id_missing", "late", "duplicate"),
    102: ("id_not_given", "ten_digits", "scientific", "across_month_end"),
    103: ("hostile_text", "negative"),
    104: (
        "internal_with_organization_number",
        "external_with_resource_number",
        "person_check_digit",
    ),
    106: ("sub_customers", "price_deviates", "free_among_paid"),
    111: ("id_missing", "common_help_number", "negative", "late"),
}
"""Kinds by building; the buildings left out are clean."""

_BORN_EARLY = range(1, 10)
"""Days of birth whose identity number begins with 0, which a spreadsheet drops."""
_CREDIT = -450_00
_SURCHARGE = 125_00
_LATE_BY = timedelta(days=12)
_NIGHT_BEGINS = time(23)
_NIGHT = timedelta(hours=3)

_WRONG_ID: dict[ProblemKind, Group] = {
    "id_missing": "club",
    "id_not_given": "private",
    "organization_check_digit": "company",
    "person_check_digit": "private",
    "internal_with_organization_number": "internal",
    "external_with_resource_number": "club",
    "ten_digits": "private",
    "scientific": "private",
    "common_help_number": "private",
}
"""Who gets which wrong id; the line is always one to be paid."""

_REPRICED: tuple[ProblemKind, ...] = ("price_deviates", "free_among_paid")

# What people write in a public form, as it looks once an import has made it harmless.
_HOSTILE_ORGANIZATIONS = (
    "[bold]Ungdomsklubben[/bold] [/]",
    '=HYPERLINK("http://lokkemat.invalid";"Se faktura")',
    "-2+3 Kor & Korps | «Ære», 'Øl' \"Å\";",
)
_HOSTILE_CONTACTS = (
    "Jørgen 🎺😀 Åsen",
    "␛[31mRødt␛[0m ·Speilvendt· Navn⏎Ny linje",
    ("Anne-Karoline Ærfugl-Ødegård " * 7).strip(),
)
_HOSTILE_DESCRIPTION = "Tømmervika kulturhus: [/b] @SUM(A1)"


class Planter:
    """Plants the problems of the last month in a building's rentals."""

    def __init__(self, customers: Customers, month: Month) -> None:
        self._customers = customers
        self._month = month

    def events(self, diary: Diary) -> list[Rental]:
        """Return the events by which the building gets its problems."""
        rentals: list[Rental] = []
        for kind in PLANTED.get(diary.building.number, ()):
            if kind in _WRONG_ID:
                rentals.append(self._wrong_id(kind, diary))
            elif kind not in _REPRICED:
                rentals += self._odd(kind, diary)
        return rentals

    def reprice(self, building: Building, rentals: list[Rental]) -> list[Rental]:
        """Return the rentals with one week of a paying club at another price than its others."""
        for kind in _REPRICED:
            if kind in PLANTED.get(building.number, ()):
                weeks = [index for index, rental in enumerate(rentals) if _is_paid_week(rental)]
                index = weeks[0 if kind == "price_deviates" else -1]
                price_now = rentals[index].price + _SURCHARGE if kind == "price_deviates" else 0
                spoiled = replace(rentals[index], price=price_now, problem=kind)
                rentals = [*rentals[:index], spoiled, *rentals[index + 1 :]]
        return rentals

    def _wrong_id(self, kind: ProblemKind, diary: Diary) -> Rental:
        rental = diary.event(self._month, _WRONG_ID[kind])
        wrong = self._spoil(kind, rental.customer.customer_id)
        customer = replace(rental.customer, customer_id=wrong)
        return replace(rental, customer=customer, problem=kind)

    def _spoil(self, kind: ProblemKind, number: str) -> str:
        match kind:
            case "id_not_given":
                return NOT_GIVEN
            case "organization_check_digit" | "person_check_digit":
                return wrong_check_digit(number)
            case "internal_with_organization_number":
                return self._customers.ids.organization()
            case "external_with_resource_number":
                return self._customers.ids.resource()
            case "ten_digits":
                return self._customers.ids.person(_BORN_EARLY).removeprefix("0")
            case "scientific":
                return scientific(number)
            case "common_help_number":
                return self._customers.ids.common_help()
        return ""

    def _odd(self, kind: ProblemKind, diary: Diary) -> list[Rental]:
        match kind:
            case "sub_customers":
                football, ski = self._customers.departments()
                rentals = [
                    diary.event(self._month, "club", who) for who in (football, football, ski)
                ]
            case "hostile_text":
                rentals = list(self._unpleasant(diary))
            case "negative":
                rentals = [replace(diary.event(self._month, "club"), price=_CREDIT)]
            case "late":
                rental = diary.event(self._month.previous(), "company")
                listed = datetime.combine(self._month.first, time()) + _LATE_BY
                rentals = [replace(rental, listed=listed)]
            case "across_month_end":
                rentals = [_overnight(diary.event(self._month, "private"), self._month)]
            case _:
                rentals = [replace(diary.event(self._month, "club"), copies=2)]
        return [replace(rental, problem=kind) for rental in rentals]

    def _unpleasant(self, diary: Diary) -> Iterator[Rental]:
        """Yield an event for each hostile text, each of a customer of its own."""
        for organization in _HOSTILE_ORGANIZATIONS:
            yield diary.event(self._month, "club", self._customers.club(organization))
        for contact in _HOSTILE_CONTACTS:
            yield diary.event(self._month, "private", self._customers.person(contact))
        yield replace(diary.event(self._month, "club"), description=_HOSTILE_DESCRIPTION)


def _is_paid_week(rental: Rental) -> bool:
    return rental.type == "allocation" and rental.group == "club" and rental.price > 0


def _overnight(rental: Rental, month: Month) -> Rental:
    """Return the event moved to the night between the month and the next."""
    starts = datetime.combine(month.last, _NIGHT_BEGINS)
    minutes = _NIGHT // timedelta(minutes=1)
    asked = price(rental.building, rental.resource, rental.group, minutes)
    return replace(rental, starts=starts, ends=starts + _NIGHT, price=asked)
