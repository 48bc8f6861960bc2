"""A report as plain text, a hundred characters wide, for mail and for reading aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from data.report.content import Column, Report, Say, Section, Table, shown
from data.report.writers import Writer
from data.words import N_

WIDTH = 100
GAP = "  "
LONGEST_WORD = 14
"""Characters of a word that widens its column; a longer one is broken."""


def write(report: Report, say: Say) -> bytes:
    """Return the report in UTF-8."""
    rows = [say(report.title), "=" * len(say(report.title)), ""]
    names = [say(name) for name, _cell in report.facts]
    room = max(map(len, names), default=0)
    for name, (_name, cell) in zip(names, report.facts, strict=True):
        rows += _wrapped(f"{name.ljust(room)}{GAP}{shown(cell, say)}", room + len(GAP))
    for section in report.sections:
        rows += _section(section, say)
    return ("\n".join(row.rstrip() for row in rows) + "\n").encode()


def _section(section: Section, say: Say) -> Iterator[str]:
    title = say(section.title)
    yield from ("", title, "-" * len(title))
    for sentence in section.sentences:
        yield from _wrapped(shown(sentence, say), 0)
    if section.table is not None:
        yield from _table(section.table, say)


def _table(table: Table, say: Say) -> Iterator[str]:
    headings = [say(column.title) for column in table.columns]
    cells = [headings, *([shown(cell, say) for cell in row] for row in table.rows)]
    widths = _widths(table.columns, cells)
    for row in cells:
        yield from _row(row, widths, table.columns)


def _widths(columns: tuple[Column, ...], cells: list[list[str]]) -> list[int]:
    """Return how wide each column is: its longest word at least, then by its share of the rest.

    Figures are never broken over two rows.
    """
    whole = [max(map(len, column)) for column in zip(*cells, strict=True)]
    widths = [
        need if column.right else min(LONGEST_WORD, need, _longest_word(texts))
        for need, column, texts in zip(whole, columns, zip(*cells, strict=True), strict=True)
    ]
    left = WIDTH - len(GAP) * (len(columns) - 1) - sum(widths)
    while left > 0:
        waiting = [place for place, need in enumerate(whole) if widths[place] < need]
        if not waiting:
            break
        # The one that is worst off for its share gets one more.
        place = min(waiting, key=lambda place: widths[place] / columns[place].share)
        widths[place] += 1
        left -= 1
    return widths


def _longest_word(texts: Iterable[str]) -> int:
    return max(len(word) for text in texts for word in text.split(" "))


def _row(row: list[str], widths: list[int], columns: tuple[Column, ...]) -> Iterator[str]:
    parts = [
        textwrap.wrap(cell, max(1, width), break_on_hyphens=False) or [""]
        for cell, width in zip(row, widths, strict=True)
    ]
    for level in range(max(map(len, parts))):
        cells = [part[level] if level < len(part) else "" for part in parts]
        yield GAP.join(
            cell.rjust(width) if column.right else cell.ljust(width)
            for cell, width, column in zip(cells, widths, columns, strict=True)
        )


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent) or [""]


WRITER = Writer("txt", N_("plain text"), 2, write)
