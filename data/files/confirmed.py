"""A message of the accounting office as an operator has it: a file, read for its two numbers."""

from __future__ import annotations

from pathlib import Path

from data.delivery.confirmation import Confirmation, read_confirmation
from data.errors import UsageProblem
from data.text import clean
from data.words import N_

LARGEST = 1_000_000
"""Bytes of a message; more is no receipt."""


def read_message(name: str, file_name: str) -> Confirmation:
    """Return what a message says of a file; raises UsageProblem F669, or as its reader."""
    # RuntimeError: whose home `~name` is, nobody knows.
    path = Path(name.strip())
    try:
        path = path.expanduser()
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except (OSError, ValueError, RuntimeError):
        content = b""
    if not content:
        raise UsageProblem("F669", N_("{path} cannot be read as a message."), path=clean(str(path)))
    return read_confirmation(content, path.name, file_name)
