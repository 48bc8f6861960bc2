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
    files: tuple[str, ...] = ()
    """Names of the files that hold its lines."""
    filed: int = 0
    """Lines that a file took or knowingly left out."""
    returned: int = 0
    """Lines that accounting rejected and that are on the list again."""
    returned_total: int = 0

    @property
    def kept(self) -> int:
        """Lines that it still has."""
        return self.lines - self.returned

    @property
    def kept_total(self) -> int:
        """Øre of the lines that it still has."""
        return self.total - self.returned_total

    @property
    def is_in_file(self) -> bool:
        """Whether every line it still has is dealt with by a file."""
        return self.filed >= self.kept and bool(self.files)

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
