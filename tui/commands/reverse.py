"""reverse: an export is taken back before it is generated."""

from __future__ import annotations

import argparse

from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_json, numbered
from tui.commands._forms import export_form
from tui.commands.exports import SHAPE, text
from tui.words import N_, _


def run(call: Call) -> int:
    """Put the lines of an export back on the list; the export stays in the history."""
    exports, number = call.close.exports, call.options.export
    before = exports.export(number)
    building = call.close.basis.scope(before.building, before.to).building_id
    with call.close.locks.during(building):
        export = exports.reverse(number, call.options.reason)
    call.answer([export_form(export)], text([export]))
    return DONE


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "export", type=numbered("E"), metavar=_("EXPORT"), help=_("its number, such as E-0012")
    )
    parser.add_argument(
        "--reason", required=True, metavar=_("TEXT"), help=_("why; it stands in the journal")
    )
    add_json(parser)


COMMAND = Command(
    "reverse", N_("takes an export back before it is generated"), _arguments, run, (SHAPE,)
)
