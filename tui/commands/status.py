"""status: the month overview."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from data import dates, money
from data.views import BuildingRow, BuildingState
from data.views.files import Chain
from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands._forms import Document, amount
from tui.commands._table import table
from tui.file_words import STEPS
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
    chain = call.close.chains.of_month(month)
    bridges = {
        row.building: _bridge(call.close.chains.of_building(month, row.building))
        for row in view.buildings
    }
    call.answer(
        {
            "month": str(month),
            "deadline": view.deadline.due.isoformat(),
            "bridge": _bridge(chain),
            "buildings": [_form(row) | {"bridge": bridges[row.building]} for row in view.buildings],
        },
        [deadline, "", *table(headings, rows, " >>>>"), "", total, "", *_told(chain)],
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


def _bridge(chain: Chain) -> Document:
    """Return the bridge from the list to the receipt; `difference` is what a step is off by."""
    return {
        "closed": chain.is_closed,
        "ties_out": chain.ties_out,
        "steps": [
            {
                "step": step.key,
                "sign": step.sign,
                "lines": step.lines,
                "orders": step.orders,
                "total": amount(step.amount),
                "reached": step.is_reached,
                "difference": amount(step.difference),
                "line_difference": step.line_difference,
            }
            for step in chain.steps
        ],
    }


def _told(chain: Chain) -> Iterator[str]:
    """Yield the bridge of the month as a table of text."""
    headings = ("", _("Step"), _("Lines"), _("Orders"), _("Sum kr"), _("Difference"))
    rows = [
        (
            step.sign,
            _(STEPS[step.key]) if step.is_reached else f"{_(STEPS[step.key])} ({_('not yet')})",
            "" if step.lines is None else str(step.lines),
            "" if step.orders is None else str(step.orders),
            money.show(step.amount),
            money.show_change(step.difference) if not step.ties_out else "",
        )
        for step in chain.steps
    ]
    return table(headings, rows, "  >>>>")


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


_BRIDGE = (
    '"bridge":{"closed","ties_out","steps":[{"step","sign","lines","orders","total","reached",'
    '"difference","line_difference"}]}'
)
SHAPE = (
    f'{{"month","deadline",{_BRIDGE},'
    f'"buildings":[{{"building","state","lines","total","exported_total","operator",{_BRIDGE}}}]}}'
)
COMMAND = Command(
    "status", N_("shows where every building of the month stands"), _arguments, run, (SHAPE,)
)
