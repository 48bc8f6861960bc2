"""What an invoice file and its log are called, here and where they are delivered (8.2)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from data.files.options import FileOptions
from data.formats import Format
from data.listing import CustomerType


class FileNames(NamedTuple):
    """The names that belong to one invoice file."""

    file: str
    log: str
    delivered: str


def file_names(
    layout: Format,
    customer_type: CustomerType,
    file_id: int,
    generated: date,
    options: FileOptions,
    running_number: int,
) -> FileNames:
    """Return the names of a file: `running_number` counts the files of that day from 1.

    `manual` is the older name YYMMDD + running number that the public manual shows, `reference`
    Aktiv kommune's own.
    """
    if options.names == "manual":
        stem = f"{generated:%y%m%d}{running_number}"
        name = f"{stem}{layout.suffix}"
        return FileNames(name, f"log_{stem}.csv", name)
    stem = f"{customer_type}_{file_id}"
    delivered = f"{layout.prefix}_{stem}_{generated:%y%m%d}{layout.suffix}"
    return FileNames(f"export_{stem}{layout.suffix}", f"log_{stem}.csv", delivered)
