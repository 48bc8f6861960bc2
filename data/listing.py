"""What a source hands over: the list of finished rentals, whatever file it came in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from data.text import name_key

NOT_GIVEN = "Ikke angitt"
"""Aktiv kommune's own words for "no kind of customer id was chosen"; kept as the stored value."""

LineType = Literal["event", "allocation", "booking"]
CustomerType = Literal["external", "internal"]
DateOrder = Literal["dmy", "mdy", "ymd", "ydm"]


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One finished rental (fullført reservasjon) as a source gives it, text made harmless."""

    id: int
    """Aktiv kommune's id of the line: the key by which a newer list finds it again."""
    type: LineType
    reservation_id: int
    description: str
    """«building: resource, resource», cut by Aktiv kommune to 35 characters."""
    building: str
    organization: str
    contact: str
    customer_type: CustomerType
    customer_id: str
    """The id as printed; empty when the value is missing, `NOT_GIVEN` when none was chosen."""
    starts: datetime
    """Wall time in Oslo, kept as printed."""
    ends: datetime
    price: int | None
    """Øre; None when the list shows no price."""
    exported: str = ""
    """Aktiv kommune's export number when the line has left its list, else empty."""
    export_file: str = ""
    order: str = ""
    season: str = ""
    sub_customer: str = ""
    """Reference number (undernummer): one organisation's departments are invoiced apart."""
    details: str = ""
    """What a list does not show and an invoice file needs, as `data.details` writes it."""


@dataclass(frozen=True, slots=True)
class ListedTotal:
    """What «Klar for generering» shows for one building: the control total."""

    building: str
    to: date
    count: int
    """Antall elementer: lines with a price above zero."""
    total: int
    """Totalsum in øre: every line, negative ones included."""
    export: str = ""

    def with_another(self, listed: ListedTotal) -> ListedTotal:
        """Return the total of two exports of one building."""
        return replace(self, total=self.total + listed.total, count=self.count + listed.count)


@dataclass(frozen=True, slots=True)
class ListedAccountString:
    """An account string (konteringsstreng) that a source knows, and the building it serves."""

    building: str
    customer_type: CustomerType
    name: str
    codes: dict[str, str]
    """Code by field name (article, responsible_code, service ...), only those that are set."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one file holds."""

    kind: str
    """The key of the source that read it."""
    lines: tuple[ListedLine, ...] = ()
    totals: tuple[ListedTotal, ...] = ()
    account_strings: tuple[ListedAccountString, ...] = ()
    repeated: int = 0
    """Rows left out because the same line stands in the file more than once, word for word."""
    gives_details: bool = False
    """Whether this kind of file tells what an invoice needs beyond the list, see `data.details`."""
    building_ids: dict[str, int] = field(default_factory=dict)
    """Aktiv kommune's own id of a building, by name, where the source gives one."""

    @property
    def totals_added_up(self) -> tuple[ListedTotal, ...]:
        """One total for each building and date: Aktiv kommune may have exported one twice."""
        found: dict[tuple[str, date], ListedTotal] = {}
        for listed in self.totals:
            key = (name_key(listed.building), listed.to)
            before = found.get(key)
            found[key] = listed if before is None else before.with_another(listed)
        return tuple(found.values())

    @property
    def buildings(self) -> tuple[str, ...]:
        """The names of the buildings the file speaks of, in its order."""
        names = [line.building for line in self.lines]
        return tuple(dict.fromkeys(names + [total.building for total in self.totals]))


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the operator said about a file before it is read."""

    file: str
    """The file's name, for messages only; never a path to open."""
    dates: DateOrder | None = None
    """How ambiguous dates are to be read; None lets the file settle it or refuse."""
