"""A register file made of bulk files: under a name of its own until it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from time import time

from data.errors import Problem, Refused
from data.register.reading import UnitFile
from data.register.unit import SUB_FORMS, RegisterFile, RegisterView, Unit, written_about
from data.sqlite import Connection, EngineError, open_new, shared_mode
from data.text import fold
from data.words import N_

PORTION = 10_000
"""Units stored between two reports of progress."""

Progress = Callable[[int, int, int], None]
"""Told how many units are read, and how many bytes of how many; what it raises stops the work."""

_UNITS = (
    "CREATE TABLE unit (number INTEGER PRIMARY KEY, name TEXT, key TEXT, form TEXT,"
    " bankrupt INTEGER, winding_up INTEGER, parent INTEGER)"
)
_ABOUT = "CREATE TABLE about (content TEXT)"
_INSERT = "INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?, ?, ?)"
_STALE = 24 * 60 * 60
"""Seconds after which an unfinished file belongs to nobody any more."""


@dataclass(frozen=True, slots=True)
class BuiltRegister:
    """A register that is whole and on disk, but not in use yet."""

    view: RegisterView
    path: Path
    target: Path

    def put_in_use(self) -> None:
        """Take the place of the register before it; raises Problem F135 when that fails."""
        with _telling_of(self.target.parent):
            self.path.replace(self.target)
            _flush(self.target.parent)

    def drop(self) -> None:
        """Remove what will not be used."""
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who makes a register, when (wall time in Oslo), and how large the one before it is."""

    operator: str
    at: datetime
    units_before: int


def build(
    paths: Iterable[Path],
    target: Path,
    made: date | None,
    origin: Origin,
    progress: Progress,
) -> BuiltRegister:
    """Make a register of bulk files beside `target`, which is left as it is.

    `made` overrides the day the files give. Raises Refused as
    `UnitFile` does, F134 when there are only sub-units, and Problem F135 when it cannot be
    written; nothing is left behind then.
    """
    with ExitStack() as undo:
        files = [undo.enter_context(UnitFile(path)) for path in paths]
        with _telling_of(target.parent):
            path = _unfinished(target)
            undo.callback(path.unlink, missing_ok=True)
            main_units, sub_units = _fill(path, files, progress)
            if not main_units:
                raise _only_sub_units(files)
            view = RegisterView(
                made or min([*(file.made for file in files), origin.at.date()]),
                main_units,
                sub_units,
                tuple(_described(file) for file in files),
                origin.operator,
                origin.at,
                origin.units_before,
            )
            _finish(path, view)
        undo.pop_all()
    return BuiltRegister(view, path, target)


def _unfinished(target: Path) -> Path:
    """Make an empty file beside the target, and clear away what a killed import left there."""
    prefix, suffix = f".{target.name}.", ".partial"
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in target.parent.glob(f"{prefix}*{suffix}"):
        if old.stat().st_mtime < time() - _STALE:
            old.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=suffix)
    os.close(handle)
    Path(name).chmod(shared_mode(target.parent))
    return Path(name)


def _fill(path: Path, files: list[UnitFile], progress: Progress) -> tuple[int, int]:
    """Store every unit; returns how many main units and sub-units there are."""
    connection = open_new(path)
    size = sum(file.size for file in files)
    rows = map(_row, chain.from_iterable(file.units() for file in files))

    def tell() -> None:
        done = sum(file.units_read for file in files)
        progress(done, sum(file.bytes_read for file in files), size)

    try:
        connection.execute("BEGIN")
        for table in (_UNITS, _ABOUT):
            connection.execute(table)
        for portion in _portions(rows):
            connection.executemany(_INSERT, portion)
            tell()
        connection.execute("CREATE INDEX unit_key ON unit (key)")
        connection.execute("COMMIT")
        tell()
        return _counts(connection)
    finally:
        connection.close()


def _row(unit: Unit) -> tuple[object, ...]:
    key = fold(unit.name)
    return (
        unit.number, unit.name, key, unit.form, unit.bankrupt, unit.winding_up, unit.parent
    )  # fmt: skip


def _portions(rows: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    while portion := list(islice(rows, PORTION)):
        yield portion


def _counts(connection: Connection) -> tuple[int, int]:
    """Return how many main units and sub-units are stored."""
    are_sub = f"form IN ({', '.join('?' * len(SUB_FORMS))})"
    query = f"SELECT COUNT(*), TOTAL({are_sub}) FROM unit"  # noqa: S608 - holds no values
    units, sub_units = connection.execute(query, [*SUB_FORMS]).fetchone()
    return units - int(sub_units), int(sub_units)


def _finish(path: Path, view: RegisterView) -> None:
    """Write what the register says of itself, and have it all on disk."""
    connection = open_new(path)
    try:
        connection.execute("INSERT INTO about VALUES (?)", [written_about(view)])
    finally:
        connection.close()
    _flush(path)


def _described(file: UnitFile) -> RegisterFile:
    return RegisterFile(file.name, file.sha256, file.size, file.units_read)


def _only_sub_units(files: list[UnitFile]) -> Refused:
    return Refused(
        "F134",
        N_(
            "{files}: sub-units only. Give the file of main units in the same command, or every"
            " club would be unknown. The register is as it was."
        ),
        cells=(),
        files=", ".join(file.name for file in files),
    )


def _flush(path: Path) -> None:
    """Have a file, or the names in a folder, on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _telling_of(folder: Path) -> Iterator[None]:
    """Raise Problem F135 where the register cannot be written."""
    try:
        yield
    except (OSError, EngineError) as error:
        raise Problem(
            "F135",
            N_(
                "The register cannot be written in {folder}: {reason}. Check the disk and your"
                " rights to the folder. The register is as it was."
            ),
            folder=str(folder),
            reason=str(error) if isinstance(error, EngineError) else error.strerror or "",
        ) from error
