"""Workbooks: numbers, dates, titles and sums around the list, and packages that are no list."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data.listing import ListedLine
from data.sources import _package
from tests.list_files import Dialect, Grid, lists, read_list, refusal, workbook, xlsx_file

LINE = ListedLine(
    id=1,
    type="event",
    reservation_id=71,
    description="Hallen: Sal A",
    building="Hallen",
    organization="Ærfugl IL",
    contact="Kari",
    customer_type="external",
    customer_id="310366552",
    starts=datetime(2026, 10, 31, 18),
    ends=datetime(2026, 10, 31, 23, 59),
    price=186875,
)
HEADING: list[object] = [*Dialect().heading()]


def cells(**changed: object) -> list[object]:
    """Return the cells of the line, some of them replaced."""
    places = Dialect().columns
    return [changed.get(place, Grid().cell(LINE, place)) for place in places]


def repack(content: bytes, part: str, change: tuple[bytes, bytes]) -> bytes:
    """Return a workbook with one text inside one part replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(*change, 1) if name == part else data)
        assert change[0] in old.read(part)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"

GRIDS = st.builds(
    Grid,
    numbers=st.sampled_from(
        [frozenset(), frozenset({"id", "reservation_id", "price", "exported", "order"})]
    ),
    date_cells=st.booleans(),
    titles=st.sampled_from([(), ("Klar for fakturering", ""), ("",) * 10]),
    sum_row=st.booleans(),
)


@settings(deadline=None, max_examples=40)
@given(lines=lists(), grid=GRIDS)
def test_every_workbook_gives_the_same_lines_back(lines: list[ListedLine], grid: Grid) -> None:
    assert read_list(xlsx_file(lines, grid), "dmy").lines == tuple(lines)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (310366552, "310366552"),
        (6429219610, "6429219610"),
        (24507600000, "24507600000"),
        ("06429219610", "06429219610"),
        ("2,45076E+10", "2,45076E+10"),
        (Decimal("48213.0"), "48213"),
    ],
)
def test_an_id_is_the_digits_of_its_cell(cell: object, read: str) -> None:
    (line,) = read_list(workbook({"Ark1": [HEADING, cells(customer_id=cell)]})).lines
    assert line.customer_id == read


@pytest.mark.parametrize(
    ("cell", "ore"),
    [
        (1500, 150000),
        (1312.5, 131250),
        (0.1 + 0.2, 30),
        (1e-9, 0),
        (-450, -45000),
        ("1 312,50", 131250),
        ("", None),
        (None, None),
    ],
)
def test_a_price_is_exact_to_the_ore(cell: object, ore: int | None) -> None:
    (line,) = read_list(workbook({"Ark1": [HEADING, cells(price=cell)]})).lines
    assert line.price == ore


@pytest.mark.parametrize("cell", [0.125, 1e15, 6429219610, True, datetime(2026, 1, 1), "1.234"])
def test_what_is_no_exact_price_is_refused(cell: object) -> None:
    (bad,) = refusal(workbook({"Ark1": [HEADING, cells(price=cell)]})).cells
    assert (bad.row, bad.column) == (2, "Pris")


@pytest.mark.parametrize("cell", [46326, "31.10.2026", "i går", datetime(1899, 12, 31), 1.5])
def test_what_is_no_time_is_refused(cell: object) -> None:
    (bad,) = refusal(workbook({"Ark1": [HEADING, cells(starts=cell)]})).cells
    assert (bad.row, bad.column) == (2, "Fra")


def test_a_day_without_a_time_is_its_first_minute() -> None:
    sheet = [HEADING, cells(starts=datetime(2026, 10, 31))]
    assert read_list(workbook({"Ark1": sheet})).lines[0].starts == datetime(2026, 10, 31)


def test_dates_counted_from_1904_are_the_same_dates() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (HEADING, cells()):
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    assert read_list(target.getvalue()).lines == (LINE,)


def test_rows_are_numbered_as_the_spreadsheet_numbers_them() -> None:
    titles = ("Klar for fakturering", "", "")
    content = xlsx_file([LINE], Grid(titles=titles, numbers=frozenset()))
    (bad,) = refusal(repack(content, SHEET, (b"1868.75", b"mye"))).cells
    assert (bad.row, bad.column, bad.value) == (5, "Pris", "mye")


@pytest.mark.parametrize(
    "result", [b'<c r="L2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', b'<c r="L2"><f>1/0</f><v/></c>']
)
def test_a_price_that_is_an_error_is_not_a_free_rental(result: bytes) -> None:
    content = xlsx_file([LINE])
    (bad,) = refusal(repack(content, SHEET, (b'<c r="L2" t="n"><v>1868.75</v></c>', result))).cells
    assert (bad.row, bad.column) == (2, "Pris")


@pytest.mark.parametrize("number", [b"1e999", b"1e308", b"-1e308", b"1e-300"])
def test_a_number_beyond_all_measure_is_refused(number: bytes) -> None:
    change = (b"<v>1868.75</v>", b"<v>" + number + b"</v>")
    reading = repack(xlsx_file([LINE]), SHEET, change)
    if number == b"1e-300":
        assert read_list(reading).lines[0].price == 0
    else:
        assert [cell.column for cell in refusal(reading).cells] == ["Pris"]


def test_a_tag_without_end_is_refused_at_once() -> None:
    content = repack(xlsx_file([LINE]), SHEET, (b"</sheetData>", b"<c r " * 300_000))
    assert refusal(content).code == "F121"


@pytest.mark.parametrize("error", ["#NAVN?", "#I/T", "#N/A"])
def test_a_spreadsheets_error_is_nobodys_name(error: str) -> None:
    (bad,) = refusal(workbook({"Ark1": [HEADING, cells(organization=error)]})).cells
    assert bad.column == "Organisasjon/bedrift"


def test_every_sheet_that_shows_a_list_is_read_and_notes_are_not() -> None:
    content = workbook(
        {"Notater": [["Husk Kari"]], "A": [HEADING, cells()], "B": [HEADING, cells(id=2)]}
    )
    assert [line.id for line in read_list(content).lines] == [1, 2]


def test_the_sheet_of_a_bad_cell_is_named_where_there_are_several() -> None:
    content = workbook({"A": [HEADING, cells()], "B": [HEADING, cells(id=2, price="mye")]})
    assert [(cell.file, cell.row) for cell in refusal(content).cells] == [("liste.csv [B]", 2)]


def test_a_hidden_sheet_is_not_read() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook({"A": [HEADING, cells()], "B": [HEADING, cells(id=2)]}))
    )
    book.worksheets[1].sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    assert [line.id for line in read_list(target.getvalue()).lines] == [1]


def test_a_missing_column_is_named_with_the_row_of_the_headings() -> None:
    wrong = refusal(workbook({"Ark1": [["Oktober"], HEADING[:11], cells()[:11]]}))
    assert wrong.code == "F113"
    assert [(cell.row, cell.column) for cell in wrong.cells] == [(2, "Pris")]


def test_a_workbook_without_a_list_is_refused() -> None:
    assert refusal(workbook({"Ark1": [["Kari", "Nes"]]})).code == "F122"


def test_an_old_or_locked_workbook_is_told_how_to_be_saved() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)).code == "F119"


def test_a_cut_package_is_refused() -> None:
    content = xlsx_file([LINE])
    assert {refusal(content[:size]).code for size in (4, 100, len(content) // 2, -1)} == {"F121"}


def test_a_package_of_something_else_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    assert refusal(target.getvalue()).code == "F121"


@pytest.mark.parametrize("place", [b"XFD1048576", b"AAA100000"])
def test_a_cell_in_the_farthest_corner_does_not_fill_the_memory(place: bytes) -> None:
    content = repack(xlsx_file([LINE]), SHEET, (b'r="L2"', b'r="' + place + b'"'))
    assert refusal(content).code == "F120"


@pytest.mark.parametrize("place", [b"L99999999999", b"ZZZZZ1", b"2L", b"", b"&#76;2"])
def test_a_cell_that_cannot_be_is_refused(place: bytes) -> None:
    content = repack(xlsx_file([LINE]), SHEET, (b'r="L2"', b'r="' + place + b'"'))
    assert refusal(content).code == "F121"


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = xlsx_file([LINE])
    monkeypatch.setattr(_package, "UNPACKED_LIMIT", 1000)
    assert refusal(content).code == "F120"


def test_a_package_that_lies_about_its_size_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 10_000_000)
    claimed = target.getvalue().replace((10_000_000).to_bytes(4, "little"), bytes([1, 0, 0, 0]))
    assert refusal(claimed).code == "F121"


def test_a_time_is_rounded_to_the_second_it_means() -> None:
    point = datetime(2026, 10, 31, 23, 59, tzinfo=UTC).replace(tzinfo=None)
    sheet = [HEADING, cells(ends=point.replace(second=59, microsecond=999_600))]
    assert read_list(workbook({"Ark1": sheet})).lines[0].ends == datetime(2026, 11, 1)
