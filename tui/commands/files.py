"""files: the generated files, on their way to the receipt."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from data import dates, money
from data.month import Month
from data.text import initials
from data.views.files import FileView
from tui import file_words
from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands._forms import Document, amount, moment
from tui.commands._table import table
from tui.words import N_, _


def run(call: Call) -> int:
    """List the files, oldest first."""
    month = Month.parse(call.options.month) if call.options.month else None
    files = call.close.files.files(month)
    call.answer([file_form(file) for file in files], text(files))
    return DONE


def file_form(file: FileView) -> Document:
    """Return a file as JSON shows it."""
    receipt = file.receipt
    return {
        "id": file.number,
        "type": file.customer_type,
        "name": file.name,
        "path": file.path,
        "log_path": file.log_path,
        "month": str(Month.of(file.month)),
        "format": file.format,
        "orders": file.orders,
        "lines": file.lines,
        "total": amount(file.amount),
        "sha256": file.sha256,
        "state": file.state,
        "sent_at": moment(file.sent_at) if file.sent_at else None,
        "letter_at": moment(file.letter_at) if file.letter_at else None,
        "rejected_orders": file.rejected_orders,
        "rejected_total": amount(file.rejected_amount),
        "receipt_orders": receipt.orders if receipt else None,
        "receipt_total": amount(receipt.amount) if receipt else None,
    }


SHAPE = (
    '{"id","type","name","path","log_path","month","format","orders","lines","total","sha256",'
    '"state","sent_at","letter_at","rejected_orders","rejected_total","receipt_orders",'
    '"receipt_total"}'
)


def text(files: Sequence[FileView]) -> Iterator[str]:
    """Yield files as a table of text."""
    headings = (
        _("File"), _("Month"), _("Format"), _("Orders"), _("Lines"), _("Sum kr"), _("Made"),
        _("Sent"), _("State"),
    )  # fmt: skip
    return table(headings, [_row(file) for file in files], "   >>>")


def _row(file: FileView) -> tuple[str, ...]:
    return (
        file.name,
        str(Month.of(file.month)),
        file.format,
        str(file.orders),
        str(file.lines),
        money.show(file.amount),
        f"{dates.show_time(file.at)} {initials(file.operator)}",
        "" if file.sent_at is None else dates.show_time(file.sent_at),
        _(file_words.STATES[file.state]),
    )


def add_file(parser: argparse.ArgumentParser) -> None:
    """Add what names one file."""
    parser.add_argument("file", metavar=_("FILE"), help=_("its name, such as 2611091, or number"))


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--month", metavar=_("MONTH"), help=_("only files of this rental month, such as 2026-10")
    )
    add_json(parser)


COMMAND = Command(
    "files", N_("lists the generated files and how far each has come"), _arguments, run,
    (f"[{SHAPE}]",),
)  # fmt: skip
