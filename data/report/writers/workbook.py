"""A report as a workbook (XLSX): a sheet for each section, amounts as numbers, no formulas."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any

from data import money
from data.report.content import Cell, Column, Ore, Report, Say, Section, shown
from data.report.writers import Writer
from data.text import clean
from data.words import N_

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
LONGEST_CELL = 32_000
"""Characters; a workbook holds little more in one cell."""
LONGEST_NAME = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

MONEY, DAY, TIME = "#,##0.00", "dd.mm.yyyy", "dd.mm.yyyy hh.mm"
CHARACTERS = 1.1
"""Width of a column for each hundredth of the room across."""


def write(report: Report, say: Say) -> bytes:
    """Return the workbook."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        writer = _Sheets(book, say)
        writer.summary(report)
        for section in report.sections:
            writer.section(section)
    return content.getvalue()


class _Sheets:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, say: Say) -> None:
        self._book = book
        self._say = say
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._money = book.add_format({"num_format": MONEY, "valign": "top"})
        self._day = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
        self._time = book.add_format({"num_format": TIME, "valign": "top", "align": "left"})
        self._names: set[str] = set()

    def summary(self, report: Report) -> None:
        """Write what the report is about."""
        sheet = self._sheet(self._say(report.title))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 80)
        sheet.write_string(0, 0, _safe(self._say(report.title)), self._bold)
        for place, (name, cell) in enumerate(report.facts, 2):
            sheet.write_string(place, 0, _safe(self._say(name)), self._text)
            self._cell(sheet, place, 1, cell)

    def section(self, section: Section) -> None:
        """Write one section on a sheet of its own."""
        sheet = self._sheet(self._say(section.title))
        sheet.write_string(0, 0, _safe(self._say(section.title)), self._bold)
        for place, sentence in enumerate(section.sentences, 1):
            sheet.write_string(place, 0, _safe(shown(sentence, self._say)))
        if section.table is None:
            return
        top = len(section.sentences) + 2
        self._headings(sheet, top, section.table.columns)
        for place, row in enumerate(section.table.rows, top + 1):
            for column, cell in enumerate(row):
                self._cell(sheet, place, column, cell)

    def _headings(self, sheet: Any, top: int, columns: tuple[Column, ...]) -> None:
        whole = sum(column.share for column in columns)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, max(8, 100 * CHARACTERS * column.share / whole))
            sheet.write_string(top, place, _safe(self._say(column.title)), self._head)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        """Write a cell as the kind it is; text is always text, whatever it begins with."""
        match cell:
            case None:
                return
            case Ore(value):
                sheet.write_number(row, column, money.to_decimal(value), self._money)
            case datetime():
                sheet.write_datetime(row, column, cell.replace(tzinfo=None), self._time)
            case date():
                sheet.write_datetime(row, column, cell, self._day)
            case int():
                sheet.write_number(row, column, cell, self._text)
            case _:
                sheet.write_string(row, column, _safe(shown(cell, self._say)), self._text)

    def _sheet(self, title: str) -> Any:
        """Return a new sheet under a name that a workbook accepts and that is free."""
        name = _NO_NAME.sub(" ", clean(title)).strip()[:LONGEST_NAME] or "-"
        while name.lower() in self._names:
            name = f"{name[: LONGEST_NAME - 2]} {len(self._names)}"[:LONGEST_NAME]
        self._names.add(name.lower())
        return self._book.add_worksheet(name)


def _safe(text: str) -> str:
    return _NOT_IN_XML.sub("", text)[:LONGEST_CELL]


WRITER = Writer("xlsx", N_("workbook (XLSX)"), 4, write)
