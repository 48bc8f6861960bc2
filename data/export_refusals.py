"""What keeps an export from being made or taken back, each said with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from data import money
from data.errors import Problem
from data.views import ControlView, ExportView, LineRow, PointView
from data.words import N_


def unsigned(view: ControlView, *, but_the_copy: bool = True) -> tuple[PointView, ...]:
    """Return the points that close the export; the copy counts only once it should be there."""
    return tuple(
        point
        for point in view.points
        if not point.is_signed and not (but_the_copy and point.check == "archived_copy")
    )


def require_signed(view: ControlView, *, but_the_copy: bool) -> None:
    """Raise Problem F504 naming the points that are not signed."""
    missing = unsigned(view, but_the_copy=but_the_copy)
    if missing:
        raise Problem(
            "F504",
            N_("Export is closed. Not signed: point {points}. Press 3 to see them."),
            points=", ".join(str(point.number) for point in missing),
        )


def refuse_credit(lines: Sequence[LineRow]) -> None:
    """Raise Problem F303 for a line below zero: no file of today carries its sign (case 4)."""
    for line in lines:
        if (line.price or 0) < 0:
            raise Problem(
                "F303",
                N_(
                    "Credit line {price} ({customer}, line {line}) cannot be sent in the file."
                    " Hold it (u) and report it to accounts (b)."
                ),
                price=money.show(line.price or 0),
                customer=line.customer,
                line=line.id,
            )


def refuse_filed(export: ExportView) -> None:
    """Raise Problem F659 when a file holds lines of an export: reversing it would leave them."""
    if export.files:
        raise Problem(
            "F659",
            N_("E-{number:04d} is in {file}. Step 7 (r) takes back what accounting rejected."),
            number=export.number,
            file=", ".join(export.files),
        )
