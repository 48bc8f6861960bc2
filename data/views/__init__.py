"""Frozen values that the screens and the command line show; no row of the store leaves `data`."""

from __future__ import annotations

from data.views.checklist import BridgeRow, ControlView, PointState, PointView, SignOffView
from data.views.lines import IdLevel, LineFilter, LineRow, Order, Scope, Tally
from data.views.months import AtWork, BuildingRow, BuildingState, DeadlineView, MonthView
from data.views.records import CopyView, ExportView, ImportView, InvoiceRow, JournalEntry

__all__ = [
    "AtWork",
    "BridgeRow",
    "BuildingRow",
    "BuildingState",
    "ControlView",
    "CopyView",
    "DeadlineView",
    "ExportView",
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
