"""Cells: amounts, ids and words of a list, from text and from a spreadsheet's numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.listing_cells import (
    MOST_ORE,
    Cell,
    CellError,
    customer_type,
    exported,
    generated,
    line_type,
    price,
    printed,
    text,
    whole_number,
)
from tests.list_files import AMOUNTS

ORE = st.integers(min_value=1 - MOST_ORE, max_value=MOST_ORE - 1)


@given(ore=ORE, style=st.sampled_from(sorted(AMOUNTS)))
def test_every_way_to_print_an_amount_gives_it_back(ore: int, style: str) -> None:
    assert price(AMOUNTS[style](ore)) == ore


@given(ore=ORE, noise=st.integers(min_value=-999, max_value=999))
def test_a_number_gives_its_ore_whatever_crumbs_arithmetic_left(ore: int, noise: int) -> None:
    assert price(Decimal(ore) / 100 + Decimal(noise) / 10**9) == ore


@pytest.mark.parametrize(
    ("cell", "ore"),
    [
        ("1500", 150000),
        ("1312.5", 131250),
        ("1.25", 125),
        ("1 312,50", 131250),
        ("12\u00a0500,00", 1250000),
        ("12\u202f500,00", 1250000),
        ("1.234,50", 123450),
        ("-450,00", -45000),
        ("\u2212450", -45000),
        ("0", 0),
        ("", None),
        (" \u00a0", None),
        (Decimal("1312.5"), 131250),
        (Decimal("1E+3"), 100000),
    ],
)
def test_a_price_is_read(cell: Cell, ore: int | None) -> None:
    assert price(cell) == ore


@pytest.mark.parametrize(
    "cell",
    [
        "1.234",
        "1,234",
        "1234,500",
        "0.005",
        "1e3",
        "NaN",
        "1_000",
        "١٢",
        "1,234.50",
        "kr 5",
        "Ikke angitt",
        "9" * 40,
        "0" * 40,
        "#VERDI!",
        str(MOST_ORE // 100),
        Decimal("0.005"),
        Decimal("1E+300"),
    ],
)
def test_what_is_no_exact_amount_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError):
        price(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("48327", 48327), ("48 327", 48327), ("48\u00a0327", 48327), (Decimal(48327), 48327)],
)
def test_an_id_is_a_whole_number(cell: Cell, number: int) -> None:
    assert whole_number(cell) == number


@pytest.mark.parametrize(
    "cell", ["", "0", "-1", "4,8327E+10", "48327.0", "4 8327", "٤٨", "²", "9" * 16, Decimal("1.5")]
)
def test_what_is_no_id_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError):
        whole_number(cell)


@pytest.mark.parametrize("word", ["Møte", "", "Rammetid"])
def test_an_unknown_type_or_customer_type_is_refused(word: str) -> None:
    with pytest.raises(CellError):
        line_type(word)
    with pytest.raises(CellError):
        customer_type(word)


def test_words_of_the_three_languages_mean_the_same() -> None:
    assert {exported(word) for word in ("Nei", "nei", "No", "!No", "")} == {""}
    assert {generated(word) for word in ("Ikke generert", "Ikkje generert", "Not Generated")} == {
        ""
    }
    assert {line_type(word) for word in ("Tildeling", "Allocation", "!allocation")} == {
        "allocation"
    }
    assert {line_type(word) for word in ("Booking", "Interntildeling")} == {"booking"}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.integers().map(Decimal))
def test_a_number_is_printed_without_exponent_and_means_itself(number: Decimal) -> None:
    shown = printed(number)
    assert "E" not in shown
    assert Decimal(shown) == number


# Without Š, whose bytes look like a capital Å before a hard space.
@given(name=st.text("abæøåÆØÅéöüáđŋšžčŽ«–»", min_size=1).filter(lambda name: not name.isascii()))
def test_utf_8_taken_for_windows_1252_is_always_noticed(name: str) -> None:
    with pytest.raises(CellError):
        text(name.encode().decode("cp1252", "replace"))


@given(name=st.text("abcABÆØÅæøå »«–…”’.,-", max_size=8))
def test_norwegian_names_are_never_taken_for_damaged(name: str) -> None:
    assert text(name) == name.strip()
