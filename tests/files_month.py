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


def external_of(files: tuple[FileView, ...]) -> FileView:
    """Return the file for external customers."""
    return next(file for file in files if file.customer_type == "external")


def settings(close: Close, folder: Path, **more: object) -> None:
    """Let files be dropped into a folder; `letter_host="…"` sets `letter.host`."""
    values = {"delivery.method": "folder", "delivery.folder": str(folder)}
    close.settings.change(values | {key.replace("_", ".", 1): value for key, value in more.items()})


def sent(close: Close) -> tuple[FileView, ...]:
    """Bring the files of October to the folder that the settings name."""
    for file in generated(close):
        errand = close.deliveries.begin(file.number)
        delivered = close.deliveries.carry(errand, lambda _done, _total: None)
        close.deliveries.finish(errand, delivered)
    return close.files.files()


def receipted(close: Close) -> tuple[FileView, ...]:
    """Take receipts that agree with the files of October."""
    for file in sent(close):
        close.receipts.take(file.number, file.orders, file.amount)
    return close.files.files()


@contextmanager
def as_operator(close: Close, name: str) -> Iterator[None]:
    """Let somebody else sit down at the same store for a while."""
    before = close.journal.operator
    close.journal.operator = name
    try:
        yield
    finally:
        close.journal.operator = before
