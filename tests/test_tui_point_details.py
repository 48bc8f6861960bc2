"""A suspended answer says precisely which lines changed and how, on the screen and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from data.close import Close
from data.views import AnswerChange, PointView
from tests.command_line import CommandLine, fits
from tests.conftest import Clock
from tests.lists import OTHER_CLUB, bring, hall, line
from tests.test_tui_checklist import Panel, text_of
from tui import glyphs, words
from tui.change_text import change_text, plain_value
from tui.commands.check import SHAPE, WITH_CHANGES
from tui.widgets.point_details import PointDetails

IDS, PRICES, LATE = 1, 2, 7
PERSON = "15897412345"


@pytest.fixture(autouse=True)
def english_in_ascii() -> None:
    words.set_language("en")
    glyphs.choose("ascii")


def point(close: Close, number: int) -> PointView:
    return close.control.view(hall(close)).points[number - 1]


def told(close: Close, number: int) -> list[str]:
    """Return why the answer of a point no longer counts."""
    signed = point(close, number).signed
    assert signed is not None
    assert signed.state == "suspended"
    return [change_text(each).replace("\u00a0", " ") for each in signed.changes]


def signed_prices(close: Close) -> None:
    bring(close, line(1, 420_000), line(2, 500))
    close.control.sign(hall(close), PRICES, "etter prislista")


def test_case_01_a_price_that_changed_is_told_before_and_after(close: Close) -> None:
    signed_prices(close)
    bring(close, line(1, 450_000), line(2, 500), file="ny.csv")
    assert "1 Ærfugl IL: price 4 200,00 -> 4 500,00" in told(close, PRICES)


def test_a_line_that_came_and_one_that_went_are_told(close: Close) -> None:
    signed_prices(close)
    bring(close, line(1, 420_000), line(3, 700), file="ny.csv")
    assert [text for text in told(close, PRICES) if "line" in text] == [
        "3 Ærfugl IL: new line",
        "2: line is gone",
    ]


def test_times_names_and_kinds_are_told_as_people_read_them(close: Close) -> None:
    bring(close, line(1))
    close.control.sign(hall(close), PRICES, "etter prislista")
    changed = line(1, organization=f"Kari {PERSON}", customer_type="internal")
    later = replace(changed, ends=datetime(2026, 10, 2, 23, 30), customer_id="204518")
    bring(close, later, file="ny.csv")

    changes = told(close, PRICES)

    assert "1 Kari 158974*****: customer Ærfugl IL -> Kari 158974*****" in changes
    assert "1 Kari 158974*****: end 02.10.2026 20.00 -> 02.10.2026 23.30" in changes
    assert "1 Kari 158974*****: kind of customer external -> internal" in changes


def test_an_id_that_changed_is_told_masked_with_its_state(close: Close) -> None:
    bring(close, line(1, -500, customer_id=""), line(2))
    close.control.sign(hall(close), IDS, "kredit uten kunde")
    bring(close, line(1, -500, customer_id=PERSON), line(2), file="ny.csv")

    changes = told(close, IDS)

    assert "1 Ærfugl IL: customer id - -> 158974 *****" in changes
    assert "1 Ærfugl IL: id state missing -> wrong digit" in changes


def test_a_new_finding_is_told_though_no_line_changed(close: Close) -> None:
    signed_prices(close)
    close.settings.change({"limits.high_price": 400_000})
    changes = told(close, PRICES)
    assert len(changes) == 1
    assert changes[0].startswith("Found since then: ")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (AnswerChange(1, "Korpset", "changed", "price", None, 0), "1 Korpset: price - -> 0,00"),
        (AnswerChange(1, "", "changed", "unheard", 1, 2), "1: unheard 1 -> 2"),
        (AnswerChange(1, "a\x1b[31m", "new"), "1 a␛[31m: new line"),
    ],
)
def test_a_change_reads_whatever_it_holds(change: AnswerChange, text: str) -> None:
    assert change_text(change) == text


def test_values_for_scripts_are_plain() -> None:
    assert plain_value("price", 420_000) == "4200.00"
    assert plain_value("price", None) is None
    assert plain_value("starts", "2026-10-02T20:00:00") == "2026-10-02T20:00:00"


async def test_the_panel_tells_as_many_changes_as_fit_and_counts_the_rest(close: Close) -> None:
    bring(close, *(line(number, 100_000 + number) for number in range(1, 8)))
    close.control.sign(hall(close), PRICES, "etter prislista")
    bring(
        close,
        *(line(n, 200_000 + n, organization=f"Idrettslaget nummer {n}") for n in range(1, 8)),
        file="ny.csv",
    )
    details = PointDetails()
    async with Panel(details).run_test(size=(60, 5)):
        details.point = replace(point(close, PRICES), details=())
        rows = text_of(details).split("\n")
    assert len(rows) == 5
    assert rows[0].startswith("Was signed by Kari Nes 05.11.2026 09.14, etter prislista.")
    assert any("Idrettslaget nummer 1: price 1 000,01 -> 2 000,01" in row for row in rows)
    assert rows[-1] == "... and 13 more"


async def test_an_answer_that_only_no_longer_suffices_says_so(close: Close) -> None:
    bring(close, line(1, customer_id=OTHER_CLUB))
    close.control.sign(hall(close), PRICES, "ok")
    now = point(close, PRICES)
    assert now.signed is not None
    details = PointDetails()
    async with Panel(details).run_test(size=(100, 5)):
        details.point = replace(now, signed=replace(now.signed, state="suspended"), details=())
        assert "It does not answer what is found now: sign again." in text_of(details)


def test_check_tells_the_changes_too(fakturaklar: CommandLine, clock: Clock) -> None:
    close = Close(fakturaklar.store, "Kari Nes", test_mode=True)
    signed_prices(close)
    close.shut()
    basis = ("--building", "Hallen", "--to", "31.10.2026")
    before = fakturaklar.json("check", *basis)
    assert fits(before, SHAPE)

    close = Close(fakturaklar.store, "Kari Nes", test_mode=True)
    bring(close, line(1, 450_000), line(2, 500), file="ny.csv")
    close.shut()

    answer = fakturaklar.json("check", *basis)
    assert fits(answer, WITH_CHANGES)
    prices = [change for change in answer["changes"] if change["field"] == "price"]
    assert prices[0] == {
        "point": PRICES,
        "line": 1,
        "customer": "Ærfugl IL",
        "fate": "changed",
        "field": "price",
        "before": "4200.00",
        "after": "4500.00",
    }
    text = fakturaklar("check", *basis, "--lang", "en").out.replace("\u00a0", " ")
    assert "     1 Ærfugl IL: price 4 200,00 -> 4 500,00\n" in text
