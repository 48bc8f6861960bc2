"""Collective invoices: one for each customer and month, grouped as Aktiv kommune groups."""

from __future__ import annotations

from data.close import Close
from tests.lists import CLUB, OTHER_CLUB, bring, hall, line


def made(close: Close) -> list[tuple[str, int]]:
    return [(row.customer, row.total) for row in close.basis.invoices(hall(close))]


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


def test_departments_of_an_organisation_are_invoiced_apart(close: Close) -> None:
    bring(close, line(1, 200, sub_customer="Fotball"), line(2, 100, sub_customer="Ski"))
    assert [total for _, total in made(close)] == [200, 100]


def test_an_internal_customer_is_one_whatever_stands_beside_the_number(close: Close) -> None:
    internal = {"customer_type": "internal", "customer_id": "204518"}
    bring(close, line(1, 200, sub_customer="a", **internal), line(2, 100, **internal))
    assert [total for _, total in made(close)] == [300]


def test_free_and_held_lines_reach_no_invoice(close: Close) -> None:
    bring(close, line(1, 0), line(2, None), line(3, 500), line(4, 900, customer_id=OTHER_CLUB))
    close.basis.hold(hall(close), [4], "avklares")
    assert made(close) == [("Ærfugl IL", 500)]
