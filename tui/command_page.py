"""docs/commands.md, made from the parser: `python -m tui.command_page` writes it anew."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from tui.cli import make_parser
from tui.words import language, set_language

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"

BEGINNING = """# The command line

For scripts, cron and support: every command does through the same functions what a screen does.
Nothing is ever asked; what is missing is said. This page is made from the program's own help:
`python -m tui.command_page` writes it anew. The program itself says all this in bokmål, or in
English with `--lang en`.

| exit status | means |
| --- | --- |
| 0 | done and clean |
| 1 | the answer is no: findings block, totals differ, nothing to export, a verification failed |
| 2 | wrong usage |
| 3 | an input was refused; the message names file, row, column and reason, and nothing was stored |
| 4 | the store is busy, or another operator works on that building |
| 70 | a defect of ours; the path of a report without personal data is printed |
| 129, 130, 143 | ended by hang-up, Ctrl+C or the host; what was begun is rolled back |

The answer goes to stdout, all talk to stderr. With `--json` the answer is one JSON document:
amounts are text with two decimals (`"1234.50"`), times are local (`"2026-10-31T21:30"`), identity
numbers are masked (`"010190*****"`) unless `--full-ids` is given, which is written in the journal.
"""

Subcommands = dict[str, argparse.ArgumentParser]


def page() -> str:
    """Return the page, in English whatever is spoken."""
    spoken = language()
    set_language("en")
    try:
        parser = make_parser()
        general = _options(parser)
        parts = [BEGINNING, "## Options of every command\n", "Before its name or after it.\n"]
        parts += _table(general)
        for name, command in _below(parser).items():
            parts += _command(name, command, "##", general)
    finally:
        set_language(spoken)
    return "\n".join(parts).rstrip() + "\n"


def _command(
    name: str, parser: argparse.ArgumentParser, mark: str, general: list[argparse.Action]
) -> Iterator[str]:
    yield f"{mark} {name}\n"
    yield f"{parser.description}\n"
    everywhere = [action.option_strings for action in general]
    own = [action for action in _options(parser) if action.option_strings not in everywhere]
    yield f"    {' '.join(['fakturaklar', name, *map(_usage, own)])}\n"
    yield from _table(own)
    for shape in parser.get_default("shapes"):
        yield f"JSON: `{shape}`\n"
    for part, below in _below(parser).items():
        yield from _command(f"{name} {part}", below, f"{mark}#", general)


def _below(parser: argparse.ArgumentParser) -> Subcommands:
    for action in parser._actions:  # noqa: SLF001 - argparse shows its arguments nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            return dict(action.choices)
    return {}


def _options(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    actions = parser._actions  # noqa: SLF001
    return [item for item in actions if not isinstance(item, argparse._SubParsersAction)]  # noqa: SLF001


def _table(actions: list[argparse.Action]) -> Iterator[str]:
    if not actions:
        return
    yield "| argument | |"
    yield "| --- | --- |"
    for action in actions:
        yield f"| `{_name(action)}` | {action.help} |"
    yield ""


def _name(action: argparse.Action) -> str:
    value = _value(action)
    if not action.option_strings:
        return value
    names = ", ".join(action.option_strings)
    return f"{names} {value}" if value else names


def _usage(action: argparse.Action) -> str:
    written = _value(action)
    if action.option_strings:
        written = f"{action.option_strings[-1]} {written}".rstrip()
    is_optional = not action.required or action.nargs == "?"
    return f"[{written}]" if is_optional else written


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    choices = ",".join(map(str, action.choices or ()))
    named = action.metavar or (f"{{{choices}}}" if choices else action.dest)
    return f"{named} ..." if action.nargs == "+" else str(named)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
