"""The nine points of a basis and the bridge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.views.lines import Scope, Tally
from data.words import Phrase

PointState = Literal["ok", "attention", "blocked"]


@dataclass(frozen=True, slots=True)
class SignOffView:
    """Who answered for a point, when and why."""

    operator: str
    """`machine` where the program proved the point itself."""
    at: datetime
    reason: str
    state: Literal["valid", "suspended", "withdrawn"]


@dataclass(frozen=True, slots=True)
class PointView:
    """One of the nine points of the checklist."""

    number: int
    check: str
    title: Phrase
    state: PointState
    summary: Phrase
    """What was found, short enough for the list."""
    details: tuple[Phrase, ...]
    lines: tuple[int, ...]
    """Ids of the lines that the finding speaks of."""
    signed: SignOffView | None
    signer: Literal["machine", "operator", "total"]
    reasons: tuple[Phrase, ...]
    """Stock reasons, chosen by one digit."""

    @property
    def is_signed(self) -> bool:
        """Whether the point counts as answered for."""
        return self.signed is not None and self.signed.state == "valid"


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One step of the bridge (bro) from Aktiv kommune's list to what is exported."""

    sign: Literal["", "-", "="]
    label: Phrase
    lines: int
    total: int
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class ControlView:
    """The whole checklist of one basis."""

    scope: Scope
    points: tuple[PointView, ...]
    bridge: tuple[BridgeRow, ...]
    tally: Tally
    expected_total: int | None
    expected_count: int | None
    difference: int | None
    digest: str = ""
    """SHA-256 of the lines it was worked out from."""

    @property
    def signed(self) -> int:
        """How many points are answered for."""
        return sum(point.is_signed for point in self.points)

    @property
    def is_ready(self) -> bool:
        """Whether every point is signed, so that the basis may be exported."""
        return all(point.is_signed for point in self.points)

    @property
    def is_blocked(self) -> bool:
        """Whether a point says no."""
        return any(point.state == "blocked" for point in self.points)
