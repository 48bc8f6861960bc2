"""A report as semicolon-separated text for spreadsheets: each section with its own headings."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from data import money
from data.report.content import Cell, Ore, Report, Say, shown
from data.report.writers import Writer
from data.text import spreadsheet_safe
from data.words import N_


def write(report: Report, say: Say) -> bytes:
    """Return the report in UTF-8 with the mark without which spreadsheets take another code."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow([_cell(report.title, say)])
    rows.writerows([_cell(name, say), _cell(cell, say)] for name, cell in report.facts)
    for section in report.sections:
        rows.writerow([])
        rows.writerow([_cell(section.title, say)])
        rows.writerows([_cell(sentence, say)] for sentence in section.sentences)
        if section.table is not None:
            rows.writerow([_cell(column.title, say) for column in section.table.columns])
            rows.writerows([_cell(cell, say) for cell in row] for row in section.table.rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: Cell, say: Say) -> str:
    """Return a cell that no spreadsheet runs; amounts without blanks, which it would not add up."""
    match cell:
        case Ore(value):
            return money.plain(value).replace(".", ",")
        case datetime() | date() | int():
            return shown(cell, say)
    return spreadsheet_safe(shown(cell, say))


WRITER = Writer("csv", N_("for spreadsheets, as text (CSV)"), 3, write)
