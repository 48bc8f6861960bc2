"""status: the month overview."""

from __future__ import annotations

import argparse

from data import dates, money
from data.views import BuildingRow, BuildingState
from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands._forms import Document, amount
from tui.commands._table import table
from tui.words import N_, _

STATES: dict[BuildingState, str] = {
    "not_started": N_("not started"),
    "in_progress": N_("in progress"),
    "stopped": N_("stopped"),
    "signed": N_("signed"),
    "exported": N_("exported"),
    "in_file": N_("in file"),
    "receipted": N_("receipted"),
    "nothing": N_("nothing"),
}


def run(call: Call) -> int:
    """Show where every building of the month stands."""
    month = call.month()
    view = call.close.months.overview(month)
    headings = (
        _("Building"), _("Lines"), _("Sum kr"), _("Findings"), _("Signed"), _("State"),
        _("Operator"),
    )  # fmt: skip
    deadline = _("{month}, to {to}. The file is due {due}, last working day {working}.").format(
        month=month,
        to=dates.show(view.deadline.to),
        due=dates.show(view.deadline.due),
        working=dates.show(view.deadline.working_due),
    )
    total = _("{buildings} buildings, {lines} lines, {total}; exported {exported}").format(
        buildings=len(view.buildings),
        lines=view.lines,
        total=money.show(view.total),
        exported=money.show(view.exported_total),
    )
    rows = [_row(row) for row in view.buildings]
    call.answer(
        {
            "month": str(month),
            "deadline": view.deadline.due.isoformat(),
            "buildings": [_form(row) for row in view.buildings],
        },
        [deadline, "", *table(headings, rows, " >>>>"), "", total],
    )
    return DONE


def _form(row: BuildingRow) -> Document:
    return {
        "building": row.building,
        "state": row.state,
        "lines": row.lines,
        "total": amount(row.total),
        "exported_total": amount(row.exported_total),
        "operator": row.operator,
    }


def _row(row: BuildingRow) -> tuple[str, ...]:
    return (
        row.building,
        str(row.lines),
        money.show(row.total),
        str(row.findings or ""),
        f"{row.signed}/{row.points}" if row.lines else "",
        _(STATES[row.state]),
        row.operator,
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--month",
        metavar=_("MONTH"),
        help=_("the rental month, such as 2026-10; the one being closed unless told"),
    )
    add_json(parser)


SHAPE = (
    '{"month","deadline",'
    '"buildings":[{"building","state","lines","total","exported_total","operator"}]}'
)
COMMAND = Command(
    "status", N_("shows where every building of the month stands"), _arguments, run, (SHAPE,)
)
