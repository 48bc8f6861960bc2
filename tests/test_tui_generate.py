"""Step 6 to the file: what stands in the way is asked for, the order count is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual import events

from data.close import Close
from data.month import Month
from data.views.files import FileView
from tests.files_month import (
    OCTOBER,
    colleague,
    external_of,
    generated,
    lines_of_october,
    october,
    scope,
    second_file_allowed,
    strings,
)
from tests.lists import bring, export_all, line
from tests.office import LOOKS, Look, Office, compare, office, still
from tui.screens.confirm_generation import ConfirmGeneration

WAITING = ("Svanebadet", "Åsane")


def files(close: Close) -> tuple[FileView, ...]:
    return close.files.files()


def two_missing(close: Close) -> None:
    """Fill a store of four houses, two of them exported."""
    others = [line(90 + at, 500, building=name) for at, name in enumerate(WAITING)]
    named = strings("Hallen", "Bakken", *WAITING)
    bring(close, *lines_of_october(), *others, account_strings=named)
    for building in ("Hallen", "Bakken"):
        export_all(close, scope(close, building), building)


def late_line(close: Close) -> None:
    """Fill a store whose month has its file when a house comes late."""
    october(close)
    generated(close)
    bring(close, line(77, 40_000, building="Nytt"), account_strings=strings("Nytt"), file="ny.csv")


def asked_by_ola(close: Close) -> None:
    """Let a colleague ask for a further file."""
    late_line(close)
    with colleague(close):
        close.gate.ask(OCTOBER, "Nytt kom for sent")


def late_house(close: Close) -> None:
    """Fill a store whose month has a file, and a late house that was allowed another."""
    late_line(close)
    second_file_allowed(close, reason="Nytt kom for sent")
    export_all(close, scope(close, "Nytt"), "Nytt")


def changed(close: Close) -> None:
    """Fill a store in which a price moved after the export."""
    october(close)
    dearer = (line(1, 75_000), *lines_of_october()[1:])
    bring(close, *dearer, account_strings=strings("Hallen", "Bakken"), file="ny.csv")


def in_dialog(shown: Office) -> bool:
    return isinstance(shown.app.screen, ConfirmGeneration)


async def test_the_count_typed_right_makes_both_files_and_leads_to_step_7() -> None:
    async with office(october, start=6) as shown:
        await shown.press("x", "4", "enter", "enter")

        assert shown.app.step == 7
        made = await shown.ask(files)
        assert [(file.customer_type, file.orders, file.amount) for file in made] == [
            ("internal", 1, 12_000),
            ("external", 3, 225_050),
        ]
        assert any(row.startswith(">2611052") for row in shown.rows())


async def test_a_wrong_count_makes_nothing_and_is_typed_anew() -> None:
    async with office(october, start=6) as shown:
        await shown.press("x", "3", "enter", "enter")
        assert "F651 Du tastet 3 ordrer. Fila har 4. Ingenting er laget." in shown.text()
        assert in_dialog(shown)
        assert await shown.ask(files) == ()

        await shown.press("backspace", "4", "enter", "enter")
        assert len(await shown.ask(files)) == 2


async def test_letters_in_the_count_are_refused_and_esc_keeps_what_was_typed() -> None:
    async with office(october, start=6) as shown:
        await shown.press("x", *"4x", "enter", "enter")
        assert "«4x» er ikke et antall. Skriv bare siffer." in shown.text()
        await shown.press("escape")
        assert "[4x" in shown.text()
        await shown.press("escape")
        assert not in_dialog(shown)
        assert await shown.ask(files) == ()


async def test_the_file_bears_the_day_that_is_typed() -> None:
    async with office(october, start=6) as shown:
        await shown.press("x", "4", "tab", *"04.11", "enter")
        assert "Fila får datoen 04.11.2026. Se over utkastet igjen." in shown.text()
        await shown.press("enter", "enter")
        made = await shown.ask(files)
    assert {file.generated_on for file in made} == {date(2026, 11, 4)}
    assert external_of(made).name == "2611042.txt"


async def test_a_day_that_was_not_looked_at_makes_no_file_yet() -> None:
    async with office(october, start=6) as shown:
        await shown.press("x", "4", "tab", *"04.11", "tab", "tab", "enter")
        assert in_dialog(shown)
        assert "Fila får datoen 04.11.2026." in shown.text()
        assert await shown.ask(files) == ()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("06.11", "F674 Ei fil for 2026-10 kan ikke ha datoen 06.11.2026"),
        ("30.09", "F674"),
        ("31.11", "finnes ikke"),
    ],
)
async def test_a_day_that_cannot_be_is_told(typed: str, told: str) -> None:
    async with office(october, start=6) as shown:
        await shown.press("x", "4", "tab", *typed, "enter")
        assert in_dialog(shown)
        assert told in shown.text()


async def test_missing_buildings_are_all_named_and_the_reason_is_kept() -> None:
    async with office(two_missing, start=6) as shown:
        await shown.press("x")
        assert "Ikke eksportert ennå" in shown.text()
        await shown.press("space", "enter")
        assert "Ikke merket: Åsane" in shown.text()
        await shown.press("space", "enter", "1", "4", "enter", "enter")

        made = external_of(await shown.ask(files))
        assert made.without == WAITING
        assert made.reason == "bygget kommer i neste fil"


async def test_esc_at_each_question_makes_nothing() -> None:
    async with office(two_missing, start=6) as shown:
        naming = ("x", "space", "space", "enter")
        for keys in (("x",), naming, (*naming, "1")):
            await shown.press(*keys, "escape")
            assert shown.app.step == 6
        assert await shown.ask(files) == ()


async def test_case_14_a_second_file_is_asked_for_and_waits_for_somebody_else() -> None:
    async with office(late_line, start=6) as shown:
        await shown.press("x")
        assert "Oktober har fila 2611052.txt, som ikke er sendt" in shown.text()
        await shown.press("2")
        assert "Venter på en operatør til, som trykker x i steg 6" in shown.text()
        second = await shown.ask(lambda close: close.gate.second_file(OCTOBER))
        assert second is not None
        assert second.asked is not None
        assert (second.asked.asked_by, second.is_allowed) == ("Kari Nes", False)
        await shown.press("x")
        assert "Venter på en operatør til, som trykker x i steg 6" in shown.text()


async def test_the_second_operator_allows_it_and_what_is_late_can_be_exported() -> None:
    async with office(asked_by_ola, start=6) as shown:
        await shown.press("x")
        assert "Ola Hauge ber om en tilleggsfil: Nytt kom for sent" in shown.text()
        await shown.press("tab", "enter")
        assert "Tilleggsfil er godkjent. Eksporter i steg 5, og trykk x." in shown.text()
        await shown.ask(lambda close: export_all(close, scope(close, "Nytt"), "Nytt"))


async def test_the_further_file_says_who_allowed_it() -> None:
    async with office(late_house, start=6) as shown:
        await shown.press("x")
        assert "Tilleggsfil   etter 2611052.txt, godkjent av Ola Hauge" in shown.text()
        assert "Begrunnelse   Nytt kom for sent" in shown.text()
        await shown.press("1", "enter", "enter")

        made = (await shown.ask(files))[-1]
        assert (made.is_supplementary, made.allowed_by, made.orders) == (True, "Ola Hauge", 1)
        assert "Nytt kom for sent  godkjent av Ola Hauge" in shown.text()


async def test_case_2_a_price_that_moved_is_answered_before_the_file_is_made() -> None:
    async with office(changed, start=6) as shown:
        told = (
            "! E-0001: 1 linje er endret etter eksport (+150,00). Fila bruker kopien. r henter ny"
            " pris, m beholder den gamle."
        )
        assert told in " ".join(shown.text().split())
        await shown.press("x")
        assert not in_dialog(shown)
        await shown.press("up", "m", *"avtalt", "enter")
        assert "er endret etter eksport" not in shown.text()
        await shown.press("x")
        assert in_dialog(shown)
        assert "2 370,50" in shown.text()


async def test_keys_pressed_before_the_dialog_is_drawn_are_thrown_away() -> None:
    async with office(october, start=6) as shown:
        for key in ("x", "9", "9"):
            shown.app.post_message(events.Key(key, None))
        await still(shown.pilot)
        await shown.press("4", "enter", "enter")
        assert len(await shown.ask(files)) == 2


async def test_case_23_a_period_of_another_year_is_told_before_the_file_is_made() -> None:
    async with office(october, start=6) as shown:
        draft = await shown.ask(lambda close: close.generation.prepare(OCTOBER))
        shown.app.push_screen(ConfirmGeneration(replace(draft, month=Month(2025, 12))))
        await still(shown.pilot)
        assert "! Periode i fila blir 202611, leien gjelder desember 2025." in shown.text()


READY: dict[str, tuple[Any, tuple[str, ...]]] = {
    "changed": (changed, ("up",)),
    "missing": (two_missing, ()),
    "in-file": (late_house, ("up",)),
    "dialog": (october, ("x", "4")),
    "naming": (two_missing, ("x", "space")),
    "without": (two_missing, ("x", "space", "space", "enter", "1")),
    "second": (late_line, ("x",)),
    "allowing": (asked_by_ola, ("x",)),
    "further": (late_house, ("x",)),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("screen", READY)
async def test_the_screen_looks_as_kept(
    screen: str, look: Look, request: pytest.FixtureRequest
) -> None:
    prepare, keys = READY[screen]
    async with office(prepare, start=6, **look._asdict()) as shown:
        await shown.press(*keys)
        compare(shown, "generate", request)
