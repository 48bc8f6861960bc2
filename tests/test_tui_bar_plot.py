"""The plot of thirteen months in text cells: no colour, two sets of signs, no sentence lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from data.close import Close
from data.views.past import MonthSum
from tests.lists import bring, line
from tests.office import office
from tui import glyphs, words
from tui.widgets.bar_plot import bar_plot, beside_plot

TOTALS = (100, 0, 4000, 900, 3000, -50, 2000, 2500, 1200, 3900, 1500, 4081, 4825)


def year(totals: tuple[int, ...] = TOTALS) -> tuple[MonthSum, ...]:
    """Return October 2025 to October 2026 with these kroner."""
    months = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(9, 22)]
    return tuple(
        MonthSum(first, 1, total * 100) for first, total in zip(months, totals, strict=True)
    )


def pack(texts: list[str], width: int, height: int) -> list[str]:
    """Lay out one word in a row, as the panel does with sentences."""
    rows = [text[:width] for text in texts]
    return rows if len(rows) <= height else [*rows[: height - 1], "more"]


@pytest.fixture(autouse=True)
def signs() -> Iterator[None]:
    words.set_language("nb")
    glyphs.choose("ascii")
    yield
    glyphs.choose("auto")


def test_it_reads_without_colour_in_plain_signs() -> None:
    assert bar_plot(year(), 1, 5) == [
        "     4 825,00".replace(" 825", "\u00a0825"),
        "  .      . .#",
        "  # #  . # ##",
        ". #.#-##.####",
        "ONDJFMAMJJASO",
    ]


def test_every_console_font_has_its_signs() -> None:
    glyphs.choose("utf8")
    drawn = bar_plot(year(), 2, 4)
    assert set("".join(drawn[:-1])) <= {*" █▄-,0123456789\u00a0"}
    assert drawn[-1] == "O N D J F M A M J J A S O "


def test_the_smallest_has_two_rows_of_bars_and_the_letters() -> None:
    assert bar_plot(year(), 1, 3) == ["  .      . .#", ". #.#-##.#.##", "ONDJFMAMJJASO"]


@settings(max_examples=50)
@given(
    st.tuples(*[st.integers(-(10**9), 10**9)] * 13),
    st.integers(1, 3),
    st.integers(3, 12),
)
def test_it_is_a_rectangle_and_the_highest_month_has_the_highest_bar(
    totals: tuple[int, ...], columns: int, height: int
) -> None:
    rows = bar_plot(year(totals), columns, height)
    assert {cell_len(row) for row in rows} == {13 * columns}
    assert len(rows) <= height
    bars = [row for row in rows[:-1] if not any(sign.isdigit() for sign in row)]
    ink = [sum(row[place * columns] not in " -" for row in bars) for place in range(13)]
    assert all((total > 0) == (found > 0) for total, found in zip(totals, ink, strict=True))
    assert ink[totals.index(max(totals))] == max(ink)


@given(
    st.lists(st.text("abc", min_size=1, max_size=90), max_size=8),
    st.integers(40, 120),
    st.integers(1, 9),
)
def test_no_sentence_is_lost_to_it(texts: list[str], width: int, height: int) -> None:
    alone = pack(texts, width, height)
    rows = beside_plot(pack, texts, year(), width, height)
    assert all(cell_len(row) <= width for row in rows)
    assert [row.split()[0] for row in rows[: len(alone)]] == alone


def test_without_room_or_history_the_sentences_stand_alone() -> None:
    texts = ["a" * 78]
    assert beside_plot(pack, texts, year(), 78, 5) == texts
    assert beside_plot(pack, ["kort"], year(), 78, 2) == ["kort"]
    assert beside_plot(pack, ["kort"], (), 78, 5) == ["kort"]


def test_a_wider_panel_has_wider_bars() -> None:
    narrow, wide = (beside_plot(pack, ["a" * 60], year(), width, 4) for width in (78, 118))
    assert narrow[-1].endswith("ONDJFMAMJJASO")
    assert wide[-1].endswith("O  N  D  J  F  M  A  M  J  J  A  S  O  ")


def a_year(close: Close) -> None:
    """Fill a store with a year of exported months before the October that is to be closed."""
    before: list[Any] = [
        line(
            month,
            1_000_000 + month * 200_000,
            starts=datetime(2025 + month // 12, month % 12 + 1, 3, 10),
            ends=datetime(2025 + month // 12, month % 12 + 1, 3, 12),
            exported="401",
        )
        for month in range(9, 21)
    ]
    bring(close, *before, *(line(number, 80_000) for number in range(100, 160)))


async def test_it_is_drawn_on_the_smallest_screen_beside_all_that_was_said() -> None:
    async with office(a_year, start=3, building="Hallen", language="en") as shown:
        await shown.press("home", "down", "down", "down", "down")
        text = shown.text()
    assert "ONDJFMAMJJASO" in text
    assert "Not signed" in text
    assert "September 50 000,00 (1), now 48 000,00 (60): -2 000,00" in text
