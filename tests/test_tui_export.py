"""Step 5: nothing is exported but what is signed, copied, named twice and unchanged."""

from __future__ import annotations

from functools import partial
from threading import Event
from time import monotonic

import pytest

from data.close import Close
from data.exports import Draft
from data.views import ExportView, Scope
from tests.hostile import HOSTILE
from tests.lists import THIRD_CLUB, TO, bring, line, sign_everything
from tests.office import INTERNAL, LOOKS, Look, Office, compare, october, office, still
from tests.screens import PATIENCE, settle
from tui.screens.confirm_export import ConfirmExport

HOUSE = "Meyermarken"


def exports(close: Close) -> list[ExportView]:
    return [made for made in close.exports.exports() if made.building == HOUSE]


def standing(close: Close) -> list[ExportView]:
    return [made for made in exports(close) if made.reversed_at is None]


def scope_of(close: Close, house: str) -> Scope:
    return close.basis.scope(house, TO)


def unsigned(close: Close) -> None:
    october(close)
    close.control.withdraw(close.basis.scope(HOUSE, TO), 2, "ser igjen")


def raise_a_price(close: Close) -> None:
    bring(
        close,
        line(20417, 650_000, building=HOUSE, description=f"{HOUSE}: Storsal"),
        line(20419, 0, building=HOUSE, organization="Grendalaget", customer_id=THIRD_CLUB),
        line(20420, 120_000, building=HOUSE, organization="Oppvekst sør", **INTERNAL),
        file="ny.csv",
    )


def in_dialog(shown: Office) -> bool:
    return isinstance(shown.app.screen, ConfirmExport)


async def export(shown: Office) -> None:
    await shown.press(*"mey", "enter", *"mey", "enter", "enter")


async def test_a_signed_house_is_exported_by_the_keys_of_the_key_script() -> None:
    async with office(october, start=7, building=HOUSE) as shown:
        keys = ["5", *"mey", "enter", *"mey", "enter", "enter"]
        await shown.press(*keys)

        (made,) = await shown.ask(standing)
        assert len(keys) == 10
        assert (made.lines, made.payable, made.free, made.total) == (4, 3, 1, 1_200_000)
        assert (made.internal, made.external, made.operator) == (HOUSE, HOUSE, "Kari Nes")
        assert "E-0003 er eksportert" in shown.text()
        assert await shown.ask(lambda close: close.basis.lines(close.basis.scope(HOUSE, TO))) == ()


async def test_enter_leads_on_to_the_new_export() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await export(shown)
        await shown.press("enter")

        assert shown.app.step == 6
        assert any(row.startswith(">E-0003 Meyermarken") for row in shown.rows())


async def test_the_dialog_tells_what_leaves_the_list_and_who_signed() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        text = shown.text()
        copy = await shown.ask(lambda close: close.archive.copies()[0])

    assert "til og med 31.10.2026" in text
    assert "4  (3 med pris, 1 gratis)   kunder 3" in text
    assert "12 000,00   ekstern 10 800,00   intern 1 200,00" in text
    assert f"K-0003   sha256 {copy.sha256[:4]}-{copy.sha256[4:8]}" in text
    assert "9 av 9: Kari Nes 2 3 5 6, maskin 1 4 7 8 9" in text


async def test_the_copy_is_seen_while_it_is_taken() -> None:
    may_go_on = Event()

    def slow(close: Close) -> None:
        october(close)
        prepare = close.exports.prepare

        def waiting(scope: Scope) -> Draft:
            may_go_on.wait(PATIENCE)
            return prepare(scope)

        close.exports.prepare = waiting  # type: ignore[method-assign]

    async with office(slow, start=7, building=HOUSE) as shown:
        await shown.pilot.press("5")
        deadline = monotonic() + PATIENCE
        while "> 4 linjer skrives til arkivet og leses tilbake ..." not in shown.text():
            assert monotonic() < deadline
            await shown.pilot.pause()
        assert not in_dialog(shown)

        may_go_on.set()
        await still(shown.pilot)
        assert in_dialog(shown)


async def test_unsigned_points_are_named_and_nothing_is_copied() -> None:
    async with office(unsigned, start=7, building=HOUSE) as shown:
        await shown.press("5")

        assert not in_dialog(shown)
        assert "Eksport er stengt: 1 punkt er ikke signert." in shown.text()
        assert "2 Pris etter prisliste" in shown.text()
        assert "trukket tilbake" in shown.text()
        await shown.press("x")
        assert len(await shown.ask(lambda close: close.archive.copies())) == 2

        await shown.press("enter")
        assert shown.app.step == 3


async def test_a_house_without_a_marked_line_is_not_exported() -> None:
    def held(close: Close) -> None:
        bring(close, line(1, 0, building=HOUSE))
        scope = close.basis.scope(HOUSE, TO)
        sign_everything(close, scope)
        close.basis.hold(scope, [1], "")

    async with office(held, start=5, building=HOUSE) as shown:
        assert not in_dialog(shown)
        assert "Ingen linje er merket." in shown.text()


async def test_a_house_without_open_lines_leads_on() -> None:
    async with office(october, start=5, building="Sandslihallen") as shown:
        assert "Sandslihallen har ingen åpne linjer" in shown.text()
        await shown.press("enter")
        assert shown.app.step == 6


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("me", "minst tre bokstaver"),
        ("", "minst tre bokstaver"),
        ("Meyermarka", "Nærmeste: Meyermarken"),
        ("hallen", "flere kontostrenger: Gimlehallen, Sandslihallen"),
        ("svanebadet", "«Svanebadet» er kontostrengen til Svanebadet."),
    ],
)
async def test_a_name_that_is_not_one_house_is_not_taken(typed: str, says: str) -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await shown.write(typed)
        await shown.press("enter")
        said = " ".join(shown.text().split())

        assert "F502" in said
        assert says in said
        assert in_dialog(shown)
        assert shown.app.focused is not None
        assert shown.app.focused.id == "internal"


async def test_the_button_does_not_export_with_one_name_missing() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await shown.press(*"mey", "enter", "tab", "tab", "enter")

        assert "F502" in shown.text()
        assert in_dialog(shown)
        assert await shown.ask(standing) == []


async def test_the_hits_stand_below_the_field() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await shown.write("hallen")
        hits = [row[24:].split("|")[0].strip() for row in shown.rows()]
        assert {"Gimlehallen", "Sandslihallen"} <= set(hits)
        assert "o 2 treff" in shown.text()


async def test_a_line_changed_since_the_copy_closes_the_dialog_with_the_lines_named() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await shown.tell(raise_a_price)
        await export(shown)

        text = shown.text()
        assert not in_dialog(shown)
        assert "F302" in text
        assert "2 linjer er ikke som i K-0003" in text
        assert "20417  Ærfugl IL                 6 000,00 -> 6 500,00" in text
        assert "20418  Bjørgvin Turn             er borte" in text
        assert "signer på nytt" in text
        assert await shown.ask(standing) == []


async def test_two_presses_of_the_button_export_once() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await shown.press(*"mey", "enter", *"mey", "enter")
        button = shown.app.screen.query_one("#export")
        await shown.pilot.pause()
        for _ in range(3):
            button.action_press()  # type: ignore[attr-defined]
        await settle(shown.pilot)

        assert len(await shown.ask(standing)) == 1
        assert "E-0003 er eksportert" in shown.text()


async def test_a_signature_taken_back_meanwhile_closes_the_dialog() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await shown.tell(
            lambda close: close.control.withdraw(close.basis.scope(HOUSE, TO), 2, "ser igjen")
        )
        await export(shown)

        assert not in_dialog(shown)
        assert "F504" in shown.text()
        assert await shown.ask(standing) == []


async def test_esc_keeps_what_was_typed_then_leaves_without_an_export() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await shown.write("mey")
        await shown.press("escape")
        assert in_dialog(shown)
        assert "[mey " in shown.text()

        await shown.press("escape")
        assert not in_dialog(shown)
        assert "Avbrutt. Ingenting er eksportert." in shown.text()
        assert await shown.ask(standing) == []


async def test_the_dialog_opens_by_itself_only_on_arrival() -> None:
    async with office(october, start=5, building=HOUSE) as shown:
        await shown.press("escape")
        await shown.press("question_mark", "escape")
        assert not in_dialog(shown)

        await shown.tell(lambda close: close.settings.change({"limits.month_percent": 16}))
        assert not in_dialog(shown)

        await shown.press("x")
        assert in_dialog(shown)
        await shown.press("escape", "7", "5")
        assert in_dialog(shown)


async def test_without_a_building_the_screen_says_where_to_choose_one() -> None:
    async with office(october, start=5) as shown:
        assert "Trykk 0 og åpne et bygg med Enter." in shown.text()
        await shown.press("x", "enter")
        assert not in_dialog(shown)


async def test_hostile_houses_are_exported_and_break_no_row() -> None:
    houses = [f"{name} hus {number}" for number, name in enumerate(HOSTILE[::3])]

    def hostile(close: Close) -> None:
        for number, house in enumerate(houses, 1):
            bring(close, line(number, 500, building=house, organization=house), file=f"{number}")
        for house in houses:
            sign_everything(close, close.basis.scope(house, TO))

    async with office(hostile, start=7, building=houses[0]) as shown:
        for house in houses:
            shown.app.scope = await shown.ask(partial(scope_of, house=house))
            await shown.press("5")
            frame = [row for row in shown.rows() if "Kopi" in row or "Signert" in row]
            assert in_dialog(shown)
            assert all(row.endswith("|") for row in frame)
            for kind in ("internal", "external"):
                shown.app.screen.query_one(f"#{kind}").value = house  # type: ignore[attr-defined]
            await shown.press("enter", "enter", "enter")
            assert "er eksportert og står under" in shown.text()
            await shown.press("7")
        assert len(await shown.ask(lambda close: close.exports.exports())) == len(houses)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_dialog_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(october, start=5, building=HOUSE, **look._asdict()) as shown:
        await shown.press(*"mey", "enter", *"mey")
        compare(shown, "export-dialog", request)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_closed_export_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(unsigned, start=5, building=HOUSE, **look._asdict()) as shown:
        compare(shown, "export-closed", request)


@pytest.mark.parametrize("look", LOOKS)
async def test_the_result_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(october, start=5, building=HOUSE, **look._asdict()) as shown:
        await export(shown)
        compare(shown, "export-made", request)
