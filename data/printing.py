"""Part Printing: copies, settings and the store as files of one's own, never over another file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from data.archive import Archive
from data.durable import write_durably
from data.errors import Problem, UsageProblem
from data.settings import Settings
from data.snapshot import csv_text, table_text
from data.sqlite import copy_store
from data.views import CopyView
from data.words import N_, Phrase

SPREADSHEET = ".csv"


class Printing:
    """Writes what the store holds to files outside the archive; customer ids are masked."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive = archive
        self._settings = settings

    def copy(self, number: int, name: str) -> Path:
        """Print a copy: as CSV for a spreadsheet where the name says so, else as a table.

        Returns where the file lies. Raises UsageProblem F712 where a file has that name,
        Problem F713 when the file cannot be written.
        """
        head, lines = self._archive.content(number)
        path = path_named(name)
        if path.suffix.lower() == SPREADSHEET:
            # Spreadsheets take a file without the mark for Windows-1252.
            return write_new(path, csv_text(lines).encode("utf-8-sig"))
        return write_new(path, table_text(head, lines).encode())

    def settings(self, name: str, say: Callable[[Phrase], str] = str) -> Path:
        """Print settings and account strings as one TOML file, which `Settings.load` reads.

        `say` translates its comments; raises as `copy`.
        """
        return write_new(path_named(name), self._settings.export(say).encode())

    def store(self, name: str) -> Path:
        """Write a consistent copy of the whole store while others use it; raises as `copy`."""
        path = path_named(name)
        _claim(path)
        try:
            copy_store(path)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise _not_written(path, error) from error
        return path


def name_for(copy: CopyView) -> str:
    """Return the name a printed copy gets when the operator has no other: the archive's own."""
    return Path(copy.path).with_suffix(".txt").name


def path_named(name: str) -> Path:
    """Return the path an operator wrote, from the folder the program was started in."""
    try:
        path = Path(name.strip()).expanduser()
    except RuntimeError:
        path = Path(name.strip())
    if not name.strip() or path.is_dir():
        raise UsageProblem("F711", N_("{path} is no file name. Write one."), path=name.strip())
    return path.absolute()


def write_new(path: Path, content: bytes) -> Path:
    """Write a file that was not there, whole or not at all."""
    _claim(path)
    try:
        write_durably(path, content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _not_written(path, error) from error
    return path


def write_new_files(folder: str, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files of these names into a folder, which is made where it is not there.

    Raises UsageProblem F712 where one of the names is taken, before anything is written, and
    Problem F713 when they cannot be written.
    """
    place = Path(folder).expanduser().absolute()
    paths = {place / name: content for name, content in contents.items()}
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(place, error) from error
    for path in paths:
        if path.exists():
            raise _taken(path)
    return [write_new(path, content) for path, content in paths.items()]


def _claim(path: Path) -> None:
    """Make an empty file of that name, narrow, unless there is one."""
    try:
        # Claims the name first: nobody else's file can come in between.
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise _not_written(path, error) from error


def _taken(path: Path) -> UsageProblem:
    return UsageProblem("F712", N_("{path} is there already. Choose another name."), path=str(path))


def _not_written(path: Path, error: OSError) -> Problem:
    return Problem(
        "F713",
        N_("{path} could not be written: {reason}. Choose another name or folder."),
        path=str(path),
        reason=error.strerror or "",
    )
