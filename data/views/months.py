"""A month: its deadline, and where each building stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from data.words import Phrase

BuildingState = Literal[
    "not_started", "in_progress", "stopped", "signed", "exported", "in_file", "receipted", "nothing"
]


@dataclass(frozen=True, slots=True)
class AtWork:
    """Who works on a building now."""

    operator: str
    since: datetime
    """Wall time in Oslo."""
    host: str = ""
    taken_from: str = ""
    """Whose work was taken over, empty when the building was free."""
    taken_reason: str = ""


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """One building on the month overview."""

    building_id: int
    building: str
    lines: int
    total: int
    exported_lines: int
    exported_total: int
    findings: int
    signed: int
    points: int
    state: BuildingState
    reason: Phrase | None
    """Why a stopped building is stopped."""
    operator: str
    """Who worked on it last."""
    working: AtWork | None
    """The colleague who works on it now."""
    exports: tuple[int, ...]
    payable: int

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing left to do before the file is made."""
        return self.state in ("exported", "in_file", "receipted", "nothing")


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """The close calendar of one month's invoice basis."""

    month: date
    """First day of the rental month."""
    to: date
    """Last day of the rental month."""
    window: tuple[date, date]
    due: date
    """The file is due on this day."""
    working_due: date
    """The last working day on or before it."""
    working_days_left: int


@dataclass(frozen=True, slots=True)
class MonthView:
    """The month overview."""

    deadline: DeadlineView
    buildings: tuple[BuildingRow, ...]

    @property
    def lines(self) -> int:
        """Lines of all buildings."""
        return sum(row.lines for row in self.buildings)

    @property
    def total(self) -> int:
        """Øre of all buildings."""
        return sum(row.total for row in self.buildings)

    @property
    def exported_total(self) -> int:
        """Øre that stand under «Klar for generering»."""
        return sum(row.exported_total for row in self.buildings)

    @property
    def remaining(self) -> int:
        """Øre that are not exported yet."""
        return sum(row.total - row.exported_total for row in self.buildings)
