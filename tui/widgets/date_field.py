"""A field for the to-date: typed in any usual form, or stepped from month end to month end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import events
from textual.binding import Binding

from data import dates
from data.errors import UsageProblem
from data.month import last_month_end, step_month_end
from tui.widgets.fields import Field
from tui.words import N_

STEPPING = ("full_stop", "plus", "minus")
CORRECTING = ("left", "right", "home", "end", "backspace", "delete")
"""Keys that correct the date that stands there, instead of writing another one."""


class DateField(Field):
    """The first key may be `.` for the end of last month, `+` or `-` for the next or previous.

    Any other first key begins a new date, as most who come to the field want one.
    """

    BINDINGS = [
        Binding("full_stop", "last_month_end", N_("last month's end")),
        Binding("plus", "step(1)", N_("month end")),
        Binding("minus", "step(-1)", N_("month end")),
    ]

    def __init__(self, today: Callable[[], date], *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty field; `today` tells the day by which years are guessed."""
        super().__init__(width=13, max_length=10, id=id)
        self._today = today
        self._is_fresh = True

    @property
    def day(self) -> date | None:
        """The date that stands there; None while it is no date."""
        try:
            return self.read()
        except UsageProblem:
            return None

    def read(self) -> date:
        """Return the date that stands there; raises UsageProblem saying what is wrong with it."""
        return dates.parse_day(self.value, self._today())

    def set_day(self, day: date) -> None:
        """Put a date into the field."""
        self.value = dates.show(day)
        self.cursor_position = len(self.value)

    def on_focus(self) -> None:
        """Listen for a first key."""
        self._set_fresh(True)

    def on_blur(self) -> None:
        """Write the date out in full."""
        self.write_out()

    def write_out(self) -> None:
        """Write the date out in full where it is one."""
        if self.day is not None:
            self.set_day(self.day)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the stepping keys to their bindings while nothing was typed."""
        is_step = self._is_fresh and key in STEPPING
        return not is_step and super().check_consume_key(key, character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Step by a first key only; later ones belong to the date that is being typed."""
        if action in ("last_month_end", "step"):
            return self._is_fresh
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Begin a new date with a first key that does not step."""
        if not self._is_fresh:
            return
        if event.key in STEPPING:
            event.prevent_default()
        elif event.is_printable:
            self.value = ""
            self._set_fresh(False)
        elif event.key in CORRECTING:
            self._set_fresh(False)

    def action_last_month_end(self) -> None:
        """Take the last day of the month before today's."""
        self.set_day(last_month_end(self._today()))

    def action_step(self, by: int) -> None:
        """Take the month end before or after the date that stands there."""
        self.set_day(step_month_end(self.day or self._today(), by))

    def _set_fresh(self, is_fresh: bool) -> None:
        self._is_fresh = is_fresh
        self.refresh_bindings()
