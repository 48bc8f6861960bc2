"""Why a batch is not written: every refusal names reservation, field and value.

Nothing is written then and no order number is used.
"""

from __future__ import annotations

from data.customer_id import show
from data.errors import Problem
from data.files.batch import ExportPart, Rental
from data.listing import CustomerType, LineType
from data.text import clean, mask
from data.words import N_, Phrase

LONGEST_VALUE = 60
TYPES: dict[LineType, str] = {
    "event": N_("event"),
    "allocation": N_("allocation"),
    "booking": N_("booking"),
}
KINDS: dict[CustomerType, str] = {"external": N_("external"), "internal": N_("internal")}


def without_customer_id(rental: Rental) -> Problem:
    """F611: a payable row has no customer id of a length that counts (formats.md 1.4)."""
    return Problem(
        "F611",
        N_(
            "Line {line} ({type} {reservation}, {building}) has no customer id that a file can"
            " carry: {value}. Correct it, then generate anew."
        ),
        **_named(rental),
        value=shown(rental.customer_id) or "-",
    )


def negative_order_line(rental: Rental, article: str, amount: str) -> Problem:
    """F612: no layout can carry an order line below zero (F6)."""
    return Problem(
        "F612",
        N_(
            "Line {line} ({type} {reservation}, {building}) has an order line below zero:"
            " {article}, {amount}. Correct the line's amount, or take the export back."
        ),
        **_named(rental),
        article=_short(article),
        amount=amount,
    )


def does_not_fit(rental: Rental, field: str, value: str, room: int) -> Problem:
    """F613: a number or code is longer than its field (F11, F18)."""
    return Problem(
        "F613",
        N_(
            "Line {line} ({type} {reservation}, {building}): {value} does not fit in field {field},"
            " which has room for {room}. Shorten it, or take the export back."
        ),
        **_named(rental),
        field=field,
        value=_short(value),
        room=room,
    )


def without_account_string(
    part: ExportPart, rental: Rental, customer_type: CustomerType
) -> Problem:
    """F614: the export has no account string (konteringsstreng) for the file's customers."""
    return Problem(
        "F614",
        N_(
            "Export {export} of {building} has no account string for {customer_type} customers,"
            " and line {line} needs one. Take the export back and choose one."
        ),
        export=part.number,
        building=_short(part.building),
        customer_type=Phrase(KINDS[customer_type]),
        line=rental.id,
    )


def too_many_of(rental: Rental, field: str, count: int, most: int) -> Problem:
    """F615: a customer has more lines in the file than its running number can count."""
    return Problem(
        "F615",
        N_(
            "Line {line} ({type} {reservation}, {building}) is number {count} of its customer, and"
            " field {field} ends at {most}. Take an export back and generate it by itself."
        ),
        **_named(rental),
        count=count,
        field=field,
        most=most,
    )


def no_whole_quantity(rental: Rental, field: str, value: str) -> Problem:
    """F616: the quantity cannot be written with the decimals the field has."""
    return Problem(
        "F616",
        N_(
            "Line {line} ({type} {reservation}, {building}): the quantity {value} cannot be written"
            " in field {field}. Correct the line's amount, or take the export back."
        ),
        **_named(rental),
        field=field,
        value=value,
    )


def shown(customer_id: str) -> str:
    """Return a customer id as a message may show it: an identity number masked."""
    return show(clean(customer_id))[:LONGEST_VALUE]


def _named(rental: Rental) -> dict[str, object]:
    return {
        "line": rental.id,
        "type": Phrase(TYPES[rental.type]),
        "reservation": rental.reservation_id,
        "building": _short(rental.building),
    }


def _short(value: str) -> str:
    return mask(clean(value))[:LONGEST_VALUE]
