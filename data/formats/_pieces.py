"""What the fields of a record are filled from: a rental's articles and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.files.batch import Batch, Codes, ExportPart, Rental

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a rental as a file carries it; amounts in øre."""

    text: str
    code: str
    quantity: Decimal
    unit_price: int
    amount: int
    """Without tax."""
    tax_code: str = ""
    tax_percent: Decimal = Decimal(0)
    tax: int = 0
    is_main: bool = True
    is_order_line: bool = False
    """Else it is the rental itself, with its price."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rental that goes into the file."""

    part: ExportPart
    rental: Rental
    customer_id: str
    """Digits only."""
    articles: tuple[Article, ...]

    @property
    def amount(self) -> int:
        """Øre without tax."""
        return sum(article.amount for article in self.articles)

    @property
    def tax(self) -> int:
        """Øre of tax beside it."""
        return sum(article.tax for article in self.articles)


@dataclass(frozen=True, slots=True)
class Piece:
    """One record to be: which article of which rental, and its place in the file."""

    batch: Batch
    chosen: Chosen
    article: Article
    order: int = 0
    """Order number."""
    line: int = 0
    """Line within its order, counted from 1."""
    running: int = 0
    """Running number of the customer (LØPENR)."""
    text: str = ""
    """Text of a record that holds nothing else."""
    count: int = 0
    """Records counted so far (ANTPOST)."""
    head: Chosen | None = None
    """The first rental of its order, where that is another one."""

    @property
    def rental(self) -> Rental:
        """Return the rental it belongs to."""
        return self.chosen.rental

    @property
    def is_first(self) -> bool:
        """Whether it belongs to the first rental of its order."""
        return self.head is None or self.head is self.chosen

    @property
    def codes(self) -> Codes:
        """Return the codes of its own export's account string for this file."""
        return codes_of(self.batch, self.chosen.part)

    @property
    def head_part(self) -> ExportPart:
        """Return the export of the order's first rental."""
        return (self.head or self.chosen).part


def codes_of(batch: Batch, part: ExportPart) -> Codes:
    """Return the codes that a file takes of an export; `single` takes the external ones."""
    return part.codes.get(batch.customer_type, {})
