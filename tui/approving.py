"""Two persons by keys: `g` on a line asks that its check digit is accepted, or accepts it.

`r` takes back what was asked for, or accepted.
"""

from __future__ import annotations

from textual.binding import Binding

from data import dates
from data.approvals import (
    ASK_REASONS,
    CONCERNED,
    WITHDRAWAL_REASONS,
    WRONG_DIGIT,
    ApprovalView,
)
from data.views import LineRow
from tui.dialogs import AskReason, Confirm
from tui.jobs import asking_job
from tui.line_text import shown
from tui.marking import MarkingScreen
from tui.words import N_, _


class ApprovingScreen(MarkingScreen):
    """A screen of one line, `line_meant`, whose id may wait for a second operator."""

    BINDINGS = [
        Binding("g,f9", "approve", N_("accept digit")),
        Binding("r", "disapprove", N_("withdraw")),
    ]

    approval: ApprovalView | None = None
    """What was asked for about the line's id, accepted or still waiting; None for nothing."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to accept a check digit where it is what is wrong."""
        if action == "approve":
            return self.line_meant is not None and self.line_meant.id_code in WRONG_DIGIT
        if action == "disapprove":
            return self.approval is not None
        return super().check_action(action, parameters)

    async def tell_of_approval(self, line: LineRow) -> None:
        """Say in the standing sentence who accepted the id, or that it waits for a second one."""
        self.approval = None
        if line.id_code in CONCERNED:
            self.approval = await self.ask(self.close.approvals.of_line, line.id)
        if self.approval is not None:
            is_given = self.approval.given_at is not None
            told = accepted(self.approval) if is_given else waits(self.approval)
            self.show_message(told, "info" if is_given else "attention")

    @asking_job
    async def action_approve(self) -> None:
        """Ask a second operator to accept the id; be that second operator where one has asked."""
        line = self.line_meant
        if line is None:
            return
        waiting = await self.ask(self.close.approvals.of_line, line.id)
        if waiting is None:
            await self._ask_second(line)
        elif waiting.asked_by == self.house.operator:
            self.tell_user(waits(waiting), "attention")
        else:
            await self._accept(waiting)

    async def _ask_second(self, line: LineRow) -> None:
        sentence = _("Every line with this id will then count, after a signature for point 1.")
        reasons = [_(each) for each in ASK_REASONS]
        dialog = AskReason(_("Accept the check digit"), reasons, explanation=sentence)
        reason = await self.answer(dialog)
        if reason is not None:
            asked = await self.tell(self.close.approvals.ask_for_id, line.id, reason)
            if asked.given_by:
                self.tell_user(_("The id is accepted. Sign point 1."), "ok")
            else:
                self.tell_user(_("Asked. Another operator opens the line and presses g."), "ok")

    async def _accept(self, waiting: ApprovalView) -> None:
        sentences = [waits(waiting), _("The journal will say that you accepted it.")]
        if await self.answer(Confirm(_("Accept the check digit"), sentences, _("Accept"))):
            await self.tell(self.close.approvals.give, waiting.number)
            self.tell_user(_("The id is accepted. Sign point 1."), "ok")

    @asking_job
    async def action_disapprove(self) -> None:
        """Take back what was asked for or accepted; a reason is required."""
        approval = self.approval
        if approval is None:
            return
        reasons = [_(each) for each in WITHDRAWAL_REASONS]
        about = accepted(approval) if approval.given_at is not None else waits(approval)
        heading = _("Take back the check digit")
        reason = await self.answer(AskReason(heading, reasons, explanation=about))
        if reason is not None:
            await self.tell(self.close.approvals.withdraw, approval.number, reason)
            self.tell_user(_("Taken back. The check digit stops the line again."), "ok")


def accepted(given: ApprovalView) -> str:
    """Return who accepted a check digit, and who asked for it."""
    when = given.given_at or given.asked_at
    sentence = _("Accepted by {who} {time}. {by}: {reason}")
    return sentence.format(
        who=shown(given.given_by),
        time=dates.show_time(when),
        by=shown(given.asked_by),
        reason=shown(given.reason),
    )


def waits(waiting: ApprovalView) -> str:
    """Return who asked for what, and that another operator is waited for."""
    sentence = _("Waits for another operator. {who} {time}: {reason}")
    return sentence.format(
        who=shown(waiting.asked_by),
        time=dates.show_time(waiting.asked_at),
        reason=shown(waiting.reason),
    )
