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
from data.views.lines import IdLevel, LineFilter, LineRow, Order, Scope, Tally
from data.views.months import AtWork, BuildingRow, BuildingState, DeadlineView, MonthView
from data.views.records import CopyView, ExportView, ImportView, InvoiceRow, JournalEntry

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
    "InvoiceRow",
    "JournalEntry",
    "LineFilter",
    "LineRow",
    "MonthView",
    "Order",
    "PointState",
    "PointView",
    "Scope",
    "SignOffView",
    "Tally",
]
