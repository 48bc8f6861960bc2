"""settings: shown, written to one TOML file and read from it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import UsageProblem
from tui.call import DONE, REFUSED, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.words import N_, _

if TYPE_CHECKING:
    from data.settings import Options


def run(call: Call) -> int:
    """Show every setting with its value."""
    _answer(call, call.close.settings.options())
    return DONE


def export(call: Call) -> int:
    """Write every setting as TOML, to stdout or to a new file."""
    close = call.close
    if call.options.file is None:
        text = close.settings.export()
        call.answer({"toml": text}, text.splitlines())
        return DONE
    path = close.printing.settings(call.options.file)
    call.answer({"file": str(path)}, [str(path)])
    return DONE


def bring(call: Call) -> int:
    """Take the settings of a TOML file, all or none."""
    try:
        options = call.close.settings.load_file(Path(call.options.file).expanduser())
    except UsageProblem as problem:
        call.tell_problem(problem)
        return REFUSED
    _answer(call, options)
    return DONE


def _answer(call: Call, options: Options) -> None:
    from data.settings import flat

    values = flat(options)
    call.answer(values, [f"{key} = {value}" for key, value in values.items()])


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar=_("FILE"), help=_("a new file; stdout unless told")
    )
    add_json(parser)


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), help=_("a file that settings export wrote"))
    add_json(parser)


COMMAND = Command(
    "settings",
    N_("shows the settings"),
    add_json,
    run,
    parts=(
        Command("show", N_("shows the settings"), add_json, run),
        Command(
            "export",
            N_("writes the settings as TOML"),
            _export_arguments,
            export,
            ('{"toml"}', '{"file"}'),
        ),
        Command("import", N_("takes the settings of a TOML file"), _import_arguments, bring),
    ),
)
