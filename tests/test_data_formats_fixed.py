"""F1 to F10: what goes wrong in the reference for certain data, and what is written instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.details import NONE
from data.files.batch import Batch
from tests.batches import (
    ALL,
    CLUB,
    KEYS,
    batch,
    line,
    of_kind,
    part,
    records,
    refusal,
    rental,
    values,
    write,
)

PERSON = "06827518563"


@pytest.mark.parametrize("key", KEYS)
def test_f01_a_line_break_or_tab_becomes_one_blank(key: str) -> None:
    broken = batch(
        part(
            rental(text="Hall:\r\nSal\tA", additional_information="a\nb", period="3.\n10."),
            invoice_instruction="Leie\r\nav",
        )
    )
    found = [values(record) for record in records(key, broken)]
    texts = [text for each in found for text in each.values()]
    is_csv = key == "csv"
    assert any(("Hall:\r\nSal\tA" if is_csv else "Hall:  Sal A") in text for text in texts)
    assert (
        any(("Leie\r\nav" if key in {"csv", "factum"} else "Leie  av") in text for text in texts)
        or key == "kommfakt"
    )


def test_f01_the_signs_an_import_puts_for_breaks_count_as_breaks() -> None:
    [head] = of_kind("agresso", "order head", batch(rental(additional_information="a⏎b␉c")))
    assert head["long_info2"].rstrip() == "a b c"
    [entry] = of_kind("factum", "order line", batch(part(rental(), invoice_instruction="a⏎b")))
    assert entry["Fakturaoverskrift"] == "a\nb"


def test_f02_codes_and_settings_are_transliterated_and_cut_by_characters() -> None:
    made = batch(
        part(rental(), dim_value_5="Avd. Åsgård nord", article="Čå", invoice_instruction="…"),
        headings="dim_value_5 dim_1",
        organization_value="Šæ",
        voucher_client="å€",
    )
    head, entry, _ = (values(record) for record in records("agresso", made))
    assert head["dim_value_5"] == "Avd. Åsgård "
    assert head["client"] == "åE"
    assert entry["article"].rstrip() == "Cå"
    assert head["long_info1"].rstrip() == "..."
    [row] = of_kind("csv", "row", made)
    assert row["DIM_VALUE_5"] == "Avd. Åsgård "
    assert row["invoice_instruction"].rstrip() == "..."


def test_f03_decomposed_letters_are_composed_first() -> None:
    [entry] = of_kind(
        "agresso", "order line", batch(rental(text="A\u030asga\u030ard: Sal e\u0301"))
    )
    assert entry["art_descr"].rstrip() == "Åsgård: Sal é"


def test_f04_exports_are_joined_by_the_line_end_of_the_setting() -> None:
    two = (part(rental(), number=304), part(rental(1), number=305))
    for key in ("agresso", "agresso_55", "visma", "kommfakt"):
        content = write(key, batch(*two, line_break="windows")).content
        assert content.count(b"\r\n") == content.count(b"\n") > 4
        assert b"\r" not in write(key, batch(*two)).content


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "visma", "factum"])
def test_f05_order_lines_that_are_all_0_leave_one_plain_line_with_the_price(key: str) -> None:
    free = line(amount=0, unit_price=0, tax=0)
    written = write(key, batch(rental(price=50000, order_lines=(free, free))))
    assert written.amount == 50000
    assert written.content == write(key, batch(rental(price=50000))).content
    assert b'"500' in written.log


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "visma", "factum"])
def test_f06_a_negative_order_line_is_refused_by_name(key: str) -> None:
    problem = refusal(key, batch(rental(order_lines=(line(), line(name="Avslag", amount=-10000)))))
    assert problem.code == "F612"
    assert str(problem).startswith("F612 Line 61001 (event 8801, Hallen)")
    assert "Avslag, -100,00" in str(problem)


def test_f06_formats_that_look_at_no_order_lines_write_the_price() -> None:
    for key in ("kommfakt", "csv"):
        made = batch(rental(order_lines=(line(amount=-10000),)))
        assert write(key, made).amount == 125050


def test_f07_dimensions_6_and_7_are_on_all_lines() -> None:
    made = batch(part(rental(), rental(1), dim_6="66", dim_7="77"), headings="dim_6 dim_7")
    assert [(each["dim_6"], each["dim_7"]) for each in of_kind("agresso", "order line", made)] == [
        ("66  ", "77  ")
    ] * 2


def test_f08_contact_and_reference_number_are_found_for_each_row_alone() -> None:
    silent = replace(CLUB, id=32, name="Bjørk IL", number="310073318", contact="")
    rows = (
        rental(),
        rental(
            1,
            type="allocation",
            customer_id="310073318",
            organization=replace(silent, customer_number=""),
            contact="",
        ),
        rental(2, customer_id=PERSON, organization=None, organization_name="", contact="Bjørn Ås"),
    )
    assert [each["DERESREF"].rstrip() for each in of_kind("visma", "FL", batch(*rows))] == [
        "", "Siri Moe", "Bjørn Ås",
    ]  # fmt: skip
    orders = of_kind("factum", "order head", batch(*rows))
    assert [each["Deresref"] for each in orders] == ["", "10", ""]
    lines = of_kind("factum", "order line", batch(*rows))
    assert [each["contact_name"] for each in lines] == ["", "Siri Moe", "Bjørn Ås"]


def test_f08_a_contact_with_norwegian_letters_is_converted_once() -> None:
    person = rental(customer_id=PERSON, organization=None, organization_name="", contact="Bjørn Ås")
    [fields] = of_kind("visma", "FL", batch(person))
    assert fields["NAVN"].rstrip() == fields["DERESREF"].rstrip() == "Bjørn Ås"


def paid(number: int = 0) -> Batch:
    """Return a batch with a paid row before one that is not."""
    settled = rental(number, order_lines=(line(),), payments=("completed", "pending"))
    return batch(settled, rental(number + 1))


def test_f09_a_paid_row_leaves_no_trace() -> None:
    written = write("visma", paid())
    assert written.content == write("visma", batch(rental(1))).content
    assert written.last_order == 38001451
    [left] = written.left_out
    assert (left.id, left.export, left.why, left.price) == (61001, 304, "paid", 125050)


@pytest.mark.parametrize(
    ("payments", "type_", "is_left_out"),
    [
        (("completed",), "event", True),
        (("voided", "new"), "allocation", True),
        (("refunded",), "event", True),
        (("partially_refunded",), "event", False),
        (("pending", "completed"), "event", False),
        ((), "event", False),
        (("completed",), "booking", False),
    ],
)
def test_f09_the_first_payment_decides_and_a_booking_has_none(
    payments: tuple[str, ...], type_: str, is_left_out: bool
) -> None:
    row = rental(type=type_, order_lines=(line(),), payments=payments)
    assert bool(write("agresso", batch(row)).left_out) == is_left_out
    unpaid = rental(type=type_, payments=payments)
    assert not write("agresso", batch(unpaid)).left_out, "no order line, no purchase order"


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "factum"])
def test_f10_all_rows_with_one_key_form_one_order_where_the_first_stands(key: str) -> None:
    other = replace(CLUB, id=32, customer_number="20")
    rows = (
        rental(0, customer_number="1"),
        rental(1, customer_number="2", organization=other),
        rental(2, customer_number="3"),
    )
    written = write(key, batch(*rows))
    assert [[each.id for each in order.rentals] for order in written.orders] == [
        [61001, 61003],
        [61002],
    ]


def test_f10_internal_rows_are_one_order_whatever_their_reference() -> None:
    other = replace(CLUB, customer_number="20")
    rows = [
        rental(0, customer_type="internal", customer_id="41022"),
        rental(1, customer_type="internal", customer_id="41022", organization=other),
    ]
    [order] = write("agresso", batch(*rows, customer_type="internal")).orders
    assert len(order.rentals) == 2


def test_a_rental_of_a_list_makes_a_complete_record() -> None:
    listed = replace(rental(), details=replace(NONE, customer_number="204"))
    for layout in ALL:
        written = write(layout.key, batch(listed))
        assert b"2026-10-03 10:00 - 2026-10-03 13:00" in written.content
        assert written.orders[0].customer == "Ærfugl IL"
    [head] = of_kind("agresso", "order head", batch(listed))
    assert head["ext_ord_ref"].rstrip() == "204"
