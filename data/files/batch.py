"""What an invoice file is made of and what comes of it, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from data.details import NONE, Details
from data.files.options import FileOptions, Headings
from data.listing import CustomerType, LineType
from data.words import Phrase

LeftOutWhy = Literal["inactive", "free", "credit", "paid"]
"""Deleted or not active in Aktiv kommune; price 0 or none; below zero; paid online."""

Codes = Mapping[str, str]
"""The codes of an account string by field name, only those that are set."""


@dataclass(frozen=True, slots=True)
class Rental:
    """A finished rental as the export archived it; the price in øre."""

    id: int
    type: LineType
    reservation_id: int
    building: str
    text: str
    """Article text: «building: resource», at most 35 characters."""
    customer_type: CustomerType
    customer_id: str
    """As corrected by an operator, else as Aktiv kommune has it."""
    organization: str
    """Name on the list; `details.organization` has the rest."""
    contact: str
    starts: datetime
    ends: datetime
    price: int | None
    details: Details = NONE

    @property
    def period(self) -> str:
        """The rental's period as text."""
        return self.details.period or f"{self.starts:%Y-%m-%d %H:%M} - {self.ends:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class ExportPart:
    """One export (fakturagrunnlag) with the codes of its two account strings."""

    number: int
    building: str
    codes: Mapping[CustomerType, Codes]
    rentals: tuple[Rental, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything one file is made of."""

    customer_type: CustomerType
    """Which of the two files it is."""
    generated: date
    """Day of generation, local."""
    exports: tuple[ExportPart, ...]
    """In ascending order of number; all their rentals, of both kinds of customer."""
    last_order: int
    """Last order number used of this file's series."""
    options: FileOptions = field(default_factory=FileOptions)
    headings: Headings = field(default_factory=Headings)

    def takes(self, rental: Rental) -> bool:
        """Whether a rental belongs to this one of the two files (formats.md 1.1)."""
        if self.options.output_files == "single":
            return self.customer_type == "external"
        return rental.customer_type == self.customer_type

    @property
    def reference_total(self) -> int:
        """Øre that Aktiv kommune shows for the file: prices of rows left out of it too (K11)."""
        rentals = (rental for part in self.exports for rental in part.rentals)
        return sum(rental.price or 0 for rental in rentals if self.takes(rental))


@dataclass(frozen=True, slots=True)
class RentalInFile:
    """A rental's part of an order; øre."""

    id: int
    export: int
    amount: int
    """What the file carries for it, without tax."""
    tax: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a file (samlefaktura), under the number that the log shows."""

    number: int
    customer_id: str
    customer: str
    rentals: tuple[RentalInFile, ...]

    @property
    def amount(self) -> int:
        """Øre without tax."""
        return sum(rental.amount for rental in self.rentals)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rental of this file's kind of customer that is not in the file, and why."""

    id: int
    export: int
    why: LeftOutWhy
    price: int


@dataclass(frozen=True, slots=True)
class Written:
    """A file and its log, and which rental went where."""

    content: bytes
    log: bytes
    orders: tuple[Order, ...]
    left_out: tuple[LeftOut, ...]
    last_order: int
    """Last number of the series after the file; the batch's own when it used none."""
    warnings: tuple[Phrase, ...] = ()

    @property
    def lines(self) -> int:
        """Rentals in the file."""
        return sum(len(order.rentals) for order in self.orders)

    @property
    def amount(self) -> int:
        """Øre without tax that the file is to carry."""
        return sum(order.amount for order in self.orders)

    @property
    def tax(self) -> int:
        """Øre of tax that the rentals carry beside it."""
        return sum(rental.tax for order in self.orders for rental in order.rentals)


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field of a record as it stands in the file."""

    name: str
    text: str
    start: int = 0
    """First position, counted from 1; 0 where the format has no positions."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file that was read back."""

    kind: str
    """What sort of record it is, as the format calls it."""
    order: int
    """Which order of the file it belongs to, counted from 1; 0 for what frames them."""
    text: str
    split: Callable[[str], tuple[FieldText, ...]]
    """Finds the fields in the text; only of records that somebody looks at."""

    @property
    def fields(self) -> tuple[FieldText, ...]:
        """The fields in the order of the record."""
        return self.split(self.text)


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """One order as it was read out of a file."""

    number: int | None
    """Its order number; None where the format has none."""
    customer_id: str
    amount: int
    """Øre, as the file carries them."""
    rentals: int
    """Rentals, as far as the format tells them apart from their articles; else its lines."""

    def with_line(self, amount: int, rentals: int = 1) -> ReadOrder:
        """Return the order with one line more."""
        return replace(self, amount=self.amount + amount, rentals=self.rentals + rentals)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file holds, read from its bytes alone."""

    records: tuple[Record, ...]
    orders: tuple[ReadOrder, ...]

    @property
    def amount(self) -> int:
        """Øre of all orders."""
        return sum(order.amount for order in self.orders)
