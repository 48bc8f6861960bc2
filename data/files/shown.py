"""Fields of a generated file as a screen may show them: identity numbers stay hidden."""

from __future__ import annotations

from collections.abc import Sequence

from data.customer_id import mask as mask_id
from data.files.batch import FieldText, Record
from data.text import mask

PERSON = 11
"""Digits of an identity number."""


def shown_text(field: FieldText) -> str:
    """Return a field's text without identity numbers.

    A number filled with zeros is no person's: no day begins with 00. Longer runs of digits are
    amounts and quantities, which a rule for free text would take for numbers of people.
    """
    digits = field.text.strip()
    if digits.isascii() and digits.isdecimal():
        is_person = len(digits) == PERSON and not digits.startswith("00")
        return field.text.replace(digits, mask_id(digits)) if is_person else field.text
    return mask(field.text)


def filled(record: Record) -> tuple[FieldText, ...]:
    """Return the fields of a record that say something."""
    return tuple(field for field in record.fields if field.text.strip())


def of_order(records: Sequence[Record], order: int) -> tuple[int, int] | None:
    """Return the places of the first and the last record of an order; None where it has none."""
    places = [place for place, record in enumerate(records) if record.order == order]
    return (places[0], places[-1]) if places else None


def find(records: Sequence[Record], text: str, start: int) -> int | None:
    """Return the place of the next record that holds a text, from `start` on and round again."""
    wanted = text.casefold()
    places = [*range(start, len(records)), *range(start)]
    for place in places:
        fields = records[place].fields
        if any(wanted in field.text.casefold() or wanted in field.name for field in fields):
            return int(place)
    return None
