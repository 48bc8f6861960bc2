"""What an operator can put right, and how the command line answers it."""

from __future__ import annotations

from dataclasses import dataclass

from data.words import Phrase, phrase


class Problem(Exception):
    """A refusal that the operator can act on: a code, what is wrong, where, what to do.

    Codes follow the ranges F1 import, F2 customer id, F3 lines and sums, F4 account
    strings, F5 export, F6 file and receipt, F7 lock, clock and store.
    """

    exit_status = 1

    def __init__(self, code: str, message: str, /, **values: object) -> None:
        super().__init__(code, message, values)
        self.code = code
        self.phrase: Phrase = phrase(message, **values)

    def __str__(self) -> str:
        return f"{self.code} {self.phrase}"


class UsageProblem(Problem):
    """The question itself is wrong: an unknown building, a date that does not exist."""

    exit_status = 2


class BusyProblem(Problem):
    """The store is locked, or another operator works on the building."""

    exit_status = 4


@dataclass(frozen=True, slots=True)
class BadCell:
    """One place in a refused file: file name, row as the file counts it, column, value, reason."""

    file: str
    row: int
    column: str
    value: str
    reason: Phrase


class Refused(Problem):
    """A file that is not imported; nothing of it was stored."""

    exit_status = 3

    def __init__(
        self, code: str, message: str, /, cells: tuple[BadCell, ...], **values: object
    ) -> None:
        super().__init__(code, message, **values)
        self.cells = cells


class AmbiguousDates(Refused):
    """Every date of the file can be read in two ways; somebody must say which is meant."""

    def __init__(
        self,
        code: str,
        message: str,
        /,
        cells: tuple[BadCell, ...],
        readings: tuple[str, str],
        **values: object,
    ) -> None:
        super().__init__(code, message, cells, **values)
        self.readings = readings
        """The two orders, of `dmy`, `mdy`, `ymd`, `ydm`."""
