"""import on the command line: whole or not at all, and every refusal says where and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import CommandLine, fits
from tui.commands.import_ import COMMAND

HEADINGS = (
    "ID;Type;Reservasjon;Beskrivelse;Bygg/anlegg;Organisasjon/bedrift;Kontakt;Kundetype;Kundeid;"
    "Fra;Til;Pris;Eksportert;Eksportfil;Ordreid;Velg"
)
TAKEN, REFUSED = COMMAND.json


def row(number: int, price: str = "100,00", day: str = "17.10.2026", **other: str) -> str:
    values = {"organization": "Ærfugl IL", "id": "310366552"} | other
    return (
        f"{number};Arrangement;{number + 5000};Hallen: Sal A;Hallen;{values['organization']};Kari;"
        f"Ekstern;{values['id']};{day} 18:00;{day} 20:00;{price};Nei;Ikke generert;Ikke generert;"
    )


def written(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("\r\n".join([HEADINGS, *rows]), encoding="utf-8")
    return path


def stored(fakturaklar: CommandLine) -> int:
    count = fakturaklar.json("lines", "--show", "all", "--to", "31.10.2026")["count"]
    assert isinstance(count, int)
    return count


def test_a_list_is_read_and_a_second_time_changes_nothing(fakturaklar: CommandLine) -> None:
    path = written(fakturaklar.folder, "oktober.csv", row(1), row(2, "-50,50"))
    answer = fakturaklar("import", path, "--json")
    assert (answer.status, answer.err) == (0, "")
    assert fits(answer.document, TAKEN)
    [file] = answer.document["files"]
    assert list(file.values()) == ["oktober.csv", 2, 2, 0, 0, "49.50"]
    [again] = fakturaklar.json("import", path)["files"]
    assert (again["new"], again["unchanged"]) == (0, 2)


def test_a_newer_list_says_what_is_new_changed_and_gone(fakturaklar: CommandLine) -> None:
    first = written(fakturaklar.folder, "a.csv", row(1), row(2), row(3))
    second = written(fakturaklar.folder, "b.csv", row(1), row(2, "150,00"), row(4))
    fakturaklar("import", first)
    answer = fakturaklar("import", second, "--lang", "en")
    assert answer.out.replace("\u00a0", " ").splitlines() == [
        "b.csv: 3 lines, 350,00",
        "  new: 1 line, 100,00",
        "  changed: 1 line, 150,00",
        "  gone: 1 line, 100,00",
        "  unchanged: 1 line",
    ]


def test_what_is_gone_is_said_beside_the_json(fakturaklar: CommandLine) -> None:
    fakturaklar("import", written(fakturaklar.folder, "a.csv", row(1), row(2)))
    answer = fakturaklar(
        "import", written(fakturaklar.folder, "b.csv", row(1)), "--json", "--lang", "en"
    )
    assert fits(answer.document, TAKEN)
    assert "no longer holds 1 line (100,00)" in answer.err


def test_a_bad_row_refuses_the_file_with_every_bad_place(fakturaklar: CommandLine) -> None:
    path = written(
        fakturaklar.folder,
        "feil.csv",
        row(1),
        row(2, "1.234"),
        row(3, day="31.02.2026", id="15897412345"),
    )
    answer = fakturaklar("import", path, "--json")
    assert answer.status == 3
    assert fits(answer.document, REFUSED)
    places = [(bad["row"], bad["column"], bad["value"]) for bad in answer.document["refused"]]
    assert places == [
        (3, "Pris", "1.234"),
        (4, "Fra", "31.02.2026 18:00"),
        (4, "Til", "31.02.2026 20:00"),
    ]
    assert all(bad["file"] == "feil.csv" and bad["reason"] for bad in answer.document["refused"])
    assert stored(fakturaklar) == 0


def test_one_refused_file_keeps_the_others_out_too(fakturaklar: CommandLine) -> None:
    good = written(fakturaklar.folder, "a.csv", row(1))
    bad = written(fakturaklar.folder, "b.csv", row(2, "mye"))
    answer = fakturaklar("import", good, bad, "--json")
    assert answer.status == 3
    assert {cell["file"] for cell in answer.document["refused"]} == {"b.csv"}
    assert stored(fakturaklar) == 0
    assert fakturaklar("import", good).status == 0


def test_the_same_line_in_two_files_of_one_call_is_taken_once(fakturaklar: CommandLine) -> None:
    first = written(fakturaklar.folder, "a.csv", row(1), row(2))
    second = written(fakturaklar.folder, "b.csv", row(1), row(2), row(3))
    files = fakturaklar.json("import", first, second)["files"]
    assert [(file["new"], file["unchanged"]) for file in files] == [(2, 0), (1, 2)]


def test_dates_that_can_be_read_in_two_ways_are_refused_naming_both(
    fakturaklar: CommandLine,
) -> None:
    path = written(fakturaklar.folder, "datoer.csv", row(1, day="03/04/2026"))
    answer = fakturaklar("import", path, "--json", "--lang", "en")
    assert answer.status == 3
    [bad] = answer.document["refused"]
    assert bad["value"] == "03/04/2026 18:00"
    assert "dmy" in answer.err
    assert "mdy" in answer.err
    fakturaklar.json("import", path, "--dates", "mdy")
    [line] = fakturaklar.json("lines")["lines"]
    assert line["from"] == "2026-03-04T18:00"


def test_a_stated_total_that_differs_refuses_the_file(fakturaklar: CommandLine) -> None:
    path = written(fakturaklar.folder, "oktober.csv", row(1), row(2))
    answer = fakturaklar("import", path, "--total", "1 000,00", "--json")
    assert answer.status == 3
    [bad] = answer.document["refused"]
    assert (bad["file"], bad["row"], bad["column"]) == ("oktober.csv", None, None)
    assert "-800,00" in bad["reason"]
    assert stored(fakturaklar) == 0
    assert fakturaklar("import", path, "--total", "200").status == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "F110"), (b"\x00\x01\x02", "F112"), (b"ID;Pris\r\n1;2\r\n", "F1")],
)
def test_what_is_no_list_is_refused(fakturaklar: CommandLine, content: bytes, code: str) -> None:
    path = fakturaklar.folder / "noe.csv"
    path.write_bytes(content)
    answer = fakturaklar("import", path, "--json")
    assert answer.status == 3
    assert answer.document["refused"]
    assert answer.err.startswith(code)


@pytest.mark.parametrize("name", ["finnes-ikke.csv", ""])
def test_a_file_that_cannot_be_opened_is_refused_by_name(
    fakturaklar: CommandLine, name: str
) -> None:
    answer = fakturaklar("import", fakturaklar.folder / name, "--json")
    assert answer.status == 3
    assert fits(answer.document, REFUSED)
    assert "F108" in answer.err


def test_one_total_cannot_speak_of_two_files(fakturaklar: CommandLine) -> None:
    path = written(fakturaklar.folder, "a.csv", row(1))
    assert fakturaklar("import", path, path, "--total", "100").status == 2
    assert fakturaklar("import", path, "--total", "1.234").status == 2
    assert stored(fakturaklar) == 0


def test_a_hostile_name_reaches_the_terminal_as_harmless_text(fakturaklar: CommandLine) -> None:
    path = fakturaklar.folder / "\x1b]0;a\x07[red].csv"
    path.write_text(f"{HEADINGS}\n{row(1, 'mye')}\n", encoding="utf-8")
    answer = fakturaklar("import", path)
    assert answer.status == 3
    assert "\x1b" not in answer.err
    assert "\x07" not in answer.err
    organization = "=\x1b[31m[/b]Rød‮"
    written(fakturaklar.folder, "ond.csv", row(1, organization=organization))
    assert fakturaklar("import", fakturaklar.folder / "ond.csv").status == 0
    for call in (("lines",), ("lines", "--csv"), ("invoices", "--building", "Hallen")):
        basis = ("--to", "31.10.2026")
        shown = fakturaklar(*call, *basis).out
        assert "Rød" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
