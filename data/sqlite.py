"""Everything that only SQLite knows: pragmas, file modes, triggers, online copies.

The models speak Peewee, so that another engine needs another module like this one and
nothing else. The store keeps the rollback journal with full synchronisation: SQLite before
3.51.3 can damage a write-ahead log when two connections check-point at once, and a shared
store in write-ahead mode is spoiled by a colleague who may only read it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any, cast

from data.errors import BusyProblem, Problem
from data.words import N_

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

from peewee import (  # noqa: E402 - after the drivers are hidden
    OP,
    DatabaseError,
    Expression,
    OperationalError,
    SqliteDatabase,
    Value,
    fn,
)

PRAGMAS = (
    ("journal_mode", "delete"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("busy_timeout", 5000),
    ("trusted_schema", 0),
)

CANNOT_WRITE = ("disk is full", "readonly", "disk I/O", "unable to open")
"""What SQLite says when the place of the file is at fault, not the question."""


class StoreDatabase(SqliteDatabase):
    """SQLite whose failures are told apart: what an operator can put right is a Problem."""

    def connection(self) -> sqlite3.Connection:
        """Return the open connection."""
        return cast("sqlite3.Connection", super().connection())  # type: ignore[no-untyped-call]

    def execute_sql(self, sql: Any, params: Any = None) -> Any:
        """Run one statement; raises as `explained` does."""
        with explained():
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]

    def rollback(self) -> None:
        """Undo the transaction; where the disk was full the engine has done so itself."""
        if self.connection().in_transaction:
            super().rollback()


@contextmanager
def explained() -> Iterator[None]:
    """Let the engine's failures out as BusyProblem F703 and Problem F704; defects pass through.

    Reading can fail too: a colleague who writes much keeps everybody out for a moment.
    """
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:
        if is_busy(error):
            raise BusyProblem(
                "F703",
                N_("The store is busy: another program writes to it. Try again in a moment."),
            ) from error
        if any(sign in str(error) for sign in CANNOT_WRITE):
            raise Problem(
                "F704",
                N_("The store cannot be written: {reason}. Check the disk and your rights to it."),
                reason=str(error),
            ) from error
        raise


database = StoreDatabase(None, lock_type="IMMEDIATE", autoconnect=False)
"""The one store of this process; `data.store.open_store` says which file."""

Connection = sqlite3.Connection
EngineError = sqlite3.Error
"""What a file of its own beside the store is worked with (`open_new`, `open_finished`)."""

_engine: Any = database  # Peewee types its models, not the calls that bypass them

PRIVATE = 0o600
"""Mode of a file that only one operator may open."""

MAGIC = b"SQLite format 3\0"
"""How the engine's files begin."""

APPEND_ONLY = "this table is append-only"


def prepare_file(path: Path) -> None:
    """Make the store's file with the mode one or several operators need.

    0600 for one operator; 0660 where the folder is set-group-id, since SQLite itself never
    makes a file that a group may write. Raises DatabaseError when a file of another kind is
    there: a very short one SQLite would take for a new store, and write over it.
    """
    if path.exists():
        with path.open("rb") as file:
            beginning = file.read(len(MAGIC))
        if beginning not in (b"", MAGIC):
            raise DatabaseError("file is not a database")
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

    The file is there whole or not at all, and never open to more people than the store is.
    Raises OSError when it cannot be written.
    """
    # A name of its own: two who open an old store at once both copy it, and neither waits.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".partial")
    os.close(handle)
    partial = Path(name)
    partial.chmod(shared_mode(target.parent))
    copy = sqlite3.connect(partial)
    try:
        database.connection().backup(copy)
        partial.replace(target)
    except sqlite3.Error as error:
        raise OSError(0, str(error)) from error
    finally:
        copy.close()
        partial.unlink(missing_ok=True)


def open_new(path: Path) -> Connection:
    """Open a file beside the store to fill it, in one transaction that the caller begins.

    It has no rollback journal and is not flushed: until the caller has flushed and renamed it,
    nobody needs it. Memory stays bounded whatever is put in.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -32000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def open_finished(path: Path) -> Connection:
    """Open a file that is replaced but never changed: it needs no locks and no right to write."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def damage() -> str:
    """Return what SQLite's own check finds wrong with the file, empty when it is whole."""
    rows = [str(row[0]) for row in _engine.execute_sql("PRAGMA integrity_check").fetchall()]
    rows += [f"foreign key: {row[0]}" for row in _engine.execute_sql("PRAGMA foreign_key_check")]
    return "" if rows == ["ok"] else "; ".join(rows[:5])


def is_busy(error: Exception) -> bool:
    """Tell a lock held by somebody else from every other failure of the engine."""
    return "locked" in str(error) or "busy" in str(error)


def minutes_between(begin: Any, end: Any) -> Any:
    """Return the expression of the minutes from one wall time to another, computed in the store."""
    return (fn.strftime("%s", end) - fn.strftime("%s", begin)) / 60


def month_of(moment: Any) -> Any:
    """Return the expression of a stored wall time's month, `2026-10`, computed in the store."""
    return fn.SUBSTR(moment, 1, 7).coerce(False)


def joined(*columns: Any, by: str) -> Any:
    """Return the expression of one text made of several values, with a mark between them."""
    return reduce(
        lambda one, other: Expression(one, OP.CONCAT, Expression(Value(by), OP.CONCAT, other)),
        columns,
    )


def execute_many(sql: str, rows: list[tuple[object, ...]]) -> None:
    """Run one statement over many rows on the open connection, thirty times Peewee's own pace."""
    with explained():
        database.connection().cursor().executemany(sql, rows)


def stored_rows(query: Any) -> list[tuple[Any, ...]]:
    """Run a Peewee select and return its rows as the engine stores them, times as ISO text.

    Peewee looks at each value of each row, which takes longer than reading it.
    """
    return cast("list[tuple[Any, ...]]", _engine.execute_sql(*query.sql()).fetchall())


def plan_of(sql: str, parameters: list[object]) -> list[str]:
    """Return the engine's query plan, for tests that forbid table scans."""
    return [str(row[3]) for row in _engine.execute_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)]
