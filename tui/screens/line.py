"""All that is known of one line; the only place that shows an identity number whole, on a key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from data import correctable, customer_id, money
from data.views import LineRow
from data.views.corrections import CorrectionView
from tui import line_text
from tui.approving import ApprovingScreen
from tui.correcting import CORRECT, UNDO, CorrectingScreen
from tui.house import BRING_IN
from tui.jobs import job
from tui.marking import HOLD
from tui.noting import NOTE, NotingScreen
from tui.widgets.facts import BLANK, Facts, Row
from tui.words import N_, _, say

WRAPPED = 62
"""Cells beside the names of the rows."""


class LineScreen(ApprovingScreen, CorrectingScreen, NotingScreen):
    """Shows one line with every field; Esc returns to the list."""

    BINDINGS = [
        Binding("space", "mark", N_("mark")),
        CORRECT,
        HOLD,
        UNDO,
        Binding("v", "show_whole_id", N_("show the whole id")),
        NOTE,
        BRING_IN,
    ]

    def __init__(self, line_id: int) -> None:
        """Show the line of this number."""
        super().__init__()
        self._line_id = line_id
        self._line: LineRow | None = None
        self._whole_id = ""

    @property
    def line_meant(self) -> LineRow | None:
        """The line that is shown."""
        return self._line

    @property
    def _to(self) -> date | None:
        """The day of the basis that the line is looked at in."""
        return self.house.scope.to if self.house.scope else None

    def heading(self) -> str:
        """Return the building and the line's number."""
        building = line_text.shown(self._line.building) if self._line else ""
        return _("{building}: line {number}").format(building=building, number=self._line_id)

    def compose_body(self) -> ComposeResult:
        """Yield the fields, more than a small window shows where the line has a history."""
        with VerticalScroll():
            yield Facts(id="fields")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the whole id where something of it is hidden."""
        if action == "mark":
            return self._line is not None
        if action == "show_whole_id":
            return self._line is not None and not self._whole_id and _is_masked(self._line)
        return super().check_action(action, parameters)

    async def load(self) -> None:
        """Read the line as it stands now."""
        self._line = await self.ask(self.close.basis.line, self._line_id, self._to)
        if self._line is None:
            self.show_message(_("The line is no longer there. Esc returns."), "attention")
            return
        self.draw_frame()
        history = await self.ask(self.close.corrections.of_line, self._line_id)
        await self.read_notes()
        rows = [
            *_rows(self._line, self._whole_id),
            *self.note_rows(self._line),
            *_history(history),
            *_findings(await self._found()),
        ]
        room = self.query_one("#body").size.height
        if len(rows) > room:
            rows = [row for row in rows if row != BLANK]
        self.query_one(Facts).show(rows)
        self.show_totals(_("Arrows and PgDn show the rest.") if len(rows) > room else "")
        self.show_message(line_text.what_to_do(self._line))
        await self.tell_of_approval(self._line)

    async def _found(self) -> list[str]:
        """Return what the checklist of the basis points out about the line."""
        scope = self.house.scope
        if scope is None or self._line is None or line_text.is_exported(self._line):
            return []
        view = await self.ask(self.close.control.view, scope)
        return [
            say(finding.text)
            for point in view.points
            for finding in point.findings
            if self._line_id in finding.lines
        ]

    def action_mark(self) -> None:
        """Give the line its mark, or take it away."""
        if self._line is not None:
            self.turn_mark(self._line)

    @job
    async def action_show_whole_id(self) -> None:
        """Show the customer id whole until the line is left; the journal remembers who looked."""
        self._whole_id = await self.tell(self.close.basis.customer_id_in_full, self._line_id)
        self.tell_user(_("The whole number is shown until you leave. The journal says so."))


def _is_masked(line: LineRow) -> bool:
    text = line.customer_id
    return customer_id.show(text) != customer_id.show(text, full=True)


def _history(corrections: Sequence[CorrectionView]) -> list[Row]:
    """Return two rows for each correction, the newest first."""
    rows: list[Row] = [BLANK] if corrections else []
    for each in corrections:
        what, who = line_text.correction_rows(each)
        rows += [(_("Corrected"), what), (" ", who)]
    return rows


def _findings(sentences: Sequence[str]) -> list[Row]:
    """Return what the checklist says, wrapped."""
    rows: list[Row] = [BLANK] if sentences else []
    for sentence in sentences:
        first, *rest = wrap(line_text.shown(sentence), WRAPPED) or [""]
        rows += [(_("Checklist"), first), *((" ", more) for more in rest)]
    return rows


def _rows(line: LineRow, whole_id: str) -> list[Row]:
    return [
        (_("Customer"), line.customer),
        (_("Contact"), line.contact or "-"),
        (_("Kind"), _ours(line, "customer_type", _(line_text.KINDS[line.customer_type]))),
        (
            _("Customer id"),
            Content(
                whole_id or _ours(line, "customer_id", customer_id.show(line.customer_id) or "-")
            ),
        ),
        (" ", line_text.id_sentence(line)),
        (_("Sub-customer"), line.sub_customer or "-"),
        BLANK,
        (_("Price"), _ours(line, "price", _price(line))),
        (_("Rented"), line_text.period(line)),
        (_("Description"), line.description),
        (_("Reservation"), f"{_(line_text.TYPES[line.type])} {line.reservation_id}"),
        (_("Season"), line.season or "-"),
        BLANK,
        (_("Mark"), _mark(line)),
        (_("Export"), _exported(line)),
    ]


def _price(line: LineRow) -> str:
    return _("no price at all") if line.price is None else money.show(line.price)


def _ours(line: LineRow, field: str, shown: str) -> str:
    """Return a value, and what Aktiv kommune says instead where it was corrected."""
    if field not in line.corrected:
        return shown
    theirs = line_text.correction_value(correctable.shown(field, getattr(line, f"source_{field}")))
    return _("{value}  (Aktiv kommune: {theirs})").format(value=shown, theirs=theirs)


def _mark(line: LineRow) -> str:
    if line.held:
        return _("held back")
    if line.is_back:
        return f"{_('marked')}, {line_text.came_back(line)}"
    return _("exported") if line_text.is_exported(line) else _("marked")


def _exported(line: LineRow) -> str:
    parts = [f"E-{line.export:04d}"] if line.export is not None else []
    if line.source_export:
        parts.append(_("Aktiv kommune {number}").format(number=line.source_export))
    if line.source_file:
        parts.append(_("file {number}").format(number=line.source_file))
    if line.source_order:
        parts.append(_("order {number}").format(number=line.source_order))
    return ", ".join(parts) or _("not exported yet")
