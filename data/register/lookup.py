"""Looking units up in the register file that is in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from data.errors import Problem
from data.register.unit import RegisterView, Unit, read_about
from data.sqlite import EngineError, open_finished
from data.text import clean, fold
from data.words import N_

MOST_NAMESAKES = 5
"""Units of one name that are worth looking at."""
_PORTION = 500
"""Numbers asked for at a time."""
_COLUMNS = "number, name, form, bankrupt, winding_up, parent"

_Mark = tuple[int, int, int]
"""What tells one file of a name from the next."""


class Register:
    """Answers from the register beside a store, or from none: an empty one knows nobody.

    Each question opens the file anew (a sixth of a millisecond), so that a register which
    another process has put in its place answers from then on, and any thread may ask. One that
    cannot be read counts as none: what it would say is for attention and must stop nobody.
    """

    def __init__(self, path: Path) -> None:
        """Answer from the file at `path`, which need not be there."""
        self._path = path
        self._mark: _Mark | None = None
        self._view: RegisterView | None = None

    @property
    def date(self) -> date | None:
        """The day the register was made; None without one."""
        view = self._known()
        return view.date if view else None

    def view(self) -> RegisterView | None:
        """Return what the register says of itself, None without one.

        Raises Problem F136 when there is one that cannot be read.
        """
        view = self._known()
        if view is None and self._mark is not None:
            raise Problem(
                "F136",
                N_("The unit register {path} cannot be read. Import the files of units again."),
                path=str(self._path),
            )
        return view

    def unit(self, number: int) -> Unit | None:
        """Return the unit of that number."""
        return self.units([number]).get(number)

    def units(self, numbers: Iterable[int]) -> dict[int, Unit]:
        """Return those of the numbers that are in the register."""
        wanted = sorted(set(numbers))
        found: dict[int, Unit] = {}
        for start in range(0, len(wanted), _PORTION):
            portion = wanted[start : start + _PORTION]
            holders = ", ".join("?" * len(portion))
            found |= {unit.number: unit for unit in self._found(f"number IN ({holders})", portion)}
        return found

    def named(self, name: str) -> list[Unit]:
        """Return the first units of exactly this name, without regard to case and blanks."""
        key = fold(clean(name))
        return self._found(f"key = ? ORDER BY number LIMIT {MOST_NAMESAKES}", [key]) if key else []

    def _found(self, where: str, values: Sequence[object]) -> list[Unit]:
        if self._known() is None:
            return []
        query = f"SELECT {_COLUMNS} FROM unit WHERE {where}"  # noqa: S608 - holds no values
        return [
            Unit(number, name, form, bool(bankrupt), bool(winding_up), parent)
            for number, name, form, bankrupt, winding_up, parent in self._rows(query, values)
        ]

    def _known(self) -> RegisterView | None:
        """Return what the file that is there now says of itself, read once for each file."""
        mark = self._mark_now()
        if mark != self._mark:
            self._mark, self._view = mark, None
            rows = self._rows("SELECT content FROM about", ()) if mark else []
            # What is no register, or one of another format, is told by `view`.
            with suppress(ValueError, KeyError, TypeError):
                self._view = read_about(str(rows[0][0])) if rows else None
        return self._view

    def _mark_now(self) -> _Mark | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return what the file answers; nothing where it cannot be read."""
        try:
            connection = open_finished(self._path)
            try:
                return connection.execute(query, values).fetchall()
            finally:
                connection.close()
        except EngineError:
            return []
