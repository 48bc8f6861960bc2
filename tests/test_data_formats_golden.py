"""The golden files: bytes, log, names, orders and totals as the reference system makes them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from data import money
from data.files.case import Case, read_case
from data.formats import format_of, formats
from data.formats._characters import latin1
from tests.list_files import GOLDEN, SHARED, needs_shared

CASES = sorted(path.parent for path in GOLDEN.glob("*/*/input.json"))
each_case = pytest.mark.parametrize(
    "folder", CASES or [Path()], ids=lambda path: "-".join(path.parts[-2:])
)
pytestmark = needs_shared


def read(folder: Path) -> Case:
    return read_case((folder / "input.json").read_bytes(), "input.json")


def result(folder: Path) -> Any:
    return json.loads((folder / "result.json").read_text(encoding="utf-8"))


@each_case
def test_a_golden_case_gives_its_file_and_its_log_byte_for_byte(folder: Path) -> None:
    case = read(folder)
    written = case.format.write(case.batch)
    assert written.content == (folder / "expected.txt").read_bytes()
    assert written.log == (folder / "log.csv").read_bytes()


@each_case
def test_a_golden_case_gives_its_names_orders_and_totals(folder: Path) -> None:
    case, expected = read(folder), result(folder)
    written = case.format.write(case.batch)
    assert (case.names.file, case.names.log) == (expected["file_name"], expected["log_name"])
    assert written.last_order == expected["last_order_number"]
    assert [
        {"order": order.number, "reservations": [each.id for each in order.rentals]}
        for order in written.orders
    ] == expected["orders"]
    assert case.format.items(written) == expected["aktivkommune_total_items"]
    assert money.plain(case.batch.reference_total) == expected["aktivkommune_total_cost"]


@each_case
def test_a_golden_file_reads_back_as_its_orders(folder: Path) -> None:
    case = read(folder)
    written = case.format.write(case.batch)
    found = case.format.read((folder / "expected.txt").read_bytes(), case.batch.options)
    assert found.amount == case.format.carried(written)
    assert len(found.orders) == len(written.orders)
    numbers = [order.number for order in found.orders]
    assert numbers in ([order.number for order in written.orders], [None] * len(numbers))


def test_there_is_a_golden_case_of_every_format_but_the_newest() -> None:
    assert {path.parent.name for path in CASES} == {each.key for each in formats()} - {"agresso_55"}


def lg04_fields() -> list[dict[str, str]]:
    path = SHARED / "reference" / "lg04-fields.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize(("key", "version"), [("agresso", "53"), ("agresso_55", "55")])
def test_the_positions_of_lg04_are_those_of_its_description(key: str, version: str) -> None:
    described = [
        (row["field"], int(row[f"from_{version}"]), int(row[f"to_{version}"]))
        for row in lg04_fields()
        if row[f"from_{version}"]
    ]
    for table in format_of(key).tables:
        shown = [(row.field, row.position.partition("-")) for row in table.rows]
        assert [
            (name, int(first), int(last or first)) for name, (first, _, last) in shown
        ] == described


def test_every_character_becomes_what_the_reference_makes_of_it() -> None:
    path = SHARED / "reference" / "translit-latin1.tsv"
    rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]
    assert len(rows) == 1911
    wrong = []
    for row in rows:
        code, expected = row.removeprefix("U+").split("\t")[:2]
        character = chr(int(code, base=16))
        if latin1(f"1{character}") != "1" + bytes.fromhex(expected).decode("iso-8859-1"):
            wrong.append(character)
    # What an import puts for a tab, and a letter that composing makes an Å before (F3).
    assert wrong == ["\u212b", "␉"]
