"""The inbox: the files an operator may bring in, and the reading of one of them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from data.dates import local
from data.errors import AmbiguousDates, Problem
from data.listing import DateOrder, Reading, ReadOptions
from data.listing_dates import ORDER_NAMES, Printed, moment
from data.sources import LARGEST, read
from data.text import clean, sort_key, written
from data.words import N_

SUFFIXES = frozenset({".csv", ".json", ".txt", ".xlsx"})
"""What the inbox lists; the kind itself is told from the content, and any file may be named."""

_DIGESTED = 8 * 1024 * 1024
"""Bytes up to which a listed file is read to see whether it was brought before."""


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """A file that may be brought in, or a folder to look into."""

    path: Path
    name: str
    """Harmless to show; two names may look alike where they were damaged."""
    is_folder: bool
    size: int
    """Bytes."""
    modified: datetime
    """Wall time in Oslo."""
    digest: str
    """SHA-256 of the content, empty for a folder and for what could not be read."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file holds, before it is held against the store."""

    file: str
    digest: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class DateReading:
    """One way to read the dates of a file, shown on its first doubtful date."""

    order: DateOrder
    title: str
    """Message id: day, month, year ..."""
    printed: str
    meant: datetime


def entries(folder: Path, suffixes: frozenset[str] = SUFFIXES) -> tuple[InboxEntry, ...]:
    """Return a folder's files newest first, then the way up and its folders by name.

    Hidden ones are left out, and files that by their names' ends are something else.

    Raises Problem F108 when the folder cannot be read.
    """
    try:
        with os.scandir(folder) as scan:
            found = [_entry(item, suffixes) for item in scan if not item.name.startswith(".")]
    except OSError as error:
        raise _unreadable(folder, error) from error
    known = [entry for entry in found if entry is not None]
    known.sort(key=lambda entry: sort_key(entry.name))
    files = sorted((e for e in known if not e.is_folder), key=_modified, reverse=True)
    folders = [entry for entry in known if entry.is_folder]
    return (*files, *_way_up(folder), *folders)


def typed_path(text: str, folder: Path) -> Path:
    """Return the path an operator typed, from `folder` where it is not a whole one."""
    return folder / Path(text.strip()).expanduser()


def shown_path(path: Path) -> str:
    """Return a path made harmless, the operator's own folder as `~`."""
    if path.is_relative_to(Path.home()):
        path = "~" / path.relative_to(Path.home())
    return clean(str(path))


def read_file(path: Path, dates: DateOrder | None = None) -> FileRead:
    """Read one file whole.

    Raises Problem F108 when it cannot be opened, AmbiguousDates or Refused when it cannot be
    read as a list.
    """
    return read_content(path.name, content_of(path), dates)


def content_of(path: Path) -> bytes:
    """Return the bytes of a file, up to one more than an import takes; raises Problem F108."""
    try:
        with path.open("rb") as file:
            # One byte beyond the limit is enough for the refusal, whatever hides behind a name.
            return file.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from error


def read_content(file: str, content: bytes, dates: DateOrder | None = None) -> FileRead:
    """Read the content of a file; raises AmbiguousDates or Refused."""
    name = written(PurePath(file).name)
    reading = read(content, ReadOptions(name, dates))
    return FileRead(name, hashlib.sha256(content).hexdigest(), reading)


def readings_of(question: AmbiguousDates) -> tuple[DateReading, ...]:
    """Return the ways in which a file's dates may be meant, on the example of the question."""
    printed = question.cells[0].value
    point = moment(printed)
    readings = point.readings if isinstance(point, Printed) else {}
    return tuple(
        DateReading(order, title, printed, readings[order])
        for order, title in ORDER_NAMES.items()
        if order in question.readings and order in readings
    )


def _way_up(folder: Path) -> tuple[InboxEntry, ...]:
    parent = folder.resolve().parent
    if parent == folder.resolve():
        return ()
    return (InboxEntry(parent, "..", True, 0, _modified_at(parent.stat()), ""),)


def _modified_at(status: os.stat_result) -> datetime:
    return local(datetime.fromtimestamp(status.st_mtime, UTC))


def _entry(item: os.DirEntry[str], suffixes: frozenset[str]) -> InboxEntry | None:
    """Return what the inbox shows of a folder's item; None for what is not for it."""
    try:
        is_folder = item.is_dir()
        if not is_folder and not (_suffix(item.name) in suffixes and item.is_file()):
            return None
        status = item.stat()
    except OSError:
        return None
    path = Path(item.path)
    return InboxEntry(
        path=path,
        name=clean(item.name),
        is_folder=is_folder,
        size=0 if is_folder else status.st_size,
        modified=_modified_at(status),
        digest="" if is_folder or status.st_size > _DIGESTED else _digest(path),
    )


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _modified(entry: InboxEntry) -> datetime:
    return entry.modified


def _unreadable(path: Path, error: OSError) -> Problem:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            sentence = N_("There is no {path}. Check the name.")
        case PermissionError():
            sentence = N_("You have no right to read {path}. Ask whoever owns it.")
        case IsADirectoryError():
            sentence = N_("{path} is a folder. Choose a file in it.")
        case _:
            sentence = N_("{path} cannot be read. Fetch it again, or save it somewhere else.")
    return Problem("F108", sentence, path=shown_path(path))
