"""What a municipality decides, and what each field of a format is filled from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from data.files.batch import Rental
from data.formats import format_of
from data.formats._characters import latin1, latin1_lines, upper
from tests.batches import ALL, CLUB, batch, line, of_kind, part, records, rental, values, write

PERSON = "06827518563"
SCHOOL = rental(5, customer_type="internal", customer_id="41022")


def test_separated_files_take_a_row_by_its_kind_of_customer() -> None:
    both = batch(SCHOOL, rental())
    assert [order.customer_id for order in write("agresso", both).orders] == ["310366552"]
    internal = replace(both, customer_type="internal")
    assert [order.customer_id for order in write("agresso", internal).orders] == ["41022"]


def test_a_single_file_takes_every_row_with_the_external_codes() -> None:
    made = batch(SCHOOL, rental(), output_files="single", organization_value="314471911")
    external = replace(made.exports[0], codes={"external": {"article": "E"}})
    made = replace(made, exports=(external,))
    heads = of_kind("agresso", "order head", made)
    assert [head["tekst4"].rstrip() for head in heads] == ["310366552", "314471911"]
    lines = of_kind("agresso", "order line", made)
    assert {each["article"].rstrip() for each in lines} == {"E"}
    assert write("agresso", replace(made, customer_type="internal")).content == b""


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "factum"])
def test_one_order_for_each_customer_joins_its_lines_over_buildings(key: str) -> None:
    other = rental(1, customer_id="310073318", organization=replace(CLUB, customer_number=""))
    two = batch(
        part(rental(), number=1, article="A1", unit_prefix="x"),
        part(other, rental(2), number=2, article="A2", unit_prefix="y"),
        orders="customer",
    )
    written = write(key, two)
    assert [[(each.id, each.export) for each in order.rentals] for order in written.orders] == [
        [(61001, 1), (61003, 2)],
        [(61002, 2)],
    ]
    assert written.last_order == 38001452
    found = [values(record) for record in records(key, two)]
    article = "Varekode" if key == "factum" else "article"
    codes = [each[article].rstrip() for each in found if each.get(article, "").strip()]
    assert codes == ["A1", "A2", "A2"]
    if key == "agresso":
        batches = [each["batch_id"].rstrip() for each in found]
        assert batches == ["BOX261109"] * 5 + ["BOY261109"] * 3


@pytest.mark.parametrize("key", ["visma", "kommfakt", "csv"])
def test_formats_that_join_no_rows_give_each_its_own_order(key: str) -> None:
    assert len(write(key, batch(rental(), rental(1), orders="customer")).orders) == 2


def test_the_running_number_of_visma_counts_rentals_or_lines_of_one_article() -> None:
    rows = (
        rental(0, order_lines=(line(), line(name="Piano", article="90"))),
        rental(1, order_lines=(line(), line(name="Mer"))),
    )
    by_customer = of_kind("visma", "FL", batch(*rows))
    assert [each["LØPENR"] for each in by_customer] == ["01", "01", "02", "02"]
    by_article = of_kind("visma", "FL", batch(*rows, visma_running_number="customer_article"))
    assert [(each["VARENR"], each["LØPENR"]) for each in by_article] == [
        ("4231", "01"), ("0090", "01"), ("4231", "02"), ("4231", "03"),
    ]  # fmt: skip


def test_the_quantity_of_visma_is_hundredths_or_whole() -> None:
    rows = (rental(order_lines=(line(quantity=Decimal(8)),)), rental(1))
    assert [each["GRUNNLAG"] for each in of_kind("visma", "FL", batch(*rows))] == [
        "000000800",
        "000000100",
    ]
    whole = of_kind("visma", "FL", batch(*rows, visma_quantity="whole"))
    assert [each["GRUNNLAG"] for each in whole] == ["000000008", "000000001"]


def test_who_a_visma_invoice_is_made_out_to_and_where_it_goes() -> None:
    club = replace(CLUB, street="Veien 1", zip_code="9991 X", city="Ås")
    rows = (
        rental(0, organization=club),
        rental(1, organization=club, street="Gata 2", zip_code="5003", city="Sjøvika"),
        rental(2, customer_id=PERSON, organization=club, contact="Eli Sørli"),
        rental(3, type="allocation", organization=None, organization_name="", zip_code="1234"),
        rental(4, organization=None, organization_name=""),
        rental(5, type="booking", organization=club, contact="Gruppas kontakt"),
    )
    found = of_kind("visma", "FL", batch(*rows))
    shown = [
        tuple(
            each[name].rstrip() for name in ("NAVN", "ADRESSE1", "ADRESSE2", "POSTNR", "DERESREF")
        )
        for each in found
    ]
    assert shown == [
        ("Ærfugl IL", "Veien 1", "Ås", "9991", "Siri Moe"),
        ("Ærfugl IL", "Gata 2", "Sjøvika", "5003", "Siri Moe"),
        ("", "", "", "1234", ""),
        ("Siri Moe", "", "", "", "Siri Moe"),
        ("Ærfugl IL", "Veien 1", "Ås", "9991", "Gruppas kontakt"),
        ("Eli Sørli", "Veien 1", "Ås", "9991", "Eli Sørli"),
    ]


def test_rows_are_sorted_as_text_with_missing_values_last() -> None:
    def row(number: int, **changes: str) -> Rental:
        return rental(number, organization=None, organization_name="", **changes)

    rows = [
        row(1, customer_id=PERSON),
        row(2, customer_id="310366552", customer_number="200"),
        row(3, customer_id="310366552", customer_number="1100"),
        row(4, customer_id="310366552"),
        row(5, customer_id="310073318"),
        row(6, customer_id="12885840750"),
        row(7, customer_id="12885840750", other_id="310073318"),
    ]
    written = write("csv", batch(*rows))
    order = [each.id - 61001 for order in written.orders for each in order.rentals]
    assert order == [5, 3, 2, 4, 7, 1, 6]


def test_rows_that_end_at_the_same_time_stand_by_their_ids() -> None:
    at = datetime(2026, 10, 9, 9)
    rows = [rental(number, starts=at, ends=at) for number in (3, 1, 2)]
    [order] = write("agresso", batch(*rows)).orders
    assert [each.id for each in order.rentals] == [61002, 61003, 61004]


def test_a_file_has_the_period_of_its_generation() -> None:
    periods = {
        layout.key: layout.period(date(2027, 1, 6)) if layout.period else "" for layout in ALL
    }
    assert periods == {
        "agresso": "202701", "agresso_55": "202701", "csv": "202701",
        "factum": "", "kommfakt": "", "visma": "",
    }  # fmt: skip
    made = batch(rental())
    assert of_kind("agresso", "order head", made)[0]["period"] == "00202611"
    assert of_kind("agresso_55", "order head", made)[0]["period"] == "202611"


def test_lg04_in_version_5_5_is_wider_and_has_no_flag() -> None:
    made = batch(
        rental(text="Hallen: " + "x" * 60, order_lines=()),
        voucher_client="Fellesråd",
        att_1_id="ab3",
    )
    head, entry, text = (values(record) for record in records("agresso_55", made))
    assert "accept_flag" not in head
    assert (head["client"].rstrip(), head["att_1_id"]) == ("FELLESRåD", "AB3 ")
    assert (head["confirm_date"], head["order_id"]) == ("20261109", "000000038001451")
    assert entry["art_descr"].rstrip() == "Hallen: " + "x" * 60
    assert (entry["amount"], entry["value_1"]) == ("0" * 14 + "125050", "0" * 17 + "100")
    assert text["sequence_no"] == "00000001"


def test_factum_decodes_entities_once_and_escapes_everything() -> None:
    made = batch(rental(text="""A &amp; B &aring;&#8230; &amp;lt; & "x" 'y' &nosuch; &#27;"""))
    [entry] = of_kind("factum", "order line", made)
    assert entry["Tilleggstekst"].startswith("""A & B å... &lt; & "x" 'y' &nosuch;  - """)
    content = write("factum", made).content
    assert b"A &amp; B \xe5... &amp;lt; &amp; &quot;x&quot; &#039;y&#039;" in content


def test_factum_tells_order_lines_and_tax() -> None:
    lines = (
        line(tax_code="38", tax=0),
        line(name="Tekniker", is_main=False, quantity=Decimal("1.50"), unit_price=52050),
    )
    first, second = of_kind(
        "factum", "order line", batch(rental(order_lines=lines, period="3. okt."))
    )
    assert (first["mvakode"], first["Avgift"], first["Tilleggstekst"]) == (
        "U",
        "0",
        "Sal - 3. okt.",
    )
    assert (second["mvakode"], second["antall"], second["enhetspris"]) == ("3", "1.5", "520.5")
    assert second["Tilleggstekst"] == "Tekniker"


def test_csv_quotes_what_is_no_number() -> None:
    made = batch(
        part(
            rental(text="a,b", period='"x"'),
            article="1E5", responsible_code="KULTUR", invoice_instruction="x" * 120,
        ),
        headings="dim_1",
    )  # fmt: skip
    row = write("csv", made).content.split(b"\n")[1]
    assert row.startswith(b'00000000000125050,"a,b')
    assert b",1E5            ," in row
    assert b',"KULTUR  ",310366552      ,' + b"x" * 120 + b",038001451,00202611," in row
    assert row.endswith(b',"""x""' + b" " * 57 + b'"')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ærfugl ß é ½", "Ærfugl ß é ½"),
        ("€ … — – ™ № “” ‘’", "EUR ... -- - (TM) No \"\" ''"),
        ("š Ł œ", "s L oe"),
        ("日本 😀", "?? ?"),
        ("a\u0301 x\u0323", "á x"),
        ("\x00\x1b[1m\x7f\x9b", "??[1m??"),
        ("a\r\nb\tc", "a  b c"),
        ("", ""),
    ],
)
def test_text_is_what_latin_1_can_hold(text: str, expected: str) -> None:
    assert latin1(text) == expected
    assert latin1_lines("1\n" + text).startswith("1\n")
    assert upper("abcæøåß") == "ABCæøåß"


def test_orders_carry_their_amount_and_tax() -> None:
    written = write("visma", batch(rental(order_lines=(line(), line(article="9")))))
    assert (written.lines, written.amount, written.tax) == (1, 420000, 105000)
    assert format_of("visma").carried(written) == 525000
    assert format_of("factum").carried(written) == 420000
