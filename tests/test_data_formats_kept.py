"""K1 to K11: what is odd and stays, because the accounting systems are set up for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.formats import format_of
from tests.batches import (
    ALL,
    CLUB,
    KEYS,
    batch,
    line,
    of_kind,
    part,
    records,
    rental,
    values,
    write,
)


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "factum"])
def test_k01_an_order_does_not_span_exports(key: str) -> None:
    two = batch(part(rental(), number=304), part(rental(1), rental(2), number=305))
    assert [
        (order.number, [each.export for each in order.rentals]) for order in write(key, two).orders
    ] == [(38001451, [304]), (38001452, [305, 305])]


@pytest.mark.parametrize("key", [key for key in KEYS if key != "csv"])
@pytest.mark.parametrize("line_break", ["linux", "windows"])
def test_k02_there_is_no_line_end_after_the_last_record(key: str, line_break: str) -> None:
    written = write(key, batch(rental(), line_break=line_break))
    assert not written.content.endswith((b"\n", b"\r"))


@pytest.mark.parametrize("key", ["agresso", "agresso_55"])
def test_k03_additional_information_and_reference_come_from_the_first_rental(key: str) -> None:
    first = rental(additional_information="Bestilling 7")
    [head] = of_kind(key, "order head", batch(rental(1, additional_information="nr. 8"), first))
    assert head["long_info2"].rstrip() == "Bestilling 7"
    assert head["ext_ord_ref"].rstrip() == "10"


def test_k04_the_text_record_repeats_the_period_of_the_rental_under_each_order_line() -> None:
    lines = (line(), line(name="Piano", article="4291"))
    found = records("agresso", batch(rental(order_lines=lines, period="3. oktober")))
    assert [record.kind for record in found] == [
        "order head", "order line", "text", "order line", "text",
    ]  # fmt: skip
    assert {values(record)["short_info"].rstrip() for record in found[2::2]} == {"3. oktober"}
    assert [values(record)["art_descr"].rstrip() for record in found[1::2]] == ["Sal", "Piano"]


def test_k05_visma_counts_neither_repeated_openings_nor_second_texts() -> None:
    content = write("visma", batch(rental(), rental(1), headings="dim_value_1")).content
    assert [row[:2] for row in content.split(b"\n")] == [
        b"ST", b"FL", b"LT", b"LT", b"ST", b"FL", b"LT", b"LT", b"SL",
    ]  # fmt: skip
    assert content.endswith(b"SL00000006")


def test_k05_visma_counts_on_over_the_exports_of_a_file() -> None:
    two = batch(part(rental(), number=304), part(rental(1), number=305))
    ends = [row for row in write("visma", two).content.split(b"\n") if row[:2] == b"SL"]
    assert ends == [b"SL00000004", b"SL00000008"]


def test_k06_visma_never_marks_an_internal_invoice() -> None:
    school = rental(customer_type="internal", customer_id="41022")
    [fields] = of_kind("visma", "FL", batch(school, customer_type="internal"))
    assert fields["INTFAKT"] == " "


def test_k07_kommfakt_keeps_its_short_records() -> None:
    rows = write("kommfakt", batch(rental())).content.split(b"\n")
    assert [len(row) for row in rows] == [62, 161, 73, 10]


def test_k08_factum_writes_first_and_later_rentals_of_an_order_differently() -> None:
    rows = part(rental(), rental(1), responsible_code=" 1620-avd 9 ", object_number="x" * 9)
    found = of_kind("factum", "order line", batch(rows, headings="dim_1 dim_3"))
    assert [(each["AnsvarDim"], each["ObjektDim"]) for each in found] == [
        (" 1620-AV", "X" * 8),
        ("1620-AVD 9", "X" * 9),
    ]
    assert ["Fakturaorgkode" in each for each in found] == [True, False]


def test_k08_an_order_over_exports_has_one_first_rental() -> None:
    two = batch(part(rental(), number=304), part(rental(1), number=305), orders="customer")
    found = of_kind("factum", "order line", two)
    assert ["Fakturaorgkode" in each for each in found] == [True, False]


def test_k09_the_log_of_kommfakt_holds_the_id_of_the_finished_rental() -> None:
    assert b'\n"61001";"event";"38001451"' in write("kommfakt", batch(rental())).log
    assert b'\n"8801";"event";"38001451"' in write("visma", batch(rental())).log


def test_k10_the_log_of_csv_is_its_heading_alone() -> None:
    written = write("csv", batch(rental()))
    assert written.log.decode("iso-8859-1") == (
        "Reservasjon_Id;Reservasjon_Type;Ordrenr;Kundenavn;Kundenummer;Varelinjer med dato;Bygg;"
        "Beløp;Beløp2"
    )


def test_k11_aktiv_kommunes_total_includes_what_is_not_in_the_file() -> None:
    rows = batch(
        rental(price=100),
        rental(1, price=-20),
        rental(2, price=None),
        rental(3, price=7, is_active=False),
        rental(4, price=1, order_lines=(line(),), payments=("completed",)),
        rental(5, price=50, customer_type="internal", customer_id="41022"),
    )
    assert rows.reference_total == 88
    assert replace(rows, customer_type="internal").reference_total == 50
    written = {layout.key: write(layout.key, rows) for layout in ALL}
    assert {each.amount for each in written.values()} == {100}
    assert {key: format_of(key).items(each) for key, each in written.items()} == {
        "agresso": 1, "agresso_55": 1, "csv": 0, "factum": 1, "kommfakt": 3, "visma": 2,
    }  # fmt: skip


def test_the_name_of_the_customer_is_the_organisations() -> None:
    [order] = write(
        "agresso", batch(rental(organization=replace(CLUB, name="Nytt navn IL")))
    ).orders
    assert order.customer == "Nytt navn IL"
