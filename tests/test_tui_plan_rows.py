"""What an import would do to a line, in words; identity numbers never in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from data.close import Close
from data.errors import Problem
from tests.conftest import Clock
from tests.lists import bring, line, plan
from tui import words
from tui.correction_text import correction_notes
from tui.widgets.plan_rows import plan_rows

PERSON, OTHER = "15897412345", "01890998765"


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    words.set_language("nb")
    yield
    words.set_language("nb")


def states(close: Close, line_id: int) -> list[str]:
    return [each.state for each in close.corrections.of_line(line_id)]


def test_every_change_is_told_with_both_values(close: Close) -> None:
    bring(close, line(1, 100, customer_type="internal", ends=datetime(2026, 10, 3, 20)))

    [row] = plan_rows(plan(close, line(1, None, ends=datetime(2026, 11, 1, 2)), file="b"))

    assert row.changes == "Kundetype, Til, Pris"
    assert row.details == (
        "Kundetype: intern -> ekstern",
        "Til: 03.10.2026 20.00 -> 01.11.2026 02.00",
        "Pris: 1,00 -> -",
    )


def test_an_identity_number_is_hidden_wherever_it_stands(close: Close) -> None:
    bring(close, line(1, organization="", contact=f"Ås {PERSON}", customer_id=PERSON))

    newer = line(1, organization="", contact=f"Ås {OTHER}", customer_id=OTHER)
    [row] = plan_rows(plan(close, newer, file="b"))

    told = " ".join([row.name, row.changes, *row.details])
    assert "158974 *****" in told
    assert PERSON[6:] not in told
    assert OTHER[6:] not in told


def test_a_line_that_comes_back_says_so(close: Close) -> None:
    bring(close, line(1), line(2))
    bring(close, line(2), file="b")

    [row] = plan_rows(plan(close, line(1), line(2), file="c"))

    assert (row.fate, row.changes) == ("changed", "på lista igjen")


def test_what_becomes_of_our_corrections_is_told_before_the_list_is_taken_in(
    close: Close, clock: Clock
) -> None:
    bring(close, line(1, 100), line(2, 200), line(3, 300), line(4, 400))
    for number in (1, 2, 3):
        close.corrections.correct([number], "price", 900, "accounting", "avtale")
    clock.move(minutes=1)

    newer = plan(close, line(1, 900), line(2, 700), line(3, 300), line(4, 401), file="b")
    rows = {row.number: row for row in plan_rows(newer)}

    assert correction_notes(newer) == [
        "1 rettelse lukkes: lista sier det samme",
        "1 rettelse gjenåpnes: lista sier noe annet",
    ]
    assert rows[1].changes == "Pris, rettelse lukkes"
    assert rows[1].details == ("Pris: 1,00 -> 9,00", "rettelsen vår til 9,00 lukkes")
    assert rows[2].changes == "Pris, rettelse gjenåpnes"
    assert rows[2].details[1] == "rettelsen vår til 9,00 gjelder ikke lenger, lista sier 7,00"
    assert 3 not in rows
    assert rows[4].changes == "Pris"

    close.imports.apply(newer)
    told = [states(close, number) for number in (1, 2, 3)]
    assert told == [["closed"], ["reopened"], ["standing"]], "what was told is what came"


def test_a_correction_made_after_the_list_was_looked_at_refuses_the_plan(
    close: Close, clock: Clock
) -> None:
    bring(close, line(1, 100))
    newer = plan(close, line(1, 900), file="b")
    close.corrections.correct([1], "price", 800, "accounting", "avtale")
    clock.move(minutes=1)
    with pytest.raises(Problem):
        close.imports.apply(newer)
