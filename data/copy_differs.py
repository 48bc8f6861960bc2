"""The refusal of an export whose lines are no longer those of its copy."""

from __future__ import annotations

from data import money
from data.archive import LineDifference
from data.errors import Problem
from data.words import N_


class CopyDiffers(Problem):
    """The lines are no longer those of the copy; the lines that differ are named."""

    def __init__(self, differences: list[LineDifference], copy: int) -> None:
        super().__init__(
            "F302",
            N_(
                "Lines differ from copy K-{copy:04d}: {lines}. Nothing was exported. Press d to see"
                " them, sign again and take a new copy."
            ),
            copy=copy,
            lines="; ".join(_difference(item) for item in differences[:5]),
        )
        self.differences = differences
        self.copy = copy


def _difference(item: LineDifference) -> str:
    """Return the line's id, with its price then and now where that is the difference."""
    before, after = (
        "-" if line is None else money.show(line.price or 0) for line in (item.before, item.after)
    )
    return str(item.id) if before == after else f"{item.id} ({before} -> {after})"
