"""Part Receipts: what the accounting office answers, and the way back for what it rejects.

The month closes only on equality of orders and sum. What is rejected goes back: some orders with
their lines to the list, or the whole file, whose exports then wait for another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data import money
from data.approvals import Approvals, ApprovalView
from data.errors import Problem
from data.files import listed
from data.files.differing import differs, other_count
from data.files.letters import withdraw_letters
from data.files.reopening import reopen
from data.journal import Event, Journal
from data.kept_words import kept, packed
from data.models import FileLine, FileOrder, InvoiceFile, Receipt
from data.month import Month
from data.store import change
from data.text import mask, written
from data.views.files import FileView, OrderView
from data.words import N_, phrase

RECEIPTED = Event(
    "receipted",
    N_("receipt for {name}: {orders} orders, {total}; {verdict}"),
    concerns_all=True,
    needs_building=False,
    leaves="lines",
)
DISCARDED = Event(
    "file_discarded",
    N_("file {name} discarded, {orders} orders, {total}: {reason}"),
    concerns_all=True,
    needs_building=False,
    leaves="lines",
)
REJECTED = Event(
    "orders_rejected",
    N_("file {name}: {orders} rejected, {total}: {reason}"),
    concerns_all=True,
    needs_building=False,
    leaves="values",
)
AGREES, DIFFERS = phrase(N_("agrees")), phrase(N_("differs"))

REJECT_REASONS = (
    N_("the customer is unknown to accounting"),
    N_("the customer id is wrong"),
    N_("the accounting codes are wrong"),
    N_("the file could not be read"),
)
"""Stock reasons of a rejection, chosen by one digit."""


class Receipts:
    """Takes receipts and rejections."""

    def __init__(self, journal: Journal, approvals: Approvals, folder: Path) -> None:
        self._journal = journal
        self._approvals = approvals
        self._folder = folder

    def take(
        self,
        number: int,
        orders: int,
        amount: int,
        *,
        origin: str = "typed",
        confirmed: bool = False,
    ) -> FileView:
        """Keep what accounting says it received: orders, and øre.

        Where the number is another of our counts (lines for orders) and the sum is right,
        `confirmed` says that an operator saw it and means it. Raises Problem F662 for a file that
        was not sent, F663 for one that is discarded, F602 naming the count that the number
        matches, F601 for all else; what differs is kept too, and the month stays open. A month
        that is receipted is opened again only by `ask_to_reopen`: then F667.
        """
        with change():
            file = self._receivable(number)
            mistaken = other_count(file, orders, amount)
            agrees = (orders, amount) == (file.expected_orders, file.expected_amount)
            if mistaken is not None and not confirmed:
                raise Problem("F602", N_("{sentence} Confirm with g."), sentence=mistaken)
            counts = agrees or mistaken is not None
            if not counts:
                self._require_reopened(file)
            remark = "" if mistaken is None else kept(mistaken)
            given = Receipt(
                file=number, orders=orders, amount=amount, origin=mask(origin),
                agrees=counts, remark=remark,
            )  # fmt: skip
            self._keep(given, file.name)
        if not counts:
            raise differs(file, orders, amount)
        return self._file(number)

    def _keep(self, given: Receipt, name: str) -> None:
        given.operator, given.at = self._journal.operator, self._journal.now()
        given.save(force_insert=True)
        self._journal.write(
            RECEIPTED,
            None,
            name=name,
            orders=given.orders,
            total=money.show(given.amount),
            verdict=packed(AGREES if given.agrees else DIFFERS),
        )

    def _receivable(self, number: int) -> FileView:
        """Return a file that accounting can have received."""
        file = self._standing(number)
        if file.sent_at is None:
            raise Problem(
                "F662",
                N_("{name} is not sent. A receipt is for what accounting received."),
                name=file.name,
            )
        return file

    def ask_to_reopen(self, number: int, reason: str) -> ApprovalView:
        """Ask a second operator to reopen a receipted month; raises as `Approvals.ask`."""
        return self._approvals.ask("reopen_month", _subject(self._file(number)), reason)

    def reopening(self, number: int) -> ApprovalView | None:
        """Return what was asked for about reopening; None when nobody asked."""
        return self._approvals.of("reopen_month", _subject(self._file(number)))

    def discard(self, number: int, reason: str) -> FileView:
        """Take a whole file back: its exports wait for another file, with the same content.

        Raises Problem F661 without a reason, F663 when it is taken back already or some of its
        orders were rejected, F667 for a receipted file that no second operator reopened.
        """
        reason = _required(reason)
        with change():
            file = self._open(number)
            if file.rejected_orders:
                raise Problem(
                    "F663",
                    N_("Some orders of {name} were rejected. Reject the others one by one."),
                    name=file.name,
                )
            FileLine.update(standing=False).where(FileLine.file == number).execute()
            InvoiceFile.update(
                discarded_at=self._journal.now(),
                discarded_by=self._journal.operator,
                discarded_reason=reason,
            ).where(InvoiceFile.id == number).execute()
            withdraw_letters(number, self._journal.now())
            self._journal.write(
                DISCARDED,
                None,
                name=file.name,
                orders=file.orders,
                total=money.show(file.amount),
                reason=reason,
            )
        return self._file(number)

    def reject(self, number: int, orders: Sequence[int], reason: str) -> FileView:
        """Take some orders back, by their numbers: their lines are on the list again.

        The reason stands on each line as a note; the rest of the file stays as it is. Raises
        Problem F661 without a reason or orders, F662 for a file that was not sent, F663 when one
        is no order of the file or rejected already, F667 as `discard`.
        """
        reason = _required(reason)
        with change():
            file = self._open(number)
            if file.sent_at is None:
                raise Problem(
                    "F662",
                    N_("{name} is not sent: nobody can have rejected its orders. Discard it."),
                    name=file.name,
                )
            chosen = self._chosen(file, orders)
            FileOrder.update(
                rejected_at=self._journal.now(),
                rejected_by=self._journal.operator,
                rejected_reason=reason,
            ).where(FileOrder.id.in_([order.id for order in chosen])).execute()
            self._journal.write(
                REJECTED,
                None,
                name=file.name,
                orders=", ".join(str(order.number) for order in chosen),
                total=money.show(sum(order.amount for order in chosen)),
                reason=reason,
            )
            reopen(self._journal, file, [order.id for order in chosen], reason)
        return self._file(number)

    def _chosen(self, file: FileView, numbers: Sequence[int]) -> list[OrderView]:
        known = {order.number: order for order in listed.orders_of(file.number)}
        if not numbers:
            raise Problem("F661", N_("No order is chosen. Mark those that were rejected."))
        for number in numbers:
            if number not in known or known[number].rejected_at is not None:
                raise Problem(
                    "F663",
                    N_("{number} is no order of {name} that can be rejected."),
                    number=number,
                    name=file.name,
                )
        return [known[number] for number in dict.fromkeys(numbers)]

    def _open(self, number: int) -> FileView:
        """Return a file that can be taken back, whole or in part."""
        file = self._standing(number)
        self._require_reopened(file)
        return file

    def _standing(self, number: int) -> FileView:
        file = self._file(number)
        if not file.is_standing:
            raise Problem("F663", N_("{name} is discarded already."), name=file.name)
        return file

    def _require_reopened(self, file: FileView) -> None:
        """Raise Problem F667 for a receipted file whose month no two operators reopened."""
        if not file.is_receipted or not file.orders:
            return
        asked = self._approvals.of("reopen_month", _subject(file))
        if asked is None or not asked.given_by:
            raise Problem(
                "F667",
                N_("{name} is receipted. Two operators must agree to reopen its month."),
                name=file.name,
            )

    def _file(self, number: int) -> FileView:
        listed.row_of(number)
        return listed.views(self._folder, InvoiceFile.id == number)[0]


def _required(reason: str) -> str:
    reason = written(reason)
    if not reason:
        raise Problem("F661", N_("A rejection needs accounting's reason. Write it."))
    return reason


def _subject(file: FileView) -> str:
    """Return what reopening is called where two operators decide of it.

    With how much was rejected before: what was allowed once is not allowed for the next time.
    """
    before = f" - {file.rejected_orders}" if file.rejected_orders else ""
    return f"{Month.of(file.month)} ({file.name}{before})"
