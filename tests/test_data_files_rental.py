"""A line becomes a rental, as corrected; and what an invoice file is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from data.details import NONE, Details, OrderLine, Organization, read, write
from data.files.names import file_names
from data.files.options import FileOptions
from data.files.rental import rental_of
from data.formats import format_of
from data.listing import ListedLine
from data.views import LineRow

CLUB = Organization(31, "Ærfugl IL", "310366552", "310073318", "10", contact="Kari")
DETAILS = Details(
    period="1. oktober",
    id_kind="organization_number",
    customer_number="10",
    other_id="06827518563",
    organization=CLUB,
    order_lines=(OrderLine("Sal", "4231", Decimal("2.5"), 28000, 70000),),
)
LISTED = ListedLine(
    id=61001,
    type="event",
    reservation_id=8801,
    description="Hallen: Sal A",
    building="Hallen",
    organization="Ærfugl IL",
    contact="Siri Moe",
    customer_type="external",
    customer_id="310366552",
    starts=datetime(2026, 10, 1, 18),
    ends=datetime(2026, 10, 1, 20),
    price=70000,
    sub_customer="204",
    details=write(DETAILS),
)


def row(details: Details = DETAILS, **corrected: Any) -> LineRow:
    """Return the line as the store holds it, some fields corrected by an operator."""
    values: dict[str, Any] = {
        name: getattr(LISTED, name)
        for name in LISTED.__slots__
        if name not in {"exported", "export_file", "order", "details"}
    }
    stored = LineRow(
        **values,
        id_code="ok_organization",
        id_level="ok",
        source_export="",
        source_file="",
        source_order="",
        export=None,
        held=False,
        held_to=None,
        held_reason="",
        held_by="",
        source_customer_type="external",
        source_customer_id="310366552",
        source_price=70000,
        details=write(details),
    )
    return replace(stored, **corrected)


def test_a_line_becomes_a_rental_with_all_its_details() -> None:
    rental = rental_of(LISTED)
    assert rental == rental_of(row())
    assert (rental.text, rental.organization, rental.price) == ("Hallen: Sal A", "Ærfugl IL", 70000)
    assert rental.details == DETAILS
    assert rental.period == "1. oktober"


def test_a_line_of_a_list_brings_its_reference_number() -> None:
    rental = rental_of(replace(LISTED, details=""))
    assert rental.details == Details(customer_number="204")
    assert rental.period == "2026-10-01 18:00 - 2026-10-01 20:00"


def test_a_corrected_id_is_another_customer() -> None:
    details = rental_of(row(customer_id="06827518563")).details
    assert details.organization == replace(CLUB, number="", payer="", customer_number="")
    assert (details.id_kind, details.customer_number, details.other_id) == ("", "", "")
    assert details.order_lines == DETAILS.order_lines
    found = replace(DETAILS, is_looked_up=True)
    looked_up = rental_of(row(found, customer_id="06827518563")).details
    assert (looked_up.organization, looked_up.is_looked_up) == (None, False)
    assert rental_of(row(NONE, customer_id="311026348")).details == NONE


@pytest.mark.parametrize("corrected", [{"price": 60000}, {"customer_type": "internal"}])
def test_a_corrected_price_or_kind_of_customer_drops_the_order_lines(
    corrected: dict[str, Any],
) -> None:
    assert rental_of(row(**corrected)).details == replace(DETAILS, order_lines=())


def test_what_was_paid_online_stays_paid_whatever_is_corrected() -> None:
    paid = replace(DETAILS, payments=("completed",))
    assert rental_of(row(paid, price=60000)).details.is_paid


@pytest.mark.parametrize("details", [NONE, DETAILS, Details(is_active=False, is_looked_up=True)])
def test_details_read_back_as_they_were_written(details: Details) -> None:
    text = write(details)
    assert read(text) == details
    assert bool(text) == (details != NONE)


@pytest.mark.parametrize("text", ["{", "[1", "x"])
def test_damaged_details_are_no_details(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        rental_of(replace(LISTED, details=text))


@pytest.mark.parametrize(
    ("names", "key", "expected"),
    [
        ("manual", "agresso", ("2611091.txt", "log_2611091.csv", "2611091.txt")),
        ("manual", "factum", ("2611091.xml", "log_2611091.csv", "2611091.xml")),
        ("reference", "agresso", (
            "export_external_42.txt", "log_external_42.csv", "AktivbyLG04_external_42_261109.txt",
        )),
        ("reference", "csv", (
            "export_external_42.csv", "log_external_42.csv", "CSV_external_42_261109.csv",
        )),
        ("reference", "visma", (
            "export_external_42.txt", "log_external_42.csv", "VISMA_external_42_261109.txt",
        )),
    ],
)  # fmt: skip
def test_a_file_has_its_names(names: Any, key: str, expected: tuple[str, ...]) -> None:
    options = FileOptions(names=names)
    made = file_names(format_of(key), "external", 42, date(2026, 11, 9), options, 1)
    assert made == expected
