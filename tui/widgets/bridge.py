"""The bridge (bro): from Aktiv kommune's list over what is held back to what is exported."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from data import money
from data.views import BridgeRow, ControlView
from tui.line_text import shown
from tui.widgets.columns import fit
from tui.words import _, ngettext, say

LABEL = 30
"""Width of the labels where there is room for notes."""


def bridge_row(row: BridgeRow, view: ControlView, width: int) -> str:
    """Return one step of the bridge; the figures of all steps stand under each other."""
    counts = [_lines(step.lines) for step in view.bridge]
    totals = [money.show(step.total) for step in view.bridge]
    count_width = max(cell_len(text) for text in counts)
    total_width = max(cell_len(text) for text in totals)
    label = max(8, min(LABEL, width - count_width - total_width - 5))
    figures = f"{_lines(row.lines):>{count_width}} {money.show(row.total):>{total_width}}"
    text = f"{row.sign or ' '} {fit(say(row.label), label).plain} {figures}"
    if row.note is None or width < LABEL + count_width + total_width + 20:
        return text
    return f"{text}   {shown(say(row.note))}"


def _lines(count: int) -> str:
    return ngettext("{count} line", "{count} lines", count).format(count=count)


class Bridge(Widget):
    """Steps of the bridge, and the control total beneath where it is asked for."""

    DEFAULT_CSS = "Bridge { height: auto; width: 100%; }"
    view: reactive[ControlView | None] = reactive(None, layout=True)
    """What is shown; None before it is known."""

    def __init__(
        self,
        *,
        last: bool = True,
        totals: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make the bridge, with or without its last step and the control total."""
        super().__init__(id=id)
        self._last = last
        self._totals = totals

    def get_content_height(self, *_args: object) -> int:
        """Return a row for each step and total."""
        return len(self._rows())

    def render(self) -> Content:
        """Draw the steps."""
        return Content("\n").join(Content(row) for row in self._rows())

    def _rows(self) -> list[str]:
        if self.view is None:
            return []
        steps = self.view.bridge if self._last else self.view.bridge[:-1]
        rows = [bridge_row(step, self.view, self.size.width) for step in steps]
        return [*rows, "", *self._total_rows(self.view)] if self._totals else rows

    def _total_rows(self, view: ControlView) -> list[str]:
        """Return expected, found and difference, always all three."""
        expected, difference = view.expected_total, view.difference
        return [
            self._total(_("Aktiv kommune says"), expected),
            self._total(_("The list here"), view.tally.total),
            self._total(_("Difference"), difference),
        ]

    def _total(self, label: str, ore: int | None) -> str:
        amount = "-" if ore is None else money.show(ore)
        width = self.size.width - cell_len(label) - 4
        return f"  {label} {amount:>{max(0, width)}}"
