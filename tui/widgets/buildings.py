"""How a building of the month looks in a list: its columns, its state, its order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich.text import Text

from data import money
from data.text import initials, sort_key
from data.views import BuildingRow, BuildingState
from tui import glyphs
from tui.widgets.columns import Column
from tui.words import N_, _

STATES: dict[BuildingState, tuple[glyphs.State, str]] = {
    "stopped": ("error", N_("stopped")),
    "not_started": ("open", N_("not started")),
    "in_progress": ("working", N_("in progress")),
    "signed": ("signed", N_("signed")),
    "exported": ("exported", N_("exported")),
    "in_file": ("exported", N_("in file")),
    "receipted": ("ok", N_("receipted")),
    "nothing": ("nothing", N_("nothing")),
}
"""Sign and word of each state, in the order in which they ask for work."""


def _state(row: BuildingRow) -> Text:
    state, word = STATES[row.state]
    return glyphs.cell(state, _(word))


def _who(row: BuildingRow) -> str:
    if row.working:
        return glyphs.sign("locked") + initials(row.working.operator)
    return initials(row.operator)


def _at_work(row: BuildingRow) -> str:
    return f"{row.working.operator} {row.working.since:%H.%M}" if row.working else ""


def _signed(row: BuildingRow) -> str:
    return f"{row.signed}/{row.points}" if row.lines else ""


def _export(row: BuildingRow) -> str:
    return f"E-{row.exports[-1]:04d}" if row.exports else ""


COLUMNS = (
    Column[BuildingRow](
        "building", N_("Building"), 21, lambda row: row.building, digit="1", grows=True
    ),
    Column[BuildingRow](
        "lines", N_("Lines"), 6, lambda row: str(row.lines), right=True, digit="2", falls=True
    ),
    Column[BuildingRow](
        "total", N_("Sum kr"), 11, lambda row: money.show(row.total), right=True, digit="3",
        falls=True,
    ),
    Column[BuildingRow](
        "findings", N_("Found"), 5, lambda row: str(row.findings or ""), right=True, digit="4",
        falls=True,
    ),
    Column[BuildingRow]("signed", N_("Sign"), 4, _signed, right=True, digit="5"),
    Column[BuildingRow]("state", N_("State"), 14, _state, digit="6"),
    Column[BuildingRow]("who", N_("Who"), 4, _who, digit="7"),
    Column[BuildingRow]("exports", N_("Exp."), 6, _export, digit="8"),
    Column[BuildingRow]("working", N_("At work now"), 22, _at_work),
)  # fmt: skip

_SORT_KEYS: dict[str, Callable[[BuildingRow], Any]] = {
    "building": lambda row: sort_key(row.building),
    "lines": lambda row: row.lines,
    "total": lambda row: row.total,
    "findings": lambda row: row.findings,
    "signed": lambda row: row.signed,
    "state": lambda row: list(STATES).index(row.state),
    "who": lambda row: sort_key(_who(row)),
    "exports": lambda row: row.exports,
}


def in_order(rows: Iterable[BuildingRow], column: str, *, descending: bool) -> list[BuildingRow]:
    """Return the buildings by a column, equal ones by name."""
    by_name = sorted(rows, key=_SORT_KEYS["building"])
    return sorted(by_name, key=_SORT_KEYS[column], reverse=descending)
