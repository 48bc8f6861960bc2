"""Frozen values that the screens and the command line show; no row of the store leaves `data`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from data.listing import CustomerType, LineType
from data.text import mask
from data.words import Phrase

IdLevel = Literal["ok", "attention", "blocked", "free"]
PointState = Literal["ok", "attention", "blocked"]
BuildingState = Literal["not_started", "in_progress", "stopped", "signed", "exported", "nothing"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which lines one basis (fakturagrunnlag) covers: a building, a to-date, perhaps a season."""

    building_id: int
    building: str
    to: date
    season: str = ""


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines a list shows, of `ids` alone if given; sums of the basis do not depend on it."""

    scope: Scope
    show: Literal["unexported", "all"] = "unexported"
    customer_type: CustomerType | None = None
    find: str = ""
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Sort order of the lines: a column key of `data.columns`, equal values by id."""

    column: str = "price"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class LineRow:
    """One candidate line as it stands now."""

    id: int
    type: LineType
    reservation_id: int
    description: str
    building: str
    organization: str
    contact: str
    customer_type: CustomerType
    customer_id: str
    id_code: str
    """Code of the judgement, see `data.customer_id`."""
    id_level: IdLevel
    starts: datetime
    ends: datetime
    price: int | None
    """Øre."""
    season: str
    sub_customer: str
    source_export: str
    """Aktiv kommune's export number, empty while the line is on its list."""
    source_file: str
    source_order: str
    export: int | None
    """Number of our export that took the line, None while it is open."""
    held: bool
    """The mark is taken away: the line stays on the list and is not exported."""
    held_reason: str
    held_by: str

    @property
    def customer(self) -> str:
        """Who rents: the organisation, else the person; identity numbers in names are hidden."""
        return mask(self.organization or self.contact)

    @property
    def resource(self) -> str:
        """The rented resource: the description without the building's name in front."""
        return mask(self.description.partition(": ")[2] or self.description)

    @property
    def is_payable(self) -> bool:
        """Whether the line becomes part of an invoice: a price above zero."""
        return (self.price or 0) > 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and sums over a set of lines; sums in øre."""

    lines: int = 0
    total: int = 0
    payable: int = 0
    free: int = 0
    credit: int = 0
    credit_total: int = 0
    marked: int = 0
    marked_total: int = 0
    ids_ok: int = 0
    """Marked lines whose customer id is in order; what is held back stops nothing."""
    ids_attention: int = 0
    ids_blocked: int = 0


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


@dataclass(frozen=True, slots=True)
class AtWork:
    """A colleague who has a building open now."""

    operator: str
    since: datetime
    """Wall time in Oslo."""


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
    working: tuple[AtWork, ...]
    """Colleagues who work on it now."""
    exports: tuple[int, ...]
    payable: int

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing left to do before the file is made."""
        return self.state in ("exported", "nothing")


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
class InvoiceRow:
    """One collective invoice (samlefaktura) to come: a customer's lines of one month."""

    customer: str
    customer_id: str
    sub_customer: str
    customer_type: CustomerType
    buildings: tuple[str, ...]
    lines: tuple[LineRow, ...]
    total: int


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
