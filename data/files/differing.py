"""A receipt that differs: which of our other counts or sums it is."""

from __future__ import annotations

from data import money
from data.errors import Problem
from data.views.files import FileView
from data.words import N_, Phrase, phrase


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


def differs(file: FileView, orders: int, amount: int) -> Problem:
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
