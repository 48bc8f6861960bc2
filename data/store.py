"""Open, migrate and shut the one SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import DatabaseError
from playhouse.migrations import Runner

from data import sqlite
from data.errors import Problem
from data.sqlite import database
from data.words import N_

MIGRATIONS = Path(__file__).parent / "migrations"


def open_store(path: Path | None) -> None:
    """Open the store at `path`, making or migrating it; None opens one in memory.

    Raises Problem when the file is no store, is newer than this program, or cannot be
    opened; BusyProblem when another process holds it.
    """
    close_store()
    try:
        if path is not None:
            sqlite.prepare_file(path)
        database.init(":memory:" if path is None else str(path), pragmas=sqlite.PRAGMAS)
        with sqlite.explained():
            database.connect()
        _migrate(path)
    except OSError as error:
        close_store()
        raise Problem(
            "F710",
            N_("The store {path} cannot be opened: {reason}. Check the folder and its rights."),
            path=str(path),
            reason=error.strerror or "",
        ) from error
    except DatabaseError as error:
        close_store()
        raise _no_store(path, str(error)) from error
    except Problem:
        close_store()
        raise


def close_store() -> None:
    """Shut the store; harmless when none is open."""
    if not database.is_closed():
        database.close()


@contextmanager
def change() -> Iterator[None]:
    """Run one change of state as one transaction; raises as `sqlite.explained` does."""
    with sqlite.explained(), database.atomic():
        yield


def _migrate(path: Path | None) -> None:
    runner = Runner(database, str(MIGRATIONS))
    status = runner.status()
    unknown = [step.name for step in status if step.path is None]
    if unknown:
        raise Problem(
            "F709",
            N_("The store was made by a newer fakturaklar ({step}). Upgrade it first."),
            step=unknown[-1],
        )
    pending = [step.name for step in status if not step.applied]
    if not pending:
        return
    if len(pending) == len(status):
        _refuse_foreign(path, runner)
    elif path is not None:
        _keep_copy(path, pending[0])
    try:
        runner.up()
    except DatabaseError:
        # A colleague who opened the store in the same moment may have been faster.
        if any(not step.applied for step in runner.status()):
            raise


def _refuse_foreign(path: Path | None, runner: Runner) -> None:
    """Raise Problem F708 when the file is a database of some other program."""
    foreign = set(database.get_tables()) - {runner.table_name}
    if foreign and not runner.applied():
        raise _no_store(path, f"table {min(foreign)}")


def _keep_copy(path: Path, step: str) -> None:
    """Keep the file as it was before a migration, beside it, once for each step."""
    target = path.with_name(f"{path.name}.before-{step}")
    if not target.exists():
        sqlite.copy_store(target)


def _no_store(path: Path | None, reason: str) -> Problem:
    return Problem(
        "F708",
        N_(
            "{path} is not a fakturaklar store, or it is damaged: {reason}. Restore it from a copy."
        ),
        path=str(path),
        reason=reason,
    )
