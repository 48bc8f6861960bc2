"""The tables of the store; nothing outside `data` sees a row of them.

Amounts are integer øre. Times of rentals are Oslo wall time as printed; times of events are
UTC. Nothing is ever deleted: what is taken back keeps its row and says when, by whom and why.
"""

from __future__ import annotations

from data.models.answers import Approval, ControlTotal, SignOff
from data.models.base import among, chunks, tuples
from data.models.buildings import AccountString, Building, Import
from data.models.exports import Copy, Export
from data.models.files import (
    Delivery,
    FileLine,
    FileOrder,
    InvoiceFile,
    KnownHost,
    LaterChange,
    Letter,
    Receipt,
)
from data.models.lines import ExportLine, Line, open_lines
from data.models.record import Attempt, JournalRow, Lock, Setting
from data.models.remarks import Correction, Decision, Note

TABLES = (
    Building, AccountString, Import, Copy, Export, Line, ExportLine, SignOff, ControlTotal,
    JournalRow, Setting, Lock, Correction, Decision, Note, Approval,
    Attempt, InvoiceFile, FileOrder, FileLine, LaterChange, Delivery, Letter, Receipt, KnownHost,
)  # fmt: skip

__all__ = [
    "TABLES",
    "AccountString",
    "Approval",
    "Attempt",
    "Building",
    "ControlTotal",
    "Copy",
    "Correction",
    "Decision",
    "Delivery",
    "Export",
    "ExportLine",
    "FileLine",
    "FileOrder",
    "Import",
    "InvoiceFile",
    "JournalRow",
    "KnownHost",
    "LaterChange",
    "Letter",
    "Line",
    "Lock",
    "Note",
    "Receipt",
    "Setting",
    "SignOff",
    "among",
    "chunks",
    "open_lines",
    "tuples",
]
