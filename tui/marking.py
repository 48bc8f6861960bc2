"""Marks on lines: given and taken away in the list and on the line itself."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from data.holding import HOLD_REASONS
from data.views import LineRow
from tui import line_text
from tui.dialogs import AskReason
from tui.house import HouseScreen
from tui.jobs import asking_job, job
from tui.words import N_, _

HOLD = Binding("u", "hold", N_("hold"))
"""For the keys of a `MarkingScreen`, where it stands best among them."""


class MarkingScreen(HouseScreen[None]):
    """A screen with lines that can be held to the next month; `line_meant` says which."""

    @property
    def line_meant(self) -> LineRow | None:
        """The line that a key acts on, as it was drawn; None where there is none."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to hold a line where there is one and no field takes the keys."""
        if action == "hold":
            return not self.is_typing and self.line_meant is not None
        return super().check_action(action, parameters)

    @job
    async def action_hold(self) -> None:
        """Hold the line to the next month, always with a reason; mark it again if it is held."""
        meant, scope = self.line_meant, self.house.scope
        if meant is None or scope is None:
            return
        line = await self.ask(self.close.basis.line, meant.id, scope.to)
        if line is None:
            return
        if line_text.is_exported(line):
            self.tell_user(_("The line is exported. Its mark cannot be changed."), "attention")
        elif line.held:
            await self.tell(self.close.basis.release, scope, [line.id])
        else:
            self.ask_to_hold([line.id], *line_text.question(line))

    def turn_mark(self, line: LineRow) -> None:
        """Give a line as it was drawn its mark, or take it away."""
        if line.price and not line.held and not line_text.is_exported(line):
            self.ask_to_hold([line.id], *line_text.question(line))
        else:
            self._turn_mark(line.id)

    @job
    async def _turn_mark(self, line_id: int) -> None:
        await self.turn_mark_of(line_id)

    async def turn_mark_of(self, line_id: int) -> None:
        """Turn the mark of a line as it stands now: an earlier key may have turned it."""
        scope = self.house.scope
        if scope is None:
            return
        line = await self.ask(self.close.basis.line, line_id, scope.to)
        if line is None:
            return
        if line_text.is_exported(line):
            self.tell_user(_("The line is exported. Its mark cannot be changed."), "attention")
        elif line.held:
            await self.tell(self.close.basis.release, scope, [line.id])
        elif line.price:
            self.ask_to_hold([line.id], *line_text.question(line))
        else:
            await self.tell(self.close.basis.hold, scope, [line.id], "")

    @asking_job
    async def ask_to_hold(self, ids: Sequence[int], heading: str, about: str) -> None:
        """Ask for a reason and hold lines back; Esc leaves them marked."""
        stays = _("What is held back stays on the list and comes back next month.")
        reasons = [_(each) for each in HOLD_REASONS]
        reason = await self.answer(AskReason(heading, reasons, explanation=f"{about}\n{stays}"))
        if reason is not None and self.house.scope is not None:
            await self.tell(self.close.basis.hold, self.house.scope, ids, reason)
