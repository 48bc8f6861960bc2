"""Who knew better: four sources in one row, each by its digit."""

from __future__ import annotations

from textual import events
from textual.content import Content

from data.views.corrections import CorrectionOrigin
from tui.widgets.fields import Choice
from tui.words import N_, _

WORDS: dict[CorrectionOrigin, str] = {
    "application": N_("1 application"),
    "register": N_("2 register"),
    "customer": N_("3 customer"),
    "accounting": N_("4 accounting"),
}
"""Short, with the digit that chooses it in front."""


class OriginChoice(Choice[CorrectionOrigin]):
    """The row of sources; the chosen one stands in brackets."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        """Make the row with the application chosen, which is where most is known from."""
        super().__init__(
            [(origin, _(word)) for origin, word in WORDS.items()], "application", id=id
        )

    def render(self) -> Content:
        """Write every source, the chosen one in brackets."""
        parts = []
        for index, (_origin, word) in enumerate(self._options):
            here = index == self.place
            style = "reverse" if here and self.has_focus else ""
            parts.append(Content.styled(f"[{word}]" if here else f" {word} ", style))
        return Content(" ").join(parts)

    def check_consume_key(self, key: str, _character: str | None) -> bool:
        """Claim the digits of the sources."""
        return key in "1234"

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        if self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.place = int(event.key) - 1
            self.action_move(0)
