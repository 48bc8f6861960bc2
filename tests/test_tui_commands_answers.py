"""Every command's answer: just the keys it promises, ids masked, one document and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.close import Close
from data.columns import COLUMNS
from tests.command_line import CommandLine, fits
from tests.lists import export_all
from tui.commands import COMMANDS, Command
from tui.commands.lines import ALIASES, SORTS

MONTH = "2026-10"
HOUSE = "Tømmervika kulturhus"
WRONG_IDS = "Skarvøya skole"
TO = "31.10.2026"
NOW = datetime(2026, 11, 5, 9, tzinfo=UTC)
BASIS = ("--building", HOUSE, "--to", TO)
LINES = 36
"""How many lines the house has in the month."""
CLEAN, NEXT = "Åslia grendehus", "E-0023"
"""A house that nothing stops, and the number that its export gets."""

CALLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("status", ("status", "--month", MONTH)),
    ("lines", ("lines", *BASIS)),
    ("check", ("check", *BASIS)),
    ("sign", ("sign", *BASIS, "--point", "2", "--reason", "følger prislista")),
    ("invoices", ("invoices", *BASIS)),
    ("invoices", ("invoices", "--month", MONTH)),
    ("report", ("report", *BASIS, "--format", "txt", "--out", "rapport.txt")),
    ("exports", ("exports", "--month", "2026-09")),
    ("reverse", ("reverse", NEXT, "--reason", "feil pris")),
    ("copies", ("copies",)),
    ("copies show", ("copies", "show", "K-0001")),
    ("copies verify", ("copies", "verify")),
    ("journal", ("journal", "--building", HOUSE)),
    ("journal verify", ("journal", "verify")),
    ("doctor", ("doctor",)),
    ("settings export", ("settings", "export")),
)


@pytest.fixture
def demo(fakturaklar: CommandLine, demo_store: Path) -> CommandLine:
    fakturaklar.use(demo_store)
    fakturaklar.patch.chdir(fakturaklar.folder)
    return fakturaklar


def export_the_clean_house(demo: CommandLine, name: str = "reverse") -> None:
    """Make an export that can be taken back: those of the months before are in files."""
    if name == "reverse":
        close = Close(demo.store, "Kari Nes", test_mode=True, clock=lambda: NOW)
        export_all(close, close.basis.scope(CLEAN, date(2026, 10, 31)), CLEAN)
        close.shut()


def command(name: str) -> Command:
    first, _, second = name.partition(" ")
    found = next(command for command in COMMANDS if command.name == first)
    return next(part for part in found.parts if part.name == second) if second else found


@pytest.mark.parametrize(("name", "call"), CALLS, ids=[name for name, _ in CALLS])
def test_the_answer_has_just_the_keys_the_command_promises(
    demo: CommandLine, name: str, call: tuple[str, ...]
) -> None:
    export_the_clean_house(demo, name)
    answer = demo(*call, "--json")
    assert answer.status == 0, answer.err
    shapes = command(name).json
    assert any(fits(answer.document, shape) for shape in shapes), answer.out
    assert answer.document


def test_the_promises_are_those_of_the_contract(shared: Path) -> None:
    contract = (shared / "reference" / "cli.md").read_text(encoding="utf-8")
    by_name = {command.name: command for command in COMMANDS}
    compared = 0
    for row in re.findall(r"^\| `(\w+)[^\n]*\|([^|\n]+)\|$", contract, re.MULTILINE):
        name, answers = row
        for shape in re.findall(r"`(\{[^`]+\})`", answers):
            if name in by_name:
                assert any(promises(kept, shape) for kept in by_name[name].json), name
                compared += 1
    assert compared == 9


def promises(kept: str, asked: str) -> bool:
    """Tell whether a shape has every key that was asked for; it may have more."""
    if kept == asked:
        return True
    rows = [re.findall(r"[{}\[\]]|\w+", shape) for shape in (asked, kept)]
    wanted, there = rows[0], iter(rows[1])
    return all(part in there for part in wanted)


@pytest.mark.parametrize(("name", "call"), CALLS, ids=[name for name, _ in CALLS])
def test_the_same_answer_is_text_for_people(
    demo: CommandLine, name: str, call: tuple[str, ...]
) -> None:
    export_the_clean_house(demo, name)
    answer = demo(*call)
    assert answer.status == 0, answer.err
    assert answer.out.strip(), name
    assert not answer.out.lstrip().startswith("{")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", answer.out), "a control character"


def test_every_command_promises_keys_except_the_settings_shown() -> None:
    silent = [command.name for command in COMMANDS if not command.json]
    assert silent == ["preview-file", "settings"]


def test_lines_are_sorted_by_price_from_the_top_unless_told(demo: CommandLine) -> None:
    lines = demo.json("lines", *BASIS)["lines"]
    costs = [float(line["cost"]) for line in lines]
    assert costs == sorted(costs, reverse=True)
    by_end = demo.json("lines", *BASIS, "--sort", "to")["lines"]
    assert [line["to"] for line in by_end] == sorted(line["to"] for line in lines)
    assert re.fullmatch(r"2026-10-\d\dT\d\d:\d\d", by_end[0]["to"])


def test_lines_can_be_sorted_by_every_column_of_the_screen(demo: CommandLine) -> None:
    assert set(SORTS) == {column.key for column in COLUMNS}
    assert set(ALIASES.values()) <= set(SORTS)
    for column in (*SORTS, *ALIASES):
        assert len(demo.json("lines", *BASIS, "--sort", column, "--desc")["lines"]) == LINES


def test_lines_of_all_buildings_are_those_of_each(demo: CommandLine) -> None:
    everywhere = demo.json("lines", "--to", TO)
    overview = demo.json("status", "--month", MONTH)["buildings"]
    assert everywhere["count"] == sum(building["lines"] for building in overview)
    assert {line["building"] for line in everywhere["lines"]} == {
        building["building"] for building in overview if building["lines"]
    }


def test_lines_are_found_by_text_and_shown_when_exported(demo: CommandLine) -> None:
    names = [row["organization"] for row in demo.json("lines", *BASIS)["lines"]]
    name = next(name for name in names if "mannskor" in name)
    found = demo.json("lines", *BASIS, "--find", name.upper())["lines"]
    assert found
    assert {line["organization"] for line in found} == {name}
    shown = demo.json("lines", *BASIS, "--show", "all")["lines"]
    exported = [line for line in shown if line["exported"] is not None]
    assert len(shown) == LINES + len(exported)
    assert {type(line["exported"]) for line in exported} == {int, str}, "ours, Aktiv kommune's"


def test_identity_numbers_are_masked_unless_asked_for(demo: CommandLine) -> None:
    answer = demo("lines", "--building", WRONG_IDS, "--to", TO, "--json")
    assert not re.search(r"(?<!\d)\d{11}(?!\d)", answer.out)
    masked = [line["customer_id"] for line in answer.document["lines"]]
    assert any(re.fullmatch(r"\d{6}\*{5}", text) for text in masked)


def test_asking_for_full_ids_is_written_in_the_journal(demo: CommandLine) -> None:
    before = demo.json("journal", "verify")["entries"]
    lines = demo.json("lines", "--building", WRONG_IDS, "--to", TO, "--full-ids")["lines"]
    whole = [line for line in lines if re.fullmatch(r"\d{11}", line["customer_id"])]
    assert whole
    [entry] = demo.json("journal")[before:]
    assert entry["building"] == WRONG_IDS
    assert entry["operator"] == "Kari Nes"
    assert str(len(lines)) in entry["text"]
    assert whole[0]["customer_id"] not in entry["text"]


def test_lines_as_csv_hold_no_formula(demo: CommandLine) -> None:
    answer = demo("lines", "--to", TO, "--csv")
    heading, *rows = answer.out.splitlines()
    assert heading == (
        '"id";"type";"reservation_id";"building";"organization";"contact";"customer_type";'
        '"customer_id";"customer_id_state";"from";"to";"cost";"exported";"description"'
    )
    assert len(rows) == demo.json("lines", "--to", TO)["count"]
    assert any("'=HYPERLINK" in row for row in rows)
    cells = [cell for row in rows for cell in re.findall(r'"((?:[^"]|"")*)"', row)]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t")]
    assert [cell for cell in cells if cell.startswith("-")] == ["-450.00"] * 2


def test_invoices_add_up_to_the_lines_with_a_price(demo: CommandLine) -> None:
    invoices = demo.json("invoices", *BASIS)
    assert invoices["count"] == len(invoices["invoices"])
    payable = [line for line in demo.json("lines", *BASIS)["lines"] if line["cost"] != "0.00"]
    assert sum(row["lines"] for row in invoices["invoices"]) == len(payable)
    assert invoices["total"] == demo.json("lines", *BASIS)["total"]


def test_a_copy_is_written_for_a_spreadsheet_but_never_over_a_file(demo: CommandLine) -> None:
    target = demo.folder / "kopi.csv"
    answer = demo("copies", "show", "1", "--csv", target, "--json")
    assert fits(answer.document, command("copies show").json[1])
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    again = demo("copies", "show", "1", "--csv", target)
    assert again.status == 2
    assert "F712" in again.err


def test_a_changed_copy_fails_its_verification(demo: CommandLine) -> None:
    [path] = (demo.folder / "store-arkiv").glob("K-0003-*.jsonl")
    path.write_text(path.read_text(encoding="utf-8").replace("Kari", "Kåre"), encoding="utf-8")
    answer = demo("copies", "verify", "--json")
    assert answer.status == 1
    wrong = [copy["id"] for copy in answer.document["copies"] if copy["file"] != "intact"]
    assert wrong == [3]
    assert answer.document["intact"] is False


def test_reversing_puts_the_lines_back_and_needs_an_export(demo: CommandLine) -> None:
    export_the_clean_house(demo)
    [taken] = demo.json("reverse", NEXT, "--reason", "feil pris")
    assert (taken["state"], taken["reason"]) == ("reversed", "feil pris")
    again = demo("reverse", NEXT, "--reason", "feil pris")
    assert (again.status, "F507" in again.err) == (1, True)
    assert demo("reverse", "400", "--reason", "feil").status == 2
    standing = [row["export"] for row in demo.json("exports")]
    assert 23 not in standing
    assert 23 in [row["export"] for row in demo.json("exports", "--all")]


def test_settings_are_exported_and_taken_in_again(demo: CommandLine) -> None:
    target = demo.folder / "oppsett.toml"
    assert demo("settings", "export", target).status == 0
    text = target.read_text(encoding="utf-8").replace("month_percent = 15", "month_percent = 20")
    changed = demo.folder / "nytt.toml"
    changed.write_text(text, encoding="utf-8")
    assert demo.json("settings", "import", changed)["limits.month_percent"] == 20
    assert demo.json("settings", "show")["limits.month_percent"] == 20
    assert demo.json("settings") == demo.json("settings", "show")


@pytest.mark.parametrize("text", ["limits = [", "[limits]\nmonth_percent = 'mye'\n", "a = 1\n"])
def test_settings_that_cannot_be_read_are_refused(demo: CommandLine, text: str) -> None:
    broken = demo.folder / "feil.toml"
    broken.write_text(text, encoding="utf-8")
    before = demo.json("settings")
    answer = demo("settings", "import", broken)
    assert (answer.status, answer.out) == (3, "")
    assert answer.err.startswith("F91")
    assert demo.json("settings") == before


def test_a_backup_is_a_whole_store(demo: CommandLine) -> None:
    target = demo.folder / "sikkerhetskopi.db"
    answer = demo.json("backup", target)
    assert fits(answer, command("backup").json[0])
    assert target.stat().st_mode & 0o777 == 0o600
    assert demo.json("exports", "--db", target) == demo.json("exports")
    assert demo("backup", target).status == 2
