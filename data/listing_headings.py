"""The headings of the list «Klar for fakturering» in bokmål, nynorsk and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.listing_cells import Cell, printed, word

Field = Literal[
    "id",
    "type",
    "reservation_id",
    "description",
    "building",
    "organization",
    "contact",
    "customer_type",
    "customer_id",
    "starts",
    "ends",
    "price",
    "exported",
    "export_file",
    "order",
    "season",
    "sub_customer",
]
"""A column by the name that its value has in `data.listing.ListedLine`."""

HEADINGS: dict[Field, tuple[str, ...]] = {
    "id": ("ID",),
    "type": ("Type", "Res. Type"),
    "reservation_id": ("Reservasjon", "Reservation"),
    "description": ("Beskrivelse", "Beskriving", "Skildring", "Description"),
    "building": ("Bygg/anlegg", "Building"),
    "organization": (
        "Organisasjon/bedrift",
        "Organisasjon",
        "Organisasjon/verksemd",
        "Organization",
        "Organization/company",
    ),
    "contact": ("Kontakt", "Contact"),
    "customer_type": ("Kundetype", "Cust. Type", "Customer type"),
    "customer_id": ("Kundeid", "Customer ID"),
    "starts": ("Fra", "Frå", "From"),
    "ends": ("Til", "To"),
    "price": ("Pris", "Cost", "Price"),
    "exported": ("Eksportert", "Exported"),
    "export_file": ("Eksportfil", "Export file"),
    "order": ("Ordreid", "Order id"),
    "season": ("Sesong", "Season"),
    "sub_customer": (
        "Referansenummer",
        "Undernummer",
        "Ressursnummer",
        "Reference number",
        "Customer number",
        "Sub-customer",
        "Sub-customer number",
    ),
}
"""Every heading that names a field; the first is what Aktiv kommune prints in bokmål.

The fields stand in the order of `ListedLine`, which is also that of Aktiv kommune's columns.
"""

OPTIONAL: frozenset[Field] = frozenset(
    {"exported", "export_file", "order", "season", "sub_customer"}
)
"""Columns a list may lack. A list without names or text would wipe them from the store."""

FEWEST = 5
"""So many known headings make a row the heading of a list, though perhaps one that lacks some."""

SEARCHED = 20
"""Title lines may stand above the headings; they are looked for in so many rows."""


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


_FIELDS: dict[str, Field] = {
    _letters(word(name)): field for field, names in HEADINGS.items() for name in names
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where one heading row puts each field."""

    places: dict[Field, int]
    names: dict[Field, str]
    """Each heading as the file writes it."""
    twice: tuple[str, ...]
    """Headings that name a field a second time."""
    width: int

    @property
    def missing(self) -> tuple[Field, ...]:
        """The fields a list must have and this one lacks, in Aktiv kommune's order."""
        return tuple(field for field in HEADINGS if field not in OPTIONAL | self.places.keys())


def read_headings(cells: Sequence[Cell]) -> Columns | None:
    """Return the columns that a heading row names, or None when the row is no heading."""
    places: dict[Field, int] = {}
    names: dict[Field, str] = {}
    twice: list[str] = []
    for place, cell in enumerate(cells):
        field = _FIELDS.get(_letters(word(cell)))
        if field in places:
            twice.append(printed(cell))
        elif field is not None:
            places[field] = place
            names[field] = printed(cell)
    if len(places) < FEWEST:
        return None
    return Columns(places, names, tuple(twice), len(cells))
