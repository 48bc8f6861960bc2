"""Headings: known in three languages, in any order, and never mistaken for a line."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.listing import ListedLine
from data.listing_headings import FEWEST, HEADINGS, OPTIONAL, Field, read_headings
from tests.list_files import HEADING_WORDS, LANGUAGES


def test_headings_name_the_fields_of_a_line_in_its_order() -> None:
    # What an invoice file needs beyond the list has no column in any.
    order = [listed.name for listed in fields(ListedLine) if listed.name != "details"]
    assert list(HEADINGS) == order
    assert list(get_args(Field)) == order


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_every_field(language: str) -> None:
    columns = read_headings([names[LANGUAGES[language]] for names in HEADING_WORDS.values()])
    assert columns is not None
    assert list(columns.places) == list(HEADINGS)
    assert columns.missing == columns.twice == ()


NAMES: dict[str, str] = {field: names[0] for field, names in HEADINGS.items()}


@given(st.permutations([*HEADINGS, "Velg", "Notat", ""]))
def test_columns_stand_in_any_order_and_unknown_ones_are_passed_over(order: list[str]) -> None:
    columns = read_headings([NAMES.get(name, name) for name in order])
    assert columns is not None
    assert columns.places == {name: order.index(name) for name in NAMES}
    assert columns.width == len(order)


@pytest.mark.parametrize(
    "printed", ["Kunde-ID", "KUNDEID", " kundeid ", "!Customer ID", "\ufeffKundeid"]
)
def test_case_spaces_and_signs_do_not_matter(printed: str) -> None:
    columns = read_headings(["ID", "Type", "Fra", "Til", printed])
    assert columns is not None
    assert columns.names["customer_id"] == printed


def test_what_is_missing_is_told_in_the_order_of_the_list() -> None:
    columns = read_headings(["Til", "Fra", "Type", "ID", "Pris"])
    assert columns is not None
    assert columns.missing == (
        "reservation_id",
        "description",
        "building",
        "organization",
        "contact",
        "customer_type",
        "customer_id",
    )
    assert not OPTIONAL & set(columns.missing)


def test_a_row_with_few_known_words_is_no_heading() -> None:
    assert read_headings(["ID", "Type", "Fra", "Til"][: FEWEST - 1]) is None
    assert read_headings(["1", "Arrangement", "71", "Hallen", "Hallen", "Ekstern"]) is None
