"""Close: one store, opened by one operator; the only door for screens and commands.

Each part is a class in the module of its subject. Every method that changes something is one
transaction with its journal entry. All calls must come from the thread that opened the store.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from data.account_strings import AccountStrings
from data.approvals import Approvals
from data.archive import Archive
from data.attempts import Attempts
from data.basis import Basis
from data.collective import Collective
from data.control import Control
from data.corrections import Corrections
from data.delivery.secrets import Secrets, secret_folders
from data.differences import Differences
from data.disclosure import Disclosures
from data.exports import Exports
from data.files.chain import Chains
from data.files.deliveries import Deliveries
from data.files.filed import Files
from data.files.gate import Gate
from data.files.generating import Generation
from data.files.letters import Letters
from data.files.receipts import Receipts
from data.health import Health
from data.imports import Imports
from data.integrity import Integrity
from data.journal import Journal
from data.locks import Locks
from data.months import Months
from data.notes import Notes
from data.printing import Printing
from data.ready import Ready
from data.registers import Registers
from data.reports import Reports
from data.settings import Settings
from data.store import close_store, open_store
from data.surroundings import Surroundings


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Close:
    """The month close of one municipality."""

    def __init__(
        self,
        path: Path | None,
        operator: str,
        *,
        test_mode: bool | None = None,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        """Open the store at `path`, or one in memory; raises Problem when it cannot be.

        `test_mode` overrides the setting; `clock` returns the time in UTC.
        """
        open_store(path)
        self.path = path
        self.operator = operator
        self.journal = Journal(operator, clock)
        self.settings = Settings(self.journal)
        options = self.settings.options()
        self.test_mode = options.test_mode if test_mode is None else test_mode
        self._make_parts(path)

    def _make_parts(self, path: Path | None) -> None:
        """Make the parts in the order in which they need each other."""
        self.account_strings = AccountStrings(self.journal)
        self.imports = Imports(self.journal)
        self.basis = Basis(self.journal, self.test_mode)
        self.registers = Registers(self.journal, path)
        around = Surroundings(self.journal, self.registers.register, test_mode=self.test_mode)
        self.control = Control(self.journal, self.basis, self.settings, around)
        self.archive = Archive(self.journal, self.basis, archive_folder(path))
        self.approvals = Approvals(self.journal, self.settings)
        self.attempts = Attempts(self.journal)
        self.gate = Gate(self.approvals)
        self.exports = Exports(
            self.journal, self.basis, self.control, self.archive, self.attempts, self.gate
        )
        self.collective = Collective(self.basis, self.exports)
        self.differences = Differences(self.journal, self.basis, self.archive, self.exports)
        self.notes = Notes(self.journal)
        self.reports = Reports(
            self.journal, self.basis, self.control, self.archive, self.exports, self.notes
        )
        self.locks = Locks(self.journal)
        self.corrections = Corrections(self.journal, self.basis, self.registers.register)
        self.disclosures = Disclosures(self.journal)
        self.files = Files(files_folder(path))
        self.integrity = Integrity(self.journal, self.archive, self.files)
        self.health = Health(path, self.journal, self.archive, self.files, self.settings)
        self.printing = Printing(self.archive, self.settings)
        self._make_file_parts(path)

    def _make_file_parts(self, path: Path | None) -> None:
        """Make the parts of the last third of the month: from what is ready to the receipt."""
        self.months = Months(
            self.basis, self.control, self.exports, self.locks, self.settings, self.files
        )
        self.ready = Ready(self.basis, self.exports, self.months)
        self.generation = Generation(
            self.journal, self.exports, self.ready, self.settings, self.gate, self.files.folder
        )
        self.receipts = Receipts(self.journal, self.approvals, self.files.folder)
        secrets = Secrets(secret_folders(path))
        self.deliveries = Deliveries(self.journal, self.files, self.settings, secrets)
        self.letters = Letters(self.journal, self.files, self.settings, secrets)
        self.chains = Chains(self.archive, self.exports, self.files)

    def revision(self) -> int:
        """Return a number that moves whenever anybody changed the store."""
        return self.journal.head()

    def shut(self) -> None:
        """Shut the store; nothing is lost, every change is already on disk."""
        close_store()


def files_folder(path: Path | None) -> Path:
    """Return where a store's invoice files lie: beside it, under its name."""
    if path is None:
        return Path(mkdtemp(prefix="fakturaklar-"))
    return path.with_name(f"{path.stem}-filer")


def archive_folder(path: Path | None) -> Path:
    """Return where a store's copies lie: beside it, under its name."""
    if path is None:
        return Path(mkdtemp(prefix="fakturaklar-"))
    return path.with_name(f"{path.stem}-arkiv")
