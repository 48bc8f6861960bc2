"""Collective invoices: one row for each customer and month, grouped as Aktiv kommune groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from data.close import Close
from data.invoices import collect, customer_key
from data.views import InvoiceRow, LineRow
from tests.conftest import Clock
from tests.lists import CLUB, OTHER_CLUB, TO, bring, export_all, hall, line


def made(close: Close) -> list[tuple[str, int]]:
    return [(row.customer, row.total) for row in close.collective.of_building(hall(close))]


def the_row(close: Close) -> InvoiceRow:
    (row,) = close.collective.of_building(hall(close))
    return row


def test_a_customer_gets_one_invoice_however_the_id_is_printed(close: Close) -> None:
    bring(close, line(1, 100, customer_id=CLUB), line(2, 200, customer_id="310 366 552"))
    assert made(close) == [("Ærfugl IL", 300)]


def test_customers_without_an_id_are_not_one_customer(close: Close) -> None:
    bring(
        close,
        line(1, 400, organization="A", customer_id="Ikke angitt"),
        line(2, 300, organization="B", customer_id="Ikke angitt"),
        line(3, 200, organization="C", customer_id="2,45076E+10"),
        line(4, 100, organization="D", customer_id="2,45076E+10"),
    )
    assert made(close) == [("A", 400), ("B", 300), ("C", 200), ("D", 100)]


def test_departments_of_an_organisation_stand_in_its_row_and_are_invoiced_apart(
    close: Close,
) -> None:
    bring(close, line(1, 200, sub_customer="Ski"), line(2, 100, sub_customer="Fotball"))
    row = the_row(close)
    found = [(invoice.sub_customer, invoice.total) for invoice in row.invoices]
    assert (found, row.total, row.orders) == ([("Fotball", 100), ("Ski", 200)], 300, 2)


def test_an_internal_customer_is_one_whatever_stands_beside_the_number(close: Close) -> None:
    internal = {"customer_type": "internal", "customer_id": "204518"}
    bring(close, line(1, 200, sub_customer="a", **internal), line(2, 100, **internal))
    row = the_row(close)
    assert ([invoice.total for invoice in row.invoices], row.orders) == ([300], 1)


def test_one_number_of_both_kinds_of_customer_is_two_rows(close: Close) -> None:
    bring(close, line(1, 200, customer_type="internal"), line(2, 100))
    rows = close.collective.of_building(hall(close))
    assert [(row.customer_type, row.total) for row in rows] == [
        ("internal", 200),
        ("external", 100),
    ]


def test_free_and_held_lines_reach_no_invoice(close: Close) -> None:
    bring(close, line(1, 0), line(2, None), line(3, 500), line(4, 900, customer_id=OTHER_CLUB))
    close.basis.hold(hall(close), [4], "avklares")
    assert made(close) == [("Ærfugl IL", 500)]


# Over all buildings.


def both_halls(close: Close) -> None:
    bring(
        close,
        line(1, 500),
        line(2, 300, building="Svanebadet"),
        line(3, 200, building="Svanebadet", organization="Bjørgvin Turn", customer_id=OTHER_CLUB),
    )


def test_what_the_customer_rented_elsewhere_is_on_the_same_invoice(close: Close) -> None:
    both_halls(close)
    row = the_row(close)
    assert (row.total, row.total_of(["Hallen"]), row.buildings) == (
        800,
        500,
        ("Hallen", "Svanebadet"),
    )
    assert row.orders == 2, "Aktiv kommune makes one for each building"
    assert [line.id for line in row.lines_of("Svanebadet")] == [2]


def test_the_whole_month_shows_every_customer_and_a_building_only_its_own(close: Close) -> None:
    both_halls(close)
    month = [(row.customer, row.total) for row in close.collective.of_month(TO)]
    assert month == [("Ærfugl IL", 800), ("Bjørgvin Turn", 200)]
    assert made(close) == [("Ærfugl IL", 800)]


def test_an_exported_building_stays_on_the_invoice_and_a_reversed_one_counts_once(
    close: Close,
) -> None:
    both_halls(close)
    swan = close.basis.scope("Svanebadet", TO)
    number = export_all(close, swan, "Svanebadet")
    parts = [(part.building, part.export, part.total) for part in the_row(close).parts]
    assert parts == [("Hallen", None, 500), ("Svanebadet", number, 300)]

    close.exports.reverse(number, "feil pris")
    parts = [(part.building, part.export, part.total) for part in the_row(close).parts]
    assert parts == [("Hallen", None, 500), ("Svanebadet", None, 300)]


def test_what_was_exported_for_another_month_is_on_another_invoice(
    close: Close, clock: Clock
) -> None:
    both_halls(close)
    export_all(close, close.basis.scope("Svanebadet", TO), "Svanebadet")
    clock.move(days=20)
    november = close.collective.of_month(date(2026, 11, 30))
    assert [(row.customer, row.total) for row in november] == [("Ærfugl IL", 500)]


def test_another_season_of_the_building_waits_for_its_own_basis(close: Close) -> None:
    bring(close, line(1, 500, season="Høst"), line(2, 300, season="Vår"), line(3, 100))
    autumn = close.basis.scope("Hallen", TO, "Høst")
    assert [row.total for row in close.collective.of_building(autumn)] == [600]


# The law.

WHEN = datetime(2026, 10, 5, 18)
SOME = LineRow(
    id=1, type="event", reservation_id=7, description="Hallen: Sal A", building="Hallen",
    organization="", contact="", customer_type="external", customer_id="", id_code="free",
    id_level="free", starts=WHEN, ends=WHEN, price=0, season="", sub_customer="",
    source_export="", source_file="", source_order="", export=None, held=False, held_to=None,
    held_reason="", held_by="", source_customer_type="external", source_customer_id="",
    source_price=0,
)  # fmt: skip
LINES = st.lists(
    st.builds(
        lambda *values: dict(
            zip(("organization", "customer_id", "customer_type", "sub_customer", "building",
                 "export", "price"), values, strict=True)
        ),
        st.sampled_from(["Ærfugl IL", "Bjørgvin Turn"]),
        st.sampled_from([CLUB, f" {CLUB} ", "", "Ikke angitt", "204518"]),
        st.sampled_from(["external", "internal"]),
        st.sampled_from(["", "Ski"]),
        st.sampled_from(["Hallen", "Svanebadet"]),
        st.sampled_from([None, 1, 2]),
        st.sampled_from([None, 0, -500, 100, 12_345]),
    ),
    max_size=12,
)  # fmt: skip


def rows_of(values: list[dict[str, object]]) -> list[LineRow]:
    return [replace(SOME, id=id_, **each) for id_, each in enumerate(values, 1)]  # type: ignore[arg-type]


@given(LINES, st.randoms(use_true_random=False))
def test_every_priced_line_is_on_just_one_invoice_in_whatever_order_they_come(
    values: list[dict[str, object]], chance: Random
) -> None:
    lines = rows_of(values)
    rows = collect(lines)
    priced = [line for line in lines if line.price]
    placed = Counter(line.id for row in rows for line in row.lines)
    assert placed == Counter(line.id for line in priced)
    assert sum(row.total for row in rows) == sum(line.price or 0 for line in priced)
    for row in rows:
        assert row.total == sum(invoice.total for invoice in row.invoices)
        assert row.total == row.total_of(row.buildings)
    mixed = list(lines)
    chance.shuffle(mixed)
    assert collect(mixed) == rows


def test_a_corrected_id_is_grouped_without_the_sub_customer_of_the_old_one() -> None:
    theirs = replace(SOME, sub_customer="20")
    corrected = replace(theirs, customer_id=OTHER_CLUB)

    assert customer_key(theirs)[2] == "20"
    assert customer_key(corrected) == (SOME.customer_type, OTHER_CLUB, "")
