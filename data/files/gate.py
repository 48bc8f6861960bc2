"""One file a month: a second one, and whatever leads to it, needs two operators and a reason.

Part Gate; rules 8 and nasty case 14 of the operator's flow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data import dates
from data.approvals import Approvals, ApprovalView
from data.errors import Problem
from data.listing import CustomerType
from data.models import Delivery, InvoiceFile, tuples
from data.month import Month
from data.words import N_, phrase


@dataclass(frozen=True, slots=True)
class SecondFile:
    """That a month has a file, and who asked for another one."""

    month: Month
    name: str
    """The file it has."""
    is_sent: bool
    asked: ApprovalView | None
    """What was asked for, given or still waiting; None where nobody asked."""

    @property
    def is_allowed(self) -> bool:
        """Whether a second operator has allowed another file."""
        return self.asked is not None and bool(self.asked.given_by)


class Gate:
    """Tells whether a month has a file, and lets a second one through once it is allowed."""

    def __init__(self, approvals: Approvals) -> None:
        self._approvals = approvals

    def second_file(self, month: Month, kinds: Iterable[CustomerType] = ()) -> SecondFile | None:
        """Return what the next file of a month would come after; None for its first.

        A file that was discarded before it was sent counts nowhere: accounting never saw it.
        `kinds` are the kinds of customers that the next file is for, where it is known: it may
        take the place of such a file though the other kind's is standing.
        """
        sent = Delivery.select(Delivery.file).where(Delivery.done_at.is_null(False))
        counts = InvoiceFile.discarded_at.is_null() | InvoiceFile.id.in_(sent)
        query = InvoiceFile.select(InvoiceFile.name, InvoiceFile.id.in_(sent)).where(
            InvoiceFile.month == month.first, InvoiceFile.orders > 0, counts
        )
        found = tuples(query.order_by(InvoiceFile.id.desc()))
        if not found or (kinds and set(kinds) <= _unseen(month)):
            return None
        name, is_sent = found[0]
        return SecondFile(
            month, name, bool(is_sent), self._approvals.of("second_file", subject(month))
        )

    def ask(self, month: Month, reason: str) -> ApprovalView:
        """Ask for another file of a month; raises as `Approvals.ask`."""
        return self._approvals.ask("second_file", subject(month), reason)

    def require(self, month: Month, kinds: Iterable[CustomerType] = ()) -> None:
        """Raise Problem F654 when the month has a file and nobody allowed another."""
        second = self.second_file(month, kinds)
        if second is None or second.is_allowed:
            return
        raise Problem(
            "F654",
            N_(
                "{month} has a file ({name}). The line goes with {next}. A further file needs two"
                " operators: x in step 6 asks for it."
            ),
            month=_named(month),
            name=second.name,
            next=_named(month.next()),
        )

    def allowance(self, month: Month, kinds: Iterable[CustomerType]) -> tuple[str, str]:
        """Return who allowed another file, and why; both empty for the month's first."""
        second = self.second_file(month, kinds)
        asked = second.asked if second else None
        return (asked.given_by, asked.reason) if asked else ("", "")


def _unseen(month: Month) -> set[str]:
    """Return the kinds of customers whose files of a month were all discarded before sending."""
    sent = Delivery.select(Delivery.file).where(Delivery.done_at.is_null(False))
    is_unseen = InvoiceFile.discarded_at.is_null(False) & InvoiceFile.id.not_in(sent)
    query = InvoiceFile.select(InvoiceFile.customer_type, is_unseen).where(
        InvoiceFile.month == month.first, InvoiceFile.orders > 0
    )
    rows = tuples(query)
    return {kind for kind, _ in rows} - {kind for kind, unseen in rows if not unseen}


def subject(month: Month) -> str:
    """Return what the next file of a month is called where two operators decide of it.

    With its number: what was allowed for one file is not allowed for the one after it.
    """
    made = InvoiceFile.select(InvoiceFile.generation).where(InvoiceFile.month == month.first)
    return f"{month} ({len({row[0] for row in tuples(made)}) + 1})"


def _named(month: Month) -> object:
    return phrase(dates.MONTHS[month.month - 1])
