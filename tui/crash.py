"""What is left of a defect: where it happened, and nothing about whom."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import TracebackException

from data import __version__

_NUMBER = re.compile(r"\d(?:[\d .\u00a0]*\d){4,}")
"""Five digits or more, however grouped: an id, or something that should not be told from one."""


def write_report(error: BaseException, folder: Path) -> Path:
    """Write the way to a defect, without local variables or long numbers, to a file of ours.

    The file is readable by its owner only. Returns its path.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = datetime.now(tz=UTC)
    path = folder / f"crash-{moment:%Y%m%dT%H%M%S%f}.txt"
    way = "".join(TracebackException.from_exception(error, capture_locals=False).format())
    text = (
        f"fakturaklar {__version__}, Python {sys.version.split()[0]}, {moment:%Y-%m-%d %H.%M.%S} UTC"
        f"\n\n{_NUMBER.sub('*****', way)}"
    )
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return path
