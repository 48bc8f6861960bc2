"""The sample lists of October: exactly the counts and sums that their description gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from data.errors import Refused
from data.listing import NOT_GIVEN, ListedLine, Reading, ReadOptions
from data.sources import read
from tests.list_files import SAMPLE, needs_shared

pytestmark = needs_shared

HOUSES = {
    "fjordvang": ("Fjordvang samfunnshus", 47, 31, 16, 0, 3616457),
    "nordlia": ("Nordlia idrettshall", 49, 38, 10, 1, 4852081),
    "storhaugen": ("Storhaugen kulturhus", 32, 25, 7, 0, 2426246),
}


def sample(name: str) -> Reading:
    return read((SAMPLE / name).read_bytes(), ReadOptions(name))


def listed(name: str) -> dict[int, ListedLine]:
    return {line.id: line for line in sample(name).lines}


@pytest.mark.parametrize("house", HOUSES)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_basis_has_its_lines_and_its_sum(house: str, ending: str) -> None:
    building, lines, paid, free, negative, total = HOUSES[house]
    basis = [line for line in sample(f"{house}-2026-10.{ending}").lines if not line.exported]
    prices = [line.price or 0 for line in basis]
    assert {line.building for line in basis} == {building}
    assert len(basis) == lines
    assert sum(price > 0 for price in prices) == paid
    assert sum(price == 0 for price in prices) == free
    assert sum(price < 0 for price in prices) == negative
    assert sum(prices) == total


def test_a_workbook_holds_the_same_lines_but_for_the_zero_that_its_numbers_lost() -> None:
    text, book = listed("fjordvang-2026-10.csv"), listed("fjordvang-2026-10.xlsx")
    assert text[48327].customer_id == "06429219610"
    assert book[48327].customer_id == "6429219610"
    assert book | {48327: text[48327]} == text
    assert replace(book[48327], customer_id="06429219610") == text[48327]


def test_a_workbook_keeps_the_ids_that_a_spreadsheets_text_file_spoilt() -> None:
    text, book = listed("nordlia-2026-10.csv"), listed("nordlia-2026-10.xlsx")
    assert text[48438].customer_id == "9455543956"
    assert text[48442].customer_id == "2,45076E+10"
    assert len(book[48438].customer_id) == len(book[48442].customer_id) == 11
    for number in (48438, 48442):
        assert replace(book[number], customer_id=text[number].customer_id) == text.pop(number)
        del book[number]
    assert text == book


def test_a_line_on_both_pages_counts_once_and_exported_lines_are_told_apart() -> None:
    reading = sample("storhaugen-2026-10.csv")
    assert reading.repeated == 1
    exported = {line.id: (line.exported, line.export_file, line.order) for line in reading.lines}
    assert {number: told for number, told in exported.items() if told != ("", "", "")} == {
        48537: ("413", "", ""),
        48533: ("412", "", ""),
        48530: ("412", "88", "37000917"),
    }
    book = listed("storhaugen-2026-10.xlsx")
    assert {line.id: line for line in reading.lines if not line.exported} == book


def test_awkward_text_is_kept_letter_by_letter() -> None:
    lines = listed("storhaugen-2026-10.csv")
    assert lines[48528].contact == "Zoë 🎻 von der Lippe"
    assert lines[48527].organization == '=HYPERLINK("x")'
    assert lines[48523].organization == "Blåbær & [bold]rømme[/bold] AS"
    assert lines[48523].contact == 'Frøydis "Frø" Sæther'


def test_times_and_ids_are_as_printed() -> None:
    lines = listed("fjordvang-2026-10.csv")
    assert lines[48327].ends == datetime(2026, 10, 31, 23, 59)
    assert lines[48309].customer_id == ""
    assert lines[48306].customer_id == NOT_GIVEN


@pytest.mark.parametrize("house", HOUSES)
def test_a_cut_file_is_refused_or_holds_only_whole_lines(house: str) -> None:
    name = f"{house}-2026-10.csv"
    content, whole = (SAMPLE / name).read_bytes(), sample(name).lines
    for size in range(400, len(content), 31):
        try:
            lines = read(content[:size], ReadOptions(name)).lines
        except Refused:
            continue
        assert lines == whole[: len(lines)]
