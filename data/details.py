"""What Aktiv kommune knows of a rental beyond its list, as far as an invoice file needs it.

A list in CSV or XLSX has none of it; a case file and the database have. It is kept with the line
as one text, so that the archived copy holds all that the file is built from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

IdKind = Literal["organization_number", "ssn", ""]
Payment = Literal["new", "pending", "completed", "voided", "partially_refunded", "refunded"]

SETTLED = frozenset({"completed", "voided", "refunded"})
"""A first payment of this state leaves the rental out of the file (formats.md 1.2)."""


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation as Aktiv kommune knows it today."""

    id: int
    name: str
    number: str = ""
    """Its organisation number."""
    payer: str = ""
    """The organisation number it is invoiced by (customer_organization_number), if another."""
    customer_number: str = ""
    """Reference number (undernummer)."""
    street: str = ""
    zip_code: str = ""
    city: str = ""
    is_active: bool = True
    contact: str = ""
    """Its first contact person."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One article of a rental (ordrelinje); amounts in øre, without tax."""

    name: str
    article: str
    quantity: Decimal
    unit_price: int
    amount: int
    tax_code: str = ""
    tax_percent: Decimal = Decimal(0)
    tax: int = 0
    is_main: bool = True
    """A main article; the others belong to one (parent_mapping_id)."""


@dataclass(frozen=True, slots=True)
class Details:
    """The rest of a rental; every field empty where the source gives none."""

    period: str = ""
    """The rental's period as text; made of its times where it is empty."""
    id_kind: IdKind = ""
    """Which kind of customer id was chosen; told by the id's length where it is empty."""
    customer_number: str = ""
    """Undernummer as stored on the rental; it decides the order of the rows only."""
    other_id: str = ""
    """The customer id of the kind that was not chosen; it decides the order of the rows only."""
    organization: Organization | None = None
    is_looked_up: bool = False
    """The rental names no organisation; this one was found by the number it is invoiced by."""
    contact: str = ""
    """Contact of the event, or of the group that a booking belongs to."""
    street: str = ""
    """Address of the application behind the rental."""
    zip_code: str = ""
    city: str = ""
    additional_information: str = ""
    """Ekstra fakturainformasjon."""
    is_active: bool = True
    """False once the event, allocation or booking behind it is deleted or not active."""
    order_lines: tuple[OrderLine, ...] = ()
    payments: tuple[Payment, ...] = ()
    """States of the payments of its order, oldest first."""

    @property
    def is_paid(self) -> bool:
        """Whether it was paid online, so that no invoice is sent (formats.md 1.2, rule 3)."""
        return bool(self.order_lines and self.payments and self.payments[0] in SETTLED)


NONE = Details()
_DECIMALS = ("quantity", "tax_percent")


def write(details: Details) -> str:
    """Return details as one text that `read` reads back; empty when there is nothing to say."""
    if details == NONE:
        return ""
    said = asdict(details)
    values = {name: said[name] for name in said if getattr(details, name) != getattr(NONE, name)}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def read(text: str) -> Details:
    """Return the details that `write` wrote; raises ValueError for anything else."""
    if not text:
        return NONE
    values: dict[str, Any] = json.loads(text)
    organization = values.get("organization")
    return Details(
        **values
        | {
            "organization": None if organization is None else Organization(**organization),
            "order_lines": tuple(_order_line(line) for line in values.get("order_lines", ())),
            "payments": tuple(values.get("payments", ())),
        }
    )


def _order_line(values: Mapping[str, Any]) -> OrderLine:
    exact = {name: Decimal(values[name]) for name in _DECIMALS}
    return OrderLine(**{**values, **exact})
