"""A building that a colleague holds: it is read, it is taken over, and who loses it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from data.close import Close
from data.journal import Journal
from data.locks import Locks
from tests.lists import TO, bring, line, sign_everything
from tests.office import Office, october, office, still
from tui.dialogs import AskReason
from tui.widgets.fields import Field

T = TypeVar("T")
HOUSE = "Meyermarken"
OTHER = "Svanebadet"


def message(shown: Office) -> str:
    """Return the two rows above the keys, where a long sentence is broken."""
    return " ".join(row.strip() for row in shown.rows()[21:23])


async def as_ola(shown: Office, act: Callable[[Close, Locks, int], T], house: str = HOUSE) -> T:
    """Let Ola Hauge do something to a building at the same store, and a second pass."""

    def done(close: Close) -> T:
        building = close.basis.scope(house, TO).building_id
        return act(close, Locks(Journal("Ola Hauge", shown.clock)), building)

    answer = await shown.ask(done)
    await shown.app.each_second()
    await still(shown.pilot)
    return answer


def enters(_close: Close, ola: Locks, building: int) -> None:
    ola.enter(building)


def takes_over(_close: Close, ola: Locks, building: int) -> None:
    ola.take_over(building, "Kari er syk.")


def leaves(_close: Close, ola: Locks, building: int) -> None:
    ola.enter(building)
    ola.leave()


async def journal_of(shown: Office) -> list[str]:
    return await shown.ask(lambda close: [str(entry.text) for entry in close.journal.entries()])


async def test_case_15_opening_a_free_building_takes_it_and_a_held_one_is_read() -> None:
    async with office(october, language="en") as shown:
        await as_ola(shown, enters, OTHER)
        assert "#OH" in shown.text()
        assert "F701 Ola Hauge works on Svanebadet since 09.14. You can read." in message(shown)

        await shown.press("enter")
        assert shown.app.step == 2
        assert "20424" in shown.text(), "it is read as ever"
        assert "F701 Ola Hauge works on Svanebadet since 09.14. You can read." in message(shown)
        assert "o take over" in shown.rows()[23]
        await shown.press("space", "1")
        assert "[x]" in shown.text()
        assert "F701 Ola Hauge works on Svanebadet" in message(shown)
        assert not [text for text in await journal_of(shown) if text.startswith("held back 20424")]


async def test_a_building_that_comes_free_is_taken_with_the_next_key() -> None:
    async with office(october, language="en") as shown:
        await as_ola(shown, enters, OTHER)
        await shown.press("enter")
        await as_ola(shown, leaves, OTHER)
        assert "F701" not in message(shown)
        assert "take over" not in shown.rows()[23]
        await shown.press("down")
        await shown.app.each_second()
        building = shown.app.scope.building_id if shown.app.scope else 0
        holder = await shown.ask(lambda close: close.locks.holder(building))
        assert holder is not None
        assert holder.operator == "Kari Nes"


async def test_o_takes_over_with_a_reason_and_only_then_changes_are_made() -> None:
    async with office(october, language="en") as shown:
        await shown.press("o")
        assert shown.app.step == 0
        assert len(shown.app.screen_stack) == 1, "nobody holds anything"
        await as_ola(shown, enters, OTHER)
        await shown.press("o", "1")
        assert "Svanebadet is yours now. Ola Hauge is told why." in message(shown)
        assert await shown.ask(lambda _c: list(Locks(Journal("Ola Hauge", shown.clock)).others()))
        assert "took over from Ola Hauge: Ola Hauge is ill" in await journal_of(shown)
        await shown.press("enter", "space", "1")
        assert "[ ]" in shown.text()


async def test_who_loses_the_building_is_told_and_keeps_the_cursor() -> None:
    async with office(october, language="en") as shown:
        await shown.press("down", "down", "enter", "down", "down")
        before = [row for row in shown.rows() if row.startswith(">")]
        assert before
        await as_ola(shown, takes_over)
        told = "Ola Hauge took over at 09.14: Kari er syk. You can read."
        assert told in message(shown)
        assert [row for row in shown.rows() if row.startswith(">")] == before
        await shown.press("down", "up")
        assert told in message(shown), "it stands there until the building is free again"


async def test_what_is_typed_in_a_dialog_survives_that_the_building_is_lost() -> None:
    async with office(october, language="en") as shown:
        await shown.press("down", "down", "enter", "3", "home", "r")
        if not isinstance(shown.app.screen, AskReason):
            await shown.press("2", "space")
        await shown.press("9")
        await shown.write("avtalt med laget")
        await as_ola(shown, takes_over)
        assert "Ola Hauge took over at 09.14: Kari er syk." in message(shown)

        await shown.press("enter")
        assert isinstance(shown.app.screen, AskReason), "the answer is refused, not lost"
        assert shown.app.screen.query_one("#own-words", Field).value == "avtalt med laget"
        assert "Ola Hauge took over" in message(shown)
        entries = len(await journal_of(shown))
        await shown.press("escape", "escape")
        assert not isinstance(shown.app.screen, AskReason)
        assert len(await journal_of(shown)) == entries

        await as_ola(shown, leaves)
        assert "took over" not in message(shown)


async def test_another_step_says_nothing_of_the_lock() -> None:
    async with office(october, start=2, building=HOUSE, language="en") as shown:
        await shown.app.each_second()
        await as_ola(shown, takes_over)
        assert "took over" in message(shown)
        await shown.press("9")
        assert "took over" not in message(shown)
        assert "take over" not in shown.rows()[23]
        await shown.press("2")
        assert "took over" in message(shown)


# Two persons.

WRONG = "310366553"


def odd(close: Close) -> None:
    bring(close, line(1, customer_id=WRONG))


async def test_a_check_digit_is_asked_about_and_accepted_by_another_on_the_line() -> None:
    async with office(odd, start=2, building="Hallen", language="en") as shown:
        await shown.press("enter", "g", "1")
        assert "Asked. Another operator opens the line" in message(shown)
        await shown.press("g")
        assert "Waits for another operator. Kari Nes" in message(shown)
        await shown.press("escape", "0")
        assert "1 request waits for a second operator: line 1 in Hallen" in message(shown)

        await shown.ask(lambda close: close.locks.leave())
        shown.app.operator = "Ola Hauge"
        await shown.ask(lambda close: setattr(close.journal, "operator", "Ola Hauge"))
        await shown.press("enter", "enter", "g", "tab", "enter")
        assert "The id is accepted. Sign point 1." in message(shown)
        [row] = await shown.ask(lambda close: close.basis.lines(close.basis.scope("Hallen", TO)))
        assert row.id_code == "digit_accepted"
        assert "accept digit" not in shown.rows()[23]


async def test_case_16_the_month_says_once_what_came_of_an_export_that_was_cut_off() -> None:
    def cut_off(close: Close) -> None:
        october(close)
        close.attempts.is_watched = True
        scope = close.basis.scope(OTHER, TO)
        sign_everything(close, scope)
        draft = close.exports.prepare(scope)
        close.exports.commit(draft, OTHER, OTHER)
        with pytest.raises(KeyError), close.attempts.attempt(scope, "another"):
            raise KeyError

    async with office(cut_off, language="en") as shown:
        text = message(shown).replace("\u00a0", " ")
        assert "The last session broke off at 09.14. The export of Svanebadet was carried" in text
        assert "E-0003, 1 line, 61 080,00." in text
        await shown.press("down", "up", "2", "0")
        assert "broke off" not in message(shown)
