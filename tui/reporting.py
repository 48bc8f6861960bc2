"""The report of a building's control, saved to a file: the act of `a`."""

from __future__ import annotations

from textual.binding import Binding

from data.reports import name_for, written_report
from tui.dialogs import AskChoice
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.line_text import shown
from tui.save_as import SaveAs, tell_saved
from tui.words import N_, _, say

SAVE_REPORT = Binding("a", "save_report", N_("save report"))
"""For the keys of a `ReportingScreen`, where it stands best among them."""


class ReportingScreen(HouseScreen[None]):
    """A screen of one basis whose whole control can be saved."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the report of a building only where one is chosen."""
        if action == "save_report":
            return self.house.scope is not None
        return super().check_action(action, parameters)

    @asking_job
    async def action_save_report(self) -> None:
        """Ask for the kind of file and for its name, and write it."""
        scope = self.house.scope
        if scope is None:
            return
        reports = self.close.reports
        kinds = [(each.key, _(each.title)) for each in reports.formats]
        heading = _("Report of the control: {building}").format(building=shown(scope.building))
        what = _("Everything step 3 knows, with lines, notes and copy. Ids are masked.")
        key = await self.answer(AskChoice(heading, kinds, explanation=what))
        if key is None:
            return
        report = await self.ask(reports.report, scope)
        content = await self.work(written_report, report, key, say)
        path = await self.answer(
            SaveAs(
                heading,
                _("Never over a file that is there."),
                lambda name: reports.save(scope, key, content, name),
                name_for(scope, key),
            )
        )
        tell_saved(self, path)
