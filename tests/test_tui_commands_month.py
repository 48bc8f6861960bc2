"""October of the three sample houses, closed from the command line to «Klar for generering»."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import CommandLine, fits
from tui.commands.export import COMMAND as EXPORT

TO = "31.10.2026"
REASON = "kontrollert mot søknaden"


@dataclass(frozen=True)
class House:
    """What the list of one house holds, by the description of the sample files."""

    name: str
    lines: int
    payable: int
    total: str
    wrong_ids: tuple[int, ...]
    """Lines that block point 1 and cannot be put right this month."""
    exported: str
    """Kroner of the list without them, and without the credit."""
    credit: tuple[int, ...] = ()
    """Lines below zero: no invoice file carries them."""


FJORDVANG = House(
    "Fjordvang samfunnshus", 47, 31, "36164.57", (48306, 48309, 48312, 48313, 48315), "29764.57"
)
NORDLIA = House(
    "Nordlia idrettshall", 49, 38, "48520.81", (48437, 48438, 48442), "28758.31", (48443,)
)
STORHAUGEN = House("Storhaugen kulturhus", 32, 25, "24262.46", (), "24262.46")
HOUSES = (FJORDVANG, NORDLIA, STORHAUGEN)


@pytest.fixture
def october(fakturaklar: CommandLine, shared: Path) -> CommandLine:
    """Return the command line with the lists and Aktiv kommune's totals brought in."""
    lists = sorted((shared / "sample").glob("*.csv"))
    files = fakturaklar.json("import", *lists)["files"]
    assert [(file["read"], file["total"]) for file in files] == [
        (47, "36164.57"),
        (49, "48520.81"),
        (35, "24262.46"),
    ]
    fakturaklar.json("import", shared / "sample" / "aktiv-kommune-totaler.json")
    return fakturaklar


def basis(house: House) -> tuple[str, ...]:
    return ("--building", house.name, "--to", TO)


def check(october: CommandLine, house: House, *extra: str) -> tuple[int, Any]:
    answer = october("check", *basis(house), *extra, "--json")
    return answer.status, answer.document


def point(checked: Any, number: int) -> Any:
    return next(item for item in checked["items"] if item["point"] == number)


def export_words(house: House, *lines: int) -> list[str]:
    words = ["export", *basis(house), "--control-total", house.total.replace(".", ",")]
    words += ["--external", house.name, "--internal", house.name, "--confirm", house.name]
    return [*words, "--line", *map(str, lines)] if lines else words


def sign_what_asks(october: CommandLine, house: House) -> None:
    """Sign every point that asks for judgement, as an operator would after looking."""
    _, checked = check(october, house)
    for item in checked["items"]:
        if item["signed_by"] is None and item["check"] not in ("control_total", "archived_copy"):
            signed = october.json(
                "sign", *basis(house), "--point", str(item["point"]), "--reason", REASON
            )
            assert signed["signed_by"] == "Kari Nes"


@pytest.mark.parametrize("house", HOUSES, ids=[house.name for house in HOUSES])
def test_the_checklist_finds_what_the_sample_holds(october: CommandLine, house: House) -> None:
    status, checked = check(october, house)
    assert (checked["lines"], checked["payable_lines"]) == (house.lines, house.payable)
    assert checked["total"] == house.total
    assert tuple(point(checked, 1)["lines"]) == house.wrong_ids
    assert checked["blocked"] is True
    assert checked["ready"] is False
    assert status == 1


def test_the_difference_at_storhaugen_is_found_and_explained(october: CommandLine) -> None:
    status, checked = check(october, STORHAUGEN, "--lang", "en")
    assert status == 1
    assert (checked["control_total"], checked["control_count"]) == ("29462.46", 26)
    assert checked["difference"] == "-5200.00"
    assert [item["point"] for item in checked["items"] if item["state"] == "blocked"] == [6]
    assert "most likely what ends after the to-date" in point(checked, 6)["text"]


def test_a_control_total_given_to_check_is_kept_once(october: CommandLine) -> None:
    wrong = ("--control-total", "24 000,00")
    status, checked = check(october, STORHAUGEN, *wrong)
    assert (status, checked["difference"]) == (1, "262.46")
    entries = october.json("journal", "verify")["entries"]
    assert check(october, STORHAUGEN, *wrong) == (status, checked)
    assert october.json("journal", "verify")["entries"] == entries
    given = ("--control-total", "24 262,46", "--control-count", "25")
    status, checked = check(october, STORHAUGEN, *given)
    assert status == 0
    assert point(checked, 6)["signed_by"] == "Kari Nes"
    entries = october.json("journal", "verify")["entries"]
    assert check(october, STORHAUGEN, *given)[1] == checked
    assert check(october, STORHAUGEN)[1]["difference"] == "0.00"
    assert october.json("journal", "verify")["entries"] == entries


def test_the_whole_month_of_three_houses_from_list_to_ready_for_generation(
    october: CommandLine,
) -> None:
    check(october, STORHAUGEN, "--control-total", "24262,46", "--control-count", "25")
    done: list[Any] = []
    for house in HOUSES:
        lines = october.json("lines", *basis(house))["lines"]
        stopped = {*house.wrong_ids, *house.credit}
        good = [line["id"] for line in lines if line["id"] not in stopped]
        refused = october(*export_words(house, *good), "--json")
        assert (refused.status, refused.out) == (1, ""), "nothing is signed yet"
        assert "F504" in refused.err
        sign_what_asks(october, house)
        status, checked = check(october, house)
        assert (status, checked["ready"], checked["difference"]) == (0, True, "0.00")
        exported = october.json(*export_words(house, *good))
        assert fits(exported, EXPORT.json[0])
        assert exported["lines"] == house.lines - len(stopped)
        assert exported["payable_lines"] == house.payable - len(house.wrong_ids)
        assert Path(exported["copy"]["path"]).is_file()
        done.append(exported)
    assert [row["total"] for row in done] == [house.exported for house in HOUSES]
    assert_ready(october, done)


def assert_ready(october: CommandLine, done: list[Any]) -> None:
    """The three stand under «Klar for generering», and everything can be proved."""
    standing = october.json("exports", "--month", "2026-10")
    assert [row["building"] for row in standing] == [house.name for house in HOUSES]
    assert [row["total"] for row in standing] == [row["total"] for row in done]
    buildings = october.json("status", "--month", "2026-10")["buildings"]
    assert {row["state"] for row in buildings} == {"exported"}
    for house in HOUSES:
        left = october.json("lines", *basis(house))["lines"]
        assert {line["id"] for line in left} == {*house.wrong_ids, *house.credit}
    assert october.json("copies", "verify")["intact"] is True
    assert october.json("journal", "verify")["intact"] is True
    assert october("doctor").status == 0


def test_a_house_is_exported_once_and_taken_back_with_a_reason(october: CommandLine) -> None:
    check(october, STORHAUGEN, "--control-total", "24262,46")
    sign_what_asks(october, STORHAUGEN)
    first = october.json(*export_words(STORHAUGEN))
    again = october(*export_words(STORHAUGEN))
    assert (again.status, again.out) == (1, ""), "there is nothing left to export"
    [taken] = october.json("reverse", str(first["export"]), "--reason", "feil kontering")
    assert taken["state"] == "reversed"
    assert october.json("lines", *basis(STORHAUGEN))["total"] == "24262.46"
    assert october.json("exports") == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("--confirm", "Storhaugen"), 2),
        (("--external", "Sto"), 1),
        (("--external", "St"), 2),
        (("--internal", "Finnes ikke"), 2),
        (("--to", "31.12.2099"), 2),
        (("--to", "31.02.2026"), 2),
        (("--building", "Storhaugen"), 2),
        (("--control-total", "1.234"), 2),
        (("--line", "1"), 2),
    ],
)
def test_an_export_that_is_named_wrongly_changes_nothing(
    october: CommandLine, change: tuple[str, str], status: int
) -> None:
    entries = october.json("journal", "verify")["entries"]
    answer = october(*export_words(STORHAUGEN), *change)
    assert (answer.status, answer.out) == (status, "")
    assert answer.err.startswith("F")
    kept = 1 if status == 1 else 0
    assert october.json("journal", "verify")["entries"] == entries + kept


def test_lines_not_named_are_held_back_with_the_reason_in_the_bridge(
    october: CommandLine,
) -> None:
    lines = [line["id"] for line in october.json("lines", *basis(STORHAUGEN))["lines"]]
    answer = october(*export_words(STORHAUGEN, *lines[:-2]), "--lang", "en")
    assert "2 other lines are held back" in answer.err
    text = october("check", *basis(STORHAUGEN), "--lang", "en").out
    assert "held to next month" in text
    held = october("lines", *basis(STORHAUGEN), "--lang", "en").out
    assert sum(row.endswith("held") for row in held.splitlines()) == 2


def test_a_blocked_point_cannot_be_signed_and_the_program_signs_its_own(
    october: CommandLine,
) -> None:
    for number, code in (("1", "F330"), ("6", "F331"), ("9", "F331")):
        answer = october("sign", *basis(FJORDVANG), "--point", number, "--reason", REASON)
        assert (answer.status, answer.out) == (1, "")
        assert code in answer.err
    assert october("sign", *basis(FJORDVANG), "--point", "2", "--reason", " ").status == 1
    assert october("sign", *basis(FJORDVANG), "--point", "12", "--reason", "x").status == 2


def test_a_colleague_at_work_on_the_building_stops_changes_but_not_questions(
    october: CommandLine,
) -> None:
    from data.close import Close

    close = Close(october.store, "Ola Hauge", test_mode=True)
    close.locks.enter(close.basis.scope(NORDLIA.name, close.basis.today).building_id)
    close.shut()
    for words in (
        ["sign", *basis(NORDLIA), "--point", "2", "--reason", REASON],
        ["check", *basis(NORDLIA), "--control-total", "1"],
        export_words(NORDLIA),
    ):
        answer = october(*words)
        assert (answer.status, answer.out) == (4, "")
        assert "F701" in answer.err
        assert "Ola Hauge" in answer.err
    assert october("check", *basis(NORDLIA)).status == 1
    assert october("lines", *basis(NORDLIA)).status == 0
    assert october("check", *basis(FJORDVANG), "--control-total", "36164,57").status == 1
