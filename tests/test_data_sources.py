"""Every source: recognised by content alone, and nothing but a reading or a refusal comes out."""

from __future__ import annotations

import gc

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.errors import Refused
from data.listing import Reading, ReadOptions
from data.sources import LARGEST, SOURCES, _table, read, recognise
from tests.list_files import Dialect, csv_file, read_list, refusal, xlsx_file
from tests.test_data_sources_case_json import CASE, encoded
from tests.test_data_sources_csv_table import HEADING, row
from tests.test_data_sources_totals_json import HALL, totals
from tests.test_data_sources_workbook import LINE

WHOLE = {
    "case_json": encoded(CASE),
    "csv_table": csv_file([LINE, LINE], Dialect(ends_with_line_end=True)),
    "totals_json": totals(HALL),
    "workbook": xlsx_file([LINE]),
}


def outcome(content: bytes) -> Reading | Refused:
    """Return what reading gives; anything but a reading or a refusal is a defect."""
    found: Reading | Refused
    try:
        found = read_list(content)
    except Refused as refused:
        found = refused
    assert str(found)
    return found


def test_every_source_has_a_file_here() -> None:
    assert [source.key for source in SOURCES] == sorted(WHOLE)


@pytest.mark.parametrize("key", WHOLE)
def test_a_file_is_recognised_by_one_source_whatever_it_is_called(key: str) -> None:
    assert [source.key for source in SOURCES if source.recognises(WHOLE[key])] == [key]
    assert read(WHOLE[key], ReadOptions("bilde.png")).kind == key


@pytest.mark.parametrize("key", WHOLE)
def test_a_damaged_file_is_still_recognised(key: str) -> None:
    source = recognise(WHOLE[key][: len(WHOLE[key]) * 3 // 4])
    assert source is not None
    assert source.key == key


@pytest.mark.parametrize(
    "content", [b"hei", b"[]", b"{}", b"\x89PNG\r\n", b"%PDF-1.7", b"a;b;c\n1;2;3"]
)
def test_an_unknown_kind_is_refused_with_the_kinds_that_are_read(content: bytes) -> None:
    wrong = refusal(content)
    assert wrong.code == "F112"
    for title in (source.title for source in SOURCES):
        assert title in str(wrong)


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert refusal(content).code == "F110"


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert refusal(bytes(LARGEST + 1)).code == "F111"


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_table, "MOST_ROWS", 3)
    assert refusal("\n".join([HEADING, row(1), row(2), row(3)]).encode()).code == "F114"
    assert len(read_list("\n".join([HEADING, row(1), row(2)]).encode()).lines) == 2


def test_complaints_without_end_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_table, "MOST_COMPLAINTS", 2)
    content = "\n".join([HEADING, *(row(number, "mye") for number in range(1, 9))])
    assert len(refusal(content.encode()).cells) == 2


def test_a_hostile_file_name_is_harmless_in_the_refusal() -> None:
    with pytest.raises(Refused) as caught:
        read(b"hei", ReadOptions("\x1b[2J[bold].csv"))
    assert str(caught.value).startswith("F112 ␛[2J[bold].csv ")


@pytest.mark.parametrize("was_on", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        outcome(WHOLE["csv_table"])
        outcome(WHOLE["csv_table"][:200])
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff\xfe;")
@example(b"\xef\xbb\xbf")
@example(b"PK\x03\x04")
@example(b'{"exports":')
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    outcome(content)


@settings(deadline=None)
@given(head=st.sampled_from([HEADING, HEADING.replace(";", "\t")]), body=st.binary(max_size=300))
def test_any_bytes_below_headings_are_read_or_refused(head: str, body: bytes) -> None:
    outcome(head.encode() + b"\n" + body)


@settings(deadline=None)
@given(st.lists(st.text(max_size=8), min_size=12, max_size=12))
def test_any_text_in_the_cells_is_read_or_refused(cells: list[str]) -> None:
    outcome("\n".join([HEADING, ";".join(cells)]).encode("utf-8", "surrogatepass"))


SCRAPS = [
    b"", b'"', b";", b"\t", b"\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf", b"e", b"-", b"9" * 400,
    b"1e9", b"NaN", b"null", b"{", b"[" * 2000, b"<", b"&", b't="e"', b"XFD1048576", b"31/02/2026",
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    key=st.sampled_from(sorted(WHOLE)),
    wounds=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(SCRAPS)), max_size=4
    ),
)
def test_a_mutilated_file_is_read_or_refused(
    key: str, wounds: list[tuple[float, int, bytes]]
) -> None:
    content = WHOLE[key]
    for where, size, scrap in wounds:
        start = int(where * len(content))
        content = content[:start] + scrap + content[start + size :]
    outcome(content)


@settings(deadline=None)
@given(
    place=st.integers(0, 18), bad=st.sampled_from(["1e3", "1,234", "mye", "1.2.3", "0,001", "١٢"])
)
def test_one_bad_row_refuses_the_whole_file(place: int, bad: str) -> None:
    rows = [row(number) for number in range(1, 20)]
    rows[place] = row(99, price=bad)
    wrong = outcome("\n".join([HEADING, *rows]).encode())
    assert isinstance(wrong, Refused)
    assert [cell.row for cell in wrong.cells] == [place + 2]
