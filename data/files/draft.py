"""What generation would make, before anything is claimed or written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.dates import MONTHS
from data.files.batch import Batch, FileRead, LeftOut, Written
from data.files.gate import SecondFile
from data.formats import Format
from data.listing import CustomerType
from data.month import Month
from data.views.files import LaterChangeView
from data.words import N_, Phrase, phrase


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One of the two files as it would be."""

    customer_type: CustomerType
    layout: Format
    batch: Batch
    written: Written
    read: FileRead
    """What its own bytes say, taken apart again."""

    @property
    def orders(self) -> int:
        """How many orders it has."""
        return len(self.written.orders)

    @property
    def shape(self) -> tuple[object, ...]:
        """What an operator was shown: making it must do just this, to the byte."""
        written = self.written
        return self.customer_type, self.layout.key, written.content, written.log, written.left_out

    @property
    def warnings(self) -> tuple[Phrase, ...]:
        """What the format warns of."""
        return self.written.warnings

    def left_out(self, why: str) -> tuple[LeftOut, ...]:
        """Return the rentals that are not in it for one reason."""
        return tuple(each for each in self.written.left_out if each.why == why)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the confirm dialog shows: files that are not made."""

    month: Month
    day: date
    """The day that the files bear."""
    request: str
    """Names this attempt: making it twice makes its files once."""
    files: tuple[DraftFile, ...]
    exports: tuple[int, ...]
    lines: int
    """Lines of the exports, free ones too."""
    total: int
    """Øre of the exports."""
    waiting: tuple[str, ...]
    """Buildings that are neither exported nor signed as having nothing."""
    changes: tuple[LaterChangeView, ...]
    """What Aktiv kommune says differently since the exports."""
    second: SecondFile | None
    """None for the month's first file."""

    @property
    def orders(self) -> int:
        """Orders of both files: what the operator types."""
        return sum(file.orders for file in self.files)

    @property
    def amount(self) -> int:
        """Øre that the files carry."""
        return sum(file.written.amount for file in self.files)

    @property
    def lines_in_files(self) -> int:
        """Lines that become part of an order."""
        return sum(file.written.lines for file in self.files)

    @property
    def period_warning(self) -> Phrase | None:
        """Say that the accounting period is of another year than the rentals (nasty case 23)."""
        for file in self.files:
            period = file.layout.period(self.day) if file.layout.period else ""
            if period and not period.startswith(str(self.month.year)):
                return phrase(
                    N_(
                        "The period in the file becomes {period}, the rentals are of {month}"
                        " {year}. Ask accounting before x."
                    ),
                    period=period,
                    month=phrase(MONTHS[self.month.month - 1]),
                    year=self.month.year,
                )
        return None

    @property
    def unanswered(self) -> tuple[LaterChangeView, ...]:
        """Changes since the export that nobody has answered for (nasty case 2)."""
        return tuple(each for each in self.changes if each.kind == "changed" and not each.is_kept)
