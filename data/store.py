"""Open, migrate and shut the one SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import DatabaseError, OperationalError
from playhouse.migrations import Runner

from data import sqlite
from data.errors import BusyProblem, Problem
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
        database.connect()
        _migrate(path)
    except OSError as error:
        raise Problem(
            "F710",
            N_("The store {path} cannot be opened: {reason}. Check the folder and its rights."),
            path=str(path),
            reason=error.strerror or "",
        ) from error
    except DatabaseError as error:
        close_store()
        raise _explained(error, path) from error
    except Problem:
        close_store()
        raise


def close_store() -> None:
    """Shut the store; harmless when none is open."""
    if not database.is_closed():
        database.close()


@contextmanager
def change() -> Iterator[None]:
    """Run one change of state as one transaction; raises BusyProblem when another writes."""
    try:
        with database.atomic():
            yield
    except OperationalError as error:
        if sqlite.is_busy(error):
            raise _busy() from error
        raise


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
    if path is not None and len(pending) < len(status):
        _keep_copy(path, pending[0])
    runner.up()


def _keep_copy(path: Path, step: str) -> None:
    """Keep the file as it was before a migration, beside it, once for each step."""
    target = path.with_name(f"{path.name}.before-{step}")
    if not target.exists():
        sqlite.copy_store(target)


def _busy() -> BusyProblem:
    return BusyProblem(
        "F703", N_("The store is busy: another program writes to it. Try again in a moment.")
    )


def _explained(error: DatabaseError, path: Path | None) -> Problem:
    if isinstance(error, OperationalError) and sqlite.is_busy(error):
        return _busy()
    return Problem(
        "F708",
        N_(
            "{path} is not a fakturaklar store, or it is damaged: {reason}. Restore it from a copy."
        ),
        path=str(path),
        reason=str(error),
    )
