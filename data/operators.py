"""Who works: the name that stands in sign-offs and in the journal."""

from __future__ import annotations

from data.errors import UsageProblem
from data.text import clean, fold
from data.words import N_

LONGEST_NAME = 60

MACHINE = "machine"
"""Who answers for the points that the program proves."""


def operator_named(text: str) -> str:
    """Return an operator's name, made harmless.

    Raises UsageProblem F702 for an empty name, one that is too long, and the program's own:
    nobody may answer for a point as the machine.
    """
    name = " ".join(clean(text).split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageProblem("F702", N_("The operator has no usable name. Give one with --as."))
    if fold(name) == MACHINE:
        raise UsageProblem(
            "F702", N_("«{name}» is what the program calls itself. Give your own name."), name=name
        )
    return name
