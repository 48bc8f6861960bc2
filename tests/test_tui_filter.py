"""Step 1: choosing a basis, with the answer while one types."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.close import Close
from tests.hostile import HOSTILE
from tests.lists import TO, bring, line
from tests.office import INTERNAL, LOOKS, Look, Office, compare, office


def houses(close: Close) -> None:
    """Fill a store: a building with late, coming and exported lines and two seasons, and others."""
    house = "Meyermarken"
    bring(
        close,
        line(1, 600_000, building=house, season="Høst 2026"),
        line(2, 120_000, building=house, season="Vår 2027", **INTERNAL),
        line(3, 85_000, building=house, ends=datetime(2026, 9, 26, 20), starts=_at(9, 26)),
        line(4, 70_000, building=house, ends=datetime(2026, 11, 2, 20), starts=_at(11, 2)),
        line(5, 40_000, building=house, exported="117"),
        line(6, 30_000, building="Meyermarka grendahus"),
        line(7, 20_000, building="Åsgard kulturhus"),
    )


def _at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 18)


def answer(shown: Office) -> list[str]:
    """Return the rows of the live answer, blanks collapsed."""
    text = [" ".join(row.replace("\u00a0", " ").split()) for row in shown.rows()]
    start = text.index("Dette utvalget gir") + 1 if "Dette utvalget gir" in text else 20
    return [row for row in text[start:20] if row]


def message(shown: Office) -> str:
    return shown.rows()[22].strip()


def to_date(shown: Office) -> str:
    [row] = [row for row in shown.rows() if row.startswith(" Til og med")]
    return row.removeprefix(" Til og med").strip()


async def test_the_answer_follows_what_is_typed() -> None:
    async with office(houses, start=1) as shown:
        assert answer(shown) == []
        await shown.write("mey")
        assert answer(shown) == [
            "3 linjer 8 050,00 blir med",
            "1 linje 850,00 av dem etterslep (leie før 01.10, kom for sent)",
            "1 linje 700,00 slutter etter 31.10 - blir IKKE med",
            "1 linje 400,00 allerede eksportert for oktober",
        ]
        await shown.press("down")
        assert answer(shown)[0] == "1 linje 300,00 blir med"


async def test_any_part_of_a_name_finds_a_building_and_å_is_no_a() -> None:
    async with office(houses, start=1) as shown:
        await shown.write("MARK")
        assert "Meyermarken" in shown.text()
        assert "Meyermarka grendahus" in shown.text()
        await shown.press(*["backspace"] * 4)
        await shown.write("asg")
        assert message(shown) == "! Ingen bygg har «asg» i navnet."
        await shown.press(*["backspace"] * 3)
        await shown.write("ÅSG")
        assert "Åsgard kulturhus" in shown.text()


async def test_enter_takes_the_building_and_enter_again_shows_its_lines() -> None:
    async with office(houses, start=1) as shown:
        await shown.press(*"åsg", "enter", "enter")
        assert shown.app.step == 2
        assert shown.app.scope is not None
        assert (shown.app.scope.building, shown.app.scope.to) == ("Åsgard kulturhus", TO)


async def test_a_text_that_means_two_buildings_must_be_settled() -> None:
    async with office(houses, start=1) as shown:
        await shown.press(*"mey", "tab", "enter")
        assert shown.app.step == 1
        assert message(shown) == "! Velg ett bygg først."


@pytest.mark.parametrize(
    ("keys", "reads"),
    [
        ("30.09", "[30.09.2026 ] on"),
        ("300926", "[30.09.2026 ] on"),
        ("30092026", "[30.09.2026 ] on"),
        ("30.09.2026", "[30.09.2026 ] on"),
        ("2026-09-30", "[30.09.2026 ] on"),
        (".", "[31.10.2026 ] lø"),
        ("-", "[30.09.2026 ] on"),
        ("--", "[31.08.2026 ] ma"),
        ("---.", "[31.10.2026 ] lø"),
        ("-+", "[31.10.2026 ] lø"),
        ("15.10", "[15.10.2026 ] to  ! ikke siste dag i en måned"),
        ("28.02.2025", "[28.02.2025 ] fr"),
    ],
)
async def test_every_way_to_say_a_date(keys: str, reads: str) -> None:
    named = {".": "full_stop", "-": "minus", "+": "plus"}
    async with office(houses, start=1) as shown:
        await shown.press(*"åsg", "enter", *(named.get(key, key) for key in keys), "tab")
        assert to_date(shown) == reads


async def test_a_date_that_does_not_exist_is_explained() -> None:
    async with office(houses, start=1) as shown:
        await shown.press(*"åsg", "enter", *"310926", "enter")
        assert shown.app.step == 1
        assert message(shown).startswith("x F321 31.09.2026 finnes ikke. Siste dag i september")


async def test_a_date_in_the_future_is_refused_as_it_is_typed() -> None:
    async with office(houses, start=1) as shown:
        await shown.press(*"åsg", "enter", "plus")
        assert to_date(shown) == "[30.11.2026 ] ma  x i framtiden"
        assert message(shown).startswith("x F312")
        assert answer(shown) == []
        await shown.press("enter")
        assert shown.app.step == 1


async def test_arrows_correct_the_date_that_stands_there() -> None:
    async with office(houses, start=1) as shown:
        await shown.press(*"åsg", "enter", "home", "delete", "delete", *"15", "tab")
        assert to_date(shown).startswith("[15.10.2026 ]")


async def test_the_season_is_asked_for_only_where_the_source_gives_one() -> None:
    async with office(houses, start=1) as shown:
        await shown.press(*"åsg", "enter")
        assert "Sesong" not in shown.text()
    async with office(houses, start=1) as shown:
        await shown.press(*"meyermarken", "enter", "shift+tab", "space")
        assert "( ) alle   (*) Høst 2026   ( ) Vår 2027" in shown.text()
        assert answer(shown)[0] == "2 linjer 6 850,00 blir med"
        await shown.press("enter")
        assert shown.app.scope is not None
        assert shown.app.scope.season == "Høst 2026"


async def test_what_is_shown_can_be_chosen_and_is_remembered_until_the_building_changes() -> None:
    async with office(houses, start=1) as shown:
        await shown.press(*"meyermarken", "enter", "tab", "space", "tab", "space", "space")
        assert answer(shown)[-1] == "1 linje 1 200,00 vises i lista"
        await shown.press("enter", "1")
        chosen = shown.app.line_filter
        assert chosen is not None
        assert (chosen.show, chosen.customer_type) == ("all", "internal")
        assert "(*) intern" in shown.text()
        await shown.press("f", *"åsg", "enter")
        assert "(*) bare ikke eksporterte" in shown.text()
        assert "(*) alle   ( ) ekstern" in shown.text()


async def test_the_form_follows_a_building_opened_from_the_month() -> None:
    async with office(houses) as shown:
        await shown.press("1", *"åsg", "escape", "0", "f", *"grenda", "enter", "enter", "1")
        assert "[Meyermarka grendahus" in shown.text()
        await shown.press("0", "minus", "1")
        assert to_date(shown).startswith("[30.09.2026 ]")


async def test_letters_and_digits_are_text_in_the_fields_and_esc_keeps_the_draft() -> None:
    async with office(houses, start=1) as shown:
        await shown.write("i2q0")
        assert shown.app.step == 1
        assert "[i2q0" in shown.text()
        await shown.press("escape")
        assert "[i2q0" in shown.text()
        await shown.press("0")
        assert shown.app.step == 0


async def test_without_buildings_it_says_how_to_begin() -> None:
    async with office(lambda _close: None, start=1) as shown:
        assert message(shown) == "Ingen bygg ennå. Trykk F5 og velg en liste."
        await shown.press("a", "enter", "tab", "enter")
        assert shown.app.step == 1


async def test_an_answer_to_an_old_text_never_stands_under_a_new_one() -> None:
    async with office(houses, start=1) as shown:
        for key in [*"mey", "backspace", "backspace", "backspace", *"åsg"]:
            await shown.pilot.press(key)
        await shown.press("enter")
        assert answer(shown)[0] == "1 linje 200,00 blir med"


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_name_from_outside_is_only_text(name: str) -> None:
    def prepare(close: Close) -> None:
        bring(close, line(1, building=f"Hall {name}", season=f"Høst {name}"))

    async with office(prepare, start=1) as shown:
        await shown.press(*"hal", "enter", "enter", "1")
        assert len(shown.rows()) == 24
        assert shown.app.scope is not None


@pytest.mark.parametrize("look", LOOKS)
async def test_the_filter_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(houses, start=1, **look._asdict()) as shown:
        await shown.press(*"mey", "tab", "tab", *"151026")
        compare(shown, "filter", request)


async def test_seasons_that_do_not_fit_are_reached_and_told_of() -> None:
    seasons = [f"{half} {year}" for year in (2025, 2026) for half in ("Høst", "Sommer", "Vår")]

    def many_seasons(close: Close) -> None:
        bring(close, *(line(number, season=name) for number, name in enumerate(seasons, 1)))

    def row(shown: Office) -> str:
        return next(row for row in shown.rows() if row.startswith(" Sesong"))

    async with office(many_seasons, start=1, building="Hallen") as shown:
        assert "(*) alle" in row(shown)
        assert row(shown).endswith("...")
        shown.app.screen.query_one("#season").focus()
        for season in sorted(seasons):
            await shown.press("right")
            assert f"(*) {season}" in row(shown)
            assert len(row(shown)) <= 80
        assert "   ...   ( )" in row(shown)
        assert row(shown).endswith(f"(*) {max(seasons)}")
