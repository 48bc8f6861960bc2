"""check: every point of the checklist."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from data import dates, money
from data.errors import UsageProblem
from data.text import clean
from data.views import AnswerChange, BridgeRow, ControlView, PointState, PointView, Scope
from tui.call import DONE, NO, Call, shown
from tui.change_text import change_text, plain_value
from tui.commands import Command
from tui.commands._arguments import add_basis, add_json, whole_number
from tui.commands._forms import Document, amount, point_form
from tui.commands._table import table
from tui.words import N_, _, say

STATES: dict[PointState, str] = {
    "ok": N_("in order"),
    "attention": N_("to look at"),
    "blocked": N_("stops"),
}


def run(call: Call) -> int:
    """Show the checklist of a basis; a control total given here is kept."""
    total = call.amount(call.options.control_total)
    if total is None and call.options.control_count is not None:
        raise UsageProblem("F795", N_("--control-count needs --control-total beside it."))
    scope = call.scope()
    if total is not None:
        keep_total(call, scope, total, call.options.control_count)
    view = call.close.control.view(scope)
    call.answer(_form(view), [*text(view), "", _verdict(view)])
    return NO if view.is_blocked else DONE


def keep_total(call: Call, scope: Scope, total: int, count: int | None) -> None:
    """Keep a control total as if it were typed; the same one that still holds is not kept twice.

    Raises BusyProblem when a colleague works on the building.
    """
    control = call.close.control
    view = control.view(scope)
    known = (view.expected_total, view.expected_count if count is not None else None)
    point = next(point for point in view.points if point.signer == "total")
    is_answered = point.is_signed or point.state == "blocked"
    if is_answered and known == (total, count):
        return
    with call.close.locks.during(scope.building_id):
        control.enter_total(scope, total, count)


def is_ready(view: ControlView) -> bool:
    """Tell whether every point is signed; the copy, which export itself takes, not counted."""
    from data.export_refusals import unsigned

    return not unsigned(view)


def _form(view: ControlView) -> Document:
    changes = [_change_form(point, each) for point in view.points for each in _changes(point)]
    return {
        "lines": view.tally.lines,
        "payable_lines": view.tally.payable,
        "total": amount(view.tally.total),
        "control_total": amount(view.expected_total),
        "control_count": view.expected_count,
        "difference": amount(view.difference),
        "items": [point_form(point) for point in view.points],
        "blocked": view.is_blocked,
        "ready": is_ready(view),
        **({"changes": changes} if changes else {}),
    }


def _change_form(point: PointView, change: AnswerChange) -> Document:
    """Return one change that suspended a signature; the sentence of a new finding is `after`."""
    return {
        "point": point.number,
        "line": change.line or None,
        "customer": shown(change.customer) or None,
        "fate": change.fate,
        "field": change.field or None,
        "before": plain_value(change.field, change.before),
        "after": plain_value(change.field, change.after),
    }


def _changes(point: PointView) -> tuple[AnswerChange, ...]:
    is_suspended = point.signed is not None and point.signed.state == "suspended"
    return point.signed.changes if point.signed and is_suspended else ()


def text(view: ControlView) -> Iterator[str]:
    """Yield the checklist and the bridge as text."""
    season = f", {view.scope.season}" if view.scope.season else ""
    yield _("{building} to {to}{season}").format(
        building=view.scope.building, to=dates.show(view.scope.to), season=season
    )
    yield ""
    headings = ("", _("Point"), _("Result"), _("Finding"), _("Signed"))
    heading, *rows = table(headings, [_point(point) for point in view.points], ">")
    yield heading
    for row, point in zip(rows, view.points, strict=True):
        yield row
        yield from (f"     {change_text(change)}" for change in _changes(point))
        yield from (f"     {clean(shown(say(detail)))}" for detail in point.details)
    yield ""
    yield from table(
        (_("Bridge"), _("Lines"), _("Sum kr"), ""), [_step(row) for row in view.bridge], " >>"
    )


def _point(point: PointView) -> tuple[str, ...]:
    return (
        str(point.number),
        say(point.title),
        _(STATES[point.state]),
        shown(say(point.summary)),
        _signature(point),
    )


def _signature(point: PointView) -> str:
    signed = point.signed
    if signed is None or signed.state == "withdrawn":
        return ""
    operator = _("the program") if signed.operator == "machine" else signed.operator
    who = f"{operator} {dates.show_time(signed.at)}"
    if signed.state == "suspended":
        return _("sign again ({who})").format(who=who)
    return f"{who}: {shown(signed.reason)}" if signed.reason else who


def _step(row: BridgeRow) -> tuple[str, ...]:
    return (
        f"{row.sign} {say(row.label)}".strip(),
        str(row.lines),
        money.show(row.total),
        shown(say(row.note)) if row.note else "",
    )


def _verdict(view: ControlView) -> str:
    if view.is_blocked:
        points = ", ".join(str(point.number) for point in view.points if point.state == "blocked")
        return _("Stopped by point {points}.").format(points=points)
    if is_ready(view):
        return _("Every point is signed. The basis can be exported.")
    from data.export_refusals import unsigned

    points = ", ".join(str(point.number) for point in unsigned(view))
    return _("Not signed: point {points}.").format(points=points)


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_basis(parser)
    parser.add_argument(
        "--control-total",
        metavar=_("AMOUNT"),
        help=_("the total that Aktiv kommune shows; it is kept"),
    )
    parser.add_argument(
        "--control-count",
        type=whole_number,
        metavar=_("N"),
        help=_("the count that Aktiv kommune shows (Antall elementer)"),
    )
    add_json(parser)


SHAPE = (
    '{"lines","payable_lines","total","control_total","control_count","difference",'
    '"items":[{"point","check","state","lines":[ids],"text","signed_by","signed_at"}],'
    '"blocked","ready"}'
)
WITH_CHANGES = (
    SHAPE.removesuffix("}")
    + ',"changes":[{"point","line","customer","fate","field","before","after"}]}'
)
"""Where a signature is suspended: `fate` is new, gone, changed or found."""
COMMAND = Command(
    "check",
    N_("shows every point of the checklist of a building"),
    _arguments,
    run,
    (SHAPE, WITH_CHANGES),
)
