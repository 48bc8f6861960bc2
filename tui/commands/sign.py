"""sign: one answer to a point of the checklist that asks for judgement."""

from __future__ import annotations

import argparse

from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_basis, add_json, whole_number
from tui.commands._forms import point_form
from tui.words import N_, _, say


def run(call: Call) -> int:
    """Sign a point with a reason; a blocked point cannot be signed."""
    scope, number = call.scope(), call.options.point
    with call.close.locks.during(scope.building_id):
        view = call.close.control.sign(scope, number, call.options.reason)
    point = next(point for point in view.points if point.number == number)
    text = _("Point {number} is signed: {title}").format(number=number, title=say(point.title))
    call.answer(point_form(point), [text])
    return DONE


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_basis(parser)
    parser.add_argument(
        "--point",
        type=whole_number,
        required=True,
        metavar=_("N"),
        help=_("the number of the point, 1 to 9"),
    )
    parser.add_argument(
        "--reason", required=True, metavar=_("TEXT"), help=_("why; it stands in the journal")
    )
    add_json(parser)


COMMAND = Command(
    "sign",
    N_("signs a point that asks for judgement"),
    _arguments,
    run,
    ('{"point","check","state","lines":[ids],"text","signed_by","signed_at"}',),
)
