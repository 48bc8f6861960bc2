"""Where the program begins and ends: every way out is an exit status."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from tui import cli
from tui.crash import report_defect
from tui.places import state_folder

DEFECT = 70
INTERRUPTED = 130
READER_GONE = 141
"""What a shell reports of a program whose reader closed the pipe."""


class Told(BaseException):
    """The host told the program to end; what was begun is rolled back on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_status = 128 + number


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one call of the command line; returns the exit status."""
    try:
        with _told_by_signals():
            return cli.answer(sys.argv[1:] if arguments is None else list(arguments))
    except Told as told:
        return told.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        cli.leave_quietly()
        return READER_GONE
    except Exception as error:
        # The last resort, here alone: a traceback on the screen could show whose line it was.
        sentence, _ = report_defect(error, state_folder())
        sys.stderr.write(f"{sentence}\n")
        return DEFECT


@contextmanager
def _told_by_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the call in order; one that is ignored stays ignored."""
    numbers = [
        number
        for number in (signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(number) is signal.SIG_DFL
    ]
    for number in numbers:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise Told(number)


if __name__ == "__main__":
    sys.exit(main())
