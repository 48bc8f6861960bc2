"""What operators know better than Aktiv kommune, and what they are offered when they correct."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.views.lines import LineRow
from data.words import Phrase

CorrectionField = Literal["customer_id", "customer_type", "price"]
CorrectionOrigin = Literal["application", "register", "customer", "accounting"]
CorrectionState = Literal["standing", "replaced", "undone", "closed", "reopened"]
CorrectionValue = str | int | None
"""A customer id, a kind of customer, or øre; None is a price that is not there."""
Shown = Phrase | str
"""A value as people read it: ids masked, amounts in kroner."""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One correction of one field of a line, as it may be shown."""

    batch: int
    """What was corrected in one act has one number."""
    line: int
    field: CorrectionField
    before: Shown
    """What Aktiv kommune said when it was corrected."""
    value: Shown
    source: Shown
    """What Aktiv kommune says now."""
    origin: CorrectionOrigin
    reason: str
    operator: str
    at: datetime
    state: CorrectionState
    ended_at: datetime | None
    ended_by: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a list would do to a correction: close it, or reopen it."""

    line: int
    field: CorrectionField
    value: Shown
    """What we say."""
    source: Shown
    """What the list says."""
    state: CorrectionState


@dataclass(frozen=True, slots=True)
class CorrectionBatch:
    """What one act corrected and an undo would take back."""

    batch: int
    field: CorrectionField
    lines: tuple[int, ...]
    """Every line, in whatever building."""
    elsewhere: int
    """How many of them are in other buildings."""
    customer: str
    now: Shown
    """What the first line has now."""
    then: Shown
    """What it will have again."""
    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that a field may be meant to have, why, and what a correction would say of it."""

    value: str
    """In full; whoever shows it masks it."""
    text: Phrase
    origin: CorrectionOrigin
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Others:
    """The open lines of the same customer that have the same value in a field."""

    here: tuple[LineRow, ...] = ()
    """In the line's own building."""
    elsewhere: tuple[LineRow, ...] = ()
