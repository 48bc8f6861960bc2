"""What the checks of an installation notice, each spoiled in its own way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.close import Close
from data.health import Finding
from tests.conftest import Clock
from tests.lists import bring, export_all, hall, line


@pytest.fixture
def lone(tmp_path: Path, clock: Clock) -> Iterator[Close]:
    """Return one operator's store with an export in it, in a folder of mode 0700."""
    folder = tmp_path / "alene"
    folder.mkdir(mode=0o700)
    yield from opened(folder, clock)


@pytest.fixture
def shared_store(tmp_path: Path, clock: Clock) -> Iterator[Close]:
    """Return the store of several operators: its folder is set-group-id."""
    folder = tmp_path / "felles"
    folder.mkdir()
    folder.chmod(0o2770)
    yield from opened(folder, clock)


def opened(folder: Path, clock: Clock) -> Iterator[Close]:
    close = Close(folder / "store.db", "Kari Nes", test_mode=True, clock=clock)
    bring(close, line(1), line(2))
    export_all(close, hall(close))
    yield close
    close.shut()


def path_of(close: Close) -> Path:
    assert close.path is not None
    return close.path


def found(close: Close, check: str) -> Finding:
    return next(finding for finding in close.health.examine() if finding.check == check)


def not_ok(close: Close) -> dict[str, str]:
    return {
        finding.check: finding.state for finding in close.health.examine() if finding.state != "ok"
    }


def test_one_operators_store_is_sound(lone: Close) -> None:
    assert not_ok(lone) == {}


def test_a_shared_store_is_sound_its_archive_included(shared_store: Close) -> None:
    assert not_ok(shared_store) == {}
    archive = shared_store.archive.folder
    assert archive.stat().st_mode & 0o7777 == 0o2770
    assert {path.stat().st_mode & 0o777 for path in archive.iterdir()} == {0o660}


def test_a_store_in_memory_has_no_files_to_judge(close: Close) -> None:
    assert {finding.check for finding in close.health.examine()} == {
        "store",
        "journal",
        "clock",
        "copies",
        "archive",
        "files",
        "files_folder",
        "settings",
    }


@pytest.mark.parametrize("mode", [0o640, 0o660, 0o604, 0o666])
def test_a_lone_store_that_others_can_open_is_wrong(lone: Close, mode: int) -> None:
    path_of(lone).chmod(mode)
    assert not_ok(lone) == {"file_rights": "error"}
    assert f"chmod 0600 {lone.path}" in str(found(lone, "file_rights").text)


@pytest.mark.parametrize(("mode", "state"), [(0o700, "ok"), (0o755, "ok"), (0o775, "error")])
def test_a_folder_where_others_can_replace_the_store_is_wrong(
    lone: Close, mode: int, state: str
) -> None:
    path_of(lone).parent.chmod(mode)
    assert found(lone, "folder_rights").state == state


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_shared_store_is_for_just_the_group(shared_store: Close, mode: int) -> None:
    path_of(shared_store).chmod(mode)
    assert not_ok(shared_store) == {"file_rights": "error"}
    assert "0660" in str(found(shared_store, "file_rights").text)


@pytest.mark.parametrize("mode", [0o2700, 0o2775])
def test_a_shared_archive_that_a_colleague_cannot_write_is_wrong(
    shared_store: Close, mode: int
) -> None:
    shared_store.archive.folder.chmod(mode)
    assert not_ok(shared_store) == {"archive_rights": "error"}


def test_side_files_of_another_program_are_wrong(lone: Close) -> None:
    path_of(lone).with_name("store.db-wal").touch()
    assert not_ok(lone) == {"side_files": "error"}


def test_a_lost_and_a_changed_copy_are_named(lone: Close) -> None:
    [path] = lone.archive.folder.glob("*.jsonl")
    path.write_bytes(b"{}\n")
    assert "K-0001" in str(found(lone, "copies").text)
    path.unlink()
    assert not_ok(lone) == {"copies": "error"}


def test_a_file_that_no_copy_owns_is_to_look_at(lone: Close) -> None:
    (lone.archive.folder / ".a8fk2").write_text("half a copy", encoding="utf-8")
    (lone.archive.folder / "notat\x1b[31m.txt").touch()
    assert not_ok(lone) == {"archive": "attention"}
    assert "\x1b" not in str(found(lone, "archive").text)


def test_a_clock_before_the_last_entry_is_wrong(lone: Close, clock: Clock) -> None:
    clock.move(hours=-1)
    assert not_ok(lone) == {"clock": "error"}


def test_a_rewritten_journal_is_wrong(lone: Close) -> None:
    spoil(
        lone,
        "DROP TRIGGER journal_no_update",
        "UPDATE journal SET operator = 'Ola' WHERE id = 2",
    )
    assert not_ok(lone) == {"journal": "error"}
    assert "2" in str(found(lone, "journal").text)


def test_a_row_that_points_nowhere_is_damage(lone: Close) -> None:
    spoil(lone, "UPDATE line SET building_id = 99 WHERE id = 1")
    assert not_ok(lone)["store"] == "error"


def test_test_mode_is_to_look_at(lone: Close) -> None:
    lone.settings.change({"test_mode": True})
    assert not_ok(lone) == {"settings": "attention"}


def spoil(close: Close, *statements: str) -> None:
    """Change the file behind the program's back."""
    other = sqlite3.connect(path_of(close))
    for statement in statements:
        other.execute(statement)
    other.commit()
    other.close()
