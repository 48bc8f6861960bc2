"""The store file: modes, pragmas, migrations, and what is refused."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from peewee import IntegrityError, SqliteDatabase

from data import store
from data.close import Close
from data.errors import BusyProblem, Problem
from data.models import TABLES, Building, JournalRow
from data.sqlite import copy_store, damage, database
from tests.lists import bring, hall, line

Clock = Callable[[], datetime]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_store_of_one_operator_is_for_that_operator_alone(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "data" / "store.db"
    Close(path, "Kari", clock=clock).shut()
    assert mode(path) == 0o600


def test_a_store_in_a_set_group_id_folder_is_for_the_group(tmp_path: Path, clock: Clock) -> None:
    tmp_path.chmod(0o2770)
    path = tmp_path / "store.db"
    Close(path, "Kari", clock=clock).shut()
    assert mode(path) == 0o660


def test_the_engine_is_set_for_safety(tmp_path: Path, clock: Clock) -> None:
    close = Close(tmp_path / "store.db", "Kari", clock=clock)
    wanted = {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1}
    found = {name: database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    close.shut()
    assert found == wanted


def test_the_migrations_make_what_the_models_say(close: Close) -> None:
    made = _schema(database.connection())
    fresh: Any = SqliteDatabase(":memory:")
    with fresh.bind_ctx(TABLES):
        fresh.create_tables(TABLES)
        wanted = _schema(fresh.connection())
    fresh.close()
    assert {table: made.get(table) for table in wanted} == wanted
    assert set(made) - set(wanted) == {"schema_migration"}


def _schema(connection: sqlite3.Connection) -> dict[str, tuple[set[Any], set[Any], set[Any]]]:
    """Return each table's columns, references and indexes, whatever the columns' order."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return {
        table: (
            {row[1:] for row in connection.execute(f"PRAGMA table_info({table})")},
            {row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({table})")},
            set(connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?",
                [table],
            )),
        )
        for (table,) in connection.execute(query).fetchall()
    }  # fmt: skip


def test_opening_again_changes_nothing(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "store.db"
    close = Close(path, "Kari", clock=clock)
    bring(close, line(1))
    close.shut()
    before = path.read_bytes()

    Close(path, "Kari", clock=clock).shut()

    assert path.read_bytes() == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ["store.db"]


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "store.db"
    Close(path, "Kari", clock=clock).shut()
    with sqlite3.connect(path) as other:
        other.execute("INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2030')")
    other.close()
    before = path.read_bytes()

    with pytest.raises(Problem, match=r"F709 .*0999_later"):
        Close(path, "Kari", clock=clock)

    assert path.read_bytes() == before
    assert database.is_closed()


def test_a_migration_keeps_a_copy_first_and_fails_whole(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    close = Close(path, "Kari", clock=clock)
    bring(close, line(1))
    close.shut()
    steps = tmp_path / "steps"
    steps.mkdir()
    for step in store.MIGRATIONS.glob("0*.py"):
        (steps / step.name).write_text(step.read_text(encoding="utf-8"), encoding="utf-8")
    (steps / "0998_half.py").write_text(
        "def up(migrator, db):\n"
        "    db.execute_sql('CREATE TABLE half (id INTEGER)')\n"
        "    db.execute_sql('INSERT INTO nowhere VALUES (1)')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(store, "MIGRATIONS", steps)

    with pytest.raises(Problem, match="F708"):
        Close(path, "Kari", clock=clock)

    with sqlite3.connect(path) as after:
        names = {row[0] for row in after.execute("SELECT name FROM sqlite_master")}
    after.close()
    kept = path.with_name("store.db.before-0998_half")
    assert "half" not in names
    assert mode(kept) == 0o600
    with sqlite3.connect(kept) as copy:
        assert copy.execute("SELECT COUNT(*) FROM line").fetchone() == (1,)
    copy.close()


def test_a_file_that_is_no_store_is_refused(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"ID;Type;Reservasjon\r\n" * 100)
    with pytest.raises(Problem, match="F708"):
        Close(path, "Kari", clock=clock)
    assert path.read_bytes().startswith(b"ID;Type")


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem, match="F710"):
        Close(tmp_path / "file" / "store.db", "Kari", clock=clock)


def test_a_colleague_who_writes_makes_the_store_busy(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    close = Close(path, "Kari", clock=clock)
    database.execute_sql("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(BusyProblem, match="F703"):
        bring(close, line(1))

    other.execute("ROLLBACK")
    other.close()
    bring(close, line(1))
    assert Building.select().count() == 1
    close.shut()


def test_the_journal_cannot_be_changed_or_deleted(close: Close) -> None:
    bring(close, line(1))
    with pytest.raises(IntegrityError, match="append-only"):
        JournalRow.update(operator="Ola").execute()
    with pytest.raises(IntegrityError, match="append-only"):
        JournalRow.delete().execute()


def test_a_whole_store_has_no_damage(close: Close) -> None:
    bring(close, line(1))
    assert damage() == ""


def test_a_copy_before_a_migration_that_was_cut_off_is_made_again(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = Close(tmp_path / "store.db", "Kari", clock=clock)
    bring(close, line(1))

    def cut_off(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut_off)
        with pytest.raises(OSError, match="No space"):
            copy_store(tmp_path / "before.db")
    assert [item.name for item in tmp_path.iterdir()] == ["store.db"]

    copy_store(tmp_path / "before.db")
    close.shut()
    again = Close(tmp_path / "before.db", "Kari", clock=clock)
    assert Building.select().count() == 1
    again.shut()


def test_a_database_of_another_program_is_refused_and_left_alone(
    tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE moz_places (id INTEGER)")
    other.close()
    before = path.read_bytes()

    with pytest.raises(Problem, match=r"F708 .*moz_places"):
        Close(path, "Kari", clock=clock)

    assert path.read_bytes() == before


def test_reading_while_a_colleague_writes_much_says_busy(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "store.db"
    close = Close(path, "Kari", clock=clock)
    bring(close, line(1))
    database.execute_sql("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(BusyProblem, match="F703"):
        hall(close)

    other.execute("ROLLBACK")
    other.close()
    assert hall(close).building == "Hallen"
    close.shut()


@pytest.mark.parametrize("spare", [0, 1, 20, 100])
def test_a_full_disk_is_said_to_be_so_and_leaves_everything_as_it_was(
    tmp_path: Path, clock: Clock, spare: int
) -> None:
    close = Close(tmp_path / "store.db", "Kari", clock=clock)
    bring(close, line(1, 100))
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages + spare}")

    with pytest.raises(Problem, match=r"F704 .*full"):
        bring(close, line(1, 200), *(line(number) for number in range(2, 3000)), file="stor.csv")

    database.execute_sql("PRAGMA max_page_count = 1000000")
    assert [row.price for row in close.basis.lines(hall(close))] == [100]
    bring(close, line(1, 200), file="liten.csv")
    assert [row.price for row in close.basis.lines(hall(close))] == [200]
    close.shut()


def test_a_folder_in_which_nothing_can_be_made_is_said_to_be_so(
    tmp_path: Path, clock: Clock
) -> None:
    close = Close(tmp_path / "store.db", "Kari", clock=clock)
    bring(close, line(1, 100))
    (tmp_path / "store.db-journal").mkdir()

    with pytest.raises(Problem, match="F704"):
        bring(close, line(1, 200), file="ny.csv")

    (tmp_path / "store.db-journal").rmdir()
    assert [row.price for row in close.basis.lines(hall(close))] == [100]
    close.shut()
