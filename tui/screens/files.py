"""Step 7: the generated files; as long as there are none, what the month's file is to hold."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from data import dates, money
from data.ready import ReadyView
from data.views import DeadlineView
from tui import glyphs
from tui.house import HouseScreen
from tui.steps import Step
from tui.widgets.facts import BLANK, Facts
from tui.widgets.facts import Row as Fact
from tui.words import N_, _, ngettext


class FilesScreen(HouseScreen[None]):
    """Says that there is no file yet, and what is ready for it so far."""

    BINDINGS = [Binding("enter", "ready", N_("what is ready"))]

    def heading(self) -> str:
        """Return what is shown."""
        return _("Generated files")

    def compose_body(self) -> ComposeResult:
        """Yield what is ready so far."""
        yield Facts(names=22, id="so-far")

    async def load(self) -> None:
        """Read what is ready."""
        month = self.house.month
        view = await self.ask(self.close.ready.view, month)
        deadline = await self.ask(self.close.months.deadline, month)
        name = f"{_(dates.MONTHS[month.month - 1])} {month.year}"
        self.query_one("#so-far", Facts).show(_so_far(view, deadline, name))
        self.show_totals(_("No files yet."))
        self.show_message(_("Step 6 shows the exports, and what is missing before the file."))

    def action_ready(self) -> None:
        """Go to what is ready for generation."""
        self.house.go(6)


def _so_far(view: ReadyView, deadline: DeadlineView, month: str) -> list[Fact]:
    due = f"{_(dates.WEEKDAYS_SHORT[deadline.due.weekday()])} {dates.show(deadline.due)}"
    return [
        BLANK,
        ("", glyphs.mark("open", _("No files yet for {month}.").format(month=month))),
        BLANK,
        ("", _("Ready so far")),
        (
            _("Buildings"),
            _("{exported} of {all}").format(exported=view.exported_buildings, all=view.buildings),
        ),
        (
            _("Lines"),
            _("{lines}, {payable} with a price").format(lines=view.lines, payable=view.payable),
        ),
        (_("Sum"), money.show(view.total)),
        (_("Collective invoices"), str(view.invoices)),
        (_("Missing"), _missing(view)),
        BLANK,
        (_("Deadline"), _("one file by {due}").format(due=due)),
    ]


def _missing(view: ReadyView) -> str:
    parts = []
    if view.waiting:
        count = len(view.waiting)
        parts.append(ngettext("{count} building", "{count} buildings", count).format(count=count))
    if view.without_codes:
        count = len(view.without_codes)
        codes = ngettext(
            "codes of {count} account string", "codes of {count} account strings", count
        )
        parts.append(codes.format(count=count))
    return ", ".join(parts) or _("nothing")


STEP = Step(7, N_("Files"), FilesScreen)
