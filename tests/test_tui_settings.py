"""Step 9: settings are changed one at a time, checked, and saved to a file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from data.close import Close
from data.journal import Journal
from data.settings import Options, Settings, flat
from tests.hostile import HOSTILE
from tests.lists import bring, line
from tests.office import LOOKS, Look, Office, compare, october, office
from tui.setting_groups import GROUPS
from tui.setting_names import NAMES, OPERATOR, REGISTER

GROUP_OF = {
    row.key: (place, at)
    for place, group in enumerate(GROUPS)
    for at, row in enumerate(group.rows(Options(), ""))
}
"""Where each setting stands: the row of its group, and its row there."""


async def go_to(shown: Office, key: str) -> None:
    """Open the group of a setting and put the cursor on it."""
    place, at = GROUP_OF[key]
    await shown.press("home", *["down"] * place, "enter", *["down"] * at)


async def write_over(shown: Office, text: str) -> None:
    await shown.press("home", *["delete"] * 20)
    await shown.write(text)
    await shown.press("enter")


async def options(shown: Office) -> Options:
    return await shown.ask(lambda close: close.settings.options())


async def test_every_group_says_how_it_stands() -> None:
    async with office(october, start=9) as shown:
        text = shown.text()
        for row in (
            "Filformat              AGRESSO (LG04 5.3), ordrer: én per eksport",
            "Ordreserie             ekstern neste 2, intern neste 2",
            "Frister                vindu dag 1-9, fil innen dag 10",
            "Kontrollgrenser        måned 15 %, år 25 %, høy pris 5 000,00",
            "Operatører             alle kan endre",
        ):
            assert row in text
        assert "10 kontostrenger, 10 mangler koder" in text
        await shown.press("tab", "end")
        assert "Åsgard kulturhus       intern" in shown.text()


def test_every_setting_stands_in_one_group_and_has_a_name() -> None:
    keys = [row.key for group in GROUPS for row in group.rows(Options(), "Kari Nes")]
    assert sorted(keys) == sorted([*flat(Options()), OPERATOR, REGISTER])
    assert set(NAMES) == set(keys)


async def test_another_language_acts_at_once_and_on_every_screen() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "screen.language")
        await shown.press("e", "2")
        assert "Settings: Screen" in shown.text()
        assert (await options(shown)).screen.language == "en"
        await shown.press("7")
        assert "No files yet for October 2026." in shown.text()
        await shown.press("9")
        assert "Order series" in shown.text()
        await go_to(shown, "screen.language")
        await shown.press("e", "1")
        assert "Oppsett: Skjerm" in shown.text()


async def test_other_signs_act_at_once() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "screen.glyphs")
        await shown.press("enter", "3", "escape")
        assert "▲ ingen koder ennå" in shown.text()


async def test_an_amount_is_written_as_people_write_it() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "limits.high_price")
        await shown.press("enter")
        await write_over(shown, "7 500")

        assert (await options(shown)).limits.high_price == 750_000
        assert "7 500,00" in shown.text()
        entry = await shown.ask(lambda close: close.journal.entries(limit=1)[0])
        assert "limits.high_price" in str(entry.text)


async def test_what_is_no_value_is_explained_and_may_be_corrected() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "limits.month_percent")
        await shown.press("e")
        await write_over(shown, "mye")
        assert "F910 «mye» er ikke et helt tall." in shown.text()
        await write_over(shown, "20")
        assert (await options(shown)).limits.month_percent == 20


async def test_days_that_do_not_follow_each_other_are_refused() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "calendar.due_day")
        await shown.press("e")
        await write_over(shown, "3")
        assert "F323" in shown.text()
        assert (await options(shown)).calendar.due_day == 10


async def test_test_mode_is_said_to_wait_for_the_next_start() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "test_mode")
        await shown.press("e", "1")
        assert (await options(shown)).test_mode is True
        assert "Testmodus gjelder fra neste start av programmet." in shown.text()


async def test_the_operator_is_told_how_to_take_another_name() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "operator")
        await shown.press("e")
        assert "--as NAVN" in shown.text()


async def test_esc_changes_nothing() -> None:
    async with office(october, start=9) as shown:
        before = await shown.ask(lambda close: close.journal.head())
        await shown.press("e", "e", "escape", "escape")
        assert await shown.ask(lambda close: close.journal.head()) == before


async def test_the_settings_are_saved_as_a_file_that_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with office(october, start=9) as shown:
        await shown.press("a", "enter")
        assert "Lagret:" in shown.text()
        await shown.press("a", "enter")
        assert "F712" in shown.text()

    saved = tomllib.loads((tmp_path / "fakturaklar.toml").read_text(encoding="utf-8"))
    assert saved["calendar"]["due_day"] == 10


async def test_operators_are_named_by_commas_and_the_others_only_read() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "operators")
        await shown.press("e")
        await shown.write("Ola Hauge")
        await shown.press("enter")
        assert "F722 Kari Nes står ikke på operatørlista" in " ".join(shown.text().split())
        await shown.press("e")
        await shown.write("Kari Nes, Ola Hauge")
        await shown.press("enter")
        assert (await options(shown)).operators == ("Kari Nes", "Ola Hauge")
        await shown.press("escape")
        assert "Kari Nes, Ola Hauge" in shown.text()

        ola = Settings(Journal("Ola Hauge", shown.clock))
        await shown.tell(lambda _close: ola.change({"operators": ["Ola Hauge"]}))
        await go_to(shown, "limits.month_percent")
        await shown.press("e")
        await write_over(shown, "20")
        assert "F721 Kari Nes er ikke blant operatørene" in " ".join(shown.text().split())
        assert (await options(shown)).limits.month_percent == 15


async def test_space_turns_on_and_off_what_can_be() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "two_persons.second_file")
        assert "Mellomrom av eller på" in shown.text()
        await shown.press("space")
        assert (await options(shown)).two_persons.second_file is False
        await shown.press("escape")
        await go_to(shown, "limits.month_percent")
        assert "Mellomrom" not in shown.text()
        await shown.press("space")
        assert (await options(shown)).limits.month_percent == 15


async def test_who_only_reads_goes_through_every_step() -> None:
    def others_work_here(close: Close) -> None:
        october(close)
        Settings(Journal("Ola Hauge", close.journal.now)).change({"operators": ["Ola Hauge"]})

    async with office(others_work_here, building="Meyermarken") as shown:
        before = await shown.ask(lambda close: close.journal.head())
        for step in "123456789":
            await shown.press(step)
            assert f"[{step}" in shown.rows()[1]
            # Only step 5 begins its act by itself, and says why it does not.
            assert ("F721" in shown.text()) == (step == "5")
        assert await shown.ask(lambda close: close.journal.head()) == before


async def test_a_series_that_would_go_back_is_refused_where_it_is_typed() -> None:
    async with office(october, start=9) as shown:
        await go_to(shown, "series.external.first")
        await shown.press("e")
        await write_over(shown, "37000000")
        assert "F910 series.external.used er 1" in " ".join(shown.text().split())


async def test_hostile_strings_break_no_row() -> None:
    def hostile(close: object) -> None:
        bring(
            close,  # type: ignore[arg-type]
            *(line(number, 5, building=f"{name} {number}") for number, name in enumerate(HOSTILE)),
        )

    async with office(hostile, start=9) as shown:
        await shown.press("tab")
        for _ in HOSTILE:
            await shown.press("pagedown")
            assert len(shown.rows()) == 24
            assert shown.rows()[16].endswith("Koder")


@pytest.mark.parametrize("look", LOOKS)
async def test_the_screen_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(october, start=9, **look._asdict()) as shown:
        compare(shown, "settings", request)


async def test_the_way_to_accounting_is_chosen_by_its_name() -> None:
    def prepare(close: Close) -> None:
        close.settings.change({"delivery.method": "folder", "delivery.folder": "ut"})

    async with office(prepare, start=9) as shown:
        await shown.press("down", "down", "down", "enter")
        assert "mappe" in shown.text()
        await shown.press("e")
        assert "FTP, ikke kryptert" in shown.text()
        await shown.press("4")
        options = await shown.ask(lambda close: close.settings.options())
        assert options.delivery.method == "sftp"
