"""The bridge (bro): from Aktiv kommune's list over what is held back to what is exported."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from data import money
from data.views import BridgeRow, ControlView
from tui.line_text import count_of_lines, shown
from tui.widgets.columns import GAP, fit
from tui.widgets.rows import cut
from tui.words import _, say

LABEL = 22
WIDE = 70
"""From this width on there is room for notes and for the word behind each count."""


def bridge_row(row: BridgeRow, view: ControlView, width: int) -> str:
    """Return one step as wide text; the figures of all steps stand under each other."""
    counts = max(cell_len(count_of_lines(step.lines)) for step in view.bridge)
    totals = max(cell_len(money.show(step.total)) for step in view.bridge)
    name = _("Bridge") if row is view.bridge[0] else ""
    text = (
        f"{fit(name, 6).plain}{row.sign or ' '} {fit(say(row.label), LABEL).plain}"
        f"{count_of_lines(row.lines):>{counts}}  {money.show(row.total):>{totals}}"
    )
    return cut(f"{text}   {shown(say(row.note))}" if row.note else text, width)


class Bridge(Widget):
    """Steps of the bridge; in a narrow panel with the control total beneath."""

    DEFAULT_CSS = "Bridge { height: auto; width: 100%; }"
    view: reactive[ControlView | None] = reactive(None, layout=True)
    """What is shown; None before it is known."""

    def __init__(
        self,
        *,
        last: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make the bridge, with or without its last step."""
        super().__init__(id=id)
        self._last = last

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
        if self.size.width >= WIDE:
            return [bridge_row(step, self.view, self.size.width) for step in steps]
        head = self._figures("", _("Bridge"), _("lines"), _("sum"))
        rows = [
            self._figures(step.sign, say(step.label), str(step.lines), money.show(step.total))
            for step in steps
        ]
        return [head, *rows, "", *self._totals(self.view)]

    def _totals(self, view: ControlView) -> list[str]:
        """Return expected, found and difference, always all three."""
        rows = (
            (_("Aktiv kommune says"), view.expected_total),
            (_("The list here"), view.tally.total),
            (_("Difference"), view.difference),
        )
        return [
            self._figures("", label, "", "-" if ore is None else money.show(ore))
            for label, ore in rows
        ]

    def _figures(self, sign: str, label: str, count: str, total: str) -> str:
        figures = f"{count:>6} {total:>9}"
        room = max(8, self.size.width - cell_len(figures) - 2)
        # The counts stand to the right in their column: no gap is needed before it.
        return f"{sign or ' '} {fit(label, room).plain[:-GAP]}{figures}"
