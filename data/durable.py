"""Files that are there whole or not at all, whatever happens to the machine meanwhile."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
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
    require_room(path.parent, content)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(shared_mode(path.parent))
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    if path.read_bytes() != content:
        raise OSError(0, "read back differs")
