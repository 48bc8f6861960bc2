"""Point 8: an account string stands ready for each kind of customer."""

from __future__ import annotations

from data.checks import Check, Outcome
from data.facts import Facts
from data.words import N_, counted, phrase

KINDS = (
    ("external", N_("F401 {building} has no external account string. {count} lines wait for it.")),
    ("internal", N_("F401 {building} has no internal account string. {count} lines wait for it.")),
)


def run(facts: Facts) -> Outcome:
    """Block when lines of a kind have no active string of their building."""
    waiting = {
        kind: [line.id for line in facts.to_export if line.customer_type == kind]
        for kind, _ in KINDS
    }
    missing = [
        (kind, message)
        for kind, message in KINDS
        if waiting[kind] and not facts.account_strings.get(kind)
    ]
    if missing:
        return Outcome(
            "blocked",
            counted("{count} string missing", "{count} strings missing", len(missing)),
            tuple(line for kind, _ in missing for line in waiting[kind]),
            tuple(
                phrase(message, building=facts.scope.building, count=len(waiting[kind]))
                for kind, message in missing
            ),
        )
    names = {name for kind in facts.account_strings for name in facts.account_strings[kind]}
    return Outcome("ok", phrase(N_("{names}"), names=", ".join(sorted(names))), proven=True)


CHECK = Check(8, "account_strings", N_("Account strings int./ext."), run)
