"""The log that lies beside an invoice file: one row for each rental in it (formats.md 8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.formats._characters import latin1
from data.formats._customer import name
from data.formats._pieces import Chosen

HEADING = (
    "Reservasjon_Id;Reservasjon_Type;Ordrenr;Kundenavn;Kundenummer;Varelinjer med dato;Bygg;"
    "Beløp;Beløp2"
)


def log_of(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a log of these rows: every field quoted, quotes in it doubled (F16, F17)."""
    return "\n".join((HEADING, *_quoted(rows))).encode("iso-8859-1")


def _quoted(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        # Doubled after transliteration: a typographic quote becomes a plain one.
        yield ";".join('"' + latin1(field).replace('"', '""') + '"' for field in row)


def log_row(
    chosen: Chosen, order: int, customer: str, *amounts: str, number: int = 0
) -> tuple[str, ...]:
    """Return one row; `number` stands in place of the reservation's id (K9)."""
    rental = chosen.rental
    return (
        str(number or rental.reservation_id),
        rental.type,
        str(order),
        name(rental),
        customer,
        f"{rental.text} - {rental.period}",
        rental.building,
        *amounts,
    )
