"""Point 9: a copy of these very lines lies in the archive."""

from __future__ import annotations

from data.checks import Check, Outcome
from data.facts import Facts
from data.words import N_, phrase


def run(facts: Facts) -> Outcome:
    """Accept only a copy that holds the lines as they stand now."""
    if facts.copy is None:
        return Outcome(
            "attention",
            phrase(N_("is taken when 1-8 are signed")),
            details=(phrase(N_("Press k to take a copy now.")),),
        )
    number, digest = facts.copy
    return Outcome(
        "ok",
        phrase(N_("K-{number:04d} {digest}"), number=number, digest=f"{digest[:4]}-{digest[4:8]}"),
        proven=True,
    )


CHECK = Check(9, "archived_copy", N_("Copy taken and read back"), run)
