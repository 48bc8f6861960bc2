"""What is planted in the last month: the mistakes and oddities that real lists hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import count

from data.listing import NOT_GIVEN
from data.month import Month
from data.sample.customers import Customer, Customers
from data.sample.deviations import Deviations
from data.sample.diary import Diary
from data.sample.ids import scientific, wrong_check_digit
from data.sample.places import Group, price
from data.sample.rental import Mark, ProblemKind, Rental
from data.sample.slots import LINES_ON_TOP, is_on_slot, on_slot

PLANTED: dict[int, tuple[ProblemKind, ...]] = {
    101: (
        "organization_check_digit",
        "id_missing",
        "late",
        "duplicate",
        "double_booking",
        "price_unlike_usual",
        "near_equal_names",
        "unit_bankrupt",
    ),
    102: (
        "id_not_given",
        "ten_digits",
        "scientific",
        "across_month_end",
        "paid_among_free",
        "event_on_allocation",
        "two_ids",
        "unit_winding_up",
    ),
    103: ("hostile_text", "negative", "high_price", "price_unlike_own_history", "kind_clash"),
    104: (
        "internal_with_organization_number",
        "external_with_resource_number",
        "person_check_digit",
        "paid_among_free",
        "event_on_allocation",
        "odd_amount",
        "two_ids",
        "unit_not_found",
    ),
    106: ("sub_customers", "price_deviates", "free_among_paid"),
    108: (
        "double_booking",
        "one_id_two_names",
        "near_equal_names",
        "kind_clash",
        "unit_name_differs",
    ),
    111: (
        "id_missing",
        "common_help_number",
        "negative",
        "late",
        "high_price",
        "odd_amount",
        "price_unlike_own_history",
        "price_unlike_usual",
        "sub_unit",
    ),
}
"""Kinds by building; the buildings left out are clean."""

_BORN_EARLY = range(1, 10)
"""Days of birth whose identity number begins with 0, which a spreadsheet drops."""
_CREDIT = -450_00
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

_ODD = frozenset[ProblemKind](
    {"sub_customers", "negative", "late", "across_month_end", "duplicate"}
)
_ACROSS_BUILDINGS: ProblemKind = "kind_clash"
"""It takes lines of two buildings to see it, so all of them have the same mark."""

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
    """Plants the problems of the last month, and the history that shows some of them."""

    def __init__(self, customers: Customers, month: Month) -> None:
        self._customers = customers
        self._month = month
        self._deviations = Deviations(customers, month)
        self._numbers = count(1)

    def history(self, diary: Diary, month: Month) -> list[Rental]:
        """Return the events of an earlier month by which a later one stands out."""
        return [
            rental
            for kind in _kinds(diary)
            for rental in self._deviations.history(kind, diary, month)
        ]

    def events(self, diary: Diary) -> list[Rental]:
        """Return the events by which the building gets its problems."""
        rentals: list[Rental] = []
        for kind in _kinds(diary):
            if kind in _WRONG_ID:
                rentals += self._marked(kind, [self._wrong_id(kind, diary)])
            elif kind == "hostile_text":
                for unpleasant in self._unpleasant(diary):
                    rentals += self._marked(kind, [unpleasant])
            elif kind in _ODD:
                rentals += self._marked(kind, self._odd(kind, diary))
            elif not is_on_slot(kind, diary.building):
                rentals += self._marked(kind, self._deviations.events(kind, diary))
        return rentals

    def on_top(self, diary: Diary) -> int:
        """Return how many lines `spoil_slots` adds to those of the slots."""
        return sum(LINES_ON_TOP.get(kind, 0) for kind in _kinds(diary))

    def spoil_slots(self, diary: Diary, rentals: list[Rental]) -> list[Rental]:
        """Return the rentals with the weeks that are not as the others of their slot."""
        for kind in _kinds(diary):
            if is_on_slot(kind, diary.building):
                number = next(self._numbers)
                spoiled = {
                    place: self._marked(kind, instead, number)
                    for place, instead in on_slot(kind, rentals).items()
                }
                rentals = [
                    rental
                    for place, usual in enumerate(rentals)
                    for rental in spoiled.get(place, [usual])
                ]
        return rentals

    def _marked(
        self, kind: ProblemKind, rentals: list[Rental], number: int | None = None
    ) -> list[Rental]:
        """Return the rentals marked as one problem; `number` tells which."""
        if number is None:
            number = 0 if kind == _ACROSS_BUILDINGS else next(self._numbers)
        mark = Mark(kind, number)
        return [replace(rental, marks=(*rental.marks, mark)) for rental in rentals]

    def _wrong_id(self, kind: ProblemKind, diary: Diary) -> Rental:
        rental = diary.event(self._month, _WRONG_ID[kind])
        wrong = self._spoil(kind, rental.customer)
        customer = replace(rental.customer, customer_id=wrong)
        return replace(rental, customer=customer)

    def _spoil(self, kind: ProblemKind, customer: Customer) -> str:
        number, name = customer.customer_id, customer.organization
        match kind:
            case "id_not_given":
                return NOT_GIVEN
            case "organization_check_digit" | "person_check_digit":
                return wrong_check_digit(number)
            case "internal_with_organization_number":
                return self._customers.municipal_number_for(name)
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
                return [diary.event(self._month, "club", who) for who in (football, football, ski)]
            case "negative":
                return [replace(diary.event(self._month, "club"), price=_CREDIT)]
            case "late":
                rental = diary.event(self._month.previous(), "company")
                listed = datetime.combine(self._month.first, time()) + _LATE_BY
                return [replace(rental, listed=listed)]
            case "across_month_end":
                return [_overnight(diary.event(self._month, "private"), self._month)]
        return [replace(diary.event(self._month, "club"), copies=2)]

    def _unpleasant(self, diary: Diary) -> Iterator[Rental]:
        """Yield an event for each hostile text, each of a customer of its own."""
        for organization in _HOSTILE_ORGANIZATIONS:
            yield diary.event(self._month, "club", self._customers.club(organization))
        for contact in _HOSTILE_CONTACTS:
            yield diary.event(self._month, "private", self._customers.person(contact))
        yield replace(diary.event(self._month, "club"), description=_HOSTILE_DESCRIPTION)


def _kinds(diary: Diary) -> tuple[ProblemKind, ...]:
    return PLANTED.get(diary.building.number, ())


def _overnight(rental: Rental, month: Month) -> Rental:
    """Return the event moved to the night between the month and the next."""
    starts = datetime.combine(month.last, _NIGHT_BEGINS)
    minutes = _NIGHT // timedelta(minutes=1)
    asked = price(rental.building, rental.resource, rental.group, minutes)
    return replace(rental, starts=starts, ends=starts + _NIGHT, price=asked)
