"""report: the whole control of a building as a file."""

from __future__ import annotations

import argparse
import hashlib

from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_basis, add_json
from tui.words import N_, _, say


def run(call: Call) -> int:
    """Write the report of a basis; customer ids are masked."""
    from data.reports import name_for, written_report

    scope = call.scope()
    reports, key = call.close.reports, call.options.format
    content = written_report(reports.report(scope), key, say)
    path = reports.save(scope, key, content, call.options.out or name_for(scope, key))
    digest = hashlib.sha256(content).hexdigest()
    call.answer({"format": key, "file": str(path), "sha256": digest}, [str(path)])
    return DONE


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_basis(parser)
    parser.add_argument(
        "--format",
        default="pdf",
        metavar=_("FORMAT"),
        help=_("pdf, txt, csv or xlsx; pdf unless told"),
    )
    parser.add_argument(
        "--out",
        metavar=_("PATH"),
        help=_("the new file; named after the building in this folder unless told"),
    )
    add_json(parser)


COMMAND = Command(
    "report",
    N_("writes the whole control of a building to a file"),
    _arguments,
    run,
    ('{"format","file","sha256"}',),
)
