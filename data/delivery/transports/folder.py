"""A folder on this machine or a network share, from which the accounting office fetches."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.delivery.handing import CHUNK, Place, Report
from data.delivery.transports import Errand, Transport
from data.delivery.troubles import no_folder, no_room, not_taken, said
from data.durable import require_room
from data.errors import Problem
from data.sqlite import shared_mode
from data.words import N_

_FULL = (errno.ENOSPC, errno.EDQUOT)


class _Folder:
    """A folder whose files are on the disk when they are said to be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def size(self, name: str) -> int | None:
        with self._told(name):
            try:
                found = (self._folder / name).lstat()
            except FileNotFoundError:
                return None
        if not stat.S_ISREG(found.st_mode):
            raise not_taken(str(self._folder), name, os.strerror(errno.EEXIST))
        return found.st_size

    def read(self, name: str, report: Report) -> bytes:
        found = bytearray()
        with self._told(name), (self._folder / name).open("rb") as file:
            while part := file.read(CHUNK):
                found += part
                report(len(part))
        return bytes(found)

    def write(self, name: str, content: bytes, start: int, report: Report) -> None:
        mode = shared_mode(self._folder)
        # A link that somebody left under the name is not followed.
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | (0 if start else os.O_TRUNC)
        with self._told(name):
            require_room(self._folder, content)
            with os.fdopen(os.open(self._folder / name, flags, mode), "wb") as file:
                os.fchmod(file.fileno(), mode)
                file.seek(start)
                for at in range(start, len(content), CHUNK):
                    file.write(content[at : at + CHUNK])
                    report(len(content[at : at + CHUNK]))
                file.flush()
                os.fsync(file.fileno())

    def rename(self, old: str, new: str) -> None:
        with self._told(new):
            (self._folder / old).rename(self._folder / new)
            self._flush()

    def remove(self, name: str) -> None:
        with self._told(name):
            (self._folder / name).unlink()
            self._flush()

    def _flush(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Let failures of the disk out as Problem F634."""
        try:
            yield
        except OSError as error:
            if error.errno in _FULL:
                raise no_room(str(self._folder), name) from error
            raise not_taken(str(self._folder), name, said(error.strerror)) from error


@contextmanager
def _opened(errand: Errand) -> Iterator[Place]:
    """Open the folder; raises Problem F633 when it is missing or not to be written in."""
    folder = Path(errand.options.folder).expanduser()
    if not errand.options.folder or not folder.is_dir():
        raise _unusable(errand, errno.ENOENT)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _unusable(errand, errno.EACCES)
    yield _Folder(folder)


def _unusable(errand: Errand, why: int) -> Problem:
    return no_folder(errand.shown, errand.options.folder, os.strerror(why))


TRANSPORT = Transport("folder", N_("folder"), 0, is_secret=True, open=_opened)
