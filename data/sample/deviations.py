"""Events of the last month that only other lines, other customers or the register tell wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from data.month import Month
from data.sample.customers import Customer, Customers
from data.sample.diary import Diary
from data.sample.places import Group, price
from data.sample.rental import Mark, ProblemKind, Rental
from data.sample.slots import dearer, is_on_slot

_NAMES: dict[ProblemKind, tuple[str, ...]] = {
    "price_unlike_usual": ("Nattbris Opplevelser AS", "Hulderbekk Produksjon AS"),
    "high_price": ("Storfjell Arrangement AS", "Solvang Messe AS"),
    "unit_not_found": ("Kråkesølv Design AS",),
    "unit_bankrupt": ("Perleporten Blomster AS",),
    "unit_winding_up": ("Tussmørket Kafé AS",),
    "unit_name_differs": ("Nordavind Dekor AS",),
    "sub_unit": ("Glitrefoss Verksted AS",),
}
"""The customers that are seen for the first time, one for each building."""
_OTHER_NAME = "Fjellbekken Rør AS"
"""What the register has for the one whose name differs."""
_TWO_NAMES = ("Gullgruva Kunstforening", "Sandsletta Motorklubb")
_TWO_IDS = ("Lykkebo Kvinnekor", "Havblikk Bueskyttere")
"""The first has both ids in the last month, the second had the other one before."""
_UNLIKE_BEFORE = "Trollheim Dans AS"
_CLASHING = "Frivilligsentralen"
_PAID_PAIR = ("Storlia Skolekorps", "Storlia Skulekorps")
_FREE_PAIR = ("Ærfugl IL", "Ærfugl Idrettslag")
"""Two spellings; the second gave no id, in the first pair where one is needed."""

_PAID_PAIR_IN, _TWO_IDS_IN, _INTERNAL_IN = 101, 102, 103
"""Buildings, where what is planted is not the same in each."""
_HALF_HOURS = 4
_HOUR = 2
_EVENING = 10
_OVERLAP = timedelta(minutes=30)
_FAR = 3
"""So many times what a company pays."""
_ODD = 13
"""Øre by which a price is less than the price list's: the list knows none that end so."""


class Deviations:
    """Plants what stands out against other lines, other customers, or the register."""

    def __init__(self, customers: Customers, month: Month) -> None:
        self._customers = customers
        self._month = month
        self._names = {kind: iter(names) for kind, names in _NAMES.items()}
        self._changed_price = customers.club(_UNLIKE_BEFORE)
        self._changed_id = customers.club(_TWO_IDS[1])

    def history(self, kind: ProblemKind, diary: Diary, month: Month) -> Iterator[Rental]:
        """Yield what an earlier month must hold for the kind to stand out in the last one."""
        if kind == "price_unlike_own_history" and not is_on_slot(kind, diary.building):
            yield self._as_always(diary, month)
        elif kind == "two_ids" and diary.building.number != _TWO_IDS_IN:
            yield diary.event(month, "club", self._changed_id)

    def events(self, kind: ProblemKind, diary: Diary) -> list[Rental]:
        """Return the kind's events in the building."""
        match kind:
            case "price_unlike_own_history":
                always = self._as_always(diary, self._month)
                return [replace(always, price=dearer(always.price))]
            case "odd_amount":
                usual = diary.event(self._month, "company")
                return [replace(usual, price=usual.price - _ODD)]
            case "double_booking":
                return self._two_at_once(diary)
            case "two_ids":
                return self._two_ids(diary)
            case "one_id_two_names":
                return self._two_names(diary)
            case "near_equal_names":
                return self._near_equal(diary)
            case "kind_clash":
                return [self._clashing(diary)]
        return [self._first_seen(kind, diary)]

    def _as_always(self, diary: Diary, month: Month) -> Rental:
        resource = diary.building.resources[0]
        return diary.event(month, "company", self._changed_price, resource, _HALF_HOURS)

    def _two_at_once(self, diary: Diary) -> list[Rental]:
        """Return a club's event, and a private person's in the same room half an hour later."""
        first = diary.event(self._month, "club")
        second = replace(
            first,
            customer=self._customers.some("private"),
            group="private",
            starts=first.starts + _OVERLAP,
            ends=first.ends + _OVERLAP,
            price=price(diary.building, first.resource, "private", first.minutes),
        )
        return [first, second]

    def _two_ids(self, diary: Diary) -> list[Rental]:
        if diary.building.number != _TWO_IDS_IN:
            return [diary.event(self._month, "club", self._with_another_id(self._changed_id))]
        customer = self._customers.club(_TWO_IDS[0])
        both = (customer, self._with_another_id(customer))
        return [diary.event(self._month, "club", who) for who in both]

    def _with_another_id(self, customer: Customer) -> Customer:
        number = self._customers.number_for(customer.organization)
        return replace(customer, customer_id=number)

    def _two_names(self, diary: Diary) -> list[Rental]:
        """Return two customers' events under one number; the register knows only the first."""
        first = self._customers.club(_TWO_NAMES[0])
        second = self._customers.club(_TWO_NAMES[1], first.customer_id)
        unknown = Mark("unit_name_differs", 0)
        return [
            diary.event(self._month, "club", first),
            replace(diary.event(self._month, "club", second), marks=(unknown,)),
        ]

    def _near_equal(self, diary: Diary) -> list[Rental]:
        """Return events of one customer in two spellings, in rooms of their own."""
        is_paid = diary.building.number == _PAID_PAIR_IN
        known = self._customers.club((_PAID_PAIR if is_paid else _FREE_PAIR)[0])
        unknown = replace(known, organization=(_PAID_PAIR if is_paid else _FREE_PAIR)[1])
        unknown = replace(unknown, customer_id="")
        rooms = diary.building.resources[:2]
        group: Group = "club" if is_paid else "young"
        second = diary.event(self._month, group, unknown, rooms[1])
        if is_paid:
            second = replace(second, marks=(Mark("id_missing", 0),))
        return [diary.event(self._month, "club", known, rooms[0]), second]

    def _clashing(self, diary: Diary) -> Rental:
        """Return the event of a unit that is internal in one building and external elsewhere."""
        if diary.building.number == _INTERNAL_IN:
            return diary.event(self._month, "internal", self._customers.unit(_CLASHING))
        number = self._customers.municipal_number_for(_CLASHING)
        return diary.event(self._month, "club", self._customers.club(_CLASHING, number))

    def _first_seen(self, kind: ProblemKind, diary: Diary) -> Rental:
        customer = self._newcomer(kind, next(self._names[kind]))
        if kind == "high_price":
            stage = next(room for room in diary.building.resources if room.room == "stage")
            return diary.event(self._month, "company", customer, stage, _EVENING)
        if kind == "price_unlike_usual":
            rental = diary.event(self._month, "company", customer, half_hours=_HOUR)
            return replace(rental, price=rental.price * _FAR)
        return diary.event(self._month, "company", customer)

    def _newcomer(self, kind: ProblemKind, name: str) -> Customer:
        customers = self._customers
        if kind == "unit_name_differs":
            return customers.club(name, customers.number_for(_OTHER_NAME))
        if kind == "sub_unit":
            return customers.club(name, customers.branch_number_for(name))
        customer = customers.club(name)
        number = customer.customer_id
        if kind == "unit_not_found":
            del customers.register[number]
        elif kind == "unit_bankrupt":
            customers.register[number] = replace(customers.register[number], bankrupt=True)
        elif kind == "unit_winding_up":
            customers.register[number] = replace(customers.register[number], winding_up=True)
        return customer
