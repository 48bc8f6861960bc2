"""Step 8: what happened, proved unchanged, and old copies opened, searched and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.close import Close
from tests.hostile import HOSTILE
from tests.lists import TO, bring, export_all, line
from tests.office import LOOKS, Look, Office, compare, october, office
from tests.test_data_journal import tamper

HOUSE = "Meyermarken"


@pytest.fixture(autouse=True)
def one_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the machine a name: the journal notes and hashes it."""
    monkeypatch.setattr("socket.gethostname", lambda: "kontor")


def exported_since(close: Close) -> None:
    """A building exported, with newer lines in the store since."""
    bring(close, line(1, 50_000), line(2, 0, organization="Brann", customer_id="15897412345"))
    export_all(close, close.basis.scope("Hallen", TO))
    bring(close, line(3, 70_000, organization="Ny leietaker"), file="november.csv")


async def to_the_copy(shown: Office) -> None:
    await shown.press("tab", "enter")


async def test_the_newest_entry_stands_on_top_and_is_told_in_full() -> None:
    async with office(october, start=8, building=HOUSE) as shown:
        first = shown.rows()[4]
        assert first.startswith(">")
        assert "signert punkt 5" in first
        assert "Kari Nes på kontor  Meyermarken  kjede" in shown.text()


async def test_a_whole_chain_is_said_to_be_whole() -> None:
    async with office(october, start=8) as shown:
        head = await shown.ask(lambda close: close.journal.head())
        sentence = f"Kjeden er hel: {head} hendelser fra 05.11.2026, kontrollert kl 09.14."
        assert sentence in shown.text()


async def test_a_broken_chain_is_told_with_the_entry() -> None:
    def tampered(close: Close) -> None:
        october(close)
        tamper("UPDATE journal SET operator = 'Ola' WHERE id = 4")

    async with office(tampered, start=8) as shown:
        assert "x Kjeden er brutt ved hendelse 4" in shown.text()


async def test_one_building_or_all_is_one_key() -> None:
    async with office(october, start=8, building=HOUSE) as shown:
        assert "Sandslihallen" not in shown.text()
        await shown.press("space")
        assert "Logg og arkiv: alle bygg" in shown.text()
        assert "Sandslihallen" in shown.text()
        await shown.press("space")
        assert "Sandslihallen" not in shown.text()


async def test_without_a_building_all_are_shown() -> None:
    async with office(october, start=8) as shown:
        assert "Logg og arkiv: alle bygg" in shown.text()
        assert "K-0001" in shown.text()
        assert "K-0002" in shown.text()


async def test_a_search_finds_words_as_they_are_read() -> None:
    async with office(october, start=8, building=HOUSE) as shown:
        await shown.press("slash")
        await shown.write("REVERSERT")
        assert "1 treff" in shown.text()
        await shown.press("enter")
        assert shown.rows()[5].startswith(">")
        assert "reversert eksport E-0002" in shown.rows()[5]

        await shown.press("escape")
        assert "1 treff" not in shown.text()
        assert "reversert eksport E-0002" in shown.rows()[4]
        assert "eksport E-0002, 4 linjer" in shown.rows()[5]


async def test_a_search_without_hits_says_so() -> None:
    async with office(october, start=8) as shown:
        await shown.press("f")
        await shown.write("finnes ikke")
        assert "0 treff" in shown.text()
        assert "Ingen hendelse er slik." in shown.text()


async def test_each_copy_stands_with_its_verification_and_retention() -> None:
    async with office(october, start=8, building=HOUSE) as shown:
        (row,) = (row for row in shown.rows() if "K-0002 05.11.26" in row)
        assert row.endswith("+ uendret")
        assert "K-0002: Oppbevares til 31.12.2031. Kan ikke slettes før." in shown.text()


async def test_a_copy_that_is_not_as_archived_is_told() -> None:
    def damaged(close: Close) -> None:
        october(close)
        Path(close.archive.copy(1).path).unlink()
        Path(close.archive.copy(2).path).write_text("noe annet", encoding="utf-8")

    async with office(damaged, start=8) as shown:
        assert "x fil borte" in shown.text()
        assert "x ENDRET" in shown.text()
        assert "Ikke som arkivert: K-0001, K-0002." in shown.text()
        await to_the_copy(shown)
        assert "er ikke den som ble arkivert" in " ".join(shown.text().split())


async def test_an_old_copy_is_opened_as_it_was_long_after_the_export() -> None:
    async with office(exported_since, start=8, building="Hallen") as shown:
        await to_the_copy(shown)
        text = shown.text()

        assert "K-0001: Hallen 31.10.2026" in text
        assert "2 linjer, sum 500,00" in text
        assert "Brann" in text
        assert "Ny leietaker" not in text
        assert "158974 *****" in text
        assert "15897412345" not in text
        assert "K-0001 er uendret siden 05.11.2026 09.14. Oppbevares til 31.12.2031." in text
        await shown.press("escape")
        assert "Logg og arkiv" in shown.text()


async def test_the_line_under_the_cursor_is_told_in_full() -> None:
    def held(close: Close) -> None:
        bring(close, line(1, 500), line(2, 400, season="Høst 2026", contact="Per"))
        scope = close.basis.scope("Hallen", TO)
        close.basis.hold(scope, [2], "venter på ID")
        close.archive.take(scope)

    async with office(held, start=8, building="Hallen") as shown:
        await to_the_copy(shown)
        await shown.press("down")
        assert "Arrangement 70002   lø 03.10.2026 18.00-20.00" in shown.text()
        assert "Hallen: Sal A  Høst 2026  Per" in shown.text()
        assert "utsatt av Kari Nes: venter på ID" in shown.text()


@pytest.mark.parametrize(("name", "beginning"), [("kopi.txt", "Kopi K-0001"), ("k.csv", '﻿"ID"')])
async def test_a_copy_is_printed_to_a_file_of_the_operators_choice(
    name: str, beginning: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with office(exported_since, start=8, building="Hallen") as shown:
        await to_the_copy(shown)
        await shown.press("a", "home", *["delete"] * 60)
        await shown.write(name)
        await shown.press("enter")

        assert "Lagret:" in shown.text()
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


async def test_a_file_that_is_there_is_not_written_over_and_another_name_may_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "k").write_text("mitt", encoding="utf-8")
    async with office(exported_since, start=8, building="Hallen") as shown:
        await shown.press("a", "home", *["delete"] * 60, "k", "enter")
        assert "F712" in shown.text()
        await shown.press("2", "enter")

        assert (tmp_path / "k").read_text(encoding="utf-8") == "mitt"
        assert (tmp_path / "k2").exists()


async def test_hostile_names_break_no_row() -> None:
    def hostile(close: Close) -> None:
        for number, name in enumerate(HOSTILE, 1):
            house = f"{name} hus"
            bring(
                close,
                line(number, 500, building=house, organization=name, description=name),
                file=f"{name}.csv",
            )
            close.archive.take(close.basis.scope(house, TO))

    async with office(hostile, start=8) as shown:
        await shown.press("tab")
        for _ in HOSTILE:
            await shown.press("enter")
            assert sum(row.startswith(">[x]") for row in shown.rows()) == 1
            await shown.press("escape", "down")
            assert shown.rows()[3].endswith("Kjede")
            assert len(shown.rows()) == 24


@pytest.mark.parametrize("look", LOOKS)
async def test_the_journal_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(october, start=8, building=HOUSE, **look._asdict()) as shown:
        compare(shown, "history", request)


@pytest.mark.parametrize("look", LOOKS)
async def test_an_opened_copy_looks_as_kept(
    look: Look,
    request: pytest.FixtureRequest,
) -> None:
    async with office(october, start=8, building=HOUSE, **look._asdict()) as shown:
        await to_the_copy(shown)
        compare(shown, "frozen-copy", request)
