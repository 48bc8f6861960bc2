"""How a line reads: times, marks, ids and sums in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.close import Close
from data.views import LineFilter, LineRow, Order, Tally
from tests.lists import CLUB, TO, bring, line
from tests.meyermarken import PERSON
from tui import glyphs, line_text, words


@pytest.fixture(autouse=True)
def bokmal_in_ascii() -> None:
    words.set_language("nb")
    glyphs.choose("ascii")


@pytest.fixture
def row(close: Close) -> LineRow:
    """Return one line of the hall, marked and in order."""
    bring(close, line(1))
    return close.basis.lines(close.basis.scope("Hallen", TO))[0]


def test_a_rental_within_a_day_names_the_day_once(row: LineRow) -> None:
    assert line_text.period(row) == "fr 02.10.2026 18.00-20.00"


def test_a_rental_across_midnight_names_both_days(row: LineRow) -> None:
    late = replace(row, starts=datetime(2026, 10, 31, 22), ends=datetime(2026, 11, 1, 2))
    assert line_text.period(late) == "lø 31.10.2026 22.00 - sø 01.11.2026 02.00"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "[x]"),
        ({"held": True}, "[ ]"),
        ({"export": 3}, "[=]"),
        ({"source_export": "412", "held": True}, "[=]"),
    ],
)
def test_a_mark_tells_marked_held_back_and_exported(
    row: LineRow, fields: dict[str, object], shown: str
) -> None:
    assert line_text.mark(replace(row, **fields)) == shown  # type: ignore[arg-type]


def test_a_missing_price_is_not_a_price_of_zero(row: LineRow) -> None:
    assert line_text.price(replace(row, price=None)) == ""
    assert line_text.price(replace(row, price=0, source_price=0)) == "0,00"


def test_an_amount_that_we_corrected_has_a_sign(row: LineRow) -> None:
    assert line_text.price(row) == "100,00"
    assert line_text.price(replace(row, price=12_345)) == "*123,45"


def test_a_line_that_came_back_says_from_when_by_whom_and_why(row: LineRow) -> None:
    words.set_language("en")
    held = {"held_to": date(2026, 9, 30), "held_by": "Ola Hauge", "held_reason": f"ID {PERSON}"}
    back = replace(row, **held)  # type: ignore[arg-type]
    assert line_text.came_back(back) == "held from September by Ola Hauge: ID 128294*****"
    assert line_text.came_back(row) == line_text.came_back(replace(back, held=True)) == ""
    assert "held from September" in line_text.detail(back).plain


def test_a_corrected_line_says_what_stood_there_who_knew_and_who_corrected(close: Close) -> None:
    words.set_language("en")
    bring(close, line(1, customer_id=PERSON), file="b.csv")
    close.corrections.correct([1], "customer_id", CLUB, "register", "eget foretak")
    scope = close.basis.scope("Hallen", TO)
    (row,) = close.basis.lines(scope)
    said = line_text.detail(row, close.corrections.standing(scope)[1]).plain
    assert said.endswith("corrected 05.11 KN from 128294 ***** (the unit register)")
    assert line_text.id_cell(row).plain == "+ corrected"


def test_what_was_done_is_told_before_what_is_to_be_done(row: LineRow) -> None:
    bad = replace(row, id_code="missing", id_level="blocked")
    assert line_text.what_to_do(bad)
    held = replace(bad, held=True, held_by="Ola Hauge", held_reason=f"spør {PERSON}")
    assert line_text.what_to_do(held).startswith("Utsatt av Ola Hauge: spør 128294*****.")
    assert line_text.what_to_do(replace(held, export=7)) == "Eksportert i E-0007."
    assert line_text.what_to_do(row) == ""


def test_a_credit_says_which_point_asks_for_an_answer(row: LineRow) -> None:
    assert "punkt 2" in line_text.what_to_do(replace(row, price=-450_00))


def test_only_what_is_there_is_counted_in_words() -> None:
    some = Tally(lines=1, total=100, marked=1, marked_total=100, ids_ok=1)
    assert line_text.totals(some, ids=True) == (
        "1 linje 1,00 | merket 1: 1,00 | gratis 0 | ID: 1 gyldig"
    )
    more = replace(some, credit=2, credit_total=-5_00, ids_attention=3, ids_blocked=4)
    assert line_text.totals(more, ids=False).endswith("gratis 0 | kredit 2: -5,00")
    assert line_text.id_states(more) == "1 gyldig, 3 se på, 4 feil"


def test_the_order_is_named_by_its_column() -> None:
    assert line_text.order(Order()) == "Pris, høyest først"
    assert line_text.order(Order("price", False)) == "Pris, lavest først"
    assert line_text.order(Order("customer", False)) == "Kunde, stigende"


def test_the_standing_sentence_names_the_whole_selection(close: Close, row: LineRow) -> None:
    del row
    scope = replace(close.basis.scope("Hallen", TO), season="Høst 2026")
    chosen = LineFilter(scope, show="all", customer_type="internal")
    assert line_text.selection(chosen) == (
        "Til og med 31.10.2026, Høst 2026, også eksporterte, interne kunder"
    )
    assert "Trykk 1" in line_text.standing(chosen, Order(), Tally())
    assert "Esc viser alle" in line_text.standing(replace(chosen, ids=(1,)), Order(), Tally())
    searched = replace(chosen, find="x")
    assert line_text.standing(searched, Order(), Tally()).startswith("Pris, høyest først.")
