"""What has been done: imports, copies, exports, journal entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data.words import Phrase


@dataclass(frozen=True, slots=True)
class ImportView:
    """One file that was brought in."""

    number: int
    file: str
    operator: str
    at: datetime
    lines: int
    total: int


@dataclass(frozen=True, slots=True)
class CopyView:
    """One archived copy (kopi) of a basis."""

    number: int
    building: str
    to: date
    taken: datetime
    operator: str
    lines: int
    total: int
    sha256: str
    path: str
    export: int | None


@dataclass(frozen=True, slots=True)
class ExportView:
    """One entry of «Klar for generering»."""

    number: int
    building: str
    to: date
    season: str
    lines: int
    payable: int
    free: int
    total: int
    external_total: int
    internal_total: int
    customers: int
    operator: str
    at: datetime
    copy: int
    copy_sha256: str
    external: str
    """Name of the account string for external customers."""
    internal: str
    reversed_at: datetime | None
    reversed_by: str
    reversed_reason: str

    @property
    def credit(self) -> int:
        """How many lines are below zero: neither payable nor free."""
        return self.lines - self.payable - self.free


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One link of the journal."""

    number: int
    at: datetime
    operator: str
    host: str
    building: str
    text: Phrase
    hash: str
