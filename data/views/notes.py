"""Notes (merknader), and what a note can stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

NoteKind = Literal["line", "customer", "point", "export", "file"]


@dataclass(frozen=True, slots=True)
class NoteSubject:
    """What a note stands on."""

    kind: NoteKind
    key: str
    """Names it for ever; of a customer a digest, so that no id stands in a note."""
    label: str
    """How people call it: the line's number, the customer's name, the point's, the export's."""
    building_id: int | None = None
    """None for a customer: what is known of one is known in every building."""
    to: date | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note as it stands."""

    number: int
    kind: NoteKind
    key: str
    text: str
    operator: str
    at: datetime
    removed_at: datetime | None
    removed_by: str
