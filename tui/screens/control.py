"""Step 3: the nine points of the checklist, answered one by one, and the bridge."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from data import money
from data.facts import KnownTotal
from data.views import ControlView, CopyView, LineFilter, PointView, Scope
from tui import line_text
from tui.comparing import ComparingScreen
from tui.export_text import copy_number
from tui.house import BRING_IN
from tui.jobs import asking_job, job
from tui.noting import NOTE, NotingScreen
from tui.reporting import SAVE_REPORT, ReportingScreen
from tui.screens.control_total import AskTotal
from tui.screens.point import PointScreen
from tui.signing import SIGN, WITHDRAW, SigningScreen
from tui.steps import Step
from tui.widgets.bridge import Bridge, bridge_row
from tui.widgets.checklist import Checklist
from tui.widgets.point_details import PointDetails
from tui.widgets.rows import Rule
from tui.words import N_, _


class ControlScreen(SigningScreen, ComparingScreen, NotingScreen, ReportingScreen):
    """Shows what each point found and takes the operator's answers."""

    NEEDS_SCOPE = True
    AUTO_FOCUS = "Checklist"
    CSS = """
    ControlScreen Bridge { padding: 0 1; }
    """
    BINDINGS = [
        SIGN,
        Binding("t", "type_total", N_("type total")),
        Binding("n", "unsigned(1)", N_("not signed")),
        Binding("p", "unsigned(-1)", N_("not signed")),
        Binding("k", "take_copy", N_("copy")),
        WITHDRAW,
        NOTE,
        SAVE_REPORT,
        BRING_IN,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._building: int | None = None

    def heading(self) -> str:
        """Return the building."""
        if self.house.scope is None:
            return _("Checklist")
        building = line_text.shown(self.house.scope.building)
        return _("{building}: checklist").format(building=building)

    def compose_body(self) -> ComposeResult:
        """Yield the points, what the chosen one says, and the bridge."""
        yield Checklist(self.house.now().date())
        yield Rule()
        yield PointDetails()
        yield Rule()
        yield Bridge(last=False)

    def home(self) -> Widget | None:
        """Return the points."""
        return self._checklist

    @property
    def checked(self) -> ControlView | None:
        """The points as they are shown."""
        return self._checklist.view

    @property
    def point_meant(self) -> PointView | None:
        """The point under the cursor."""
        return self._checklist.point

    def show_answered(self, view: ControlView, answered: int | None = None) -> None:
        """Show the points, the cursor on the next one that waits for an answer."""
        self._show(view)
        if answered is not None and (place := _next_to_sign(view, answered)) is not None:
            self._checklist.place = place

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the point under the cursor allows."""
        if action in ("type_total", "take_copy", "unsigned"):
            return self.house.scope is not None
        return super().check_action(action, parameters)

    @property
    def _checklist(self) -> Checklist:
        return self.query_one(Checklist)

    # Reading and showing.

    async def load(self) -> None:
        """Read the checklist; the copy is taken as soon as every other point is signed."""
        scope = self.house.scope
        if scope is None:
            return
        view = await self.ask(self.close.control.view, scope)
        await self.read_notes()
        self.query_one(PointDetails).noted = self.said_of_point(self._checklist.point)
        if scope.building_id != self._building:
            self._building = scope.building_id
            self._checklist.place = _next_to_sign(view, 0) or 0
        self._show(view)
        if await self.ask(self.close.exports.copy_is_due, scope):
            self._take_due_copy(scope)

    def _show(self, view: ControlView) -> None:
        self._checklist.view = view
        self.query_one(Bridge).view = view
        self.show_totals(Content(bridge_row(view.bridge[-1], view, self.size.width - 2)))
        self.show_message(_standing(view))

    @on(Checklist.PointChanged)
    def show_point(self, event: Checklist.PointChanged) -> None:
        """Show what the point under the cursor says."""
        self.query_one(PointDetails).point = event.point
        self.query_one(PointDetails).noted = self.said_of_point(event.point)

    @on(Checklist.PointOpened)
    def open_point(self, event: Checklist.PointOpened) -> None:
        """Show all that the point found, or straight away the lines it speaks of."""
        chosen = self.house.line_filter
        if event.point.findings or event.point.plot:
            self.house.push_screen(PointScreen(event.point.number))
            return
        if not event.point.lines or chosen is None:
            self.tell_user(
                _("Point {point} does not speak of single lines.").format(point=event.point.number)
            )
            return
        self.house.line_filter = replace(LineFilter(chosen.scope), ids=event.point.lines)
        self.house.go(2)

    # Acting.

    @asking_job
    async def action_type_total(self) -> None:
        """Keep the total of Aktiv kommune, and say at once how far off it is."""
        scope = self.house.scope
        if scope is None:
            return
        known = await self.answer(AskTotal())
        if known is None:
            return
        view = await self.tell(self.close.control.enter_total, scope, known.total, known.count)
        self._show(view)
        point = next(point for point in view.points if point.signer == "total")
        if point.state == "blocked":
            self._checklist.place = point.number - 1
        self.tell_user(_compared(view, known), "ok" if point.state == "ok" else "error")

    @job
    async def action_take_copy(self) -> None:
        """Take a copy of the basis now."""
        if self.house.scope is not None:
            copy = await self.tell(self.close.archive.take, self.house.scope)
            sentence = _("Copy {copy} is taken and read back: {lines}, {total}.")
            self.tell_user(_copied(sentence, copy), "ok")

    @job
    async def _take_due_copy(self, scope: Scope) -> None:
        copy = await self.tell(self.close.archive.take, scope)
        sentence = _("Points 1-8 are signed. Copy {copy} is taken, read back: {lines}, {total}.")
        self.tell_user(_copied(sentence, copy), "ok")

    def action_unsigned(self, by: int) -> None:
        """Go to the next or previous point that is not signed."""
        view, place = self._checklist.view, self._checklist.place
        if view is None:
            return
        there = range(place + 1, len(view.points)) if by > 0 else range(place - 1, -1, -1)
        waiting = [index for index in there if not view.points[index].is_signed]
        if waiting:
            self._checklist.place = waiting[0]
        elif by > 0:
            self.tell_user(_("Every point below is signed. p looks above."))
        else:
            self.tell_user(_("Every point above is signed. n looks below."))


def _next_to_sign(view: ControlView, after: int) -> int | None:
    """Return the next point that a person signs, else one that stops the export; None for none."""
    places = [*range(after, len(view.points)), *range(after)]
    waiting = [place for place in places if not view.points[place].is_signed]
    signable = [place for place in waiting if _takes_signature(view.points[place])]
    blocked = [place for place in waiting if view.points[place].state == "blocked"]
    return next(iter(signable or blocked or waiting), None)


def _takes_signature(point: PointView) -> bool:
    return point.signer == "operator" and bool(point.reasons) and point.state != "blocked"


def _compared(view: ControlView, known: KnownTotal) -> str:
    """Return expected, found and difference, and whether the count was compared."""
    values = {
        "expected": money.show(known.total),
        "found": money.show(view.tally.total),
        "difference": money.show(view.difference or 0),
    }
    if known.count is None:
        sentence = _("Bare sum: Aktiv kommune {expected}, here {found}, difference {difference}.")
    else:
        sentence = _("Aktiv kommune {expected}, here {found}, difference {difference}.")
    return sentence.format(**values)


def _copied(sentence: str, copy: CopyView) -> str:
    return sentence.format(
        copy=copy_number(copy.number),
        lines=line_text.count_of_lines(copy.lines),
        total=money.show(copy.total),
    )


def _standing(view: ControlView) -> str:
    if not view.tally.lines:
        return _("No lines. g signs that there is nothing to invoice.")
    if not view.tally.marked:
        return _("Every line is held back. g signs that there is nothing to invoice.")
    if view.is_ready:
        return _("All {points} points are signed. 5 leads to the export.").format(
            points=len(view.points)
        )
    missing = " ".join(str(point.number) for point in view.points if not point.is_signed)
    return _("{signed} of {points} signed, missing {missing}. The export opens with all.").format(
        signed=view.signed, points=len(view.points), missing=missing
    )


STEP = Step(3, N_("Check"), ControlScreen)
