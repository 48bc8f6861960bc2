"""Corrections by keys, on every screen with a line under the cursor: `e` corrects, `z` undoes."""

from __future__ import annotations

from textual.binding import Binding

from data.views import LineRow
from data.views.corrections import CorrectionBatch, CorrectionField
from tui import line_text
from tui.dialogs import AskChoice, Confirm
from tui.jobs import asking_job
from tui.marking import MarkingScreen
from tui.screens.correct import NAMES, CorrectDialog, Question
from tui.words import N_, _, ngettext

CLASHES = ("internal_with_external_id", "external_with_resource_number")
"""Judgements that leave open whether the id or the kind of customer is wrong."""


CORRECT = Binding("e,f2", "correct", N_("correct"))
UNDO = Binding("z", "undo_correction", N_("undo"))
"""For the keys of a `CorrectingScreen`, where they stand best among them."""


class CorrectingScreen(MarkingScreen):
    """A screen with a line that can be corrected; `line_meant` says which."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what acts on a line where there is one and no field takes the keys."""
        if action == "correct":
            return not self.is_typing and self.line_meant is not None
        if action == "undo_correction":
            return not self.is_typing and self.house.scope is not None
        return super().check_action(action, parameters)

    @asking_job
    async def action_correct(self) -> None:
        """Correct the line: its customer id where that is what is wrong, else the field chosen."""
        meant, scope = self.line_meant, self.house.scope
        to = scope.to if scope else None
        line = meant and await self.ask(self.close.basis.line, meant.id, to)
        if line is None:
            return
        if line_text.is_exported(line):
            self.tell_user(_("The line is exported and cannot be corrected."), "attention")
            return
        if _has_wrong_id(line):
            await self._correct(line, "customer_id")
        elif (field := await self.answer(_ask_field(line))) is not None:
            await self._correct(line, field)

    async def _correct(self, line: LineRow, field: CorrectionField) -> None:
        to = self.house.scope.to if self.house.scope else None
        corrections = self.close.corrections
        offered = await self.ask(corrections.suggestions, line.id, field)
        others = await self.ask(corrections.others, line.id, field, to)
        count = await self.answer(CorrectDialog(Question(line, field, offered, others)))
        if count is not None:
            said = ngettext(
                "Corrected: {count} line. z undoes it.", "Corrected: {count} lines. z undoes it.",
                count,
            )  # fmt: skip
            self.tell_user(said.format(count=count), "ok")

    @asking_job
    async def action_undo_correction(self) -> None:
        """Take back the last correction in the building, after saying which it is."""
        scope = self.house.scope
        if scope is None:
            return
        last = await self.ask(self.close.corrections.last, scope)
        if last is None:
            self.tell_user(_("There is no correction to undo in {building}.").format(
                building=line_text.shown(scope.building)
            ))  # fmt: skip
        elif await self.answer(Confirm(_("Undo the last correction"), _undone(last), _("Undo"))):
            count = await self.tell(self.close.corrections.undo, scope, last.batch)
            said = ngettext("Undone: {count} line.", "Undone: {count} lines.", count)
            self.tell_user(said.format(count=count), "ok")


def _has_wrong_id(line: LineRow) -> bool:
    """Tell whether the id itself is what the line is pointed out for."""
    is_clash = line.id_code.startswith(CLASHES)
    return line.id_level in ("blocked", "attention") and not is_clash


def _ask_field(line: LineRow) -> AskChoice[CorrectionField]:
    heading = _("Correct line {number}").format(number=line.id)
    about = f"{line_text.shown(line.customer)}  {line_text.price(line)}"
    return AskChoice(heading, [(each, _(word)) for each, word in NAMES.items()], explanation=about)


def _undone(last: CorrectionBatch) -> list[str]:
    """Return what an undo would change."""
    rows = [
        f"{line_text.shown(last.customer)}  "
        + _("{field}: {now} becomes {then} again").format(
            field=_(NAMES[last.field]),
            now=line_text.correction_value(last.now),
            then=line_text.correction_value(last.then),
        ),
        _("Corrected {time} by {operator}, {lines}.").format(
            time=f"{last.at:%d.%m %H.%M}",
            operator=line_text.shown(last.operator),
            lines=line_text.count_of_lines(len(last.lines)),
        ),
    ]
    if last.elsewhere:
        in_others = ngettext(
            "{count} of them is in another building.",
            "{count} of them are in other buildings.",
            last.elsewhere,
        )
        rows.append(in_others.format(count=last.elsewhere))
    return rows
