"""What is offered when a line is corrected: known ids, and the customer's other lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from data.close import Close
from data.errors import Problem
from data.register.unit import Unit
from data.suggestions import suggestions
from tests.conftest import Clock
from tests.lists import CLUB, OTHER_CLUB, TO, bring, export_all, hall, line

THIRD = "310010979"
WRONG = "310366551"


def ended(month: int) -> dict[str, Any]:
    return {"starts": datetime(2026, month, 20, 18), "ends": datetime(2026, month, 20, 20)}


def offered(close: Close, line_id: int = 1) -> list[tuple[str, str, str, str]]:
    return [
        (each.value, str(each.text), each.origin, str(each.reason))
        for each in close.corrections.suggestions(line_id, "customer_id")
    ]


def test_the_id_of_earlier_months_comes_first_the_newest_before_the_older(close: Close) -> None:
    bring(
        close,
        line(1, customer_id=""),
        line(2, customer_id=OTHER_CLUB, **ended(7)),
        line(3, customer_id=CLUB, **ended(9)),
        line(4, customer_id=CLUB, **ended(8)),
        line(5, customer_id=WRONG, **ended(8)),
        line(6, customer_id=THIRD, organization="Noen andre", **ended(9)),
        line(7, customer_id="204518", customer_type="internal", **ended(9)),
    )
    assert offered(close) == [
        (CLUB, "used in September 2026", "application", "as last month"),
        (OTHER_CLUB, "used in July 2026", "application", "as in an earlier month"),
    ]


def test_exported_lines_and_other_buildings_are_remembered_too(close: Close) -> None:
    bring(close, line(2, building="Ørneset", customer_id=CLUB, **ended(9)))
    scope = close.basis.scope("Ørneset", date(2026, 9, 30))
    export_all(close, scope, "Ørneset")
    bring(close, line(1, customer_id=""), file="b.csv")
    assert [value for value, *_ in offered(close)] == [CLUB]


def test_ids_on_other_lines_of_the_basis_come_with_their_count(close: Close) -> None:
    bring(
        close,
        line(1, customer_id=WRONG),
        line(2, customer_id=OTHER_CLUB),
        *(line(number, customer_id=CLUB) for number in (3, 4)),
    )
    assert offered(close) == [
        (CLUB, "2 other lines here", "application", "as on the customer's other lines"),
        (OTHER_CLUB, "1 other line here", "application", "as on the customer's other lines"),
    ]


def test_what_was_corrected_before_is_offered_with_whence_who_and_when(
    close: Close, clock: Clock
) -> None:
    bring(close, line(1, customer_id=""), line(2, building="Ørneset", customer_id=""))
    close.corrections.correct([2], "customer_id", THIRD, "accounting", "fra reskontro")
    assert offered(close) == [
        (
            THIRD,
            "corrected 05.11.2026 by Kari Nes (accounting)",
            "accounting",
            "as corrected before",
        )
    ]


def test_the_unit_register_is_asked_by_the_exact_name(close: Close) -> None:
    class Units:
        def named(self, name: str) -> list[Unit]:
            found = Unit(
                int(CLUB), "ÆRFUGL IL", "FLI", bankrupt=False, winding_up=False, parent=None
            )
            return [found] if name == "Ærfugl IL" else []

    bring(close, line(1, customer_id=""), line(2, customer_id="", organization="", contact="Kari"))
    for number, expected in ((1, [CLUB]), (2, [])):
        found = suggestions(close.basis, Units(), number, "customer_id")  # type: ignore[arg-type]
        assert [each.value for each in found] == expected


def test_nothing_is_offered_for_nobody_a_price_or_no_line(close: Close) -> None:
    bring(
        close,
        line(1, customer_id="", organization="", contact=""),
        line(2, organization="", contact=""),
        line(3),
    )
    assert offered(close) == []
    assert close.corrections.suggestions(3, "price") == ()
    with pytest.raises(Problem, match="F352"):
        close.corrections.suggestions(99, "customer_id")


def test_the_customers_other_lines_with_the_same_value_are_told_apart(close: Close) -> None:
    bring(
        close,
        line(1, customer_id=WRONG),
        line(2, customer_id=WRONG),
        line(3, customer_id=CLUB),
        line(4, customer_id=WRONG, building="Ørneset"),
        line(5, customer_id=WRONG, organization="Noen andre"),
        line(6, customer_id=WRONG, customer_type="internal"),
        line(7, customer_id=WRONG, **ended(11) | {"ends": datetime(2026, 11, 2, 20)}),
        line(8, customer_id=WRONG, exported="412"),
    )
    found = close.corrections.others(1, "customer_id", TO)
    assert [row.id for row in found.here] == [2]
    assert [(row.id, row.building) for row in found.elsewhere] == [(4, "Ørneset")]
    assert [row.id for row in close.corrections.others(4, "customer_id").elsewhere] == [1, 2]


def test_lines_without_a_price_are_alike_too(close: Close) -> None:
    bring(close, line(1, None), line(2, None), line(3, 0))
    assert [row.id for row in close.corrections.others(1, "price").here] == [2]
    assert close.corrections.correct([1, 2], "price", 500, "accounting", "glemt") == 2
    assert len(close.basis.lines(hall(close))) == 3
