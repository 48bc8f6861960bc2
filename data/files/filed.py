"""Part Files: the generated files, what is in them, and whether they are there unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from data.errors import Problem
from data.files import listed
from data.files.batch import FileRead
from data.files.options import FileOptions
from data.formats import format_of
from data.models import InvoiceFile, tuples
from data.month import Month
from data.text import clean
from data.views.files import FileView, OrderView
from data.words import N_

Found = Literal["intact", "missing", "changed"]


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What looking at one file and its log found, on disk and in the store."""

    number: int
    name: str
    disk: Found
    row: Found

    @property
    def is_intact(self) -> bool:
        """Whether file and log are, on disk and in the store, as they were generated."""
        return self.disk == self.row == "intact"


class Files:
    """Lists the files and reads them anew: nothing is told from memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self, month: Month | None = None) -> tuple[FileView, ...]:
        """Return the files, oldest first; of one month or of all."""
        if month is None:
            return listed.views(self.folder)
        return listed.views(self.folder, InvoiceFile.month == month.first)

    def file(self, number: int) -> FileView:
        """Return one file; raises UsageProblem F658 when there is none of that number."""
        listed.row_of(number)
        return listed.views(self.folder, InvoiceFile.id == number)[0]

    def find(self, text: str) -> FileView:
        """Return the file that a name or number means; raises UsageProblem F658."""
        return self.file(listed.numbered(text))

    def orders(self, number: int) -> tuple[OrderView, ...]:
        """Return the orders of a file; raises UsageProblem F658."""
        return listed.orders_of(number)

    def content(self, number: int) -> bytes:
        """Return the file as it lies on disk.

        Raises Problem F665 when it is gone or is not what was generated.
        """
        row = listed.row_of(number)
        return self._intact(row.name, row.sha256)

    def log(self, number: int) -> bytes:
        """Return the log as it lies on disk; raises as `content`."""
        row = listed.row_of(number)
        return self._intact(row.log_name, row.log_sha256)

    def read(self, number: int) -> FileRead:
        """Return records and orders of the file on disk, taken apart; raises as `content`."""
        row = listed.row_of(number)
        options = FileOptions(**json.loads(row.options))
        return format_of(row.format).read(self.content(number), options)

    def verify(self) -> Iterator[FileVerdict]:
        """Look at every file and log, on disk and in the store, one after the other."""
        numbers = tuples(InvoiceFile.select(InvoiceFile.id).order_by(InvoiceFile.id))
        for (number,) in numbers:
            row = listed.row_of(number)
            kept = [_digest(bytes(content)) for content in (row.content, row.log)]
            known = kept == [row.sha256, row.log_sha256]
            yield FileVerdict(
                number, row.name, self._on_disk(row), "intact" if known else "changed"
            )

    def strays(self) -> list[str]:
        """Return the names of what lies among the files and belongs to none of them."""
        known = {name for pair in tuples(_NAMES) for name in pair}
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        return sorted(clean(item.name) for item in found if item.name not in known)

    def _on_disk(self, row: InvoiceFile) -> Found:
        try:
            found = [
                _digest((self.folder / name).read_bytes()) for name in (row.name, row.log_name)
            ]
        except OSError:
            return "missing"
        return "intact" if found == [row.sha256, row.log_sha256] else "changed"

    def _intact(self, name: str, sha256: str) -> bytes:
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            content = b""
        if _digest(content) != sha256:
            raise Problem(
                "F665",
                N_("{name} is not in {folder} as it was generated. Restore it from a backup."),
                name=name,
                folder=str(self.folder),
            )
        return content


_NAMES = InvoiceFile.select(InvoiceFile.name, InvoiceFile.log_name)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
