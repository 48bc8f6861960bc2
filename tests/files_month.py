"""A month with exports that a file can be made of: account strings with codes, two houses."""

from __future__ import annotations

from datetime import date
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
