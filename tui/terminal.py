"""What must be settled before Textual is imported: environment, encoding, a real terminal.

Textual reads its environment variables while it is imported and then draws into stderr
whatever that is, so each of these comes first. Nothing here imports Textual or Peewee.
"""

from __future__ import annotations

import codecs
import gc
import locale
import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import TextIO

from data.errors import UsageProblem
from data.words import N_

FOREIGN_DRIVERS = (
    "psycopg",
    "psycopg2",
    "psycopg2cffi",
    "pymysql",
    "MySQLdb",
    "pysqlite3",
)
"""What Peewee imports when it finds it, at up to 100 ms, though this store is SQLite."""

SIGNS = "FAKTURAKLAR_TEGN"
"""The environment variable, `ascii` or `utf8`, that overrules settings and locale."""

ESCAPE_WAIT_OVER_SSH = "300"
"""Milliseconds until a lone ESC counts as the key: a slow line splits the arrow keys."""


def prepare() -> None:
    """Make the process fit to show a screen; raises UsageProblem where that cannot be."""
    require_terminal(sys.stdin, sys.stderr, os.environ)
    speak_utf8()
    clean_environment(os.environ)


def require_terminal(
    keyboard: TextIO, screen: TextIO, environment: MutableMapping[str, str]
) -> None:
    """Refuse to draw into a pipe or wait for keys from one; raises UsageProblem."""
    if not (keyboard.isatty() and screen.isatty()):
        raise UsageProblem(
            "F790",
            N_(
                "The screen needs a terminal, and here input or output is a pipe or a file. "
                "Use a command instead: fakturaklar --help shows them."
            ),
        )
    kind = environment.get("TERM", "")
    if kind in ("", "dumb"):
        raise UsageProblem(
            "F791",
            N_(
                "The screen cannot be drawn on this terminal (TERM is «{kind}»). Set TERM, "
                "for instance to xterm, or use a command: fakturaklar --help shows them."
            ),
            kind=kind,
        )


def clean_environment(environment: MutableMapping[str, str]) -> None:
    """Leave only the settings of Textual that are ours.

    Some of its variables import any module or write the screen, ids included, to a file.
    """
    for name in [name for name in environment if name.startswith("TEXTUAL")]:
        del environment[name]
    environment["TEXTUAL_ANIMATIONS"] = "none"
    # Under the kitty protocol AltGr on Norwegian keyboards can lose its character.
    environment["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    if "SSH_CONNECTION" in environment:
        environment["ESCDELAY"] = ESCAPE_WAIT_OVER_SSH


def speak_utf8() -> None:
    """Start the program again in UTF-8 mode where the host's locale would spoil æøå."""
    if sys.flags.utf8_mode or codecs.lookup(sys.stderr.encoding).name == "utf-8":
        return
    os.execv(  # noqa: S606 - the same program again, no shell
        sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
    )


def has_terminal() -> bool:
    """Whether the keyboard is still there: after a lost connection it is not."""
    return os.isatty(0)


def let_go_of_lost_terminal() -> None:
    """Send what is still to be written nowhere, or Python ends with a status of its own (120)."""
    if has_terminal():
        return
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def wants_utf8_signs(choice: str = "auto") -> bool:
    """Tell which signs to draw with: as the variable says, else as asked, else by the locale."""
    wanted = os.environ.get(SIGNS, "") or choice
    return wanted == "utf8" if wanted in ("ascii", "utf8") else locale_is_utf8()


def locale_is_utf8() -> bool:
    """Tell whether the terminal was set up for UTF-8."""
    # UTF-8 mode, which the program may have switched on for itself, is no evidence of that.
    return locale.getencoding().lower().replace("-", "") == "utf8"


@contextmanager
def without_foreign_drivers() -> Iterator[None]:
    """Hide other databases' drivers while Peewee is imported."""
    hidden = [name for name in FOREIGN_DRIVERS if name not in sys.modules]
    # None in sys.modules makes an import fail at once, without a search.
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def hold_memory() -> None:
    """Stop collecting garbage while thousands of lasting objects are being made."""
    gc.disable()


def settle_memory() -> None:
    """Call the lasting objects permanent and collect garbage again, after the first paint."""
    gc.freeze()
    gc.enable()
