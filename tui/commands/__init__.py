"""One file per command of the command line; a file dropped here is found by itself.

To add a command:

1. Make `tui/commands/<name>.py` with a function `run(call: Call) -> int` that asks or changes
   through `call.close`, answers with `call.answer(document, text)` and returns an exit status.
2. Import nothing at the top that loads Textual or the store: a command starts fast, and
   `--help` touches no file. What is needed of `data` beyond values is imported in `run`.
3. Declare `COMMAND = Command("name", N_("what it does"), _arguments, run, shapes)` at its end;
   `_arguments(parser)` adds what it takes, with help and metavar in words of the catalogue;
   the shapes of its JSON are a promise to scripts, which a test holds it to.
4. Commands below a command (`copies verify`) are `parts` of it.
5. Add the bokmål words to the catalogue, and write `docs/commands.md` anew:
   `python -m tui.command_page`.

A problem is raised as `data.errors.Problem`; its kind decides the exit status. Modules whose
name begins with `_` are shared parts.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass

from data.registry import collect
from tui.call import Call


@dataclass(frozen=True, slots=True)
class Command:
    """One command, or one part of a command."""

    name: str
    help: str
    """Message id of the sentence that says what it does."""
    arguments: Callable[[ArgumentParser], None]
    """Adds what the command takes, beside what every command takes."""
    run: Callable[[Call], int]
    """Answers a call; returns the exit status."""
    json: tuple[str, ...] = ()
    """The shapes its JSON answer can have, keys only: `{"export","copy":{"id","sha256"}}`."""
    parts: tuple[Command, ...] = ()


COMMANDS: tuple[Command, ...] = collect(sys.modules[__name__], "COMMAND", Command)
