"""How a line reads on the screens: its cells, its time, its customer id and what to do.

Identity numbers are masked in every text from outside, names and descriptions included.
"""

from __future__ import annotations

from rich.text import Text
from textual.content import Content

from data import dates, money
from data.customer_id import STATES, mask
from data.listing import CustomerType, LineType
from data.text import clean
from data.views import IdLevel, LineRow
from tui import glyphs
from tui.words import N_, _

LEVELS: dict[IdLevel, glyphs.State] = {
    "ok": "ok",
    "attention": "attention",
    "blocked": "error",
    "free": "nothing",
}
"""The sign of each level of a customer id's judgement."""

TYPES: dict[LineType, str] = {
    "event": N_("Event"),
    "allocation": N_("Allocation"),
    "booking": N_("Booking"),
}
KINDS: dict[CustomerType, str] = {"external": N_("external"), "internal": N_("internal")}
LETTERS: dict[CustomerType, str] = {"external": "E", "internal": "I"}
"""The kind of customer where there is room for one letter; the same in both languages."""


def shown(text: str) -> str:
    """Return text from outside, harmless and without identity numbers."""
    return mask(clean(text))


def price(line: LineRow) -> str:
    """Return the amount, empty where the list shows none."""
    return "" if line.price is None else money.show(line.price)


def mark(line: LineRow) -> str:
    """Return the mark of a line: to be exported, held back, or exported already."""
    if is_exported(line):
        return f" {glyphs.sign('exported')}"
    return "[ ]" if line.held else "[x]"


def is_exported(line: LineRow) -> bool:
    """Whether the line has left the list, here or in Aktiv kommune."""
    return line.export is not None or line.source_export != ""


def period(line: LineRow) -> str:
    """Return when the rental was: `lø 17.10.2026 18.00-23.00`."""
    begins = f"{_weekday(line.starts.weekday())} {dates.show_time(line.starts)}"
    if line.starts.date() == line.ends.date():
        return f"{begins}-{line.ends:%H.%M}"
    return f"{begins} - {_weekday(line.ends.weekday())} {dates.show_time(line.ends)}"


def _weekday(day: int) -> str:
    return _(dates.WEEKDAYS_SHORT[day])


def id_cell(line: LineRow) -> Text:
    """Return the state of the customer id as a table cell."""
    return glyphs.cell(LEVELS[line.id_level], _(STATES[line.id_code].short))


def id_sentence(line: LineRow) -> Content:
    """Return what is known of the customer id, with its code where there is one."""
    state = STATES[line.id_code]
    sentence = f"{state.error_code} {_(state.sentence)}".strip()
    return glyphs.mark(LEVELS[line.id_level], sentence)


def what_to_do(line: LineRow) -> str:
    """Return what has been done with the line, else what is to be done; empty for nothing."""
    if line.export is not None:
        return _("Exported in {export}.").format(export=f"E-{line.export:04d}")
    if line.source_export:
        return _("Exported in Aktiv kommune, number {number}.").format(
            number=shown(line.source_export)
        )
    if line.held:
        return _held(line)
    if line.id_level in ("blocked", "attention"):
        return _(STATES[line.id_code].remedy)
    if (line.price or 0) < 0:
        return _("A credit line: point 2 of the checklist asks for an answer.")
    return ""


def _held(line: LineRow) -> str:
    if not line.held_reason:
        return _("Held back by {operator}. Space marks it again.").format(operator=line.held_by)
    return _("Held back by {operator}: {reason}. Space marks it again.").format(
        operator=line.held_by, reason=shown(line.held_reason)
    )
