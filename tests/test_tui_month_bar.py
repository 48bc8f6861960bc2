"""The close calendar: how long there is left, said in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from rich.cells import cell_len

from data.month import Calendar, Month, deadline
from tui import glyphs, words
from tui.widgets.month_bar import calendar_rows


@pytest.fixture(autouse=True)
def ascii_and_bokmal() -> Iterator[None]:
    glyphs.choose("ascii")
    words.set_language("nb")
    yield
    glyphs.choose("auto")
    words.set_language("nb")


def shown(month: Month, today: date, *, is_finished: bool = False) -> list[str]:
    """Return the two rows of a month as plain text."""
    view = deadline(month, today, Calendar())
    return [row.plain for row in calendar_rows(view, today, is_finished=is_finished)]


def test_the_days_lead_to_the_deadline_and_today_is_marked() -> None:
    assert shown(Month(2026, 10), date(2026, 11, 5)) == [
        "Frist: én fil til LRS senest ti 10.11.  Vindu dag 1-9.  Igjen: 3 virkedager",
        " Dag  sø1  ma2  ti3  on4 [to5] fr6  lø7  sø8  ma9 | ti10 FRIST",
    ]


def test_a_deadline_on_a_day_off_warns_of_the_last_working_day_before() -> None:
    first, _days = shown(Month(2026, 12), date(2027, 1, 4))
    assert first == "Frist sø 10.01.  ! Siste virkedag er fr 08.01.  Igjen: 4 virkedager"


def test_the_last_day_says_so() -> None:
    first, days = shown(Month(2026, 10), date(2026, 11, 10))
    assert first.endswith("Det er i dag.")
    assert days.endswith("|[ti10]FRIST")


@pytest.mark.parametrize(("is_finished", "sign"), [(False, "! "), (True, "")])
def test_a_deadline_that_passed_alarms_only_while_work_is_left(
    is_finished: bool, sign: str
) -> None:
    first, _days = shown(Month(2026, 9), date(2026, 11, 5), is_finished=is_finished)
    assert first == f"{sign}Fristen var lø 10.10."


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_day_of_a_year_fits_the_smallest_window(language: words.Language) -> None:
    words.set_language(language)
    for month in range(1, 13):
        rental = Month(2026, month)
        for day in range(1, 11):
            today = rental.next().first.replace(day=day)
            assert all(cell_len(row) < 80 for row in shown(rental, today))
