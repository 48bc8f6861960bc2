"""F11 to F19, and whatever else is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from data.files.batch import ExportPart
from data.formats import format_of
from data.formats._amounts import with_tax
from data.money import rounded
from tests.batches import (
    ALL,
    CLUB,
    CODES,
    KEYS,
    batch,
    line,
    of_kind,
    part,
    refusal,
    rental,
    write,
)


def test_f11_a_unit_price_with_parts_of_an_ore_is_rounded_half_up() -> None:
    taxed = line(unit_price=9999, amount=9999, tax=2500, quantity=Decimal(1))
    [fields] = of_kind("visma", "FL", batch(rental(order_lines=(taxed,))))
    assert (fields["PRIS"], fields["BELØP"]) == ("00012499 ", "0000012499 ")
    assert with_tax(2, Decimal(25)) == 3, "2.5 øre"
    assert with_tax(9999, Decimal("12.5")) == 11249


@pytest.mark.parametrize("key", ["visma", "kommfakt"])
def test_f11_an_amount_that_does_not_fit_is_refused(key: str) -> None:
    assert write(key, batch(rental(price=99999999))).amount == 99999999
    problem = refusal(key, batch(rental(price=100000000)))
    assert problem.code == "F613"
    assert "8801" in str(problem)
    assert "100000000 does not fit in field PRIS" in str(problem)


def test_f11_whole_lines_may_be_larger_than_one_of_them() -> None:
    many = line(unit_price=100000, amount=100000000, quantity=Decimal(1000), tax=25000000)
    [fields] = of_kind("visma", "FL", batch(rental(order_lines=(many,))))
    assert fields["BELØP"] == "0125000000 "
    problem = refusal("visma", batch(rental(order_lines=(replace(many, amount=10**10),))))
    assert problem.phrase.values["field"] == "BELØP"


@pytest.mark.parametrize(
    ("kroner", "ore"),
    [
        ("0.005", 1),
        ("1.005", 101),
        ("2.675", 268),
        ("1234.565", 123457),
        ("99999999.99", 9999999999),
    ],
)
def test_f11_amounts_are_rounded_half_away_from_zero(kroner: str, ore: int) -> None:
    assert rounded(Decimal(kroner) * 100) == ore
    assert rounded(Decimal(kroner) * -100) == -ore


def test_f12_without_a_payer_number_the_customer_pays() -> None:
    payer = replace(CLUB, number="310000001", payer="310073318")
    for club, expected in (
        (payer, ("310000001", "310073318")),
        (replace(payer, payer=""), ("310000001", "310366552")),
        (replace(payer, number=""), ("310366552", "310366552")),
    ):
        made = batch(rental(organization=club), payer_switch=True)
        [head] = of_kind("agresso", "order head", made)
        assert (head["tekst3"].rstrip(), head["tekst4"].rstrip()) == expected


def test_f12_an_organisation_that_was_looked_up_pays_nothing() -> None:
    found = rental(organization=replace(CLUB, payer="310073318"), is_looked_up=True)
    [head] = of_kind("agresso", "order head", batch(found, payer_switch=True))
    assert head["tekst4"].rstrip() == "310366552"
    assert head["ext_ord_ref"].strip() == ""


@pytest.mark.parametrize("key", KEYS)
def test_f13_deleted_inactive_and_paid_rows_are_in_no_file(key: str) -> None:
    rows = (
        rental(0, is_active=False),
        rental(1, order_lines=(line(),), payments=("completed",)),
        rental(2, price=0),
        rental(3, price=-5),
        rental(4, is_active=False, price=-5),
        rental(5),
    )
    written = write(key, batch(*rows))
    assert [left.why for left in written.left_out] == [
        "inactive", "paid", "free", "credit", "inactive",
    ]  # fmt: skip
    assert written.content == write(key, batch(rental(5))).content
    assert written.last_order == 38001451


def test_f14_visma_counts_from_0_in_each_file() -> None:
    school = rental(1, customer_type="internal", customer_id="41022")
    both = batch(rental(), school)
    for customer_type in ("internal", "external"):
        content = write("visma", replace(both, customer_type=customer_type)).content
        assert content.endswith(b"SL00000004")


def test_f15_rows_of_several_exports_follow_without_a_mark() -> None:
    two = batch(part(rental(), number=304), part(rental(1), number=305))
    rows = write("csv", two).content.split(b"\n")
    assert [row[:17] for row in rows] == [
        b"amount,art_descr,", b"00000000000125050", b"00000000000125050", b"",
    ]  # fmt: skip


def test_f16_quotes_in_the_log_are_doubled() -> None:
    for name in ('Lag "A"; nord', "Lag “A”; nord"):
        made = batch(rental(organization=replace(CLUB, name=name)))
        for key in ("agresso", "visma", "kommfakt", "factum"):
            assert b';"Lag ""A""; nord";' in write(key, made).log


def test_f17_norwegian_letters_in_an_internal_reference_make_a_normal_log() -> None:
    school = rental(
        customer_type="internal",
        customer_id="41022",
        organization=replace(CLUB, name="Skolen", customer_number="Ås"),
    )
    made = batch(school, customer_type="internal", organization_value="314471911")
    log = write("agresso", made).log.decode("iso-8859-1")
    assert ';"Skolen";"314471911    Ås             ";' in log


def test_f18_texts_are_cut() -> None:
    long = rental(
        text="Hallen: " + "x" * 60,
        period="p" * 70,
        organization=replace(CLUB, name="n" * 50),
    )
    rows = write("kommfakt", batch(long)).content.split(b"\n")
    assert [len(row) for row in rows] == [62, 161, 73, 10]
    assert rows[1][13:43] == b"n" * 30
    rows = write("visma", batch(long)).content.split(b"\n")
    assert [len(row) for row in rows] == [63, 397, 74, 74, 10]
    ordered = replace(long, details=replace(long.details, order_lines=(line(),)))
    rows = write("visma", batch(ordered)).content.split(b"\n")
    assert rows[2][24:].startswith(b"Sal - ppp")
    assert len(rows[2]) == 74


@pytest.mark.parametrize(
    ("key", "codes", "field"),
    [
        ("visma", {"unit_number": "4410"}, "OPPDRGNR"),
        ("visma", {"article": "42310"}, "VARENR"),
        ("kommfakt", {"object_number": "3051"}, "OPPDRGNR"),
        ("kommfakt", {"responsible_code": "162000"}, "VARENR"),
    ],
)
def test_f18_a_code_that_does_not_fit_is_refused(
    key: str, codes: dict[str, Any], field: str
) -> None:
    problem = refusal(key, batch(part(rental(), **codes), headings="dim_value_1"))
    assert problem.code == "F613"
    assert problem.phrase.values["field"] == field
    [code] = codes.values()
    assert code in str(problem)
    assert "61001" in str(problem)


def test_f18_a_unit_number_that_is_not_in_use_does_not_matter() -> None:
    [fields] = of_kind("visma", "FL", batch(part(rental(), unit_number="4410")))
    assert fields["OPPDRGNR"] == "   "


def test_f19_the_same_article_twice_in_one_rental_gives_a_warning() -> None:
    twins = batch(rental(order_lines=(line(), line(name="Mer"))))
    [warning] = write("visma", twins).warnings
    assert str(warning) == (
        "Line 61001 has article 4231 2 times. Visma cannot tell their texts apart."
    )
    counted = batch(*twins.exports, visma_running_number="customer_article")
    assert not write("visma", counted).warnings


# What else is refused.


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"customer_id": ""}, "-"),
        ({"customer_id": "Ikke angitt"}, "Ikke angitt"),
        ({"customer_id": "1234"}, "1234"),
        ({"customer_id": "310366552", "id_kind": "ssn"}, "310 366 552"),
        ({"customer_id": "06827518563", "id_kind": "organization_number"}, "068275 *****"),
    ],
)
def test_a_payable_row_without_an_id_of_its_kind_is_refused(
    changes: dict[str, Any], shown: str
) -> None:
    for layout in ALL:
        problem = refusal(layout.key, batch(rental(**changes)))
        assert problem.code == "F611"
        assert f"carry: {shown}." in str(problem)
    free = rental(**changes, price=0)
    assert write("agresso", batch(free)).content == b""


def test_an_export_without_an_account_string_is_refused() -> None:
    bare = ExportPart(304, "Hallen", {"internal": CODES}, (rental(),))
    problem = refusal("agresso", batch(bare))
    assert problem.code == "F614"
    assert "Export 304 of Hallen" in str(problem)
    assert write("agresso", batch(replace(bare, rentals=()))).content == b""


def test_more_lines_than_the_running_number_can_count_are_refused() -> None:
    rows = [rental(number, price=100 + number) for number in range(100)]
    assert write("visma", batch(*rows[:99])).content.count(b"FL") == 99
    problem = refusal("visma", batch(*rows))
    assert problem.code == "F615"
    assert problem.phrase.values["line"] == 61100
    by_article = batch(*rows, visma_running_number="customer_article")
    assert refusal("visma", by_article).code == "F615"


@pytest.mark.parametrize(
    ("key", "quantity", "options"),
    [
        ("agresso", "0.125", {}),
        ("agresso_55", "0.125", {}),
        ("visma", "0.125", {}),
        ("visma", "2.5", {"visma_quantity": "whole"}),
    ],
)
def test_a_quantity_the_field_cannot_hold_is_refused(
    key: str, quantity: str, options: dict[str, str]
) -> None:
    odd = rental(order_lines=(line(quantity=Decimal(quantity)),))
    problem = refusal(key, batch(odd, **options))
    assert problem.code == "F616"
    assert quantity in str(problem)


def test_a_negative_quantity_and_a_long_order_number_are_refused() -> None:
    odd = batch(rental(order_lines=(line(quantity=Decimal(-1)),)))
    assert refusal("agresso", odd).phrase.values["field"] == "value_1"
    late = batch(rental(), last_order=999999999)
    assert refusal("agresso", late).phrase.values["field"] == "order_id"
    assert refusal("csv", late).phrase.values["field"] == "order_id"
    assert write("agresso_55", late).last_order == 1000000000
    taxed = batch(rental(order_lines=(line(tax_code="123"),)))
    assert refusal("agresso", taxed).phrase.values["field"] == "tax_code"


def test_a_refused_batch_leaves_itself_as_it_was() -> None:
    made = batch(rental(), rental(1, customer_id=""))
    before = replace(made)
    refusal("visma", made)
    assert made == before
    assert format_of("visma").write(batch(rental())).orders[0].number == 38001451
