"""What is left of a defect: where it happened, and nothing about whom."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import TracebackException

from data import __version__
from tui.words import _

_NUMBER = re.compile(r"\d(?:[\d .\u00a0]*\d){4,}")
"""Five digits or more, however grouped: an id, or something that should not be told from one."""


def report_defect(error: BaseException, folder: Path) -> tuple[str, Path | None]:
    """Write a report and return the sentence to end with, and where the report lies."""
    try:
        path = write_report(error, folder)
    except OSError:
        return _(
            "fakturaklar stopped because of a defect of its own. What was saved stands. "
            "The report could not be written."
        ), None
    sentence = _(
        "fakturaklar stopped because of a defect of its own. What was saved stands. "
        "Send this report to those who maintain it: {path}"
    )
    return sentence.format(path=path), path


def write_report(error: BaseException, folder: Path) -> Path:
    """Write the way to a defect, without local variables or long numbers, to a file of ours.

    The file is readable by its owner only. Returns its path.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = datetime.now(tz=UTC)
    path = folder / f"crash-{moment:%Y%m%dT%H%M%S%f}.txt"
    way = "".join(TracebackException.from_exception(error, capture_locals=False).format())
    versions = f"fakturaklar {__version__}, Python {sys.version.split()[0]}"
    text = f"{versions}, {moment:%Y-%m-%d %H.%M.%S} UTC\n\n{_NUMBER.sub('*****', way)}"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return path
