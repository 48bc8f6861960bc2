"""Part Registers: Enhetsregisteret brought in, so that a new customer is judged at once."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import TYPE_CHECKING

from data import dates
from data.errors import Problem, UsageProblem
from data.journal import Event, Journal
from data.register.lookup import Register
from data.register.unit import RegisterView, grouped
from data.store import change
from data.words import N_

if TYPE_CHECKING:
    from data.register.building import BuiltRegister, Progress

REGISTER_IMPORTED = Event(
    "register_imported",
    N_("unit register of {date} taken in from {files}: {units} units"),
    concerns_all=True,
    leaves="lines",
)


class Registers:
    """Keeps one unit register for a store, in a file of its own."""

    def __init__(self, journal: Journal, path: Path | None) -> None:
        """Keep it beside the store at `path`; None is a store in memory."""
        self._journal = journal
        self._target = register_path(path)
        self.register = Register(self._target)
        """Looks units up; knows nobody until a register is brought in."""

    def state(self) -> RegisterView | None:
        """Return the register in use, None when there is none; raises as `Register.view`."""
        return self.register.view()

    def load(
        self, paths: Iterable[Path], day: date | None = None, progress: Progress | None = None
    ) -> RegisterView:
        """Make one register of bulk files and put it in use; raises as its two steps do."""
        return self.install(self.prepare(paths, day, progress))

    def prepare(
        self, paths: Iterable[Path], day: date | None = None, progress: Progress | None = None
    ) -> BuiltRegister:
        """Read bulk files into a register that is not in use yet: the long step.

        It asks the store nothing and may run in any thread; what `progress` raises stops it
        and leaves nothing. `day` overrides the day the files give. Raises Refused F130 to F134
        for a file that cannot be used, Problem F135 when the disk cannot, and UsageProblem F137
        for a day that has not come.
        """
        from data.register.building import Origin, build

        now = dates.local(self._journal.now())
        if day is not None and day > now.date():
            raise UsageProblem(
                "F137",
                N_("The unit register cannot be of {date}: that day has not come."),
                date=dates.show(day),
            )
        before = 0
        # One that cannot be read is to be replaced.
        with suppress(Problem):
            before = view.units if (view := self.state()) else 0
        origin = Origin(self._journal.operator, now, before)
        return build(paths, self._target, day, origin, progress or _silent)

    def install(self, built: BuiltRegister) -> RegisterView:
        """Put a register in use in place of the one before it, with its journal entry.

        Raises Problem F135 when it cannot; then nothing is changed.
        """
        view = built.view
        try:
            with change():
                self._journal.write(
                    REGISTER_IMPORTED,
                    None,
                    date=dates.show(view.date),
                    files=", ".join(file.name for file in view.files),
                    units=grouped(view.units),
                )
                # Last, so that an entry which cannot be written leaves the register as it was.
                built.put_in_use()
        finally:
            built.drop()
        return view


def register_path(store: Path | None) -> Path:
    """Return where a store's unit register lies: beside it, under its name.

    For a store in memory it is a new folder, made when a register is.
    """
    if store is None:
        return Path(gettempdir()) / f"fakturaklar-{token_hex(8)}" / "enhetsregister.db"
    return store.with_name(f"{store.stem}-enhetsregister.db")


def _silent(_units: int, _read: int, _size: int) -> None:
    """Tell nobody."""
