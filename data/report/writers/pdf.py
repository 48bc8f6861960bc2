"""A report as PDF: A4 across, a font with every Norwegian letter, headings on each page."""

from __future__ import annotations

from data.report.content import Report, Say
from data.report.writers import Writer
from data.words import N_


def write(report: Report, say: Say) -> bytes:
    """Return the PDF."""
    from data.report.writers._pages import draw

    return draw(report, say)


WRITER = Writer("pdf", N_("to print and keep (PDF)"), 1, write)
