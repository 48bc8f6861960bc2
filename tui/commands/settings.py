"""settings: with account strings; shown, written to one TOML file and read from it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import UsageProblem
from tui.call import DONE, REFUSED, Call, shown
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.commands._forms import Document
from tui.words import N_, _, say

if TYPE_CHECKING:
    from data.accounts import AccountHit
    from data.settings import Options


def run(call: Call) -> int:
    """Show every setting with its value, and every account string with its codes."""
    _answer(call, call.close.settings.options())
    return DONE


def export(call: Call) -> int:
    """Write settings and account strings as TOML, to stdout or to a new file."""
    close = call.close
    if call.options.file is None:
        text = close.settings.export(say)
        call.answer({"toml": text}, text.splitlines())
        return DONE
    path = close.printing.settings(call.options.file, say)
    call.answer({"file": str(path)}, [str(path)])
    return DONE


def bring(call: Call) -> int:
    """Take settings and account strings of a TOML file, all or none."""
    try:
        options = call.close.settings.load_file(Path(call.options.file).expanduser())
    except UsageProblem as problem:
        call.tell_problem(problem)
        return REFUSED
    _answer(call, options)
    return DONE


def _answer(call: Call, options: Options) -> None:
    from data.accounts import strings
    from data.settings import flat

    values, known = flat(options), strings()
    call.answer(
        values | {"account_strings": [_form(hit) for hit in known]},
        [*(f"{key} = {_text(value)}" for key, value in values.items()), *map(_row, known)],
    )


def _form(hit: AccountHit) -> Document:
    return {
        "name": hit.name,
        "kind": hit.customer_type,
        "building": hit.building or None,
        "codes": {key: shown(code) for key, code in hit.codes.items()},
        "missing": list(hit.missing),
    }


def _row(hit: AccountHit) -> str:
    codes = ", ".join(f"{key} {shown(code)}" for key, code in hit.codes.items()) or "-"
    return f"account_strings: {hit.name} ({hit.customer_type}), {hit.building or '-'}: {codes}"


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


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
    N_("shows settings and account strings"),
    add_json,
    run,
    parts=(
        Command("show", N_("shows settings and account strings"), add_json, run),
        Command(
            "export",
            N_("writes settings and account strings as TOML"),
            _export_arguments,
            export,
            ('{"toml"}', '{"file"}'),
        ),
        Command(
            "import",
            N_("takes settings and account strings of a TOML file"),
            _import_arguments,
            bring,
        ),
    ),
)
