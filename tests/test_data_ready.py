"""«Klar for generering»: what is there, what it waits for, and how many invoices it makes."""

from __future__ import annotations

import json

from data.close import Close
from data.models import AccountString
from data.month import Month
from data.ready import ReadyView
from tests.lists import CODES, OTHER_CLUB, TO, bring, export_all, line

OCTOBER = Month(2026, 10)


def export(close: Close, building: str) -> int:
    return export_all(close, close.basis.scope(building, TO), building)


def ready(close: Close) -> ReadyView:
    return close.ready.view(OCTOBER)


def three_houses(close: Close) -> None:
    """The same club in two houses, another one and an internal customer in one of them."""
    bring(
        close,
        line(1, 500),
        line(2, 700, organization="Brann", customer_id=OTHER_CLUB),
        line(3, 0, customer_type="internal", customer_id=""),
        line(4, 900, building="Bakken"),
        line(5, 100, building="Øya", customer_type="internal", customer_id="204518"),
    )


def test_buildings_that_are_not_exported_are_waited_for(close: Close) -> None:
    three_houses(close)
    export(close, "Hallen")

    view = ready(close)

    assert [row.building for row in view.waiting] == ["Bakken", "Øya"]
    assert (view.exported_buildings, view.buildings) == (1, 3)
    assert not view.is_complete


def test_a_building_signed_as_having_nothing_is_not_waited_for(close: Close) -> None:
    three_houses(close)
    bring(close, line(9, building="Tomta", exported="77"), file="tom.csv")
    assert "Tomta" in [row.building for row in ready(close).waiting]

    close.control.sign_nothing(close.basis.scope("Tomta", TO))

    assert "Tomta" not in [row.building for row in ready(close).waiting]
    assert ready(close).buildings == 3


def test_a_customer_of_two_buildings_gets_one_invoice(close: Close) -> None:
    three_houses(close)
    for building in ("Hallen", "Bakken", "Øya"):
        export(close, building)

    view = ready(close)

    assert (view.customers, view.invoices) == (4, 3)
    assert (view.lines, view.payable, view.total) == (5, 4, 2200)


def test_only_strings_that_priced_lines_go_to_need_codes(close: Close) -> None:
    three_houses(close)
    for building in ("Hallen", "Bakken", "Øya"):
        export(close, building)

    missing = [(hit.name, hit.customer_type) for hit in ready(close).without_codes]

    assert missing == [("Bakken", "external"), ("Hallen", "external"), ("Øya", "internal")]


def test_with_every_building_and_every_code_nothing_is_missing(close: Close) -> None:
    three_houses(close)
    assert not ready(close).is_complete
    for building in ("Hallen", "Bakken", "Øya"):
        export(close, building)
    AccountString.update(codes='{"article": "4231"}').execute()
    assert {hit.missing for hit in ready(close).without_codes} == {
        ("service", "unit_number", "unit_prefix")
    }
    AccountString.update(codes=json.dumps(CODES)).execute()
    assert ready(close).is_complete


def test_a_reversed_export_stays_as_history_and_counts_nowhere(close: Close) -> None:
    three_houses(close)
    number = export(close, "Hallen")
    close.exports.reverse(number, "feil pris")

    view = ready(close)

    assert [row.number for row in view.exports] == [number]
    assert view.standing == ()
    assert (view.lines, view.total, view.customers, view.invoices) == (0, 0, 0, 0)
    assert "Hallen" in [row.building for row in view.waiting]
    assert view.without_codes == ()
