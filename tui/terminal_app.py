"""A Textual program that behaves on a real terminal: how it draws, and how it ends.

Lost connections, signals, a terminal that is gone and defects each have an exit status; none
of them leaves a change half made, and none prints whom a defect met.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter

from tui.crash import report_defect
from tui.plain import Harmless
from tui.terminal import has_terminal, let_go_of_lost_terminal, settle_memory

DEFECT = 70
"""Exit status when the program itself is wrong."""
HUNG_UP = 129


class TerminalApp(App[None], inherit_bindings=False):
    """Draws in the terminal's own colours, without a mouse, and ends in order."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS = [
        # With priority: in a text field it would otherwise copy, and ids stay out of clipboards.
        Binding("ctrl+c", "tell_how_to_quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(self, state_folder: Path) -> None:
        """Make a program that leaves its reports in a folder."""
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.defect: Path | None = None
        """Where the report of a defect lies, once there was one."""
        self._state_folder = state_folder
        self._harmless = Harmless()

    def open(self) -> int:
        """Show the program until it ends; returns the exit status."""
        self.run(mouse=False)
        let_go_of_lost_terminal()
        return self.return_code or 0

    async def each_second(self) -> None:
        """Do what is to be done every second."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add our own gate to those of Textual, behind every widget."""
        return [*super().get_line_filters(), self._harmless]

    def copy_to_clipboard(self, text: str) -> None:
        """Keep cut text inside the program: ids do not belong in the terminal's clipboard."""
        self._clipboard = text

    def on_mount(self) -> None:
        """Follow the clock and the connection."""
        self.set_interval(1, self._tick)
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))
        self.call_after_refresh(settle_memory)
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end_with, 128 + number)

    def _end_with(self, status: int) -> None:
        self.exit(return_code=status)

    async def _tick(self) -> None:
        if not self.is_headless and not has_terminal():
            # With SIGHUP ignored nobody tells that the terminal is gone.
            self.exit(return_code=HUNG_UP)
            return
        await self.each_second()

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = DEFECT
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End with a sober sentence; Textual would print local variables, ids among them."""
        if self.defect is None and self._exception is not None:
            # A failed worker wraps what went wrong in it.
            defect = getattr(self._exception, "error", self._exception)
            sentence, self.defect = report_defect(defect, self._state_folder)
            self._exit_renderables.append(Text(sentence))
        self._close_messages_no_wait()
