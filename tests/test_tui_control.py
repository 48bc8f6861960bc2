"""Step 3 by keys: nine points answered, the control total, the copy that is taken by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.close import Close
from data.listing import ListedLine
from data.views import ControlView, PointView
from tests.hostile import HOSTILE
from tests.lists import TO, bring, export_all, line
from tests.meyermarken import HOUSE, PERSON, basis, lines, untouched, without_bad_ids
from tests.office import LOOKS, Look, Office, compare, office
from tui.dialogs import AskReason, Confirm
from tui.screens.control import ControlScreen
from tui.screens.control_total import AskTotal
from tui.screens.point import PointScreen
from tui.widgets.checklist import Checklist

LIST_TOTAL = "31600"
"""Kroner of the house's whole list, held lines too."""


def cursor(shown: Office) -> int:
    """Return the number of the point under the cursor."""
    return shown.app.screen.query_one(Checklist).place + 1


async def view(shown: Office) -> ControlView:
    return await shown.ask(lambda close: close.control.view(basis(close)))


async def point(shown: Office, number: int) -> PointView:
    return (await view(shown)).points[number - 1]


def row(shown: Office, number: int) -> str:
    """Return the row of a point."""
    return shown.rows()[3 + number].replace("\u00a0", " ")


@pytest.mark.parametrize("look", LOOKS)
async def test_the_checklist_looks_like_this(look: Look, request: pytest.FixtureRequest) -> None:
    async with office(
        without_bad_ids, start=3, building=HOUSE, **look._asdict(),
    ) as shown:  # fmt: skip
        await shown.press("g", "2")
        compare(shown, "control", request)


# Signing.


async def test_the_cursor_begins_where_a_person_is_needed() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        assert cursor(shown) == 2


async def test_a_point_to_look_at_is_signed_with_a_stock_reason_by_its_digit() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press("g")
        assert isinstance(shown.app.screen, AskReason)
        await shown.press("2")
        signed = (await point(shown, 2)).signed
        assert signed is not None
        assert (signed.operator, signed.reason, signed.state) == (
            "Kari Nes",
            "avtalt pris",
            "valid",
        )
        assert row(shown, 2).endswith("KN 09.14")
        assert cursor(shown) == 3


async def test_a_reason_may_be_in_own_words() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press("f9", "9")
        await shown.write("vedtak 12")
        await shown.press("enter")
        signed = (await point(shown, 2)).signed
        assert signed is not None
        assert signed.reason == "vedtak 12"


async def test_esc_leaves_the_point_unsigned() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press("g", "escape")
        assert not (await point(shown, 2)).is_signed


async def test_a_point_in_order_is_signed_without_a_reason() -> None:
    def plain(close: Close) -> None:
        bring(close, line(1, 1000), line(2, 1000))

    async with office(plain, start=3, building="Hallen") as shown:
        await shown.press("g")
        assert isinstance(shown.app.screen, ControlScreen)
        assert row(shown, 2).endswith("KN 09.14")


async def test_a_blocked_point_cannot_be_signed() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("home", "g")
        assert "F330" in shown.text()
        assert not (await point(shown, 1)).is_signed


async def test_what_the_program_proves_is_not_signed_by_hand() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("down", "down", "g")
        assert cursor(shown) == 4
        assert "F331" in shown.text()


async def test_a_signed_point_is_not_signed_twice() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press("g", "1", "up", "g")
        assert "Punkt 2 er signert. r trekker tilbake." in shown.text()


async def test_a_sign_off_is_taken_back_with_a_reason() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press("g", "1", "up", "r", "1")
        found = await point(shown, 2)
        assert found.signed is not None
        assert found.signed.state == "withdrawn"
        assert row(shown, 2).endswith("o åpen")
        assert "Trukket tilbake. Var signert av Kari Nes" in shown.text()
        entry = (await shown.ask(lambda close: close.journal.entries(limit=1)))[0]
        assert "signert ved en feil" in str(entry.text)


async def test_only_a_persons_sign_off_can_be_taken_back() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("r")
        assert "Punkt 2 er ikke signert av noen." in shown.text()
        await shown.press("down", "down", "r")
        assert "Punkt 4 er ikke signert av noen." in shown.text()


async def test_a_changed_line_asks_for_a_new_sign_off_with_the_old_one_still_visible() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press("g", "2")
        others = [each for each in lines() if each.id != 20401]
        await shown.tell(lambda close: bring(close, *others, _dearer(), file="ny.csv"))
        assert "! signer på nytt" in row(shown, 2)
        assert row(shown, 2).endswith("(KN 09.14)")
        await shown.press("up")
        assert "Var signert av Kari Nes 05.11.2026 09.14, avtalt pris." in shown.text()
        await shown.press("g", "1")
        assert row(shown, 2).endswith(" KN 09.14")


async def test_n_and_p_lead_from_one_unsigned_point_to_the_next() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        places = []
        for _ in range(6):
            await shown.press("n")
            places.append(cursor(shown))
        assert places == [3, 5, 6, 7, 9, 9]
        assert "Alle punkter nedenfor er signert" in shown.text()
        await shown.press("p")
        assert cursor(shown) == 7


# The control total.


async def test_the_total_is_typed_with_seven_keys_and_called_a_bare_sum() -> None:
    keys = ["t", *LIST_TOTAL, "enter"]
    async with office(untouched, start=3, building=HOUSE) as shown:
        assert len(keys) == 7
        await shown.press(*keys)
        assert isinstance(shown.app.screen, ControlScreen)
        found = await view(shown)
        assert (found.expected_total, found.expected_count) == (3_160_000, None)
        assert "bare sum" in row(shown, 6)
        assert "Bare sum: Aktiv kommune 31 600,00, her 31 600,00, differanse 0,00." in shown.text()


async def test_the_count_may_be_typed_too() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("t", *LIST_TOTAL, "tab", "1", "2", "enter")
        assert (await view(shown)).expected_count == 12
        assert "12 med pris" in row(shown, 6)


async def test_a_difference_is_told_with_all_three_numbers() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("t", *"31000,50", "enter")
        assert "Aktiv kommune 31 000,50, her 31 600,00, differanse 599,50" in shown.text()
        assert "x feil" in row(shown, 6)
        assert cursor(shown) == 6


async def test_a_sum_that_cannot_be_read_is_explained_and_kept() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("t", *"31.600", "enter")
        assert isinstance(shown.app.screen, AskTotal)
        assert "Mente du 31 600,00 eller 31,60?" in shown.text()
        assert "[31.600" in shown.text()


async def test_esc_leaves_the_total_as_it_was() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("t", "1", "escape", "escape")
        assert isinstance(shown.app.screen, ControlScreen)
        assert (await view(shown)).expected_total is None


# The copy.


async def test_the_copy_is_taken_by_itself_when_points_1_to_8_are_signed() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press("t", *LIST_TOTAL, "enter")
        await shown.press("g", "1", "g", "1", "g", "1")
        assert await shown.ask(lambda close: close.archive.copies()) == []
        await shown.press("g", "1")
        (copy,) = await shown.ask(lambda close: close.archive.copies())
        assert (copy.number, copy.lines, copy.total) == (1, 16, 3_160_000)
        assert "Kopi K-0001 tatt, lest tilbake: 16 linjer, 31 600,00." in shown.text()
        assert "K-0001" in row(shown, 9)
        assert (await view(shown)).is_ready


async def test_the_keys_of_a_clean_house_do_not_grow() -> None:
    keys = ["t", *LIST_TOTAL, "enter", *["g", "1"] * 4]
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press(*keys)
        assert (await view(shown)).is_ready
        assert len(keys) == 7 + 8


async def test_k_takes_a_copy_at_any_time() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("k")
        assert "Kopi K-0001 er tatt og lest tilbake: 16 linjer, 31 600,00." in shown.text()
        assert "K-0001" in row(shown, 9)


async def test_the_copy_is_taken_when_the_last_wrong_line_is_held_back_in_step_2() -> None:
    def all_but_the_ids(close: Close) -> None:
        untouched(close)
        close.control.enter_total(basis(close), 3_160_000, None)
        for number in (2, 3, 5, 7):
            close.control.sign(basis(close), number, "kontrollert")

    async with office(all_but_the_ids, start=3, building=HOUSE) as shown:
        assert await shown.ask(lambda close: close.archive.copies()) == []
        await shown.press("home", "enter", "space", "asterisk", "1", "3")
        (copy,) = await shown.ask(lambda close: close.archive.copies())
        assert copy.lines == 16


# The lines of a point.


async def test_enter_leads_to_the_lines_of_the_point_and_esc_shows_all_again() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("home", "enter")
        assert "F201" in shown.text() or "Kunde-ID mangler" in shown.text()
        await shown.press("space")
        assert shown.app.step == 2
        assert shown.app.line_filter is not None
        assert shown.app.line_filter.ids == (20403, 20406, 20407, 20410)
        assert "Bare linjene i ett punkt" in shown.text()
        assert "[x]  20403" in shown.text()
        assert "20401" not in shown.text()
        await shown.press("escape", "home")
        assert "20401" in shown.text()
        await shown.press("escape")
        assert shown.app.step == 3
        assert isinstance(shown.app.screen, PointScreen)
        await shown.press("escape")
        assert isinstance(shown.app.screen, ControlScreen)


async def test_a_point_is_signed_and_taken_back_where_all_it_found_is_read() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        await shown.press("enter")
        assert isinstance(shown.app.screen, PointScreen)
        assert f"{HOUSE}: punkt 2" in shown.rows()[0]
        assert "2 Pris etter prisliste   ! se på" in shown.text()
        assert "g signer" in shown.rows()[-1]
        await shown.press("g", "2")
        assert "Signert av Kari Nes 05.11.2026 09.14, avtalt pris." in shown.text()
        await shown.press("r", "1")
        assert "Trukket tilbake. Var signert av Kari Nes" in shown.text()
        assert not (await point(shown, 2)).is_signed


async def test_a_point_without_lines_says_so() -> None:
    async with office(untouched, start=3, building=HOUSE) as shown:
        await shown.press("end", "enter")
        assert shown.app.step == 3
        assert "Punkt 9 gjelder ikke enkeltlinjer." in shown.text()


# The bridge, and what stands.


async def test_the_bridge_ties_out() -> None:
    async with office(without_bad_ids, start=3, building=HOUSE) as shown:
        text = shown.text()
        assert "Liste i Aktiv kommune  16 linjer  31 600,00" in text
        assert "- utsatt til neste måned  4 linjer  10 250,00" in text
        assert "= til eksport            12 linjer  21 350,00   8 med pris + 3 gratis" in text


async def test_a_house_with_nothing_is_signed_as_nothing() -> None:
    def nothing_left(close: Close) -> None:
        bring(close, line(1))
        export_all(close, close.basis.scope("Hallen", TO))

    async with office(nothing_left, start=3, building="Hallen") as shown:
        assert "g signerer at det ikke er noe å fakturere" in shown.text()
        await shown.press("g")
        assert isinstance(shown.app.screen, Confirm)
        await shown.press("tab", "enter")
        scope = await shown.ask(lambda close: close.basis.scope("Hallen", TO))
        assert await shown.ask(lambda close: close.control.nothing_signed_by(scope)) == "Kari Nes"


async def test_a_house_whose_lines_are_all_held_back_is_signed_as_nothing() -> None:
    def all_held(close: Close) -> None:
        bring(close, line(1))
        close.basis.hold(close.basis.scope("Hallen", TO), [1], "venter på ID")

    async with office(all_held, start=3, building="Hallen") as shown:
        await shown.press("g")
        assert isinstance(shown.app.screen, Confirm)
        await shown.press("tab", "enter")
        scope = await shown.ask(lambda close: close.basis.scope("Hallen", TO))
        assert await shown.ask(lambda close: close.control.nothing_signed_by(scope)) == "Kari Nes"


async def test_identity_numbers_are_masked_in_findings_too() -> None:
    def named_by_number(close: Close) -> None:
        bring(close, line(1, 9_000_000, organization=f"Kari {PERSON}", customer_id=""))

    async with office(named_by_number, start=3, building="Hallen") as shown:
        assert "Kari 128294*****" in shown.text()
        await shown.press("up")
        assert PERSON not in shown.text()


async def test_without_a_house_the_screen_says_where_to_choose_one() -> None:
    async with office(untouched, start=3) as shown:
        assert "Trykk 0" in shown.text()
        await shown.press("g", "r", "t", "k", "n", "enter")
        assert isinstance(shown.app.screen, ControlScreen)


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_break_no_row(name: str) -> None:
    def hostile(close: Close) -> None:
        bring(
            close,
            line(1, 9_000_000, organization=name, contact=name),
            line(2, 100, customer_id=name, contact=name),
        )
        close.basis.hold(close.basis.scope("Hallen", TO), [1], name or "x")

    async with office(hostile, start=3, building="Hallen") as shown:
        await shown.press("up", "down", "down", "end")
        assert len(shown.rows()) == 24
        assert "Kopi tatt og lest tilbake" in row(shown, 9)


def _dearer() -> ListedLine:
    return replace(next(each for each in lines() if each.id == 20401), price=700_000)
