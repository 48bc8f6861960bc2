"""Counts as people type them: lines, orders."""

from __future__ import annotations

from data.errors import UsageProblem
from data.text import clean
from data.words import N_

LONGEST = 9
"""Digits of a count; nobody counts further."""


def read_count(text: str) -> int:
    """Return a count that was typed, spaces allowed; raises UsageProblem F326."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST):
        raise UsageProblem(
            "F326", N_("«{text}» is not a count. Write digits only."), text=clean(text)[:40]
        )
    return int(digits)
