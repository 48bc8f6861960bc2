"""How it reads what a list would do to our corrections; for screens and command line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from data.text import clean, mask
from data.words import Phrase
from tui.words import N_, _, ngettext, say

if TYPE_CHECKING:
    from data.comparison import ImportPlan
    from data.views.corrections import Foreseen, Shown

FATES: dict[str, str] = {
    "closed": N_("correction closed"),
    "reopened": N_("correction reopened"),
}
"""What becomes of a correction, beside what else changes in its line."""


def correction_notes(plan: ImportPlan) -> list[str]:
    """Return how many of our corrections a list closes and reopens; nothing for none."""
    states = Counter(each.state for each in plan.corrections)
    closed, reopened = states["closed"], states["reopened"]
    notes = {
        ngettext(
            "{count} correction is closed: the list says the same",
            "{count} corrections are closed: the list says the same",
            closed,
        ): closed,
        ngettext(
            "{count} correction is reopened: the list says something else",
            "{count} corrections are reopened: the list says something else",
            reopened,
        ): reopened,
    }
    return [note.format(count=count) for note, count in notes.items() if count]


def fate_of(correction: Foreseen) -> str:
    """Return what becomes of one correction, with what we say and what the list says."""
    sentence = (
        _("our correction to {value} is closed")
        if correction.state == "closed"
        else _("our correction to {value} no longer counts, the list says {source}")
    )
    return sentence.format(value=_said(correction.value), source=_said(correction.source))


def _said(value: Shown) -> str:
    return mask(clean(say(value) if isinstance(value, Phrase) else value))
