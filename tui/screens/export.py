"""Step 5: the signed basis leaves the list, after a copy is taken and the house is named."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding

from data import accounts
from data.accounts import AccountHit
from data.copy_differs import CopyDiffers
from data.errors import Problem
from data.export_refusals import unsigned
from data.exports import Draft
from data.views import ControlView, ExportView, Scope
from tui import glyphs
from tui.comparing import ComparingScreen
from tui.export_text import (
    basis,
    difference_rows,
    export_number,
    made_rows,
    signers,
    unsigned_rows,
)
from tui.jobs import asking_job
from tui.line_text import shown
from tui.screens.confirm_export import ConfirmExport
from tui.steps import Step
from tui.widgets.bridge import Bridge
from tui.widgets.facts import BLANK, Facts
from tui.widgets.facts import Row as Fact
from tui.words import N_, _, ngettext, say_problem


class ExportScreen(ComparingScreen):
    """Says what is missing, else opens the dialog, and shows what came of it."""

    NEEDS_SCOPE = True
    CSS = "ExportScreen #bridge { padding: 0 1; }"
    BINDINGS = [
        Binding("x", "export", N_("export")),
        Binding("enter", "export", show=False),
        Binding("enter", "control", N_("checklist")),
        Binding("enter", "onward", N_("on to step 6")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view: ControlView | None = None
        self._made: ExportView | None = None
        self._differing: CopyDiffers | None = None
        self._is_copying = False
        self._is_away = True

    def heading(self) -> str:
        """Return the building."""
        if self.house.scope is None:
            return _("Export")
        return _("{building}: export").format(building=shown(self.house.scope.building))

    def compose_body(self) -> ComposeResult:
        """Yield the rows that say how far the export is, and the bridge it ends."""
        yield Facts(id="state")
        yield Bridge(id="bridge")

    async def load(self) -> None:
        """Read the checklist and show how far the export is."""
        if self.house.scope is not None:
            self._draw(await self.ask(self.close.control.view, self.house.scope))

    def on_screen_resume(self) -> None:
        """Begin the export when the operator comes from another step."""
        if self._is_away:
            self._is_away = False
            self._made = self._differing = None
            self._arrive()

    def on_screen_suspend(self, _event: events.ScreenSuspend) -> None:
        """Remember whether the operator left the step, not just for a dialog or the help."""
        self._is_away = self.house.step_of(self) != self.house.step

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Enter do the one thing that is next."""
        if action in ("export", "control", "onward"):
            return action == self._next_act()
        return super().check_action(action, parameters)

    def action_control(self) -> None:
        """Go where the points are signed."""
        self.house.go(3)

    def action_onward(self) -> None:
        """Go to what is ready for generation."""
        self.house.go(6)

    @asking_job
    async def action_export(self) -> None:
        """Take the copy and ask for the house's name."""
        if self.house.scope is not None:
            await self._export(self.house.scope)

    @asking_job
    async def _arrive(self) -> None:
        scope = self.house.scope
        if scope is None:
            return
        view = await self.ask(self.close.control.view, scope)
        self._draw(view)
        if _is_open(view):
            await self._export(scope)

    async def _export(self, scope: Scope) -> None:
        self._differing = None
        draft, strings = await self._prepare(scope)
        outcome = await self.answer(ConfirmExport(draft, strings))
        match outcome:
            case ExportView():
                self._made = outcome
            case CopyDiffers():
                self._differing = outcome
        self.reload()
        if outcome is None:
            self.tell_user(_("Stopped. Nothing is exported."))
        elif isinstance(outcome, Problem):
            self.tell_user(say_problem(outcome), "error")

    async def _prepare(self, scope: Scope) -> tuple[Draft, list[AccountHit]]:
        self._is_copying = True
        self._redraw()
        try:
            draft = await self.tell(self.close.exports.prepare, scope)
            return draft, await self.ask(accounts.strings)
        finally:
            self._is_copying = False
            self._redraw()

    def _next_act(self) -> str:
        if self._made is not None:
            return "onward"
        if self._view is None or self._is_copying:
            return ""
        if not self._view.tally.lines:
            return "onward"
        if unsigned(self._view):
            return "control"
        return "export" if _is_open(self._view) else ""

    def _draw(self, view: ControlView) -> None:
        self._view = view
        self._redraw()

    def _redraw(self) -> None:
        if self._view is None or not self.is_mounted:
            return
        rows, totals, message = self._said(self._view)
        self.query_one("#state", Facts).show([BLANK, *rows])
        bridge = self.query_one(Bridge)
        bridge.view = self._view
        bridge.display = not (self._made or self._differing) and bool(self._view.tally.lines)
        self.show_totals(totals)
        self.show_message(message)
        self.refresh_bindings()

    def _said(self, view: ControlView) -> tuple[list[Fact], str, str]:
        """Return the rows of the body, the totals and the sentence that stands."""
        if self._made is not None:
            return _of_made(self._made)
        if not view.tally.lines:
            return _of_nothing(view)
        signed = _signed(view)
        missing = unsigned(view)
        if missing:
            rows = unsigned_rows(missing)
            if self._differing is not None:
                rows = [*self._differences(self._differing), *rows]
            return rows, signed, _("Press 3 and sign the points. Then 5 opens the export.")
        if not view.tally.marked:
            nothing = glyphs.mark("error", _("No line is marked."))
            return [("", nothing)], signed, _("Press 2 and mark the lines to export with Space.")
        return self._of_open(view, signed)

    def _of_open(self, view: ControlView, signed: str) -> tuple[list[Fact], str, str]:
        rows = self._differences(self._differing) if self._differing is not None else []
        rows += [(_("Building"), f"{shown(view.scope.building)}   {basis(view.scope)}")]
        rows += [(_("Signed"), signers(view))]
        if self._is_copying:
            lines = ngettext(
                "{count} line is written to the archive and read back ...",
                "{count} lines are written to the archive and read back ...",
                view.tally.lines,
            ).format(count=view.tally.lines)
            rows.append((_("Copy"), glyphs.mark("working", lines)))
        return [*rows, BLANK], signed, _("x takes a copy and asks for the house's name.")

    @staticmethod
    def _differences(differing: CopyDiffers) -> list[Fact]:
        return difference_rows(differing.differences, differing.copy)


def _signed(view: ControlView) -> str:
    """Return how many points are signed; the copy is taken without being asked for."""
    counted = _("{signed} of {points} signed").format(signed=view.signed, points=len(view.points))
    if len(unsigned(view)) == len(unsigned(view, but_the_copy=False)):
        return counted
    return _("{counted}. The copy is taken when the others are.").format(counted=counted)


def _is_open(view: ControlView) -> bool:
    return bool(view.tally.marked) and not unsigned(view)


def _of_made(made: ExportView) -> tuple[list[Fact], str, str]:
    done = _("{export} is exported and stands under «Klar for generering».")
    head = glyphs.mark("exported", done.format(export=export_number(made.number)))
    back = _("It can be reversed in step 6, with a reason, as long as no file is made.")
    totals = ngettext("{count} line exported", "{count} lines exported", made.lines)
    rows = [("", head), BLANK, *made_rows(made), BLANK, ("", back)]
    return rows, totals.format(count=made.lines), _("Enter leads on to step 6.")


def _of_nothing(view: ControlView) -> tuple[list[Fact], str, str]:
    nothing = _("{building} has no open lines to export {basis}.").format(
        building=shown(view.scope.building), basis=basis(view.scope)
    )
    message = _("Step 6 shows what is exported. 0 leads to the other buildings.")
    return [("", glyphs.mark("nothing", nothing))], "", message


STEP = Step(5, N_("Export"), ExportScreen)
