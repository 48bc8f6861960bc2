"""A file is read strictly: what its format cannot have written is refused with its place."""

from __future__ import annotations

import pytest

from data.errors import Problem, UsageProblem
from data.files.batch import Batch, FieldText
from data.files.options import FileOptions
from data.formats import format_of, formats
from data.formats._layout import Layout
from data.formats._rules import BLANK
from tests.batches import ALL, KEYS, batch, line, part, records, rental, write

TWO = batch(
    rental(),
    rental(1),
    rental(2, customer_id="06827518563", organization=None, contact="Bjørn Ås"),
    headings="dim_1 dim_value_1",
)


def problem(key: str, content: bytes, options: FileOptions | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        format_of(key).read(content, options or FileOptions())
    return caught.value


def rows_of(key: str, made: Batch = TWO) -> list[bytes]:
    return write(key, made).content.split(b"\n")


def put(row: bytes, position: int, text: bytes) -> bytes:
    """Return a record with text put at a position counted from 1."""
    return row[: position - 1] + text + row[position - 1 + len(text) :]


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_file_holds_nothing(key: str) -> None:
    read = format_of(key).read(b"", FileOptions())
    assert (read.records, read.orders, read.amount) == ((), (), 0)


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "visma", "kommfakt"])
def test_another_line_end_than_the_settings_is_refused(key: str) -> None:
    content = write(key, TWO).content
    assert problem(key, content, FileOptions(line_break="windows")).code in {"F620", "F621"}
    assert problem(key, content.replace(b"\n", b"\r\n")).code == "F620"
    assert problem(key, content + b"\n").code in {"F620", "F621"}


@pytest.mark.parametrize("key", ["agresso", "agresso_55", "visma", "kommfakt"])
def test_a_record_of_another_length_is_refused(key: str) -> None:
    rows = rows_of(key)
    for row in (rows[1][:-1], rows[1] + b" "):
        wrong = problem(key, b"\n".join([rows[0], row, *rows[2:]]))
        assert wrong.code == "F620"
        assert wrong.phrase.values["number"] == 2


@pytest.mark.parametrize("key", KEYS)
def test_a_file_that_was_cut_off_is_refused(key: str) -> None:
    content = write(key, TWO).content
    keeps_whole_orders = {"agresso": 3, "agresso_55": 3, "csv": 4, "kommfakt": 2}.get(key, 0)
    rows = content.split(b"\n")
    whole = 0
    for count in range(1, len(rows)):
        try:
            format_of(key).read(b"\n".join(rows[:count]), FileOptions())
        except Problem:
            continue
        whole += 1
    assert whole <= keeps_whole_orders


@pytest.mark.parametrize(
    ("at", "position", "text", "code", "field"),
    [
        (1, 1526, b"038001452", "F623", "order_id"),
        (2, 1053, b"0002", "F623", "line_no"),
        (5, 1526, b"038001459", "F623", "order_id"),
        (1, 192, b"x", "F622", "amount"),
        (1, 1804, b"43", "F622", "trans_type"),
        (0, 2, b"x", "F622", "account"),
        (0, 1645, b"7", "F622", "sequence_no"),
    ],
)
def test_a_wrong_field_of_lg04_is_named(
    at: int, position: int, text: bytes, code: str, field: str
) -> None:
    rows = rows_of("agresso")
    rows[at] = put(rows[at], position, text)
    wrong = problem("agresso", b"\n".join(rows))
    assert (wrong.code, wrong.phrase.values["field"]) == (code, field)
    assert wrong.phrase.values["number"] == at + 1


@pytest.mark.parametrize("places", [(1,), (0, 2), (0, 1), (0, 1, 1), (0, 0, 1, 2), (0, 1, 2, 2)])
def test_records_of_lg04_in_another_order_are_refused(places: tuple[int, ...]) -> None:
    rows = rows_of("agresso")
    wrong = problem("agresso", b"\n".join(rows[place] for place in places))
    assert wrong.code == "F621"


@pytest.mark.parametrize(
    ("at", "position", "text", "code", "field"),
    [
        (1, 147, b"02", "F623", "LØPENR"),
        (2, 23, b"02", "F623", "LINJENR"),
        (2, 14, b"999", "F623", "OPPDRGNR"),
        (2, 17, b"9999", "F623", "VARENR"),
        (-1, 3, b"00000099", "F623", "ANTPOST"),
        (1, 158, b"x", "F622", "GRUNNLAG"),
        (1, 194, b"I", "F622", "INTFAKT"),
    ],
)
def test_a_wrong_field_of_visma_is_named(
    at: int, position: int, text: bytes, code: str, field: str
) -> None:
    rows = rows_of("visma")
    rows[at] = put(rows[at], position, text)
    wrong = problem("visma", b"\n".join(rows))
    assert (wrong.code, wrong.phrase.values["field"]) == (code, field)


def test_lines_of_two_customers_under_one_opening_are_refused() -> None:
    lines = (line(), line(article="4290"))
    rows = rows_of("visma", batch(rental(order_lines=lines)))
    rows[3] = put(rows[3], 3, b"00310073318")
    assert problem("visma", b"\n".join(rows)).phrase.values["field"] == "KUNDENR"


@pytest.mark.parametrize("places", [(1,), (0, 0, 1), (0, 2), (0, 1, -1), (-1,), (0, 1, 2, 3, 1)])
def test_records_of_visma_in_another_order_are_refused(places: tuple[int, ...]) -> None:
    rows = rows_of("visma")
    assert problem("visma", b"\n".join(rows[place] for place in places)).code == "F621"


def test_a_wrong_field_of_kommfakt_is_named() -> None:
    rows = rows_of("kommfakt")
    for at, position, text, field in (
        (2, 3, b"1", "KUNDENR"),
        (2, 17, b"9", "VARENR"),
        (3, 10, b"5", "ANTPOST"),
    ):
        changed = [*rows]
        changed[at] = put(rows[at], position, text)
        assert problem("kommfakt", b"\n".join(changed)).phrase.values["field"] == field
    assert problem("kommfakt", b"\n".join([rows[1], *rows])).code == "F621"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"<?xml", b"<?XML", "F621"),
        (b"<antall>1", b"<antall>&x;", "F621"),
        (b"<Linjenr>2", b"<Linjenr>3", "F623"),
        (b"<SumPrisUtenAvgift>1250.5", b"<SumPrisUtenAvgift>1250,5", "F622"),
        (b"</BkPffFakturagrunnlags>", b"</BkPffFakturagrunnlags>\n", "F621"),
        (b"<Systemid>", b"<SystemId>", "F621"),
    ],
)
def test_damaged_factum_is_refused(before: bytes, after: bytes, code: str) -> None:
    content = write("factum", TWO).content
    assert before in content
    assert problem("factum", content.replace(before, after, 1)).code == code


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"amount,", b"belop,", "F622"),
        (b"amount,art_descr,", b"amount,art_descr,x,y,z,a,b,c,d,e,f,g,", "F620"),
        (b"\n00000000000125050", b"\n0000000000012505x", "F622"),
        (b"\n00000000000125050", b"\n0000000000125050", "F620"),
        (b",038001452,", b",038001459,", "F623"),
        (b",038001452,", b",038001452,,", "F620"),
        (b",038001452,", b',"038001452",', "F621"),
        (b"4231 ", b'42"1 ', "F621"),
    ],
)
def test_damaged_csv_is_refused(before: bytes, after: bytes, code: str) -> None:
    content = write("csv", TWO).content
    assert before in content
    assert problem("csv", content.replace(before, after, 1)).code == code


def test_a_csv_of_headings_alone_is_refused() -> None:
    assert problem("csv", write("csv", TWO).content.split(b"\n")[0] + b"\n").code == "F621"


def test_a_message_hides_identity_numbers() -> None:
    rows = rows_of("visma")
    rows[-3] = put(rows[-3], 3, b"06827518564")
    wrong = problem("visma", b"\n".join(rows))
    assert wrong.code == "F623"
    assert "068275*****" in str(wrong)


def test_fields_have_their_positions_or_their_names() -> None:
    head = records("agresso", TWO)[0]
    assert FieldText("trans_type", "42", 1804) in head.fields
    for key in KEYS:
        for record in records(key, TWO):
            assert all(field.name for field in record.fields), key
    assert FieldText("DIM_1", "1620    ") in records("csv", TWO)[1].fields
    quoted = records("factum", batch(rental(text="A & <B>", period="i går")))[1]
    assert FieldText("Tilleggstekst", "A & <B> - i går") in quoted.fields


def test_records_know_their_order() -> None:
    assert [record.order for record in records("agresso", TWO)] == [1] * 5 + [2] * 3
    assert [record.order for record in records("visma", TWO)] == [1] * 4 + [2] * 4 + [3] * 4 + [0]
    assert [record.order for record in records("csv", TWO)] == [0, 1, 2, 3]


def test_a_table_with_a_gap_is_no_layout() -> None:
    with pytest.raises(ValueError, match="TWO does not begin at 3"):
        Layout("XX", (("ONE", 1, 2, BLANK), ("TWO", 4, 1, BLANK)))


def test_an_unknown_format_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(UsageProblem) as caught:
        format_of("ubw_xml")
    assert all(layout.key in str(caught.value) for layout in ALL)
    assert [layout.key for layout in formats()] == sorted(KEYS)


def test_lines_of_several_exports_are_counted_in_each() -> None:
    two = batch(part(rental(), number=1), part(rental(1), number=2))
    read = format_of("visma").read(write("visma", two).content, FileOptions())
    assert [(order.customer_id, order.amount) for order in read.orders] == [
        ("310366552", 125050),
        ("310366552", 125050),
    ]
