"""Generated files as the screens and the command line show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from data.listing import CustomerType
from data.words import Phrase

FileState = Literal[
    "empty", "unsent", "sent", "differs", "receipted", "partly_rejected", "discarded"
]
"""Nothing in it; not sent; waits for a receipt; the receipt says otherwise; closed; closed but
for orders that were rejected; taken back whole."""


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What the accounting office says it received."""

    orders: int
    amount: int
    agrees: bool
    origin: str
    operator: str
    at: datetime
    remark: Phrase | None = None
    """Which other count of ours the number is, where an operator confirmed it."""


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order of a file (samlefaktura); øre without tax."""

    id: int
    number: int
    customer: str
    customer_id: str
    lines: int
    amount: int
    replaces: str
    """File and number of the rejected order whose lines it holds; empty when it is the first."""
    rejected_at: datetime | None
    rejected_reason: str
    replaced_by: str = ""
    """File and number of the order that holds its lines now."""
    tax: int = 0
    """Øre of tax beside the amount."""


@dataclass(frozen=True, slots=True)
class FileView:
    """One file for one kind of customer."""

    number: int
    generation: int
    month: date
    """First day of the rental month."""
    customer_type: CustomerType
    format: str
    name: str
    log_name: str
    path: str
    log_path: str
    sha256: str
    orders: int
    lines: int
    amount: int
    tax: int
    first_order: int | None
    last_order: int | None
    generated_on: date
    period: str
    """The accounting period that it carries, YYYYMM; empty where the format has none."""
    operator: str
    at: datetime
    without: tuple[str, ...]
    reason: str
    allowed_by: str
    is_supplementary: bool
    """A further file of its month (tilleggsfil)."""
    sent_at: datetime | None
    sent_by: str
    sent_sha256: str
    """Digest of what was read back at the accounting office; empty until then."""
    delivery_error: Phrase | None
    """Why the last attempt did not succeed; None when it did or none was made."""
    letter_due: datetime | None
    letter_at: datetime | None
    letter_error: Phrase | None
    receipt: ReceiptView | None
    rejected_orders: int
    rejected_lines: int
    rejected_amount: int
    discarded_at: datetime | None
    discarded_by: str
    discarded_reason: str

    @property
    def is_standing(self) -> bool:
        """Whether its lines are in it still."""
        return self.discarded_at is None

    @property
    def expected_orders(self) -> int:
        """Orders that a receipt is to confirm: without the rejected ones."""
        return self.orders - self.rejected_orders

    @property
    def expected_amount(self) -> int:
        """Øre that a receipt is to confirm."""
        return self.amount - self.rejected_amount

    @property
    def is_receipted(self) -> bool:
        """Whether the receipt agrees with what is left of it, or there is nothing to receipt."""
        if not self.expected_orders:
            return self.is_standing
        return self.receipt is not None and self.receipt.agrees

    @property
    def state(self) -> FileState:
        """How far it has come."""
        if not self.is_standing:
            return "discarded"
        if not self.orders:
            return "empty"
        if self.sent_at is None:
            return "unsent"
        if self.is_receipted:
            return "partly_rejected" if self.rejected_orders else "receipted"
        if self.receipt is not None and not self.receipt.agrees:
            return "differs"
        return "sent"


ChangeKind = Literal["changed", "paid", "inactive"]


@dataclass(frozen=True, slots=True)
class LaterChangeView:
    """What Aktiv kommune says differently of a line since we exported it."""

    line: int
    export: int
    kind: ChangeKind
    fields: tuple[str, ...]
    price_before: int | None
    price_after: int | None
    at: datetime
    is_kept: bool
    """Whether an operator noted on the export, since then, that the file is to stay as it was."""

    @property
    def difference(self) -> int:
        """Øre by which Aktiv kommune's price moved."""
        return (self.price_after or 0) - (self.price_before or 0)


StepKey = Literal[
    "list", "held", "corrected", "exported", "returned", "free", "credit", "paid", "inactive",
    "waiting", "articles", "file", "delivered", "rejected", "receipt",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of the bridge (bro) from the list to the receipt; øre."""

    key: StepKey
    sign: Literal["", "-", "+", "="]
    lines: int | None
    """None where the step does not count lines."""
    orders: int | None
    amount: int
    is_reached: bool = True
    """False while the step has not happened: a file that is not sent, a receipt not come."""
    difference: int = 0
    """Øre by which what is really there differs from what the step before leads to."""
    line_difference: int = 0
    """Lines, or orders, by which it differs; the sets are compared, not only their sizes."""

    @property
    def ties_out(self) -> bool:
        """Whether the step follows from the one before on count, sum and line set."""
        return not self.difference and not self.line_difference


@dataclass(frozen=True, slots=True)
class Chain:
    """The bridge of a building or of a whole month."""

    steps: tuple[ChainStep, ...]

    def up_to(self, key: StepKey) -> Chain:
        """Return the bridge as far as a step; the whole of it where it has no such step."""
        places = [place for place, step in enumerate(self.steps) if step.key == key]
        return Chain(self.steps[: places[0] + 1] if places else self.steps)

    @property
    def ties_out(self) -> bool:
        """Whether every step follows from the one before, as far as it has come.

        A receipt that differs is told though another file's has not come yet.
        """
        return all(step.ties_out for step in self.steps)

    @property
    def is_closed(self) -> bool:
        """Whether the receipt was reached and everything ties out."""
        return all(step.is_reached for step in self.steps) and self.ties_out
