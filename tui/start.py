"""Opening the screen: the only way from a call to Textual."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data import dates
from data.month import Month
from tui import terminal
from tui.places import state_folder
from tui.words import Language, set_language

if TYPE_CHECKING:
    from data.close import Close
    from data.settings import Options


class _Opener:
    """Opens the store in the thread that will own it, and keeps the settings it was opened with."""

    def __init__(self, path: Path, operator: str, test_mode: bool | None) -> None:
        self._arguments = path, operator, test_mode
        self.options: Options | None = None

    def __call__(self) -> Close:
        from data.close import Close

        path, operator, test_mode = self._arguments
        close = Close(path, operator, test_mode=test_mode)
        self.options = close.settings.options()
        return close


def require_terminal() -> None:
    """Raise UsageProblem where no screen can be shown."""
    terminal.require_terminal(sys.stdin, sys.stderr, os.environ)


def open_screen(
    path: Path, operator: str, test_mode: bool | None, language: Language | None
) -> int:
    """Show the program until it ends and return its exit status.

    Raises UsageProblem where there is no terminal, Problem when the store cannot be opened.
    """
    terminal.prepare()
    terminal.hold_memory()
    from tui.desk import Desk

    opener = _Opener(path, operator, test_mode)
    desk = Desk(opener)
    # While the store opens beside it; nothing above may have loaded Textual.
    from tui import glyphs
    from tui.app import Fakturaklar

    close = desk.close
    options = opener.options
    if options is not None:
        set_language(language or options.screen.language)
        glyphs.choose(options.screen.glyphs)
    today = dates.local(datetime.now(tz=UTC)).date()
    return Fakturaklar(
        desk,
        operator=operator,
        month=Month.of(today).previous(),
        state_folder=state_folder(),
        test_mode=close.test_mode,
    ).open()
