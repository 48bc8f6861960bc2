"""preview-file: a case file rendered as an invoice file, without a store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.errors import Problem, Refused
from tui.call import DONE, REFUSED, Call
from tui.commands import Command
from tui.commands._forms import place_of
from tui.words import N_, _, say


def run(call: Call) -> int:
    """Write the file's bytes to stdout and nothing else, or file and log into a folder."""
    from data.files.case import read_case
    from data.formats import format_of
    from data.inbox import content_of
    from data.printing import write_new_files

    options = call.options
    layout = None if options.format is None else format_of(options.format.lower())
    path = Path(options.case).expanduser()
    content = content_of(path)
    try:
        case = read_case(content, path.name, layout)
        written = case.format.write(case.batch)
    except Problem as problem:
        _refuse(call, problem)
        return REFUSED
    for warning in written.warnings:
        call.tell(say(warning))
    if options.out is None:
        sys.stdout.buffer.write(written.content)
        return DONE
    names = case.names
    contents = {names.file: written.content, names.log: written.log}
    for made in write_new_files(options.out, contents):
        sys.stdout.write(f"{made}\n")
    return DONE


def _refuse(call: Call, problem: Problem) -> None:
    call.tell_problem(problem)
    for cell in problem.cells if isinstance(problem, Refused) else ():
        call.tell(place_of(cell))


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar=_("CASE.json"), help=_("the case file"))
    parser.add_argument(
        "--format",
        metavar=_("FORMAT"),
        help=_("another format than the case names: {formats}").format(formats=", ".join(_keys())),
    )
    parser.add_argument(
        "--out",
        metavar=_("FOLDER"),
        help=_("write the file and its log into this folder and tell their names"),
    )


def _keys() -> list[str]:
    from data.formats import formats

    return [layout.key for layout in formats()]


COMMAND = Command(
    "preview-file",
    N_("renders a case file as an invoice file, for a try in the accounting system"),
    _arguments,
    run,
)
