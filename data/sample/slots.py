"""What is planted in slots of the last month: weeks unlike the others, events on top of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from data.sample.places import Building, price
from data.sample.rental import ProblemKind, Rental

_SLOT_KINDS: dict[ProblemKind, frozenset[int]] = {
    "price_deviates": frozenset({106}),
    "free_among_paid": frozenset({106}),
    "paid_among_free": frozenset({102, 104}),
    "event_on_allocation": frozenset({102, 104}),
    "price_unlike_own_history": frozenset({103}),
}
"""In which buildings a kind is planted in a slot; elsewhere it is planted in an event."""
LINES_ON_TOP: dict[ProblemKind, int] = {"event_on_allocation": 1}

_SURCHARGE = 125_00
_ON_TOP = timedelta(minutes=60)


def is_on_slot(kind: ProblemKind, building: Building) -> bool:
    """Return whether the kind is planted in a slot of the building, not in an event."""
    return building.number in _SLOT_KINDS.get(kind, ())


def on_slot(kind: ProblemKind, rentals: list[Rental]) -> dict[int, list[Rental]]:
    """Return what is to stand instead of some of the rentals, by their place among them."""
    paid = [place for place, rental in enumerate(rentals) if rental.is_paid_slot]
    match kind:
        case "paid_among_free":
            place = [n for n, rental in enumerate(rentals) if _is_free_slot(rental)][-1]
            return {place: [_at_a_price(rentals[place])]}
        case "event_on_allocation":
            slot = rentals[paid[-1]]
            return {paid[-1]: [slot, _event_on(slot)]}
        case "price_unlike_own_history":
            weeks = [n for n in paid if _is_same_slot(rentals[n], rentals[paid[0]])]
            return {n: [replace(rentals[n], price=dearer(rentals[n].price))] for n in weeks}
        case "price_deviates":
            slot = rentals[paid[0]]
            return {paid[0]: [replace(slot, price=slot.price + _SURCHARGE)]}
    return {paid[-1]: [replace(rentals[paid[-1]], price=0)]}


def dearer(amount: int) -> int:
    """Return two fifths more, in whole tens of kroner."""
    return amount * 7 // 5 // 10_00 * 10_00


def _is_free_slot(rental: Rental) -> bool:
    return rental.type == "allocation" and rental.group == "young"


def _is_same_slot(rental: Rental, other: Rental) -> bool:
    return (rental.resource, rental.starts.weekday(), rental.starts.time()) == (
        other.resource,
        other.starts.weekday(),
        other.starts.time(),
    )


def _at_a_price(rental: Rental) -> Rental:
    """Return the week as a club of grown-ups would have to pay for it."""
    return replace(rental, price=price(rental.building, rental.resource, "club", rental.minutes))


def _event_on(slot: Rental) -> Rental:
    """Return an event of the same customer within the hours of its slot."""
    return replace(
        slot,
        type="event",
        ends=slot.starts + _ON_TOP,
        price=price(slot.building, slot.resource, slot.group, 60),
        season="",
    )
