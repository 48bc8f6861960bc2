"""fakturaklar generate, files, deliver, letters, receipt: from the exports to a closed month."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data.close import Close
from tests.command_line import CommandLine
from tests.files_month import october, scope, strings
from tests.lists import bring, export_all, line
from tests.peers import HOST, PASSWORD, USER, free_port, mail_server, ssh_server

NOW = datetime(2026, 11, 5, 8, 14, tzinfo=UTC)
MONTH = ("--month", "2026-10", "--date", "04.11.2026")
EXTERNAL, INTERNAL = "2611042", "2611041"


@pytest.fixture
def exported(fakturaklar: CommandLine) -> CommandLine:
    """Return the command line on a store whose October is exported."""
    with_store(fakturaklar, october)
    return fakturaklar


@pytest.fixture
def made(exported: CommandLine) -> CommandLine:
    """Return the command line on a store whose October has its files."""
    exported.json("generate", *MONTH, "--orders", "4")
    return exported


@pytest.fixture
def sent(made: CommandLine) -> CommandLine:
    """Return the command line on a store whose files are delivered."""
    folder = made.folder / "ut"
    folder.mkdir()
    change(made, **{"delivery.folder": str(folder)})
    for name in (INTERNAL, EXTERNAL):
        made.json("deliver", name)
    return made


def with_store(line_: CommandLine, fill: Any) -> None:
    close = Close(line_.store, "Kari Nes", test_mode=True, clock=lambda: NOW)
    fill(close)
    close.shut()


def change(line_: CommandLine, **values: object) -> None:
    close = Close(line_.store, "Kari Nes", test_mode=True)
    close.settings.change(values)
    close.shut()


def file(line_: CommandLine, name: str = EXTERNAL) -> Any:
    files = line_.json("files", "--month", "2026-10")
    return next(each for each in files if each["name"] == f"{name}.txt")


def step(bridge: Any, key: str) -> Any:
    return next(each for each in bridge["steps"] if each["step"] == key)


def test_without_the_count_nothing_is_made(exported: CommandLine) -> None:
    answer = exported("generate", *MONTH, "--json")
    assert answer.status == 1
    assert answer.document == {
        "draft": {"orders": 4, "lines": 5, "total": "2370.50", "missing": []}
    }
    assert exported.json("files") == []
    told = exported("generate", *MONTH)
    assert "Oppgi --orders 4 for å lage fila." in told.out


def test_the_count_makes_the_files_and_copies_of_them(exported: CommandLine) -> None:
    out = exported.folder / "kopi"
    made = exported.json("generate", *MONTH, "--orders", "4", "--out", out)["files"]
    assert [(each["type"], each["name"], each["orders"], each["total"]) for each in made] == [
        ("internal", "2611041.txt", 1, "120.00"),
        ("external", "2611042.txt", 3, "2250.50"),
    ]
    assert {path.name for path in out.iterdir()} == {
        Path(each[key]).name for each in made for key in ("path", "log_path")
    }
    exports = exported.json("exports", "--month", "2026-10")
    assert [each["state"] for each in exports] == ["in_file", "in_file"]


def test_files_that_are_made_are_told_though_a_copy_finds_no_room(exported: CommandLine) -> None:
    out = exported.folder / "kopi"
    out.mkdir()
    (out / "2611042.txt").write_text("min", encoding="utf-8")
    answer = exported("generate", *MONTH, "--orders", "4", "--out", out, "--json")
    assert answer.status == 2
    assert [each["orders"] for each in answer.document["files"]] == [1, 3]
    assert "2611042.txt finnes fra før" in answer.err
    assert (out / "2611042.txt").read_text(encoding="utf-8") == "min"


def test_a_wrong_count_makes_nothing(exported: CommandLine) -> None:
    answer = exported("generate", *MONTH, "--orders", "3")
    assert answer.status == 2
    assert "F651 Du tastet 3 ordrer. Fila har 4." in answer.err
    assert exported.json("files") == []


def test_missing_buildings_are_named_with_a_reason(fakturaklar: CommandLine) -> None:
    def fill(close: Close) -> None:
        bring(
            close, line(1), line(2, building="Bakken"), account_strings=strings("Hallen", "Bakken")
        )
        export_all(close, scope(close, "Hallen"))

    with_store(fakturaklar, fill)
    call = ("generate", *MONTH, "--orders", "1")
    refused = fakturaklar(*call)
    assert refused.status == 1
    assert "F652 Ikke eksportert: Bakken." in refused.err
    assert "begrunnelse" in fakturaklar(*call, "--without", "Bakken").err
    fakturaklar.json(*call, "--without", "bakken", "--reason", "kommer i neste fil")


def test_case_14_a_further_file_needs_two_operators(made: CommandLine) -> None:
    call = ("generate", "--month", "2026-10", "--second", "Nytt kom for sent", "--json")
    asked = made(*call)
    assert asked.status == 1
    assert asked.document == {"further_file": {"month": "2026-10", "allowed": False}}
    assert made(*call).status == 1
    given = made("--as", "Ola Hauge", *call)
    assert given.status == 0
    assert given.document == {"further_file": {"month": "2026-10", "allowed": True}}


def test_a_file_is_delivered_once_and_known_by_its_name(sent: CommandLine) -> None:
    delivered = file(sent)
    assert (delivered["state"], delivered["rejected_orders"]) == ("sent", 0)
    assert delivered["sent_at"]
    before = (sent.folder / "ut" / "2611042.txt").stat().st_mtime_ns
    again = sent("deliver", EXTERNAL)
    assert again.status == 0
    assert "2611042.txt er levert" in again.out
    assert (sent.folder / "ut" / "2611042.txt").stat().st_mtime_ns == before


def test_an_unknown_server_is_accepted_by_its_fingerprint_alone(made: CommandLine) -> None:
    there = made.folder / "der"
    there.mkdir()
    made.patch.setenv("FAKTURAKLAR_DELIVERY_PASSWORD", PASSWORD)
    with ssh_server(there) as peer:
        change(
            made,
            **{
                "delivery.method": "sftp",
                "delivery.host": HOST,
                "delivery.port": peer.port,
                "delivery.user": USER,
            },
        )
        assert peer.key is not None
        for accept in ((), ("--accept", "SHA256:noe annet")):
            refused = made("deliver", EXTERNAL, *accept)
            assert refused.status == 5
            assert peer.key.fingerprint in refused.err
        assert list(there.iterdir()) == []
        accepted = made.json("deliver", EXTERNAL, "--accept", peer.key.fingerprint)
        assert accepted["state"] == "sent"
        assert made.json("deliver", INTERNAL)["state"] == "sent"
    assert sorted(path.name for path in there.iterdir()) == ["2611041.txt", "2611042.txt"]


def test_a_server_that_does_not_answer_is_a_remote_failure(made: CommandLine) -> None:
    made.patch.setenv("FAKTURAKLAR_DELIVERY_PASSWORD", PASSWORD)
    change(
        made,
        **{
            "delivery.method": "sftp",
            "delivery.host": HOST,
            "delivery.port": free_port(),
            "delivery.user": USER,
            "delivery.attempts": 1,
        },
    )
    answer = made("deliver", EXTERNAL)
    assert answer.status == 5
    assert "Ingen forbindelse med" in answer.err
    assert file(made)["state"] == "unsent"


def test_settings_that_lack_a_place_are_no_remote_failure(made: CommandLine) -> None:
    answer = made("deliver", EXTERNAL)
    assert answer.status == 2
    assert "F638 Innstillingen delivery.folder er tom." in answer.err


def test_the_letter_goes_with_the_file_and_its_failure_leaves_the_file_sent(
    made: CommandLine,
) -> None:
    folder = made.folder / "ut"
    folder.mkdir()
    with mail_server() as peer:
        change(
            made,
            **{
                "delivery.folder": str(folder),
                "letter.host": HOST,
                "letter.port": peer.port,
                "letter.security": "none",
                "letter.sender": "kari@example.no",
                "letter.receivers": "okonomi@example.no",
            },
        )
        assert made.json("deliver", EXTERNAL)["letter_at"]
        assert peer.messages[0]["subject"] == "Fakturafil 2611042.txt: 3 ordrer, 2 250,50"
    failed = made("deliver", INTERNAL, "--json")
    assert failed.status == 5
    assert (failed.document["state"], failed.document["letter_at"]) == ("sent", None)
    assert "E-postserveren" in failed.err
    assert made("letters").status == 0


def test_a_receipt_closes_the_month_and_the_bridge_says_so(sent: CommandLine) -> None:
    told = sent("receipt", EXTERNAL, "--orders", "3", "--total", "2250,50")
    assert told.status == 0
    assert "2611042.txt: 3 ordrer, 2 250,50 ventet; stemmer." in told.out.replace("\u00a0", " ")
    assert sent.json("receipt", INTERNAL, "--orders", "1", "--total", "120")["state"] == "receipted"
    bridge = sent.json("status", "--month", "2026-10")["bridge"]
    assert (bridge["closed"], bridge["ties_out"]) == (True, True)
    assert (step(bridge, "receipt")["orders"], step(bridge, "receipt")["total"]) == (4, "2370.50")
    houses = sent.json("status", "--month", "2026-10")["buildings"]
    assert [each["bridge"]["closed"] for each in houses] == [True, True]
    assert [each["state"] for each in houses] == ["receipted", "receipted"]


def test_a_receipt_that_differs_is_the_answer_no(sent: CommandLine) -> None:
    answer = sent("receipt", EXTERNAL, "--orders", "3", "--total", "2225,50")
    assert answer.status == 1
    assert "F601 Kvitteringen avviker" in answer.err
    assert file(sent)["state"] == "differs"
    assert not sent.json("status", "--month", "2026-10")["bridge"]["closed"]


def test_case_25_lines_for_orders_are_confirmed(sent: CommandLine) -> None:
    call = ("receipt", EXTERNAL, "--orders", "4", "--total", "2250,50")
    assert sent(*call).status == 1
    assert "F602 Økonomi oppgir 4. Det er linjer" in sent(*call).err
    assert sent.json(*call, "--confirm")["state"] == "receipted"


def test_the_numbers_are_read_from_accountings_message(sent: CommandLine) -> None:
    message = sent.folder / "svar.txt"
    message.write_text("Antall ordrer: 3\nSum: 2 250,50\n", encoding="utf-8")
    assert sent.json("receipt", EXTERNAL, "--message", message)["receipt_orders"] == 3


def test_half_a_message_is_no_receipt(sent: CommandLine) -> None:
    message = sent.folder / "svar.txt"
    message.write_text("Antall ordrer: 3\n", encoding="utf-8")
    for call in (("--message", message), ("--orders", "3"), ("--total", "2250,50")):
        answer = sent("receipt", EXTERNAL, *call)
        assert answer.status == 2
        assert "F673 En kvittering har begge" in answer.err
    assert file(sent)["state"] == "sent"


def test_case_22_rejected_orders_go_back_and_the_rest_is_receipted(sent: CommandLine) -> None:
    assert sent("receipt", EXTERNAL, "--rejected", "2").status == 1
    call = ("--rejected", "2", "--reason", "ukjent kunde", "--orders", "2", "--total", "1950,50")
    partly = sent.json("receipt", EXTERNAL, *call)
    assert (partly["state"], partly["rejected_orders"], partly["rejected_total"]) == (
        "partly_rejected", 1, "300.00",
    )  # fmt: skip
    again = sent("receipt", EXTERNAL, "--rejected", "2", "--reason", "ukjent kunde")
    assert again.status == 1


def test_a_whole_file_is_discarded_with_a_reason(sent: CommandLine) -> None:
    assert sent("receipt", EXTERNAL, "--whole").status == 1
    gone = sent.json("receipt", EXTERNAL, "--whole", "--reason", "kan ikke leses")
    assert gone["state"] == "discarded"
    assert sent("deliver", EXTERNAL).status == 0, "what was sent is sent, and nothing is sent twice"


def test_a_closed_month_is_reopened_by_two(sent: CommandLine) -> None:
    sent.json("receipt", EXTERNAL, "--orders", "3", "--total", "2250,50")
    whole = ("receipt", EXTERNAL, "--whole", "--reason", "kan ikke leses")
    assert "F667" in sent(*whole).err
    reopen = ("receipt", EXTERNAL, "--reopen", "økonomi fant en feil")
    sent.json(*reopen)
    assert "F667" in sent(*whole).err
    sent.json("--as", "Ola Hauge", *reopen)
    assert sent.json(*whole)["state"] == "discarded"


def test_a_file_that_there_is_not_is_named(made: CommandLine) -> None:
    for command in ("deliver", "receipt"):
        assert "F658 Ingen fil heter «ukjent.txt»." in made(command, "ukjent.txt").err
        assert made(command, "2699991").status == 2


def test_the_list_of_files_is_in_bokmal(sent: CommandLine) -> None:
    out = sent("files").out.replace("\u00a0", " ")
    assert "2 250,50" in out
    assert "venter" in out
    assert "unsent" not in out
