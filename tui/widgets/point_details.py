"""What one point of the checklist says in full: who answered for it, and what was found."""

from __future__ import annotations

from textwrap import wrap

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from data import dates
from data.operators import MACHINE
from data.views import PointView, SignOffView
from tui.change_text import change_text
from tui.line_text import shown
from tui.widgets.bar_plot import beside_plot
from tui.widgets.rows import cut
from tui.words import _, ngettext, say

GAP = "   "


class PointDetails(Widget):
    """The details of the point under the cursor, as many as there is room for."""

    DEFAULT_CSS = "PointDetails { height: 1fr; width: 100%; padding: 0 1; }"
    point: reactive[PointView | None] = reactive(None)
    """What is shown; None before it is known."""
    noted: reactive[str] = reactive("")
    """What is noted on the point; empty where nothing is."""

    def render(self) -> Content:
        """Write the answer first, then the findings."""
        if self.point is None:
            return Content("")
        texts = [shown(say(each)) for each in self.point.details]
        answers = [answer(self.point), *filter(None, [self.noted]), *_changes(self.point)]
        if self.point.state != "blocked":
            texts = [*answers, *texts]
        elif self.point.signed is not None or not texts:
            # What is wrong and what to do about it comes before who once answered for it.
            texts += answers
        rows = beside_plot(packed, texts, self.point.plot, *self.size)
        return Content("\n").join(Content(row) for row in rows)


def packed(texts: list[str], width: int, height: int) -> list[str]:
    """Return rows of texts, short ones side by side; what finds no room is counted."""
    rows: list[str] = []
    for place, text in enumerate(texts):
        pieces = [cut(piece, width) for piece in wrap(text, width)]
        beside = f"{rows[-1]}{GAP}{text}" if len(rows) > 1 else ""
        fits = beside and cell_len(beside) <= width
        grown = [*rows[:-1], beside] if fits else [*rows, *pieces]
        room = height if place == len(texts) - 1 else height - 1
        if len(grown) > room:
            return [*grown[: height - 1], _left_out(len(texts) - place)]
        rows = grown
    return rows


def _left_out(count: int) -> str:
    return ngettext("... and {count} more", "... and {count} more", count).format(count=count)


def answer(point: PointView) -> str:
    """Return who answers for a point, or what it waits for."""
    signed = point.signed
    if signed is None:
        return _waiting(point)
    if signed.operator == MACHINE:
        return _("The program answers for it, last at {time}.").format(
            time=dates.show_time(signed.at)
        )
    sentences = {
        "valid": _("Signed by {who}."),
        "suspended": _("Was signed by {who}. This has changed since then, sign again:")
        if signed.changes
        else _("Was signed by {who}. It does not answer what is found now: sign again."),
        "withdrawn": _("Taken back. Was signed by {who}."),
    }
    return sentences[signed.state].format(who=_who(signed))


def _changes(point: PointView) -> list[str]:
    """Return what suspended the answer, one text for each change."""
    signed = point.signed
    if signed is None or signed.state != "suspended":
        return []
    return [change_text(each) for each in signed.changes]


def _who(signed: SignOffView) -> str:
    who = f"{shown(signed.operator)} {dates.show_time(signed.at)}"
    return f"{who}, {shown(signed.reason)}" if signed.reason else who


def _waiting(point: PointView) -> str:
    if point.state == "blocked":
        return _("Must be put right before the export. Enter shows the lines.")
    if point.signer == "operator" and point.reasons:
        return (
            _("Not signed. Sign with g and a reason.")
            if point.state == "attention"
            else _("Not signed. Sign with g.")
        )
    return _("Not signed.")
