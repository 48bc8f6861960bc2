"""The nine points of a basis and the bridge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from data.views.lines import Scope, Tally
from data.views.past import MonthSum
from data.words import Phrase

PointState = Literal["ok", "attention", "blocked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a point of the checklist points at, with its arithmetic."""

    kind: str
    """Key of what found it, for example `price_unlike_usual`."""
    lines: tuple[int, ...]
    """Ids of the lines it speaks of, at least one of them in the basis."""
    text: Phrase
    subject: str = ""
    """Names the question for ever, where its answer is worth remembering; holds no id."""
    offered: Phrase | None = None
    """What an operator decided the last time this was asked; offered as the answer."""
    stops: bool = False
    """Whether nothing can be exported before it is put right."""

    @property
    def key(self) -> str:
        """Return what makes two findings the same one: kind, lines and sentence."""
        return f"{self.kind} {','.join(map(str, self.lines))} {self.text}"


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """What is not as it was when a point was signed; it asks for a new answer."""

    line: int
    customer: str
    fate: Literal["new", "gone", "changed", "found"]
    """`found` is a finding that was not there: `after` is its sentence."""
    field: str = ""
    before: object = None
    after: object = None
    """The values as they stood; an id is masked already, a price is øre."""


@dataclass(frozen=True, slots=True)
class SignOffView:
    """Who answered for a point, when and why."""

    operator: str
    """`machine` where the program proved the point itself."""
    at: datetime
    reason: str
    state: Literal["valid", "suspended", "withdrawn"]
    changes: tuple[AnswerChange, ...] = ()
    """Why it is suspended, line by line."""


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
    """Stock reasons, chosen by one digit; what was decided the last time stands first."""
    findings: tuple[Finding, ...] = ()
    plot: tuple[MonthSum, ...] = ()
    """The months that are drawn beside what was found."""

    @property
    def is_signed(self) -> bool:
        """Whether the point counts as answered for."""
        return self.signed is not None and self.signed.state == "valid"


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One step of the bridge (bro) from Aktiv kommune's list to what is exported."""

    sign: Literal["", "+", "-", "="]
    """`+` marks a step that may go either way: its total carries the sign."""
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
