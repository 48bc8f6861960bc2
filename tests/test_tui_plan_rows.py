"""What an import would do to a line, in words; identity numbers never in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from data.close import Close
from tests.lists import bring, line, plan
from tui import words
from tui.widgets.plan_rows import plan_rows

PERSON, OTHER = "15897412345", "01890998765"


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    words.set_language("nb")
    yield
    words.set_language("nb")


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
