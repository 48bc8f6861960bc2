"""From what is ready to the file: `x` asks what must be answered first, then makes it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from data import dates, money
from data.approvals import ApprovalView
from data.errors import Problem
from data.files.draft import Draft
from data.files.gate import SecondFile
from data.views.files import LaterChangeView
from tui.dialogs import AskReason, Confirm
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.line_text import shown
from tui.screens.confirm_generation import ConfirmGeneration
from tui.screens.name_missing import NameMissing
from tui.words import N_, _, ngettext, say_problem

SECOND_REASONS = (
    N_("accounting rejected orders"),
    N_("a building came late"),
    N_("accounting asked for a new file"),
)
"""Stock reasons for a further file in a month, chosen by one digit."""
WITHOUT_REASONS = (
    N_("the building comes in the next file"),
    N_("the control total is not clear yet"),
    N_("nobody can sign it before the deadline"),
)
"""Stock reasons for a file without some buildings."""


class GeneratingScreen(HouseScreen[None]):
    """A screen from which the month's file is made."""

    BINDINGS = [Binding("x", "generate", N_("generate file"))]

    @asking_job
    async def action_generate(self) -> None:
        """Answer what is open, one question after the other, and make the files."""
        month = self.house.month
        view = await self.ask(self.close.ready.view, month)
        if not view.unfiled:
            # Nothing more can be exported of the month before a further file is allowed.
            second = await self.ask(self.close.gate.second_file, month)
            if second is not None and await self._is_allowed(second):
                self.tell_user(_("A further file is allowed. Export in step 5, then x."), "ok")
            return
        draft = await self.ask(self.close.generation.prepare, month)
        if draft.unanswered:
            self.tell_user(_changed(draft), "attention")
            return
        if draft.second is not None and not draft.second.is_allowed:
            if not await self._is_allowed(draft.second):
                return
            draft = await self.ask(self.close.generation.prepare, month)
        await self._answer_missing(draft)

    async def _answer_missing(self, draft: Draft) -> None:
        """Have the missing buildings named, with a reason, and go on to the file."""
        without: tuple[str, ...] = ()
        reason = ""
        if draft.waiting:
            named = await self.answer(NameMissing(draft.waiting))
            if named is None:
                return
            heading = _("A file without some buildings")
            reasons = [_(each) for each in WITHOUT_REASONS]
            told = await self.answer(AskReason(heading, reasons, explanation=", ".join(named)))
            if told is None:
                return
            without, reason = named, told
        await self._make(draft, without, reason)

    async def _make(self, draft: Draft, without: tuple[str, ...], reason: str) -> None:
        outcome = await self.answer(ConfirmGeneration(draft, without, reason))
        if isinstance(outcome, Problem):
            self.tell_user(say_problem(outcome), "error")
        elif outcome is not None:
            self.house.go(7)

    async def _is_allowed(self, second: SecondFile) -> bool:
        """Ask for a further file, or allow what a colleague asked for; whether it is allowed."""
        asked = second.asked
        if asked is None:
            asked = await self._ask_second(second)
        elif asked.asked_by != self.house.operator:
            asked = await self._allow(asked)
        if asked is None:
            return False
        if asked.given_by:
            return True
        self.tell_user(
            _("Waits for a second operator, who presses x in step 6 of this month."), "attention"
        )
        return False

    async def _ask_second(self, second: SecondFile) -> ApprovalView | None:
        month = _(dates.MONTHS[second.month.month - 1]).capitalize()
        explanation = _("{month} has the file {name}, which is sent. Another operator must agree.")
        if not second.is_sent:
            explanation = _(
                "{month} has the file {name}, which is not sent: step 7 can discard it (r)."
                " For a further file another operator must agree."
            )
        reasons = [_(each) for each in SECOND_REASONS]
        dialog = AskReason(
            _("A further file in the month"),
            reasons,
            explanation=explanation.format(month=month, name=second.name),
        )
        reason = await self.answer(dialog)
        if reason is None:
            return None
        return await self.tell(self.close.gate.ask, second.month, reason)

    async def _allow(self, asked: ApprovalView) -> ApprovalView:
        told = _("{who} asks for a further file: {reason}").format(
            who=asked.asked_by, reason=shown(asked.reason)
        )
        if await self.answer(Confirm(_("A further file in the month"), [told], _("Allow"))):
            return await self.tell(self.close.approvals.give, asked.number)
        return asked


def _changed(draft: Draft) -> str:
    first = draft.unanswered[0].export
    return changed([each for each in draft.unanswered if each.export == first])


def changed(changes: Sequence[LaterChangeView]) -> str:
    """Return what Aktiv kommune changed on one export, and the two ways out (nasty case 2)."""
    return _(
        "E-{number:04d}: {changed}. The file uses the copy. r fetches the new price, m keeps the"
        " old one."
    ).format(number=changes[0].export, changed=changed_lines(changes))


def changed_lines(changes: Sequence[LaterChangeView]) -> str:
    """Return how many lines Aktiv kommune changed on one export, and by how much."""
    count = ngettext(
        "{count} line was changed after the export",
        "{count} lines were changed after the export",
        len(changes),
    ).format(count=len(changes))
    return f"{count} ({money.show_change(sum(each.difference for each in changes))})"
