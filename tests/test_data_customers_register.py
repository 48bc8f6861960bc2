"""Customers held against the unit register."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.close import Close
from data.views import Finding
from tests.lists import bring, hall, line
from tests.units import FIFTH, FIRST, FOURTH, MADE, SECOND, THIRD, csv_bytes, put, some

MAIN, SUB = some()
UNKNOWN = "310073318"


@pytest.fixture
def register(close: Close, tmp_path: Path) -> Close:
    """Return a store with a register of five units."""
    close.registers.load(
        [put(tmp_path, "enheter.csv", csv_bytes(MAIN)), put(tmp_path, "sub.csv", csv_bytes(SUB))],
        MADE,
    )
    return close


def asked(close: Close) -> list[Finding]:
    findings = close.control.view(hall(close)).points[0].findings
    return [found for found in findings if found.kind == "unit_register"]


def said(found: Finding) -> str:
    return str(found.text).replace("\u00a0", " ")


def test_without_a_register_nothing_is_said(close: Close) -> None:
    bring(close, line(1, customer_id=UNKNOWN))
    assert asked(close) == []


def test_case_08_a_number_that_is_not_found_is_for_attention(register: Close) -> None:
    bring(register, line(1, customer_id=UNKNOWN), line(2, customer_id=UNKNOWN))
    (found,) = asked(register)
    assert (found.lines, found.stops) == ((1, 2), False)
    assert said(found).startswith(
        "F205 Ærfugl IL: 310 073 318 is not in the unit register of 01.11.2026"
    )
    assert register.control.view(hall(register)).points[0].state == "attention"


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [
        (SECOND, "Konkurs AS", "F220"),
        (THIRD, "Avviklet, «stiftelse»", "F221"),
        (FIFTH, "Ærfugl IL avd Ball", "F222"),
        (FIRST, "Bjørgvin Turn", "F223"),
    ],
)
def test_what_the_register_says_stands_on_the_customer(
    register: Close, number: int, name: str, code: str
) -> None:
    bring(register, line(1, customer_id=str(number), organization=name))
    (found,) = asked(register)
    assert said(found).startswith(f"{code} {name}: ")
    assert "01.11.2026" in said(found)


def test_who_is_in_order_free_internal_or_a_person_is_not_looked_up(register: Close) -> None:
    bring(
        register,
        line(1, customer_id=str(FIRST)),
        line(2, customer_id=str(FOURTH), organization="Ørsta oppvekst"),
        line(3, 0, customer_id=UNKNOWN),
        line(4, customer_type="internal", customer_id="204518"),
        line(5, customer_id="12829499914", organization="", contact="Kari Ås"),
    )
    assert asked(register) == []


def test_each_name_that_is_not_the_register_s_is_told(register: Close) -> None:
    number = str(FIRST)
    bring(
        register,
        line(1, customer_id=number, organization="Bjørgvin Turn"),
        line(2, customer_id=number, organization="Sangkoret Våren"),
    )
    assert [found.lines for found in asked(register)] == [(1,), (2,)]


def test_an_answer_about_a_unit_outlives_a_newer_register(register: Close, tmp_path: Path) -> None:
    bring(register, line(1, customer_id=UNKNOWN))
    register.control.sign(hall(register), 1, "kontrollert i registeret")
    register.registers.load([put(tmp_path, "ny.csv", csv_bytes(MAIN))])
    (found,) = asked(register)
    assert found.offered is not None
