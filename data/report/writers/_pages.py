"""The pages of a PDF: what stands at the top and foot of each, and tables that go on over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import ttf_opensans
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from data.report.content import Report, Say, Section, Table, shown
from data.words import N_, phrase

FONT = "OpenSans"
"""Open Sans, under the Apache License 2.0; only the letters that occur are put in the file."""
PLAIN, BOLD = "", "B"
MARGIN, FOOT = 12.0, 14.0
SIZE, ROW = 8.0, 4.2
"""Points of the text and millimetres of a row."""
GAP = 2.5
MOST_ROWS = 6
"""Rows of one cell; what is longer is cut, with three dots."""
GREY, BLACK = 110, 0


def draw(report: Report, say: Say) -> bytes:
    """Return the whole PDF."""
    pages = _Pages(report, say)
    pages.front()
    for section in report.sections:
        pages.section(section)
    return bytes(pages.output())


class _Pages(FPDF):
    """The pages of one report."""

    def __init__(self, report: Report, say: Say) -> None:
        super().__init__(orientation="landscape", unit="mm", format="A4")
        self._report = report
        self._say = say
        self.add_font(FONT, PLAIN, ttf_opensans.OPENSANS_REGULAR.path)
        self.add_font(FONT, BOLD, ttf_opensans.OPENSANS_SEMIBOLD.path)
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0.0
        self.set_auto_page_break(auto=False)
        self.set_title(self._text(say(report.title)))
        self.set_creation_date(report.at)
        self.set_font(FONT, PLAIN, SIZE)
        self._width_of = lru_cache(maxsize=20_000)(self._measured)
        self.add_page()

    # What stands on every page.

    def footer(self) -> None:
        """Write the title to the left and the page to the right."""
        self.set_y(-FOOT + 4)
        self.set_font(FONT, PLAIN, 7)
        self.set_text_color(GREY)
        about = "  ".join(self._fact(cell) for _name, cell in self._report.facts[:2])
        self.cell(self.epw / 2, ROW, self._text(f"{self._say(self._report.title)}  {about}"))
        page = phrase(N_("Page {page} of {pages}"), page=self.page_no(), pages=self.str_alias)
        self.cell(self.epw / 2, ROW, self._say(page), align="R")
        self.set_text_color(BLACK)
        self.set_font(FONT, PLAIN, SIZE)

    @property
    def str_alias(self) -> str:
        """What stands for the number of pages until it is known."""
        return str(self.str_alias_nb_pages)

    # The parts of the report.

    def front(self) -> None:
        """Write the title and what the report is about."""
        self._line(self._say(self._report.title), BOLD, 15, 9)
        for name, cell in self._report.facts:
            self.set_font(FONT, BOLD, SIZE)
            self.cell(38, ROW, self._text(self._say(name)))
            self._line(self._fact(cell), PLAIN, SIZE, ROW)

    def section(self, section: Section) -> None:
        """Write one section; its heading never stands alone at the foot of a page."""
        self._need(6 * ROW)
        self.ln(ROW)
        self._line(self._say(section.title), BOLD, 11, 6)
        self.set_font(FONT, PLAIN, SIZE)
        for sentence in section.sentences:
            for row in self._rows(shown(sentence, self._say), self.epw, 40):
                self._need(ROW)
                self._line(row, PLAIN, SIZE, ROW)
        if section.table is not None:
            self._table(section.table)

    def _table(self, table: Table) -> None:
        whole = sum(column.share for column in table.columns)
        widths = [self.epw * column.share / whole for column in table.columns]
        aligned = ["R" if column.right else "L" for column in table.columns]
        heads = [self._say(column.title) for column in table.columns]
        self._headings(heads, widths, aligned)
        for row in table.rows:
            cells = [
                self._rows(shown(cell, self._say), width - GAP, MOST_ROWS)
                for cell, width in zip(row, widths, strict=True)
            ]
            if self._need(ROW * max(map(len, cells))):
                self._headings(heads, widths, aligned)
            self._cells(cells, widths, aligned)

    def _headings(
        self, heads: Sequence[str], widths: Sequence[float], aligned: Sequence[str]
    ) -> None:
        self.set_font(FONT, BOLD, SIZE)
        self._width_of.cache_clear()
        cells = [
            self._rows(head, width - GAP, 2) for head, width in zip(heads, widths, strict=True)
        ]
        self._cells(cells, widths, aligned)
        self.set_font(FONT, PLAIN, SIZE)
        self._width_of.cache_clear()
        y = self.get_y()
        self.set_line_width(0.2)
        self.line(self.l_margin, y, self.w - self.r_margin, y)
        self.set_y(y + 0.6)

    def _cells(
        self, cells: Sequence[Sequence[str]], widths: Sequence[float], aligned: Sequence[str]
    ) -> None:
        """Write one row of a table, its cells as high as the highest."""
        x, y = self.l_margin, self.get_y()
        for rows, width, side in zip(cells, widths, aligned, strict=True):
            for level, text in enumerate(rows):
                if text:
                    left = x + (width - GAP - self._width_of(text) if side == "R" else 0)
                    self.text(left, y + ROW * level + ROW * 0.72, text)
            x += width
        self.set_y(y + ROW * max(map(len, cells)))

    # Room.

    def _need(self, height: float) -> bool:
        """Begin a page where so many millimetres are not left; tell whether one was begun."""
        if self.get_y() + height <= self.h - FOOT:
            return False
        self.add_page()
        return True

    def _line(self, text: str, style: str, size: float, height: float) -> None:
        self.set_font(FONT, style, size)
        self.cell(0, height, self._text(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _rows(self, text: str, width: float, most: int) -> list[str]:
        """Return the text in rows no wider than a column, cut where there are too many."""
        text = self._text(text)
        if self._width_of(text) <= width:
            return [text]
        rows = list(self._broken(text, width))
        if len(rows) > most:
            rows = [*rows[: most - 1], f"{rows[most - 1][:-3]}..."]
        return rows

    def _broken(self, text: str, width: float) -> Iterator[str]:
        """Yield rows broken between words, and within a word that is wider than the column."""
        row = ""
        for word in text.split(" "):
            together = f"{row} {word}" if row else word
            if self._width_of(together) <= width:
                row = together
                continue
            if row:
                yield row
            while self._width_of(word) > width:
                fits = self._letters_that_fit(word, width)
                yield word[:fits]
                word = word[fits:]
            row = word
        yield row

    def _letters_that_fit(self, word: str, width: float) -> int:
        low, high = 1, len(word)
        while low < high:
            middle = (low + high + 1) // 2
            if self._width_of(word[:middle]) <= width:
                low = middle
            else:
                high = middle - 1
        return low

    def _measured(self, text: str) -> float:
        return self.get_string_width(text)

    def _fact(self, cell: Any) -> str:
        return shown(cell, self._say)

    def _text(self, text: str) -> str:
        """Return text with a question mark for each sign that the font does not have."""
        font = self.fonts[FONT.lower()]
        has = font.cmap if isinstance(font, TTFFont) else {}
        return "".join(sign if ord(sign) in has else "?" for sign in text)
