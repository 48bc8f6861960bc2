"""Case files: the lines, buildings and account strings of each, and every way to be wrong."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.details import Details, Organization, write
from data.errors import Refused
from data.listing import NOT_GIVEN, ListedAccountString, ListedLine
from data.sources import recognise
from tests.list_files import GOLDEN, needs_shared, read_list, refusal

RESERVATION: dict[str, Any] = {
    "id": 61001,
    "reservation_type": "event",
    "reservation_id": 8801,
    "cost": "1250.50",
    "from": "2026-10-01 18:00",
    "to": "2026-10-01 20:00",
    "organization_id": 31,
    "customer_type": "external",
    "customer_identifier_type": "organization_number",
    "customer_organization_number": "310366552",
    "customer_number": "99",
    "article_description": "Hallen: Sal A",
    "source": {"contact_name": "Siri Moe"},
}
CASE: dict[str, Any] = {
    "schema": 1,
    "account_code_sets": [{"id": 1, "name": "4231 Hallen", "article": "4231", "dim_4": None}],
    "organizations": [{"id": 31, "name": "Ærfugl IL", "customer_number": "10"}],
    "exports": [
        {
            "id": 304,
            "building_id": 14,
            "building_name": "Hallen",
            "account_code_set": {"internal": 1, "external": 1},
            "reservations": [RESERVATION],
        }
    ],
}


def encoded(case: object) -> bytes:
    return json.dumps(case).encode()


def changed(path: str, value: object) -> bytes:
    """Return the case with one value replaced, `...` taking it away."""
    case = deepcopy(CASE)
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    place: Any = case
    for step in way:
        place = place[step]
    place[last] = value
    if value is ...:
        del place[last]
    return encoded(case)


FIRST = "exports.0.reservations.0"


def test_a_finished_rental_becomes_a_line_that_is_not_exported() -> None:
    assert read_list(encoded(CASE)).lines == (
        ListedLine(
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
            price=125050,
            sub_customer="10",
            details=write(
                Details(
                    id_kind="organization_number",
                    customer_number="99",
                    organization=Organization(31, "Ærfugl IL", customer_number="10"),
                    contact="Siri Moe",
                )
            ),
        ),
    )


def test_buildings_and_account_strings_come_with_the_lines() -> None:
    reading = read_list(encoded(CASE))
    assert reading.building_ids == {"Hallen": 14}
    assert reading.account_strings == (
        ListedAccountString("Hallen", "external", "4231 Hallen", {"article": "4231"}),
        ListedAccountString("Hallen", "internal", "4231 Hallen", {"article": "4231"}),
    )


@pytest.mark.parametrize(
    ("path", "value", "field", "read"),
    [
        ("cost", ..., "price", None),
        ("cost", "-450.00", "price", -45000),
        ("cost", "7", "price", 700),
        ("organization_id", ..., "organization", ""),
        ("organization_id", ..., "sub_customer", "99"),
        ("customer_type", "internal", "sub_customer", "99"),
        ("customer_identifier_type", ..., "customer_id", NOT_GIVEN),
        ("customer_identifier_type", "ssn", "customer_id", ""),
        ("building_name", "Annekset", "building", "Annekset"),
        ("source", {"group_contact": "Odd Lie"}, "contact", "Odd Lie"),
        ("source", ..., "contact", ""),
        ("source", {"contact_name": "\x1b[1mÅse"}, "contact", "␛[1mÅse"),
    ],
)
def test_an_absent_value_is_not_set(path: str, value: object, field: str, read: object) -> None:
    (line,) = read_list(changed(f"{FIRST}.{path}", value)).lines
    assert getattr(line, field) == read


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", 2),
        ("schema", ...),
        ("exports", {}),
        ("exports.0", 7),
        ("exports.0.building_name", ...),
        ("exports.0.building_id", "14"),
        ("exports.0.account_code_set.internal", 9),
        ("exports.0.reservations", "ingen"),
        ("organizations", 1),
        ("organizations.0.id", True),
        ("organizations.0.name", ""),
        ("account_code_sets.0.article", 4231),
        (f"{FIRST}.id", "61001"),
        (f"{FIRST}.id", 0),
        (f"{FIRST}.id", 10**30),
        (f"{FIRST}.reservation_type", "rental"),
        (f"{FIRST}.customer_type", []),
        (f"{FIRST}.customer_identifier_type", "passport"),
        (f"{FIRST}.cost", 1250.5),
        (f"{FIRST}.cost", 1250),
        (f"{FIRST}.cost", "1250,50"),
        (f"{FIRST}.cost", "1250.505"),
        (f"{FIRST}.cost", "1e3"),
        (f"{FIRST}.cost", "999999999999"),
        (f"{FIRST}.from", "01.10.2026 18:00"),
        (f"{FIRST}.from", "2026-02-30 18:00"),
        (f"{FIRST}.to", "2026-10-01 17:59"),
        (f"{FIRST}.to", ...),
        (f"{FIRST}.organization_id", 32),
        (f"{FIRST}.article_description", "KjÃ¸kken"),
        (f"{FIRST}.article_description", "\ud800"),
        (f"{FIRST}.source.contact_name", {"name": "Siri"}),
    ],
)
def test_a_wrong_value_is_refused_with_its_path(path: str, value: object) -> None:
    wrong = refusal(changed(path, value))
    assert wrong.code == "F115"
    assert path.replace(".0", "[0]") in [cell.column for cell in wrong.cells]


def test_every_wrong_value_is_named_with_the_number_of_its_rental() -> None:
    case = deepcopy(CASE)
    case["exports"][0]["reservations"] = [
        RESERVATION,
        RESERVATION | {"id": 2, "cost": 5, "from": "i går"},
        RESERVATION | {"id": 3, "reservation_type": None},
    ]
    assert [(cell.row, cell.column) for cell in refusal(encoded(case)).cells] == [
        (2, "exports[0].reservations[1].from"),
        (2, "exports[0].reservations[1].cost"),
        (3, "exports[0].reservations[2].reservation_type"),
    ]


def test_the_same_id_counts_once_or_is_refused() -> None:
    case = deepcopy(CASE)
    case["exports"][0]["reservations"] *= 2
    assert read_list(encoded(case)).repeated == 1
    case["exports"][0]["reservations"][1] = RESERVATION | {"cost": "1.00"}
    assert [cell.row for cell in refusal(encoded(case)).cells] == [2]


def test_one_name_with_two_building_ids_is_refused() -> None:
    case = deepcopy(CASE)
    case["exports"].append(CASE["exports"][0] | {"building_id": 15, "reservations": []})
    assert [cell.column for cell in refusal(encoded(case)).cells] == ["exports[1].building_id"]


@pytest.mark.parametrize(
    "content",
    [
        b'{"exports": ',
        b'{"exports": [}',
        b'{"exports": NaN}',
        b'{"exports": [], "exports": []}',
        b'{"exports": ' + b"[" * 100_000,
        b'{"exports": ' + b"9" * 10_000 + b"}",
        b'{"exports": "\xff"}',
    ],
)
def test_what_is_no_json_is_refused(content: bytes) -> None:
    assert refusal(content).code == "F118"


def test_the_line_on_which_json_ends_is_told() -> None:
    content = json.dumps(CASE, indent=1).encode()
    (cell,) = refusal(content[:-40]).cells
    assert cell.row > 20


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
PATHS = [
    "schema", "exports", "exports.0", "exports.0.building_id", "exports.0.building_name",
    "exports.0.account_code_set", "exports.0.account_code_set.internal", "exports.0.reservations",
    "organizations", "organizations.0", "organizations.0.id", "account_code_sets",
    "account_code_sets.0", "account_code_sets.0.name", FIRST, f"{FIRST}.source",
    *(f"{FIRST}.{key}" for key in RESERVATION),
]  # fmt: skip


@settings(deadline=None)
@given(path=st.sampled_from(PATHS), value=VALUES)
def test_any_value_anywhere_is_read_or_refused(path: str, value: object) -> None:
    try:
        named = bool(read_list(changed(path, value)).kind)
    except Refused as wrong:
        named = bool(wrong.cells)
    assert named


@needs_shared
@pytest.mark.parametrize(
    "case", sorted(GOLDEN.glob("*/*/input.json")), ids=lambda path: "-".join(path.parts[-3:-1])
)
def test_every_golden_case_gives_its_rows_and_its_sum(case: Path) -> None:
    content = case.read_bytes()
    source = recognise(content)
    assert source is not None
    assert source.key == "case_json"
    reading = read_list(content)
    given = [
        reservation
        for export in json.loads(content)["exports"]
        for reservation in export["reservations"]
    ]
    assert [line.id for line in reading.lines] == [listed["id"] for listed in given]
    cost = sum(int(Decimal(listed["cost"] or 0) * 100) for listed in given)
    assert sum(line.price or 0 for line in reading.lines) == cost
    assert not any(line.exported for line in reading.lines)
    assert reading.building_ids.keys() == {line.building for line in reading.lines}
    assert {listed.customer_type for listed in reading.account_strings} == {"external", "internal"}
