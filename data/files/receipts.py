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
from data.files.reopening import reopen
from data.journal import Event, Journal
from data.kept_words import kept, packed
from data.models import FileLine, FileOrder, InvoiceFile, Receipt
from data.month import Month
from data.store import change
from data.text import mask, written
from data.views.files import FileView, OrderView
from data.words import N_, Phrase, phrase

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
        matches, F601 for all else; what differs is kept too, and the month stays open. F667 where
        the month is closed and the numbers would open it without a second operator.
        """
        file = self._file(number)
        if file.sent_at is None:
            raise Problem(
                "F662",
                N_("{name} is not sent. A receipt is for what accounting received."),
                name=file.name,
            )
        if not file.is_standing:
            raise _discarded(file)
        mistaken = other_count(file, orders, amount)
        agrees = (orders, amount) == (file.expected_orders, file.expected_amount)
        if mistaken is not None and not confirmed:
            raise Problem("F602", N_("{sentence} Confirm with g."), sentence=mistaken)
        if not agrees and mistaken is None:
            self._open(number)
            self._keep(file, orders, amount, origin, "", agrees=False)
            raise _differs(file, orders, amount)
        remark = "" if mistaken is None else kept(mistaken)
        self._keep(file, orders, amount, origin, remark, agrees=True)
        return self._file(number)

    def _keep(
        self, file: FileView, orders: int, amount: int, origin: str, remark: str, *, agrees: bool
    ) -> None:
        with change():
            Receipt.create(
                file=file.number,
                orders=orders,
                amount=amount,
                origin=mask(origin),
                agrees=agrees,
                remark=remark,
                operator=self._journal.operator,
                at=self._journal.now(),
            )
            self._journal.write(
                RECEIPTED,
                None,
                name=file.name,
                orders=orders,
                total=money.show(amount),
                verdict=packed(AGREES if agrees else DIFFERS),
            )

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
        file = self._file(number)
        if not file.is_standing:
            raise _discarded(file)
        if file.is_receipted and file.orders:
            asked = self.reopening(number)
            if asked is None or not asked.given_by:
                raise Problem(
                    "F667",
                    N_("{name} is receipted. Two operators must agree to reopen its month."),
                    name=file.name,
                )
        return file

    def _file(self, number: int) -> FileView:
        listed.row_of(number)
        return listed.views(self._folder, InvoiceFile.id == number)[0]


def other_count(file: FileView, orders: int, amount: int) -> Phrase | None:
    """Say which of our other counts a wrong number of orders is, where the sum is right."""
    if orders == file.expected_orders or amount != file.expected_amount:
        return None
    # The likeliest stands last: where two of our counts are one number, it is meant.
    counts = {
        file.lines: N_(
            "Accounting says {count}. That is all lines, not orders ({orders}). The sum agrees."
        ),
        file.orders: N_(
            "Accounting says {count}. That is all orders, the rejected too ({orders} without)."
            " The sum agrees."
        ),
        file.lines - file.rejected_lines: N_(
            "Accounting says {count}. That is lines, not orders ({orders}). The sum agrees."
        ),
    }
    sentence = counts.get(orders)
    if sentence is None:
        return None
    return Phrase(sentence, {"count": orders, "orders": file.expected_orders})


def _discarded(file: FileView) -> Problem:
    return Problem("F663", N_("{name} is discarded already."), name=file.name)


def _differs(file: FileView, orders: int, amount: int) -> Problem:
    """Return what to tell of a receipt that differs: no tolerance, and which number it matches."""
    values = {
        "orders": orders,
        "expected": file.expected_orders,
        "amount": money.show(amount),
        "wanted": money.show(file.expected_amount),
        "difference": money.show_change(amount - file.expected_amount),
        "hint": _hint(file, amount),
    }
    if orders == file.expected_orders:
        sentence = N_(
            "The receipt differs: {orders} orders agree, sum {amount} against {wanted}"
            " ({difference}).{hint} The month stays open."
        )
    else:
        sentence = N_(
            "The receipt differs: {orders} orders against {expected}, sum {amount} against"
            " {wanted} ({difference}).{hint} The month stays open."
        )
    return Problem("F601", sentence, **values)


def _hint(file: FileView, amount: int) -> Phrase | str:
    if file.tax and amount == file.expected_amount + file.tax:
        return phrase(N_(" That is the sum with tax."))
    if file.rejected_amount and amount == file.amount:
        return phrase(N_(" That is the sum with the rejected orders."))
    return ""


def _required(reason: str) -> str:
    reason = written(reason)
    if not reason:
        raise Problem("F661", N_("A rejection needs accounting's reason. Write it."))
    return reason


def _subject(file: FileView) -> str:
    return f"{Month.of(file.month)} ({file.name})"
