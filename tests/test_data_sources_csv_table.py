"""Text tables: whatever a spreadsheet or a browser does to the list, the lines come back."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import AmbiguousDates
from data.listing import NOT_GIVEN, ListedLine
from data.listing_headings import HEADINGS
from data.sources import read
from tests.list_files import (
    AMOUNTS,
    ANY_TEXT,
    DATE_FORMATS,
    LANGUAGES,
    NAMES,
    Dialect,
    csv_file,
    lists,
    read_list,
    refusal,
    table,
)

HEADING = (
    "ID;Type;Reservasjon;Beskrivelse;Bygg/anlegg;Organisasjon/bedrift;Kontakt;Kundetype;"
    "Kundeid;Fra;Til;Pris"
)
ROW = (
    "{id};Arrangement;7{id};Hallen: Sal A;Hallen;{name};Kari;Ekstern;310366552;"
    "{starts};{ends};{price}"
)


def row(
    number: int = 1,
    price: str = "100",
    starts: str = "31.10.2026 18:00",
    ends: str = "31.10.2026 20:00",
    name: str = "Ærfugl IL",
) -> str:
    return ROW.format(id=number, price=price, starts=starts, ends=ends, name=name)


def one(content: bytes) -> ListedLine:
    lines = read_list(content).lines
    assert len(lines) == 1
    return lines[0]


DIALECTS = st.builds(
    Dialect,
    encoding=st.sampled_from(["utf-8-sig", "utf-8", "utf-16"]),
    delimiter=st.sampled_from([";", "\t", ","]),
    quote_all=st.booleans(),
    line_end=st.sampled_from(["\r\n", "\n"]),
    ends_with_line_end=st.booleans(),
    dates=st.sampled_from(sorted(DATE_FORMATS)),
    amounts=st.sampled_from(sorted(AMOUNTS)),
    language=st.sampled_from(sorted(LANGUAGES)),
    columns=st.permutations(list(HEADINGS)).map(tuple),
    titles=st.lists(st.sampled_from(["Klar for fakturering", "", "sep=;"]), max_size=3).map(tuple),
    repeat_heading_at=st.none() | st.integers(0, 5),
    blank_at=st.none() | st.integers(0, 5),
    sum_row=st.booleans(),
)


@settings(deadline=None)
@given(lines=lists(), dialect=DIALECTS)
def test_every_dialect_gives_the_same_lines_back(lines: list[ListedLine], dialect: Dialect) -> None:
    reading = read(csv_file(lines, dialect), dialect.options)
    assert reading.lines == tuple(lines)
    assert reading.repeated == 0


@settings(deadline=None)
@given(lines=lists(ANY_TEXT))
def test_any_text_comes_back(lines: list[ListedLine]) -> None:
    assert read_list(csv_file(lines), "dmy").lines == tuple(lines)


def fits_windows(name: str) -> bool:
    return name.encode("cp1252", "replace").decode("cp1252") == name


@settings(deadline=None)
@given(lines=lists(NAMES.filter(fits_windows)), delimiter=st.sampled_from([";", "\t", ","]))
def test_windows_1252_gives_the_same_lines_back(lines: list[ListedLine], delimiter: str) -> None:
    dialect = Dialect("cp1252", delimiter, quote_all=False, amounts="hard space")
    assert read(csv_file(lines, dialect), dialect.options).lines == tuple(lines)


@settings(deadline=None)
@given(lines=lists(), copies=st.integers(min_value=2, max_value=3))
def test_pages_pasted_together_count_each_line_once(lines: list[ListedLine], copies: int) -> None:
    page = csv_file(lines, Dialect(ends_with_line_end=True))
    reading = read_list(page * copies, "dmy")
    assert reading.lines == tuple(lines)
    assert reading.repeated == len(lines) * (copies - 1)


def test_pages_that_lack_the_last_line_break_can_be_put_together() -> None:
    first, second = (csv_file([one(table(HEADING, row(number)))], Dialect()) for number in (1, 2))
    assert not first.endswith(b"\n")
    assert [line.id for line in read_list(first + second).lines] == [1, 2]


def test_a_second_heading_may_move_the_columns() -> None:
    line = one(table(HEADING, row()))
    other = Dialect(columns=tuple(reversed(Dialect().columns)), ends_with_line_end=True)
    page = csv_file([line], Dialect(ends_with_line_end=True)) + csv_file([line], other)
    reading = read_list(page)
    assert reading.lines == (line,)
    assert reading.repeated == 1


def test_cells_pasted_from_the_page_keep_their_quotation_marks() -> None:
    pasted = table(HEADING.replace(";", "\t"), row(name='"Frø" Sæther').replace(";", "\t"))
    assert one(pasted).organization == '"Frø" Sæther'


def test_optional_columns_may_be_missing() -> None:
    line = one(table(HEADING, row()))
    assert (line.exported, line.export_file, line.order, line.season) == ("", "", "", "")


def test_a_line_without_price_has_none_and_a_free_line_has_zero() -> None:
    lines = read_list(table(HEADING, row(1, ""), row(2, "0"))).lines
    assert [line.price for line in lines] == [None, 0]


@pytest.mark.parametrize(
    "word",
    ["Ikke angitt", "IKKE ANGITT", "Ikkje angitt", "ikkje oppgjeve", "Ingen", "None", "!None"],
)
def test_words_for_no_id_become_one_word(word: str) -> None:
    assert one(table(HEADING, row().replace("310366552", word))).customer_id == NOT_GIVEN


@pytest.mark.parametrize("printed", ["2,45076E+10", "9455543956", "", "31O366552"])
def test_a_spoilt_id_is_kept_as_printed_for_the_judgement(printed: str) -> None:
    content = table(
        HEADING.replace(";", "\t"), row().replace("310366552", printed).replace(";", "\t")
    )
    assert one(content).customer_id == printed


def test_hostile_text_arrives_as_harmless_text() -> None:
    line = one(table(HEADING, row(name="\x1b]0;eid\x07[bold]\u202eabc").replace("]0;", "]0:")))
    assert line.organization == "␛]0:eid␇[bold]·abc"


def test_a_line_break_inside_a_cell_is_shown_and_rows_are_numbered_by_their_first_line() -> None:
    content = table(HEADING, row(1, name='"Ær\nfugl"'), row(2, price="mye"))
    (cell,) = refusal(content).cells
    assert (cell.row, cell.column, cell.value) == (4, "Pris", "mye")
    assert one(table(HEADING, row(1, name='"Ær\nfugl"'))).organization == "Ær⏎fugl"


def test_every_bad_cell_of_every_bad_row_is_named() -> None:
    wrong = refusal(
        table(
            HEADING,
            row(1, price="1.234"),
            row(2),
            row(3, price="1e3", starts="31.02.2026 10:00", name="HÃ¥kon"),
            "4x;Ukjent;;Hallen: Sal;;;;Begge;;;31.10.2026;NaN",
        )
    )
    assert wrong.code == "F115"
    assert [(cell.row, cell.column, cell.value) for cell in wrong.cells] == [
        (2, "Pris", "1.234"),
        (4, "Organisasjon/bedrift", "HÃ¥kon"),
        (4, "Fra", "31.02.2026 10:00"),
        (4, "Pris", "1e3"),
        (5, "ID", "4x"),
        (5, "Type", "Ukjent"),
        (5, "Reservasjon", ""),
        (5, "Bygg/anlegg", ""),
        (5, "Kundetype", "Begge"),
        (5, "Fra", ""),
        (5, "Til", "31.10.2026"),
        (5, "Pris", "NaN"),
    ]
    assert {cell.file for cell in wrong.cells} == {"liste.csv"}
    assert "1 234,00" in str(wrong.cells[0].reason).replace("\u00a0", " ")


def test_the_column_is_named_as_the_file_names_it() -> None:
    english = Dialect(language="engelsk")
    content = csv_file([one(table(HEADING, row()))], english).replace(b'"100"', b'"a lot"')
    assert [cell.column for cell in refusal(content).cells] == ["Cost"]


def test_an_identity_number_in_a_bad_cell_is_masked() -> None:
    (cell,) = refusal(table(HEADING, row(price="06429219610 kr"))).cells
    assert "19610" not in cell.value
    assert "*" in cell.value


def test_a_customer_id_among_the_prices_is_no_price() -> None:
    (cell,) = refusal(table(HEADING, row(price="6429219610"))).cells
    assert cell.column == "Pris"


@pytest.mark.parametrize("missing", HEADING.split(";"))
def test_a_missing_column_is_named(missing: str) -> None:
    place = HEADING.split(";").index(missing)
    lines = [line.split(";") for line in (HEADING, row())]
    content = table(*(";".join(cells[:place] + cells[place + 1 :]) for cells in lines))
    wrong = refusal(content)
    assert wrong.code == "F113"
    assert [(cell.row, cell.column) for cell in wrong.cells] == [(1, missing)]


def test_a_column_that_stands_twice_is_named() -> None:
    wrong = refusal(table(f"{HEADING};Cost", f"{row()};900"))
    assert wrong.code == "F116"
    assert [cell.column for cell in wrong.cells] == ["Cost"]


def test_the_same_id_with_other_content_names_both_rows() -> None:
    (cell,) = refusal(table(HEADING, row(1), row(2), row(1, price="200"))).cells
    assert (cell.row, cell.column, cell.value) == (4, "ID", "1")
    assert str(cell.reason) == "The same ID stands in row 2 with other content: Pris."


def test_the_same_line_printed_in_two_ways_counts_once() -> None:
    again = row(1, price="1500,00", starts="31.10.2026 18.00").replace("Ekstern", "EXTERNAL")
    reading = read_list(table(HEADING, row(1, price="1 500"), again))
    assert len(reading.lines) == 1
    assert reading.repeated == 1


def test_a_rental_that_ends_before_it_starts_is_refused() -> None:
    (cell,) = refusal(table(HEADING, row(), row(2, ends="31.10.2026 17:59"))).cells
    assert (cell.row, cell.column, cell.value) == (3, "Til", "31.10.2026 17:59")


@pytest.mark.parametrize("kept", [0, 1, 3, 40, 90])
def test_a_row_cut_short_is_refused(kept: int) -> None:
    content = table(HEADING, row(), row(2)[: kept + 1]).rstrip(b"\n")
    assert [cell.row for cell in refusal(content).cells] == [3]


def test_a_row_cut_before_its_id_is_no_note() -> None:
    content = table(
        "Pris;" + HEADING.removesuffix(";Pris"), "100;" + row().rpartition(";")[0], "15"
    )
    assert [cell.row for cell in refusal(content).cells] == [3]


def test_a_cell_longer_than_any_text_is_refused_where_it_stands() -> None:
    endless = "a" * 200_000
    assert [cell.row for cell in refusal(table(HEADING, row(), row(2, name=endless))).cells] == [3]


def test_a_quotation_mark_that_is_never_closed_is_refused_where_it_opens() -> None:
    wrong = refusal(table(HEADING, row(), row(2, name='"Ærfugl'), row(3)))
    assert [cell.row for cell in wrong.cells] == [3]
    assert "never closed" in str(wrong.cells[0].reason)


def test_bad_cells_above_the_break_are_named_with_it() -> None:
    wrong = refusal(table(HEADING, row(1, price="mye"), row(2, name='"Ærfugl')))
    assert [cell.row for cell in wrong.cells] == [2, 3]


def test_a_separator_inside_a_text_is_refused() -> None:
    (cell,) = refusal(table(HEADING, row(name="Ær;fugl"))).cells
    assert (cell.row, cell.column) == (2, "")


def test_empty_cells_beyond_the_headings_are_nothing() -> None:
    assert one(table(HEADING, f"{row()};;;")).id == 1


def test_a_spreadsheet_may_leave_out_the_empty_tick_box_of_a_whole_row() -> None:
    assert one(table(f"{HEADING};Velg", row())).id == 1
    assert refusal(table(f"{HEADING};Velg", row()).rstrip(b"\n")).code == "F115"


@pytest.mark.parametrize(
    "note",
    ["", ";;;;;;;;;;;", ";;;;;;;;;;Sum;36164,57", "Utskrift 01.11.2026", "Sum;;;;;;;;;;;24 262,46"],
)
def test_notes_and_sums_below_the_lines_are_nothing(note: str) -> None:
    assert one(table(HEADING, row(), note)).id == 1


def test_a_line_that_lost_only_its_type_is_no_note() -> None:
    assert refusal(table(HEADING, row().replace("Arrangement", ""))).code == "F115"


@pytest.mark.parametrize("word", ["Ja", "Yes", "Delvis", "4 1a"])
def test_only_a_number_or_nei_says_whether_a_line_is_exported(word: str) -> None:
    (cell,) = refusal(table(f"{HEADING};Eksportert", f"{row()};{word}")).cells
    assert cell.column == "Eksportert"


def test_an_archived_line_of_the_successor_counts_as_exported() -> None:
    content = table(f"{HEADING};Eksportert;Eksportfil", f"{row()};12;Arkivert")
    assert (one(content).exported, one(content).export_file) == ("12", "Arkivert")


@pytest.mark.parametrize("name", ["HÃ¥kon", "Ã…s", "BjÃ¸rn og Kåre", "â€“ avd.", "Å›Å¡", "H�kon"])
def test_a_mojibake_name_is_refused(name: str) -> None:
    (cell,) = refusal(table(HEADING, row(name=name))).cells
    assert cell.column == "Organisasjon/bedrift"


@pytest.mark.parametrize("name", ["«BLÅ»", "SKÅ…", "FRØ–", "Zoë 🎻", "João Þór", "Čáhput", "KAFÉ»"])
def test_an_unusual_name_is_no_mojibake(name: str) -> None:
    assert one(table(HEADING, row(name=name))).organization == name


def test_two_encodings_in_one_file_are_told_cell_by_cell() -> None:
    content = table(HEADING, row(1)) + row(2).encode("cp1252")
    assert [(cell.row, cell.column) for cell in refusal(content).cells] == [
        (2, "Organisasjon/bedrift")
    ]


def test_ambiguous_dates_ask_with_both_readings() -> None:
    content = table(HEADING, row(starts="03/04/2026 10:00", ends="03/04/2026 12:00"))
    with pytest.raises(AmbiguousDates) as caught:
        read_list(content)
    assert caught.value.readings == ("dmy", "mdy")
    assert "03/04/2026" in str(caught.value)
    assert [(cell.row, cell.column) for cell in caught.value.cells] == [(2, "Fra")]
    assert read_list(content, "dmy").lines[0].starts == datetime(2026, 4, 3, 10)
    assert read_list(content, "mdy").lines[0].starts == datetime(2026, 3, 4, 10)


def test_bad_cells_are_told_before_the_question_about_dates() -> None:
    content = table(HEADING, row(starts="03/04/2026 10:00", ends="03/04/2026 12:00", price="x"))
    assert refusal(content).code == "F115"


def test_dates_in_two_orders_are_refused() -> None:
    other = row(3, starts="10/31/2026 10:00", ends="10/31/2026 11:00")
    same = row(2, starts="30/10/2026 10:00", ends="30/10/2026 12:00")
    slashes = row(1, starts="31/10/2026 10:00", ends="31/10/2026 12:00")
    wrong = refusal(table(HEADING, slashes, same, other))
    assert [(cell.row, cell.column) for cell in wrong.cells] == [(4, "Fra"), (4, "Til")]
