"""Control totals: read as «Klar for generering» shows them, or refused with their place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from data.listing import ListedTotal
from tests.list_files import SAMPLE, needs_shared, read_list, refusal

HALL: dict[str, Any] = {
    "bygg": "Hallen",
    "eksport_id": 431,
    "antall_elementer": 31,
    "totalsum": "36164.57",
}


def totals(*buildings: object, to: object = "2026-10-31") -> bytes:
    return json.dumps({"kilde": "Aktiv kommune", "til_dato": to, "bygg": buildings}).encode()


def test_a_total_is_read_to_the_ore() -> None:
    reading = read_list(totals(HALL))
    assert reading.kind == "totals_json"
    assert reading.totals == (ListedTotal("Hallen", date(2026, 10, 31), 31, 3616457, "431"),)
    assert reading.lines == ()


def test_a_total_may_be_negative_and_need_not_name_its_export() -> None:
    (total,) = read_list(totals(HALL | {"totalsum": "-450.00", "eksport_id": None})).totals
    assert (total.total, total.export) == (-45000, "")


def test_two_exports_of_one_building_are_two_totals_and_a_repeat_is_one() -> None:
    reading = read_list(totals(HALL, HALL, HALL | {"eksport_id": 432}))
    assert [total.export for total in reading.totals] == ["431", "432"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bygg", ""),
        ("bygg", 7),
        ("bygg", "BlÃ¥hallen"),
        ("antall_elementer", "31"),
        ("antall_elementer", -1),
        ("antall_elementer", 1.5),
        ("totalsum", 36164.57),
        ("totalsum", "36 164,57"),
        ("totalsum", None),
        ("eksport_id", "431"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path(key: str, value: object) -> None:
    (cell,) = refusal(totals(HALL, HALL | {"eksport_id": 9, key: value})).cells
    assert (cell.row, cell.column) == (2, f"bygg[1].{key}")


def test_one_building_with_two_totals_is_refused() -> None:
    (cell,) = refusal(totals(HALL, HALL | {"totalsum": "1.00"})).cells
    assert (cell.row, cell.column) == (2, "bygg[1]")


@pytest.mark.parametrize("to", ["31.10.2026", "2026-02-30", None, 20261031])
def test_a_date_that_is_none_is_refused(to: object) -> None:
    assert [cell.column for cell in refusal(totals(HALL, to=to)).cells] == ["til_dato"]


def test_totals_without_buildings_are_refused() -> None:
    assert [cell.column for cell in refusal(b'{"til_dato": "2026-10-31"}').cells] == ["bygg"]


@needs_shared
def test_the_sample_gives_what_aktiv_kommune_shows() -> None:
    reading = read_list((SAMPLE / "aktiv-kommune-totaler.json").read_bytes())
    assert [(total.building, total.count, total.total) for total in reading.totals] == [
        ("Fjordvang samfunnshus", 31, 3616457),
        ("Nordlia idrettshall", 38, 4852081),
        ("Storhaugen kulturhus", 26, 2946246),
    ]
    assert {total.to for total in reading.totals} == {date(2026, 10, 31)}
