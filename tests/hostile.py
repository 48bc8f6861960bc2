"""Names that some source really may hold, and what each of them would like to do."""

from __future__ import annotations

HOSTILE = (
    "[/]",
    "x [/foo]",
    "[b]fet[/b]",
    "Lag [A]",
    "\\[red]",
    "[@click=app.quit()]x[/]",
    "[link=http://example.invalid]x",
    "\x1b]0;eid\x07",
    "\x9b31m",
    "\x00\x7f\b\r",
    "to\nlinjer\u2028til",
    "\u202eder\u202c\u200b\ufeff",
    "😀" * 100,
    "日本語" * 60,
    "e\u0301\u0301\u0301" * 80,
    "x" * 200,
    "{operator} %s {0}",
)
"""Markup, live actions, terminal control, lines, directions, width."""
