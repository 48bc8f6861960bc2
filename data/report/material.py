"""What is known of a building's control when a report is made of it: values, no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.views import (
    BridgeRow,
    ControlView,
    CopyView,
    ExportView,
    LineRow,
    NoteView,
    Scope,
)
from data.views.corrections import CorrectionView
from data.words import Phrase


@dataclass(frozen=True, slots=True)
class Answer:
    """One signature under a point, whatever became of it."""

    point: int
    title: Phrase
    operator: str
    at: datetime
    reason: str
    state: str
    """`valid`, `suspended`, `withdrawn`, or `replaced` by a later one."""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True)
class EnteredTotal:
    """A control total that somebody entered or a file brought; the last one counts."""

    total: int
    count: int | None
    origin: str
    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A note and what it stands on."""

    on: Phrase
    note: NoteView


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a report tells."""

    scope: Scope
    at: datetime
    operator: str
    test_mode: bool
    lines: tuple[LineRow, ...]
    """The basis as it stands; of an exported one as it was copied."""
    digest: str
    """SHA-256 over every field of the lines."""
    view: ControlView | None
    """The checklist; None of an exported basis, whose answers are frozen."""
    bridge: tuple[BridgeRow, ...]
    answers: tuple[Answer, ...]
    totals: tuple[EnteredTotal, ...]
    corrections: tuple[CorrectionView, ...]
    remarks: tuple[Remark, ...]
    copy: CopyView | None
    export: ExportView | None
