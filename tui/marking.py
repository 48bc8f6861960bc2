"""Marks on lines: given and taken away in the list and on the line itself."""

from __future__ import annotations

from collections.abc import Sequence

from data.basis import HOLD_REASONS
from data.views import LineRow
from tui import line_text
from tui.dialogs import AskReason
from tui.house import HouseScreen
from tui.jobs import asking_job, job
from tui.words import _


class MarkingScreen(HouseScreen[None]):
    """A screen with lines that can be held back, with a reason where they are payable."""

    def turn_mark(self, line: LineRow) -> None:
        """Give a line as it was drawn its mark, or take it away."""
        if line.is_payable and not line.held and not line_text.is_exported(line):
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
        elif line.is_payable:
            self.ask_to_hold([line.id], *line_text.question(line))
        else:
            await self.tell(self.close.basis.hold, scope, [line.id], "")

    @asking_job
    async def ask_to_hold(self, ids: Sequence[int], heading: str, about: str) -> None:
        """Ask for a reason and hold lines back; Esc leaves them marked."""
        stays = _("What is held back stays on the list and is not exported.")
        reasons = [_(each) for each in HOLD_REASONS]
        reason = await self.answer(AskReason(heading, reasons, explanation=f"{about}\n{stays}"))
        if reason is not None and self.house.scope is not None:
            await self.tell(self.close.basis.hold, self.house.scope, ids, reason)
