"""Deliveries as the store notes them, the servers it knows, and what the journal tells of both."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.close import Close
from data.delivery.hosts import HostKey, UnknownHost
from data.delivery.parcel import short
from data.errors import Problem, UsageProblem
from data.models import Delivery, JournalRow, KnownHost
from data.views.files import FileView
from tests.conftest import Clock
from tests.files_month import (
    OCTOBER,
    colleague,
    delivered,
    external_of,
    generated,
    journal,
    october,
    second_file_allowed,
)

SERVER = HostKey("lrs.example.no", 22, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE1k")


def to_folder(close: Close, folder: Path) -> FileView:
    """Make October with a folder as its place and return the external file."""
    folder.mkdir()
    close.settings.change({"delivery.method": "folder", "delivery.folder": str(folder)})
    october(close)
    return external_of(generated(close))


def quiet(_done: int, _all: int) -> None:
    """Tell nobody."""


def test_a_file_is_sent_when_what_was_read_back_is_equal(close: Close, tmp_path: Path) -> None:
    file = to_folder(close, tmp_path / "ut")
    errand = close.deliveries.begin(file.number)
    assert close.files.file(file.number).state == "unsent", "begun is not sent"

    found = close.deliveries.carry(errand, quiet)
    assert close.files.file(file.number).state == "unsent", "carried is not sent"
    after = close.deliveries.finish(errand, found)

    assert (after.state, after.sent_by, after.sent_sha256) == ("sent", "Kari Nes", file.sha256)
    assert (tmp_path / "ut" / file.name).read_bytes() == close.files.content(file.number)
    assert [path.name for path in (tmp_path / "ut").iterdir()] == [file.name]
    row = Delivery.get()
    assert (row.method, row.place, row.size) == (
        "folder", str(tmp_path / "ut"), len(close.files.content(file.number)),
    )  # fmt: skip
    assert journal(close)[-1] == (
        f"file {file.name} delivered to {tmp_path / 'ut'}, read back ({short(file.sha256)})"
    )


def test_nothing_is_sent_twice(close: Close, tmp_path: Path) -> None:
    file = to_folder(close, tmp_path / "ut")
    delivered(close, file, tmp_path / "ut")
    with pytest.raises(Problem, match=r"F666 .* Nothing is sent twice\."):
        close.deliveries.begin(file.number)
    assert Delivery.select().count() == 1


def test_an_attempt_that_died_is_made_again_and_finds_the_file_there(
    close: Close, tmp_path: Path
) -> None:
    file = to_folder(close, tmp_path / "ut")
    died = close.deliveries.begin(file.number)
    close.deliveries.carry(died, quiet)

    errand = close.deliveries.begin(file.number)
    found = close.deliveries.carry(errand, quiet)

    assert found.already_there
    assert close.deliveries.finish(errand, found).state == "sent"
    assert [path.name for path in (tmp_path / "ut").iterdir()] == [file.name]


def test_why_a_file_is_not_sent_is_kept_until_it_is(close: Close, tmp_path: Path) -> None:
    file = to_folder(close, tmp_path / "ut")
    (tmp_path / "ut" / file.name).write_text("noe annet", encoding="utf-8")
    errand = close.deliveries.begin(file.number)
    with pytest.raises(Problem, match="F632") as caught:
        close.deliveries.carry(errand, quiet)

    after = close.deliveries.fail(errand, caught.value)
    assert (after.state, after.sent_at) == ("unsent", None)
    assert str(after.delivery_error).startswith("F632")
    assert journal(close)[-1].startswith(
        f"file {file.name} not delivered to {tmp_path / 'ut'}: F632"
    )

    (tmp_path / "ut" / file.name).unlink()
    assert delivered(close, file, tmp_path / "ut").delivery_error is None


def test_the_operator_may_stop(close: Close, tmp_path: Path) -> None:
    file = to_folder(close, tmp_path / "ut")
    after = close.deliveries.fail(close.deliveries.begin(file.number), None)
    assert (after.state, str(after.delivery_error)) == ("unsent", "stopped by the operator")


def test_what_is_discarded_or_changed_on_disk_is_not_sent(close: Close, tmp_path: Path) -> None:
    file = to_folder(close, tmp_path / "ut")
    (close.files.folder / file.name).write_bytes(b"noe annet")
    with pytest.raises(Problem, match="F665"):
        close.deliveries.begin(file.number)

    close.receipts.discard(file.number, "ødelagt")
    with pytest.raises(Problem, match=r"F666 .* is discarded"):
        close.deliveries.begin(file.number)
    assert Delivery.select().count() == 0
    assert list((tmp_path / "ut").iterdir()) == []


def test_settings_that_are_not_complete_are_named(close: Close) -> None:
    october(close)
    external = external_of(generated(close))
    with pytest.raises(UsageProblem, match=r"F638 .*delivery\.folder"):
        close.deliveries.begin(external.number)
    assert Delivery.select().count() == 0


def test_case_14_discarding_what_nobody_has_got_needs_nobody(close: Close, tmp_path: Path) -> None:
    file = to_folder(close, tmp_path / "ut")
    internal = next(each for each in close.files.files() if each.number != file.number)
    for each in (file, internal):
        close.receipts.discard(each.number, "feil innstilling")

    assert close.gate.second_file(OCTOBER) is None
    again = generated(close)
    assert [(each.is_supplementary, each.allowed_by) for each in again] == [(False, "")] * 2


def test_case_14_discarding_what_was_sent_needs_two(close: Close, tmp_path: Path) -> None:
    file = to_folder(close, tmp_path / "ut")
    delivered(close, file, tmp_path / "ut")
    close.receipts.discard(file.number, "kan ikke leses")

    second = close.gate.second_file(OCTOBER)
    assert second is not None
    assert (second.name, second.is_sent, second.is_allowed) == (file.name, True, False)
    with pytest.raises(Problem, match="F654"):
        generated(close)
    second_file_allowed(close)
    [again] = generated(close)
    assert (again.is_supplementary, again.allowed_by, again.reason) == (True, "Ola Hauge", "avvist")
    delivered(close, again, tmp_path / "ut")
    close.receipts.discard(again.number, "kan ikke leses")
    with pytest.raises(Problem, match="F654"):
        generated(close)


def test_case_14_one_operator_is_enough_where_the_settings_say_so(
    close: Close, tmp_path: Path
) -> None:
    file = to_folder(close, tmp_path / "ut")
    delivered(close, file, tmp_path / "ut")
    close.receipts.discard(file.number, "kan ikke leses")
    close.settings.change({"two_persons.second_file": False})
    close.gate.ask(OCTOBER, "kan ikke leses")

    [again] = generated(close)

    assert (again.is_supplementary, again.allowed_by) == (True, "Kari Nes")


def test_a_key_is_accepted_by_a_person_and_can_be_forgotten(close: Close) -> None:
    unknown = UnknownHost(SERVER)
    assert close.deliveries.known_hosts() == ()

    close.deliveries.accept_host(unknown)
    assert close.deliveries.known_hosts() == (SERVER,)
    assert journal(close)[-1] == f"accepted the key of lrs.example.no:22: {SERVER.fingerprint}"

    close.deliveries.forget_host("lrs.example.no", 2222)
    assert close.deliveries.known_hosts() == (SERVER,), "another server"
    close.deliveries.forget_host("lrs.example.no", 22)
    assert close.deliveries.known_hosts() == ()
    assert KnownHost.get().withdrawn_at is not None, "who accepted it stays on record"
    assert journal(close)[-1] == "the key of lrs.example.no:22 is no longer accepted"


def test_the_errand_takes_the_known_keys_along(close: Close, tmp_path: Path) -> None:
    file = to_folder(close, tmp_path / "ut")
    close.deliveries.accept_host(UnknownHost(SERVER))
    assert close.deliveries.begin(file.number).known == (SERVER,)


def test_who_may_only_read_sends_nothing_and_accepts_no_server(
    close: Close, tmp_path: Path
) -> None:
    file = to_folder(close, tmp_path / "ut")
    errand = close.deliveries.begin(file.number)
    found = close.deliveries.carry(errand, quiet)
    close.settings.change({"operators": ("Kari Nes",)})
    with colleague(close, "Per Moe"):
        with pytest.raises(Problem, match="F721"):
            close.deliveries.finish(errand, found)
        with pytest.raises(Problem, match="F721"):
            close.deliveries.accept_host(UnknownHost(SERVER))
    assert close.files.file(file.number).state == "unsent"
    assert KnownHost.select().count() == 0


def test_no_secret_and_no_identity_number_reaches_the_journal(
    close: Close, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKTURAKLAR_DELIVERY_PASSWORD", "hemmelig-ord")
    file = to_folder(close, tmp_path / "ut 15897412345")
    errand = close.deliveries.begin(file.number)
    close.deliveries.fail(errand, Problem("F630", "15897412345 svarer ikke"))
    delivered(close, file, tmp_path / "ut 15897412345")

    kept = [row.details for row in JournalRow.select()] + [row.error for row in Delivery.select()]
    assert not any("hemmelig-ord" in each or "15897412345" in each for each in kept)
    assert any("158974*****" in each for each in kept)


def test_a_file_is_told_to_be_sent_in_the_time_of_oslo(tmp_path: Path) -> None:
    close = Close(
        None, "Kari Nes", test_mode=True,
        clock=Clock(datetime(2026, 11, 5, 23, 30, tzinfo=UTC)),
    )  # fmt: skip
    file = delivered(close, to_folder(close, tmp_path / "ut"), tmp_path / "ut")
    assert file.sent_at == datetime(2026, 11, 6, 0, 30)
    assert file.name == "2611062.txt", "the day of a file is the one in Oslo"
    close.shut()
