"""Everything that only SQLite knows: pragmas, file modes, triggers, online copies.

The models speak Peewee, so that another engine needs another module like this one and
nothing else. The store keeps the rollback journal with full synchronisation: SQLite before
3.51.3 can damage a write-ahead log when two connections check-point at once, and a shared
store in write-ahead mode is spoiled by a colleague who may only read it.
"""

from __future__ import annotations

import sqlite3
import stat
import sys
from pathlib import Path
from typing import Any, cast

FOREIGN_DRIVERS = ("psycopg", "psycopg2", "pymysql", "MySQLdb", "pysqlite3", "sqlcipher3")
"""Drivers that Peewee imports when it finds them, at a tenth of a second each."""


def _import_peewee_alone() -> None:
    """Import Peewee without the drivers this store never uses."""
    hidden = [name for name in FOREIGN_DRIVERS if name not in sys.modules]
    blocked = cast("dict[str, object]", sys.modules)
    for name in hidden:
        blocked[name] = None
    try:
        import peewee  # noqa: F401 - imported for its effect on sys.modules
    finally:
        for name in hidden:
            del blocked[name]


_import_peewee_alone()

from peewee import OperationalError, SqliteDatabase  # noqa: E402 - after the drivers are hidden

PRAGMAS = (
    ("journal_mode", "delete"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("busy_timeout", 5000),
    ("trusted_schema", 0),
)

database = SqliteDatabase(None, lock_type="IMMEDIATE", autoconnect=False)
"""The one store of this process; `data.store.open_store` says which file."""

_engine: Any = database  # Peewee types its models, not the calls that bypass them

PRIVATE = 0o600
"""Mode of a file that only one operator may open."""

APPEND_ONLY = "this table is append-only"


def _connection() -> sqlite3.Connection:
    return cast("sqlite3.Connection", _engine.connection())


def prepare_file(path: Path) -> None:
    """Make the store's file with the mode one or several operators need.

    0600 for one operator; 0660 where the folder is set-group-id, since SQLite itself never
    makes a file that a group may write.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=PRIVATE)
    path.chmod(shared_mode(path.parent))


def make_folder(folder: Path) -> None:
    """Make a folder for one operator, or for several where the one above is set-group-id."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shared_mode(folder.parent) != PRIVATE:
        folder.chmod(0o2770)


def shared_mode(folder: Path) -> int:
    """Return the mode for files in `folder`: 0660 in a set-group-id folder, else 0600."""
    return 0o660 if folder.stat().st_mode & stat.S_ISGID else PRIVATE


def make_append_only(table: str) -> None:
    """Let the engine itself refuse to change or delete rows of `table`."""
    for event in ("UPDATE", "DELETE"):
        _engine.execute_sql(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
        )


def copy_store(target: Path) -> None:
    """Write a consistent copy of the open store to `target`, while others use it.

    The file is made first with the store's own narrow mode, so that no moment leaves it open
    to others.
    """
    target.touch(mode=0o600)
    target.chmod(shared_mode(target.parent))
    copy = sqlite3.connect(target)
    try:
        _connection().backup(copy)
    finally:
        copy.close()


def damage() -> str:
    """Return what SQLite's own check finds wrong with the file, empty when it is whole."""
    rows = [str(row[0]) for row in _engine.execute_sql("PRAGMA integrity_check").fetchall()]
    rows += [f"foreign key: {row[0]}" for row in _engine.execute_sql("PRAGMA foreign_key_check")]
    return "" if rows == ["ok"] else "; ".join(rows[:5])


def is_busy(error: OperationalError) -> bool:
    """Tell a lock held by somebody else from every other failure of the engine."""
    return "locked" in str(error) or "busy" in str(error)


def execute_many(sql: str, rows: list[tuple[object, ...]]) -> None:
    """Run one statement over many rows on the open connection, thirty times Peewee's own pace."""
    cursor = _connection().cursor()
    cursor.executemany(sql, rows)


def plan_of(sql: str, parameters: list[object]) -> list[str]:
    """Return the engine's query plan, for tests that forbid table scans."""
    return [str(row[3]) for row in _engine.execute_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)]
