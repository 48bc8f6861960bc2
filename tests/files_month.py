"""A month with exports that a file can be made of: account strings with codes, two houses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from data.close import Close
from data.files.draft import Draft
from data.listing import ListedAccountString, ListedLine
from data.month import Month
from data.views import Scope
from data.views.files import FileView
from tests.lists import OTHER_CLUB, TO, bring, export_all, line

OCTOBER = Month(2026, 10)
CODES = {
    "article": "4231",
    "responsible_code": "162000",
    "service": "38110",
    "object_number": "30512",
    "project_number": "9",
    "unit_number": "4410",
    "unit_prefix": "I",
    "invoice_instruction": "Leie av idrettshall",
}
INTERNAL: dict[str, Any] = {"customer_type": "internal", "customer_id": "204518"}


def strings(*buildings: str) -> tuple[ListedAccountString, ...]:
    """Return account strings with every code, named after their buildings."""
    return tuple(
        ListedAccountString(building, kind, building, CODES)
        for building in buildings
        for kind in ("external", "internal")
    )


def lines_of_october() -> tuple[ListedLine, ...]:
    """Return six lines of two houses: three clubs' orders, one internal, one free."""
    return (
        line(1, 60_000),
        line(2, 45_050),
        line(3, 30_000, organization="Brann", customer_id=OTHER_CLUB),
        line(4, 0, organization="Brann", customer_id=OTHER_CLUB),
        line(5, 90_000, building="Bakken"),
        line(6, 12_000, building="Bakken", organization="Kulturskolen", **INTERNAL),
    )


def scope(close: Close, building: str, to: date = TO) -> Scope:
    """Return the basis of a building."""
    return close.basis.scope(building, to)


def october(close: Close, *lines: ListedLine) -> None:
    """Fill a store with the month and export both houses."""
    bring(close, *(lines or lines_of_october()), account_strings=strings("Hallen", "Bakken"))
    for building in ("Hallen", "Bakken"):
        export_all(close, scope(close, building), building)


def generated(close: Close) -> tuple[FileView, ...]:
    """Make the files of October, after the count was typed as it stands."""
    draft: Draft = close.generation.prepare(OCTOBER)
    return close.generation.commit(draft, draft.orders)


def delivered(close: Close, file: FileView, folder: Path) -> FileView:
    """Bring a file to a folder of the accounting office."""
    folder.mkdir(exist_ok=True)
    close.settings.change({"delivery.method": "folder", "delivery.folder": str(folder)})
    errand = close.deliveries.begin(file.number)
    return close.deliveries.finish(errand, close.deliveries.carry(errand, lambda _done, _all: None))


def receipted(close: Close, file: FileView) -> FileView:
    """Let accounting confirm what it is expected to confirm."""
    file = close.files.file(file.number)
    return close.receipts.take(file.number, file.expected_orders, file.expected_amount)


@contextmanager
def colleague(close: Close, name: str = "Ola Hauge") -> Iterator[None]:
    """Let somebody else sit down at the same store for a moment."""
    before, close.journal.operator = close.journal.operator, name
    yield
    close.journal.operator = before


def second_file_allowed(close: Close, month: Month = OCTOBER, reason: str = "avvist") -> None:
    """Let two operators agree on another file of a month."""
    asked = close.gate.ask(month, reason)
    with colleague(close):
        close.approvals.give(asked.number)


def journal(close: Close) -> list[str]:
    """Return what the journal says, oldest first."""
    return [str(entry.text).replace("\u00a0", " ") for entry in reversed(close.journal.entries())]


def external_of(files: tuple[FileView, ...]) -> FileView:
    """Return the file for external customers."""
    return next(file for file in files if file.customer_type == "external")


def all_sent(close: Close, folder: Path) -> tuple[FileView, ...]:
    """Make the files of October and bring them to a folder of the accounting office."""
    for file in generated(close):
        delivered(close, file, folder)
    return close.files.files()


def all_receipted(close: Close, folder: Path) -> tuple[FileView, ...]:
    """Close October: every file is made, sent and confirmed."""
    for file in all_sent(close, folder):
        receipted(close, file)
    return close.files.files()
