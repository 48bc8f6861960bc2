"""receipt: what the accounting office confirmed or rejected of a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from data import money
from data.errors import UsageProblem
from data.views.files import FileView
from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_json, whole_number
from tui.commands.files import SHAPE, add_file, file_form
from tui.file_words import STATES
from tui.words import N_, _


def run(call: Call) -> int:
    """Take back what was rejected, then hold the receipt against the rest."""
    close, options = call.close, call.options
    file = close.files.find(options.file)
    if options.reopen:
        _reopen(call, file)
    if options.whole:
        file = close.receipts.discard(file.number, options.reason)
    if options.rejected:
        file = close.receipts.reject(file.number, options.rejected, options.reason)
    orders, amount, origin = _said(call, file)
    if orders is not None and amount is not None:
        confirmed = bool(options.confirm)
        file = close.receipts.take(file.number, orders, amount, origin=origin, confirmed=confirmed)
    call.answer(
        file_form(file),
        [
            _("{name}: {orders} orders, {total} expected; {state}.").format(
                name=file.name,
                orders=file.expected_orders,
                total=money.show(file.expected_amount),
                state=_(STATES[file.state]),
            )
        ],
    )
    return DONE


def _said(call: Call, file: FileView) -> tuple[int | None, int | None, str]:
    """Return orders, øre and where they are from; None for both where only orders are rejected."""
    options = call.options
    orders, amount = options.orders, call.amount(options.total)
    origin = "typed"
    if options.message:
        from data.files.confirmed import read_message

        found = read_message(options.message, file.name)
        orders = found.orders if orders is None else orders
        amount = found.amount if amount is None else amount
        origin = Path(options.message).name
    if (orders is None) is not (amount is None):
        raise UsageProblem("F673", N_("A receipt has both: --orders and --total."))
    return orders, amount, origin


def _reopen(call: Call, file: FileView) -> None:
    """Ask for a receipted month to be reopened, or agree as the second operator."""
    receipts, approvals = call.close.receipts, call.close.approvals
    asked = receipts.reopening(file.number)
    if asked is None:
        receipts.ask_to_reopen(file.number, call.options.reopen)
    elif not asked.given_by:
        approvals.give(asked.number)


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--orders", type=whole_number, metavar=_("N"), help=_("orders that accounting received")
    )
    parser.add_argument("--total", metavar=_("AMOUNT"), help=_("the sum it received"))
    parser.add_argument(
        "--message", metavar=_("PATH"), help=_("its confirmation as a file, read for both")
    )
    parser.add_argument(
        "--confirm",
        action="store_true",
        help=_("the number is another of our counts, and is meant so"),
    )
    parser.add_argument(
        "--rejected",
        type=whole_number,
        nargs="+",
        action="extend",
        default=[],
        metavar=_("ORDER"),
        help=_("orders it rejected: their lines go back on the list; needs --reason"),
    )
    parser.add_argument(
        "--whole", action="store_true", help=_("it rejected the whole file; needs --reason")
    )
    parser.add_argument("--reason", default="", metavar=_("TEXT"), help=_("accounting's reason"))
    parser.add_argument(
        "--reopen",
        default="",
        metavar=_("TEXT"),
        help=_("ask to reopen a receipted month, or agree as the second operator; say why"),
    )
    add_json(parser)


COMMAND = Command(
    "receipt",
    N_("takes what accounting confirmed or rejected of a file"),
    _arguments,
    run,
    (SHAPE,),
)
