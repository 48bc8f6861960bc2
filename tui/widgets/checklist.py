"""The checklist panel: nine points with result, finding and who answered for each.

Wide it is the table of step 3; beside the lines it is narrow, and shows of each point what
stands in the way of the export, with the finding beneath where there is room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from data.operators import MACHINE
from data.text import initials
from data.views import ControlView, PointState, PointView, SignOffView
from tui import glyphs
from tui.line_text import id_states, shown
from tui.widgets.columns import GAP, fit
from tui.words import N_, _, say

RESULTS: dict[PointState, tuple[glyphs.State, str]] = {
    "ok": ("ok", N_("OK")),
    "attention": ("attention", N_("look at")),
    "blocked": ("error", N_("wrong")),
}
WIDE = 70
"""From this width on the points stand in columns."""
TITLE, RESULT, SIGNED = 26, 9, 13
"""Widths of the columns; the finding takes the rest."""


def result(point: PointView) -> tuple[glyphs.State, str]:
    """Return sign and word of what a point says."""
    if _is_suspended(point) and point.state != "blocked":
        return "attention", _("sign again")
    state, word = RESULTS[point.state]
    return state, _(word)


def signature(signed: SignOffView | None, today: date) -> str:
    """Return who answered and when, short; in brackets what no longer counts."""
    if signed is None or signed.state == "withdrawn":
        return ""
    when = f"{signed.at:%H.%M}" if signed.at.date() == today else f"{signed.at:%d.%m}"
    who = _("machine") if signed.operator == MACHINE else initials(signed.operator)
    text = f"{who} {when}"
    return text if signed.state == "valid" else f"({text})"


def check_line(view: ControlView, width: int) -> Content:
    """Return the checklist in one line: customer ids, total match, and how much is signed."""
    ids, total = (
        next(point for point in view.points if point.check == check)
        for check in ("customer_ids", "control_total")
    )
    line = Content.assemble(
        _("Ids"), " ", glyphs.mark(result(ids)[0], id_states(view.tally)), "   ",
        _("Total"), " ", glyphs.mark(result(total)[0], shown(say(total.summary))),
    )  # fmt: skip
    signed = _("{signed} of {points} signed").format(signed=view.signed, points=len(view.points))
    whole = Content.assemble(line, "   ", signed)
    return whole if whole.cell_length <= width else line


def _is_suspended(point: PointView) -> bool:
    return point.signed is not None and point.signed.state == "suspended"


class Checklist(Widget, can_focus=True):
    """The points of one basis, as its own width allows."""

    DEFAULT_CSS = "Checklist { height: 10; width: 100%; }"
    BINDINGS = [
        Binding("enter", "open", N_("lines")),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home,pageup", "move(-99)", show=False),
        Binding("end,pagedown", "move(99)", show=False),
    ]
    view: reactive[ControlView | None] = reactive(None)
    """What is shown; None before it is known."""
    place: reactive[int] = reactive(0)
    """Index of the point under the cursor."""

    @dataclass
    class PointChanged(Message):
        """Another point is under the cursor, or the same one stands differently."""

        point: PointView

    @dataclass
    class PointOpened(Message):
        """Enter was pressed on a point."""

        point: PointView

    def __init__(
        self,
        today: date,
        *,
        beside: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        """Make the panel; `beside` another list it only shows and takes no keys."""
        super().__init__(id=id)
        self._today = today
        self.can_focus = not beside

    @property
    def point(self) -> PointView | None:
        """The point under the cursor."""
        return self.view.points[self.place] if self.view else None

    def watch_view(self) -> None:
        """Tell that the point under the cursor may read differently."""
        self._tell()

    def watch_place(self) -> None:
        """Tell which point the cursor is on."""
        self._tell()

    def _tell(self) -> None:
        if self.point is not None and self.can_focus:
            self.post_message(self.PointChanged(self.point))

    def action_move(self, by: int) -> None:
        """Move the cursor, not beyond the ends."""
        if self.view is not None:
            self.place = max(0, min(len(self.view.points) - 1, self.place + by))

    def action_open(self) -> None:
        """Tell that the point was opened."""
        if self.point is not None:
            self.post_message(self.PointOpened(self.point))

    def render(self) -> Content:
        """Draw the heading and the points."""
        if self.view is None:
            return Content("")
        if self.size.width >= WIDE:
            return Content("\n").join(self._wide(self.view))
        return Content("\n").join(self._narrow(self.view))

    def _wide(self, view: ControlView) -> list[Content]:
        finding = self.size.width - 4 - TITLE - RESULT - SIGNED - 4 * GAP
        titles = ((_("Point"), TITLE), (_("Result"), RESULT), (_("Finding"), finding))
        head = f" {fit(_('No.'), 3, right=True).plain}"
        head += "".join(fit(title, width).plain for title, width in titles) + _("Signed")
        rows = [Content.styled(head, "bold")]
        for index, point in enumerate(view.points):
            here = index == self.place and self.can_focus
            cursor = glyphs.current().cursor if here else " "
            row = Content.assemble(
                f"{cursor}{point.number:>3} ",
                fit(say(point.title), TITLE).plain,
                self._found(point, finding),
                fit(signature(point.signed, self._today) or self._open(), SIGNED).plain,
            )
            rows.append(row.stylize("reverse") if here else row)
        return rows

    @staticmethod
    def _found(point: PointView, width: int) -> Content:
        state, word = result(point)
        text = f"{glyphs.sign(state)} {word}"
        finding = shown(say(point.summary))
        if _is_suspended(point) and point.state != "blocked":
            # What was found stays beside the demand to answer for it anew.
            joined = fit(f"{text}  {finding}", RESULT + GAP + width).plain
            return Content.styled(joined, glyphs.content_style(state))
        return Content.assemble(
            (fit(text, RESULT).plain, glyphs.content_style(state)), fit(finding, width).plain
        )

    @staticmethod
    def _open() -> str:
        return f"{glyphs.sign('open')} {_('unsigned')}"

    def _narrow(self, view: ControlView) -> list[Content]:
        width = self.size.width - GAP
        head = _("Checklist, {signed} of {points} signed").format(
            signed=view.signed, points=len(view.points)
        )
        rows = [Content.styled(fit(head, width).plain, "bold")]
        explained = self._explained(view)
        for point in view.points:
            state, word = self._standing(point)
            text = f"{glyphs.sign(state)} {word}"
            title = fit(f"{point.number} {say(point.title)}", width - len(text) - GAP).plain
            rows.append(Content.assemble(title, (text, glyphs.content_style(state))))
            if point.number in explained:
                rows.append(Content("  " + fit(shown(say(point.summary)), width - 2).plain))
        return rows

    def _explained(self, view: ControlView) -> set[int]:
        """Return the points whose finding has room: all, those that wait, or none."""
        room = self.size.height - 1 - len(view.points)
        waiting = {point.number for point in view.points if not point.is_signed}
        for wanted in ({point.number for point in view.points}, waiting):
            if len(wanted) <= room:
                return wanted
        return set()

    @staticmethod
    def _standing(point: PointView) -> tuple[glyphs.State, str]:
        """Return what the export waits for at a point: nothing, where it is signed."""
        if point.is_signed:
            return "signed", _("signed")
        if point.state == "ok" and not _is_suspended(point):
            return "open", _("unsigned")
        return result(point)
