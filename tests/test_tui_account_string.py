"""The form of an account string: every code, errors in place, and nothing typed is lost."""

from __future__ import annotations

import pytest

from data.accounts import AccountHit, strings
from data.close import Close
from data.models import Export
from tests.lists import CODES
from tests.office import LOOKS, Look, Office, compare, october, office, still
from tui.widgets.fields import Field


def prepared(close: Close) -> None:
    """The month of October with headings, and the codes of one string."""
    october(close)
    close.settings.change(
        {
            "headings.dim_1": "Ansvar",
            "headings.dim_2": "Tjeneste",
            "headings.dim_value_1": "Oppdrag",
        }
    )
    hit = next(hit for hit in strings("external") if hit.name == "Gimlehallen")
    part = close.account_strings
    part.change(hit.id, name=hit.name, building="Gimlehallen", codes={**CODES, "dim_4": "77"})


async def hit_named(shown: Office, name: str) -> AccountHit:
    found = await shown.ask(lambda _close: strings("external"))
    return next(hit for hit in found if hit.name == name)


async def field(shown: Office, name: str) -> None:
    """Put the cursor in a field of the form."""
    shown.app.screen.query_one(f"#{name}").focus()
    await still(shown.pilot)


async def fill(shown: Office) -> None:
    """Let every required code stand in the form, as if typed."""
    for name, code in CODES.items():
        shown.app.screen.query_one(f"#{name}", Field).value = code
    await field(shown, "article")


async def test_a_code_is_changed_and_saved() -> None:
    async with office(prepared, start=9) as shown:
        await shown.press("tab", "e")
        text = shown.text()
        assert "Kontostreng: Gimlehallen (ekstern)" in text
        assert "Tjeneste             [38110     ]  8 tegn  «Tjeneste»" in text
        assert "Dimensjon 4          [77        ]  8 tegn  uten overskrift" in text
        await field(shown, "article")
        await shown.press("backspace", "backspace")
        await shown.write("39")
        await shown.press("escape", "enter")
        assert "[9Oppsett]" in shown.text()
        assert (await hit_named(shown, "Gimlehallen")).codes["article"] == "4239"


async def test_what_will_not_do_is_said_beside_its_field() -> None:
    async with office(prepared, start=9) as shown:
        await shown.press("tab", "e")
        await field(shown, "dim_6")
        await shown.write("12345")
        assert "[12345 ]  x 5 tegn, plass til 4" in shown.text()
        await field(shown, "dim_7")
        await shown.write("\u0141")
        assert "x «Ł» kan ikke stå i fila" in shown.text()
        await field(shown, "article")
        await shown.press("home", *["delete"] * 4, "escape", "enter")
        assert "F414" in shown.text()
        assert shown.app.screen.focused is not None
        assert shown.app.screen.focused.id == "article", "the first that will not do"
        assert (await hit_named(shown, "Gimlehallen")).codes["article"] == "4231"


async def test_esc_and_other_steps_keep_what_was_typed() -> None:
    async with office(prepared, start=9) as shown:
        await shown.press("tab", "e")
        await field(shown, "object_number")
        await shown.write("1107 9")
        await shown.press("escape", "escape")
        assert "En kontostreng er skrevet og ikke lagret ennå." in shown.text()
        await shown.press("0", "9", "e")
        assert "[1107 9    ]" in shown.text()
        await shown.press("escape", "enter")
        assert (await hit_named(shown, "Gimlehallen")).codes["object_number"] == "1107 9"
        assert "ikke lagret" not in shown.text()


async def test_another_language_keeps_what_was_typed() -> None:
    async with office(prepared, start=9) as shown:
        await shown.press("tab", "e")
        await field(shown, "object_number")
        await shown.write("1107")
        shown.app.speak("en")
        await still(shown.pilot)
        assert "Object               [1107      ]  8 signs" in shown.text()


async def test_a_new_string_is_added_for_the_internal_customers() -> None:
    async with office(prepared, start=9) as shown:
        await shown.press("x")
        assert "Ny kontostreng" in shown.text()
        await shown.write("4239")
        await shown.press("enter", "right", "tab")
        await shown.write("svaneba")
        await fill(shown)
        await shown.press("escape", "enter")
        assert "F319" in shown.text()
        assert "Svanebadet" in shown.text()
        await shown.write("det")
        await shown.press("escape", "enter")
        found = await shown.ask(lambda _close: strings("internal"))
        added = next(hit for hit in found if hit.name == "4239")
        assert (added.building, added.missing) == ("Svanebadet", ())


async def test_a_taken_name_leads_back_to_its_field() -> None:
    async with office(prepared, start=9) as shown:
        await shown.press("x")
        await shown.write("Svanebadet")
        await fill(shown)
        await shown.press("escape", "enter")
        assert "F415 En kontostreng heter allerede «Svanebadet»" in shown.text()
        assert shown.app.screen.focused is not None
        assert shown.app.screen.focused.id == "name"


async def test_a_colleagues_change_is_told_and_nothing_typed_is_lost() -> None:
    async with office(prepared, start=9) as shown:
        await shown.press("tab", "e")
        await field(shown, "object_number")
        await shown.write("1107")
        hit = await hit_named(shown, "Gimlehallen")
        other = {**hit.codes, "article": "9999"}
        await shown.tell(
            lambda close: close.account_strings.change(
                hit.id, name=hit.name, building=hit.building, codes=other
            )
        )
        assert "Kontostrengen er endret i mellomtiden." in shown.text()
        assert "[1107      ]" in shown.text()


async def test_a_string_is_taken_out_of_use_with_a_reason() -> None:
    async with office(prepared, start=9) as shown:
        await shown.press("r")
        assert "Ut av bruk" not in shown.text(), "only where the cursor is on a string"
        await shown.press("tab", "down", "down", "r")
        assert "Ut av bruk: Meyermarken (ekstern)" in shown.text()
        await shown.press("1")
        assert "9 kontostrenger" in shown.text()
        entry = await shown.ask(lambda close: close.journal.entries(limit=1)[0])
        assert str(entry.text).endswith("out of use: lagt inn to ganger")
        assert await shown.ask(lambda _close: Export.select().count())


@pytest.mark.parametrize("look", LOOKS)
async def test_the_form_looks_as_kept(look: Look, request: pytest.FixtureRequest) -> None:
    async with office(prepared, start=9, **look._asdict()) as shown:
        await shown.press("tab", "e")
        await field(shown, "dim_6")
        await shown.write("12345")
        compare(shown, "account-string", request)


@pytest.mark.parametrize("look", LOOKS)
async def test_a_group_looks_as_kept(look: Look, request: pytest.FixtureRequest) -> None:
    async with office(prepared, start=9, **look._asdict()) as shown:
        await shown.press("enter")
        compare(shown, "setting-group", request)
