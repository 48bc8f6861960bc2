"""Columns keep their width whatever stands in them, and pages keep the first columns."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from tests.hostile import HOSTILE
from tui import glyphs
from tui.plain import HARD_SPACE, plain
from tui.widgets.columns import GAP, Column, fit, lay_out


@pytest.fixture(autouse=True, scope="module")
def ascii_signs() -> Iterator[None]:
    glyphs.choose("ascii")
    yield
    glyphs.choose("auto")


def column(width: int, **options: bool) -> Column[str]:
    return Column[str](f"c{width}", "x", width, str, **options)  # type: ignore[arg-type]


@given(text=st.one_of(st.text(), st.sampled_from(HOSTILE)), width=st.integers(1, 40))
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int) -> None:
    for right in (False, True):
        cell = fit(text, width, right=right)
        assert cell.cell_len == width + GAP
        assert "\n" not in cell.plain
        assert "\x1b" not in cell.plain


def test_an_amount_stands_to_the_right_with_its_hard_spaces() -> None:
    assert fit("1\u00a0234,50", 10, right=True).plain == "  1\u00a0234,50 "


def test_what_was_cut_shows_that_it_was() -> None:
    assert fit("Sandslihallen", 8).plain == "Sandsli~ "
    assert fit("Sandslihallen", 13).plain == "Sandslihallen "


def test_a_coloured_cell_keeps_its_colour() -> None:
    made = Column[str]("c", "x", 10, lambda text: Text(text, style="bold red")).render("feil")
    assert (made.plain, made.style) == ("feil       ", "bold red")


def test_columns_are_divided_where_the_screen_ends() -> None:
    columns = [column(10), column(20), column(30), column(15)]
    pages = lay_out(columns, 1, 42)
    assert [[each.width for each in page] for page in pages] == [[10, 20], [10, 30], [10, 15]]


def test_a_column_wider_than_the_screen_still_gets_its_page() -> None:
    assert [len(page) for page in lay_out([column(10), column(90)], 1, 40)] == [2]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=9), st.integers(40, 200))
def test_no_column_is_lost_and_the_first_is_on_every_page(widths: list[int], room: int) -> None:
    columns = [Column[str](str(at), "x", width, str) for at, width in enumerate(widths)]
    pages = lay_out(columns, 1, room)
    assert {each.key for page in pages for each in page} == {each.key for each in columns}
    assert {page[0].key for page in pages} == {"0"}


@given(st.lists(st.booleans(), min_size=2, max_size=6), st.integers(80, 200))
def test_growing_columns_share_what_is_left(grows: list[bool], room: int) -> None:
    columns = [Column[str](str(at), "x", 10, str, grows=grow) for at, grow in enumerate(grows)]
    [page] = lay_out(columns, 1, room)
    total = sum(each.width + GAP for each in page)
    assert total == (room if any(grows) else len(grows) * (10 + GAP))


@given(st.text())
def test_plain_text_has_nothing_a_terminal_obeys(text: str) -> None:
    shown = plain(text)
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in shown.replace("\xa0", ""))
    assert shown.count(HARD_SPACE) == text.count(HARD_SPACE)
    assert cell_len(shown) >= 0
