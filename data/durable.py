"""Files that are there whole or not at all, whatever happens to the machine meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from data.sqlite import shared_mode

MARGIN = 10
"""A disk needs room for this many times what is written: the store and others write too."""


def require_room(folder: Path, content: bytes) -> None:
    """Raise OSError when the disk of a folder could not hold what is about to be written."""
    if shutil.disk_usage(folder).free < MARGIN * len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; raises OSError.

    Room asked for, temporary name in the same folder, flush to disk, rename, flush the folder,
    read back.
    """
    with staged({path: content}) as publish:
        publish()
    if path.read_bytes() != content:
        raise OSError(0, "read back differs")


@contextmanager
def staged(files: Mapping[Path, bytes]) -> Iterator[Callable[[], None]]:
    """Write files of one folder under temporary names, and yield what renames them.

    They are flushed and read back before that. What is not renamed when the block ends is gone,
    and what was renamed is gone again when the block ends with an error. Raises OSError.
    """
    temporary: dict[Path, Path] = {}
    published: list[Path] = []
    is_done = False

    def publish() -> None:
        for path, written in temporary.items():
            written.replace(path)
            published.append(path)
        _flush(next(iter(files)).parent)

    try:
        for path, content in files.items():
            require_room(path.parent, content)
            temporary[path] = _written(path, content)
        yield publish
        is_done = True
    finally:
        for written in [*temporary.values(), *([] if is_done else published)]:
            written.unlink(missing_ok=True)


def _written(path: Path, content: bytes) -> Path:
    """Return the temporary file that holds what is to stand at a path, flushed and read back."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(shared_mode(path.parent))
        if written.read_bytes() != content:
            raise OSError(0, "read back differs")
    except OSError:
        written.unlink(missing_ok=True)
        raise
    return written


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
