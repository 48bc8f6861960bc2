"""Frozen values that the screens and the command line show; no row of the store leaves `data`."""

from __future__ import annotations

from data.views.checklist import (
    AnswerChange,
    BridgeRow,
    ControlView,
    Finding,
    PointState,
    PointView,
    SignOffView,
)
from data.views.invoices import Invoice, InvoicePart, InvoiceRow
from data.views.lines import IdLevel, LineFilter, LineRow, Order, Scope, Tally
from data.views.months import AtWork, BuildingRow, BuildingState, DeadlineView, MonthView
from data.views.notes import NoteKind, NoteSubject, NoteView
from data.views.records import CopyView, ExportView, ImportView, JournalEntry

__all__ = [
    "AnswerChange",
    "AtWork",
    "BridgeRow",
    "BuildingRow",
    "BuildingState",
    "ControlView",
    "CopyView",
    "DeadlineView",
    "ExportView",
    "Finding",
    "IdLevel",
    "ImportView",
    "Invoice",
    "InvoicePart",
    "InvoiceRow",
    "JournalEntry",
    "LineFilter",
    "LineRow",
    "MonthView",
    "NoteKind",
    "NoteSubject",
    "NoteView",
    "Order",
    "PointState",
    "PointView",
    "Scope",
    "SignOffView",
    "Tally",
]
