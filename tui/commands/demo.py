"""demo: a municipality of synthetic data, to try the program on."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import UsageProblem
from tui import start
from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_json, whole_number
from tui.words import N_, _

if TYPE_CHECKING:
    from data.demo import Demo


def run(call: Call) -> int:
    """Build the municipality; open it on the screen unless it was only to be built."""
    options = call.options
    if options.db is not None:
        raise UsageProblem(
            "F792", N_("The demo has a store of its own. Name it with --create, not with --db.")
        )
    if options.create is not None:
        _create(call, Path(options.create).expanduser().absolute())
        return DONE
    if options.json:
        raise UsageProblem("F793", N_("With --json the demo needs --create PATH."))
    # Before anything is built: without a terminal or a name it would be for nothing.
    start.require_terminal()
    operator = call.operator
    with tempfile.TemporaryDirectory(prefix="fakturaklar-demo-") as folder:
        path = Path(folder, "demo.db")
        _build(call, path)
        return start.open_screen(path, operator, True, options.lang)


def _create(call: Call, path: Path) -> None:
    demo = _build(call, path)
    text = _("{lines} lines of {buildings} buildings in {path}.")
    call.answer(
        {"db": str(demo.db), "buildings": demo.buildings, "lines": demo.lines},
        [text.format(lines=demo.lines, buildings=demo.buildings, path=demo.db)],
    )


def _build(call: Call, path: Path) -> Demo:
    from data.demo import build

    call.tell(_("Building a municipality of synthetic data ..."))
    return build(path, call.options.lines, call.options.seed)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--create", metavar=_("PATH"), help=_("only build the store, in a new file of this name")
    )
    parser.add_argument(
        "--lines",
        type=whole_number,
        default=4700,
        metavar=_("N"),
        help=_(
            "about so many lines in 14 months; 4700 unless told. Fewer than 2800 make fewer months"
        ),
    )
    parser.add_argument(
        "--seed",
        type=whole_number,
        default=1,
        metavar=_("N"),
        help=_("another number makes another municipality"),
    )
    add_json(parser)


COMMAND = Command(
    "demo",
    N_("builds a municipality of synthetic data and opens it"),
    _arguments,
    run,
    ('{"db","buildings","lines"}',),
)
