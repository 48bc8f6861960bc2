"""The command line: the parser made of the commands, and the way from a call to its exit status."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from data import __version__
from data.errors import Problem
from tui import start
from tui.call import Call, tell
from tui.commands import COMMANDS, Command
from tui.words import LANGUAGES, N_, Language, _, say_problem, set_language

__all__ = ["answer", "make_parser"]

NEGATIVE = re.compile(r"^-\d[\d .,\u00a0\u202f]*$")
"""An amount below zero, which argparse would take for an option."""

GENERAL = (
    ("--db", {"metavar": N_("PATH")}, N_("the store, one file; else FAKTURAKLAR_DB or your own")),
    ("--lang", {"choices": LANGUAGES}, N_("the language to speak: nb (bokmål) or en (English)")),
    (
        "--as",
        {"metavar": N_("NAME"), "dest": "operator"},
        N_("who you are, in sign-offs and journal; else FAKTURAKLAR_OPERATOR or your login name"),
    ),
    (
        "--test",
        {"action": "store_true"},
        N_("take test numbers for customer ids, as FAKTURAKLAR_TEST=1 does; not for real invoices"),
    ),
    ("--no-color", {"action": "store_true"}, N_("no colours, as NO_COLOR=1")),
)  # fmt: skip
"""Options every command takes, before its name or after it."""

DEFAULTS = {
    "db": None, "lang": None, "operator": None, "test": False, "no_color": False,
    "json": False, "full_ids": False, "run": None,
}  # fmt: skip


class Parser(argparse.ArgumentParser):
    """A parser that says calmly, in one harmless line, what is wrong with a call."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, add_help=False, **settings)
        self._negative_number_matcher = NEGATIVE
        # Newer Pythons colour their help; state and sense never depend on colour here.
        vars(self).update(color=False)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, and leave with status 2."""
        tell(f"{self.prog}: {message}")
        tell(_("Help: {command} --help").format(command=self.prog))
        self.exit(2)


def answer(arguments: Sequence[str]) -> int:
    """Do what a call asks and return its exit status; anything but a Problem comes through."""
    set_language(_language(arguments) or "nb")
    try:
        options = make_parser().parse_args(arguments)
    except SystemExit as left:
        return int(left.code or 0)
    if options.no_color:
        os.environ["NO_COLOR"] = "1"
    call = Call(options)
    try:
        return _run(call)
    except Problem as problem:
        tell(say_problem(problem))
        return problem.exit_status
    finally:
        call.shut()


def _run(call: Call) -> int:
    if call.options.run is None:
        return start.open_screen(call.path, call.operator, call.test_mode, call.options.lang)
    status: int = call.options.run(call)
    sys.stdout.flush()
    return status


def _language(arguments: Sequence[str]) -> Language | None:
    """Return the language asked for, before there is a parser: its help is translated."""
    wanted = [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    wanted += [arguments[at + 1] for at, word in enumerate(arguments[:-1]) if word == "--lang"]
    return next((language for language in LANGUAGES if language in wanted), None)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line, in the language that is spoken."""
    parser = Parser(
        prog="fakturaklar",
        description=_(
            "Prepares and checks the invoice basis from Aktiv kommune, month by month. Without a"
            " command the month overview opens on the screen."
        ),
        epilog=_(
            "Exit status: 0 done, 1 the answer is no, 2 wrong usage, 3 a file was refused,"
            " 4 the store or the building is busy, 5 a server was not reached, 70 a defect of ours."
        ),
    )
    parser.set_defaults(**DEFAULTS)
    _add_commands(parser, COMMANDS)
    _add_general(parser)
    return parser


def _add_general(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("General"))
    for name, settings, text in GENERAL:
        values: dict[str, Any] = dict(settings)
        if stands_for := values.get("metavar"):
            values["metavar"] = _(stands_for)
        # A default here would undo what was given before the command's name.
        group.add_argument(name, default=argparse.SUPPRESS, help=_(text), **values)
    group.add_argument("-h", "--help", action="help", help=_("show this help and leave"))
    group.add_argument(
        "--version",
        action="version",
        version=f"fakturaklar {__version__}",
        help=_("show the program's version and leave"),
    )


def _add_commands(parser: argparse.ArgumentParser, commands: tuple[Command, ...]) -> None:
    if not commands:
        return
    below = parser.add_subparsers(
        title=_("Commands"), metavar=_("COMMAND"), parser_class=Parser, required=False
    )
    for command in commands:
        text = _(command.help)
        part = below.add_parser(
            command.name, help=text, description=f"{text[:1].upper()}{text[1:]}."
        )
        part.set_defaults(run=command.run, shapes=command.json)
        command.arguments(part)
        _add_commands(part, command.parts)
        # The usage names the command's own arguments; the others would drown them.
        part.usage = part.format_usage().removeprefix(_("usage: ")).strip()
        _add_general(part)


def leave_quietly() -> None:
    """Let nothing more be written: whoever read the answer has gone."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
