"""Rejected orders: their lines are on the list again, with accounting's reason on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data import money
from data.journal import Event, Journal
from data.models import (
    ControlTotal,
    Export,
    ExportLine,
    FileLine,
    Line,
    Note,
    open_lines,
    tuples,
)
from data.scopes import in_scope, is_held
from data.text import mask
from data.views import Scope
from data.views.files import FileView
from data.words import N_

REOPENED = Event(
    "lines_reopened",
    N_("{lines} lines {total} back on the list, rejected in {name}: {reason}"),
    concerns_all=True,
    needs_building=False,
    leaves="values",
)


@dataclass(frozen=True, slots=True)
class _Back:
    """One line on its way back."""

    line: int
    order: int
    export: int
    building: int
    to: date
    season: str
    price: int


def reopen(journal: Journal, file: FileView, orders: Sequence[int], reason: str) -> None:
    """Put the lines of some orders back on the list, inside the caller's transaction.

    They need no control total of Aktiv kommune, which knows nothing of the rejection: what
    accounting rejected, beside what is held back, is the total that the next export is held
    against.
    """
    back = _lines_of(orders)
    for each in back:
        Line.update(export=None, source_export="", reopened=each.order).where(
            Line.id == each.line
        ).execute()
        ExportLine.update(reversed=True).where(
            ExportLine.export == each.export, ExportLine.line == each.line
        ).execute()
        Note.create(
            kind="line",
            subject=str(each.line),
            building=each.building,
            to_date=None,
            text=f"{file.name}: {reason}",
            operator=journal.operator,
            at=journal.now(),
        )
    FileLine.update(standing=False).where(FileLine.order.in_(list(orders))).execute()
    for key in dict.fromkeys((each.building, each.to, each.season) for each in back):
        mine = [each for each in back if (each.building, each.to, each.season) == key]
        _expect(journal, file, mine)
        journal.write(
            REOPENED,
            key[0],
            lines=len(mine),
            total=money.show(sum(each.price for each in mine)),
            name=file.name,
            reason=mask(reason),
        )


def _expect(journal: Journal, file: FileView, lines: Sequence[_Back]) -> None:
    first = lines[0]
    listed = _on_the_list(first)
    ControlTotal.create(
        building=first.building,
        to_date=first.to,
        season=first.season,
        total=sum(listed),
        count=sum(price > 0 for price in listed),
        origin=file.name,
        operator=journal.operator,
        at=journal.now(),
    )


def _on_the_list(line: _Back) -> list[int]:
    """Return what Aktiv kommune says that rejected lines and lines held back cost."""
    scope = Scope(line.building, "", line.to, line.season)
    query = Line.select(Line.source_price).where(
        in_scope(scope), open_lines(), is_held(line.to) | Line.reopened.is_null(False)
    )
    return [price or 0 for (price,) in tuples(query)]


def _lines_of(orders: Sequence[int]) -> list[_Back]:
    query = (
        FileLine.select(
            FileLine.line,
            FileLine.order,
            FileLine.export,
            Export.building,
            Export.to_date,
            Export.season,
            FileLine.price,
        )
        .join(Export)
        .where(FileLine.order.in_(list(orders)), FileLine.standing)
        .order_by(FileLine.line)
    )
    return [
        _Back(line, order, export, building, to, season, price or 0)
        for line, order, export, building, to, season, price in tuples(query)
    ]
