"""The dialog that corrects one field of a line: value, source, reason, and which lines."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from data import correctable, customer_id
from data.errors import Problem
from data.views import LineRow
from data.views.corrections import CorrectionField, CorrectionValue, Others, Suggestion
from tui import glyphs, line_text
from tui.dialogs import HouseDialog
from tui.jobs import job
from tui.plain import plain
from tui.widgets.fields import Button, Choice, Field
from tui.widgets.origin_choice import OriginChoice
from tui.widgets.rows import cut
from tui.words import N_, _, ngettext, say, say_problem

NAMES: dict[CorrectionField, str] = {
    "customer_id": N_("customer id"),
    "customer_type": N_("kind of customer"),
    "price": N_("amount"),
}
"""The fields that can be corrected, by the digits under which they are offered."""

ROOM, LABEL = 69, 13
"""Cells inside the frame, and of the names in front of the fields."""
MOST_SHOWN = 4


@dataclass(frozen=True)
class Question:
    """What is to be corrected, and what is known about it."""

    line: LineRow
    field: CorrectionField
    offered: Sequence[Suggestion]
    others: Others


class CorrectDialog(HouseDialog[int]):
    """Asks for a correction and saves it; what is refused stays to be put right.

    Enter takes the value, and Enter on the button that follows saves what the row above it
    says: so a known id costs two keys. Answers how many lines were corrected.
    """

    ANSWER_CHANGES = False
    AUTO_FOCUS = "#value"
    DEFAULT_CSS = """
    CorrectDialog .row { height: 1; }
    CorrectDialog .label { width: 13; }
    CorrectDialog #offers { height: auto; padding: 0 0 0 12; }
    CorrectDialog #saves { height: auto; margin: 1 0 0 0; }
    """
    BINDINGS = [
        Binding("tab", "app.focus_next", N_("next field")),
        Binding("shift+tab", "app.focus_previous", show=False),
        Binding("down", "go(1)", show=False),
        Binding("up", "go(-1)", show=False),
        Binding("enter", "accept", N_("accept")),
    ]

    def __init__(self, asked: Question) -> None:
        """Ask about one field of one line."""
        super().__init__()
        self._asked = asked
        self._chosen: Suggestion | None = None
        self._stock_reason = ""

    def heading(self) -> str:
        """Return what is corrected."""
        name = _(NAMES[self._asked.field])
        return _("Correct {field}: line {number}").format(field=name, number=self._asked.line.id)

    def compose_dialog(self) -> ComposeResult:
        """Yield what is known, the fields, what will be saved, and the buttons."""
        others = self._asked.others
        yield Static(Content("\n".join(_about(self._asked))), classes="explanation")
        yield self._row(_("New value"), self._value_field())
        yield Static(id="offers", markup=False)
        yield self._row(_("Source"), OriginChoice(id="origin"))
        yield self._row(_("Reason"), Field(id="reason", width=ROOM - LABEL, max_length=200))
        # The customer's other amounts may be right: rooms and hours differ.
        if others.here:
            yes = self._asked.field != "price"
            yield self._row(_("Other lines"), _too(others.here, yes, "here"))
        if others.elsewhere:
            yield self._row(_("Elsewhere"), _too(others.elsewhere, False, "elsewhere"))
        yield Static(id="saves", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("Cancel"), id="no")
            yield Button(_("Save"), id="save")

    def _row(self, label: str, widget: Widget) -> Horizontal:
        return Horizontal(Static(Content(label), classes="label"), widget, classes="row")

    def _value_field(self) -> Widget:
        if self._asked.field != "customer_type":
            return Field(id="value", width=28, max_length=30)
        kinds = [(kind, _(word)) for kind, word in line_text.KINDS.items()]
        other = next(kind for kind, _word in kinds if kind != self._asked.line.customer_type)
        return Choice(kinds, other, id="value")

    def on_mount(self) -> None:
        """Begin with what is known best."""
        super().on_mount()
        if self._asked.offered:
            self._offer(0)
        else:
            self._follow_source()

    # The value, typed or one that is offered.

    def _offer(self, place: int) -> None:
        """Put an offered value in the field, so that Enter takes it and typing replaces it."""
        self._chosen = self._asked.offered[place]
        field = self.query_one("#value", Field)
        field.value = customer_id.show(self._chosen.value)
        field.selection = Selection(0, len(field.value))
        self.query_one(OriginChoice).value = self._chosen.origin
        self._follow_source()

    @on(Input.Changed, "#value")
    def value_changed(self, event: Input.Changed) -> None:
        """Let go of the offer when something else is typed: then the application knows."""
        if self._chosen is not None and event.value != customer_id.show(self._chosen.value):
            self._chosen = None
            self.query_one(OriginChoice).value = "application"
        self._follow_source()

    @on(Choice.Changed)
    @on(Input.Changed, "#reason")
    def answer_changed(self) -> None:
        """Say anew what will be saved."""
        self._follow_source()

    def _follow_source(self) -> None:
        """Write the reason that goes with the source, unless somebody wrote another."""
        origin, field = self.query_one(OriginChoice).value, self.query_one("#reason", Field)
        if field.value == self._stock_reason:
            is_offered = self._chosen is not None and self._chosen.origin == origin
            chosen = self._chosen.reason if self._chosen and is_offered else None
            self._stock_reason = say(chosen) if chosen else _(correctable.REASONS[origin])
            field.value = self._stock_reason
        self._draw()

    def _value(self) -> CorrectionValue:
        """Return the value as it stands; raises Problem where it cannot be read."""
        if self._chosen is not None:
            return self._chosen.value
        field = self.query_one("#value")
        if isinstance(field, Choice):
            return str(field.value)
        return correctable.read(self._asked.field, self.query_one("#value", Field).value)

    def _lines(self) -> list[LineRow]:
        others = self._asked.others
        found = [self._asked.line]
        for name, lines in (("here", others.here), ("elsewhere", others.elsewhere)):
            if any(choice.value for choice in self.query(f"#{name}").results(Choice)):
                found += lines
        return found

    # Showing.

    def _draw(self) -> None:
        self.query_one("#offers", Static).update(Content("\n").join(self._offers()))
        self.query_one("#saves", Static).update(Content(plain(self._says())))

    def _offers(self) -> list[Content]:
        rows = []
        for each in self._asked.offered[:MOST_SHOWN]:
            here = each is self._chosen
            sign = glyphs.current().cursor if here else " "
            text = plain(f"{customer_id.show(each.value)}  {say(each.text)}")
            row = cut(line_text.shown(text), ROOM - LABEL)
            rows.append(Content.styled(f"{sign}{row}", "bold" if here else ""))
        return rows

    def _says(self) -> str:
        """Return what Enter on the button saves."""
        shown = "-"
        with suppress(Problem):
            shown = line_text.correction_value(correctable.shown(self._asked.field, self._value()))
        lines = self._lines()
        sentence = ngettext(
            "Saves {value} on this line. {source}: {reason}",
            "Saves {value} on {count} lines. {source}: {reason}",
            len(lines),
        )
        origin = _(correctable.ORIGINS[self.query_one(OriginChoice).value])
        return sentence.format(
            value=shown,
            count=len(lines),
            source=origin[:1].upper() + origin[1:],
            reason=line_text.shown(self.query_one("#reason", Field).value) or "-",
        )

    # Acting.

    def action_go(self, by: int) -> None:
        """Choose among what is offered while the value has the focus, else change the field."""
        if self.focused is not None and self.focused.id == "value" and self._asked.offered:
            offered = self._asked.offered[:MOST_SHOWN]
            place = offered.index(self._chosen) + by if self._chosen in offered else 0
            if 0 <= place < len(offered):
                self._offer(place)
                return
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(Input.Submitted)
    def field_left(self) -> None:
        """Take what stands in the fields."""
        self.action_accept()

    def action_accept(self) -> None:
        """Go on to the button if the value will do, else say why it will not."""
        line, field = self._asked.line, self._asked.field
        try:
            value = self._value()
        except Problem as problem:
            self.tell_user(say_problem(problem), "error")
            return
        try:
            # At once, so that the next key reaches the button; the store has the last word.
            correctable.require_possible(line, field, value, self.house.test_mode)
        except Problem:
            self._ask_store(value)
        else:
            self.query_one("#save").focus()

    @job
    async def _ask_store(self, value: CorrectionValue) -> None:
        line, field = self._asked.line, self._asked.field
        self.query_one("#value").focus()
        await self.ask(self.close.corrections.require_possible, line.id, field, value)
        self.query_one("#save").focus()

    @on(Button.Pressed)
    def answer_pressed(self, event: Button.Pressed) -> None:
        """Save what the row above the buttons says, or close without."""
        if event.button.id == "save":
            self._save()
        else:
            self.dismiss(None)

    @job
    async def _save(self) -> None:
        ids = [line.id for line in self._lines()]
        origin = self.query_one(OriginChoice).value
        reason = self.query_one("#reason", Field).value
        correct = self.close.corrections.correct
        count = await self.tell(correct, ids, self._asked.field, self._value(), origin, reason)
        self.dismiss(count)


def _about(asked: Question) -> list[str]:
    """Return who rented what, and what stands there now."""
    line = asked.line
    rows = [
        f"{line_text.shown(line.customer)}  {line_text.price(line)}",
        f"{line_text.period(line)}  {line_text.shown(line.resource)}",
    ]
    now = line_text.correction_value(correctable.shown(asked.field, getattr(line, asked.field)))
    rows.append(_("Now: {value}").format(value=now))
    if asked.field == "customer_id":
        rows[-1] += f"  {line_text.id_sentence(line).plain}"
    return [cut(plain(row), ROOM) for row in rows]


def _too(lines: Sequence[LineRow], yes: bool, name: str) -> Choice[bool]:
    """Return the choice whether the customer's other lines are corrected too."""
    named = ngettext("yes, {count} more: {places}", "yes, {count} more: {places}", len(lines))
    if name == "here":
        places = ", ".join(str(line.id) for line in lines[:3])
    else:
        places = ", ".join(dict.fromkeys(line_text.shown(line.building) for line in lines))
    word = cut(named.format(count=len(lines), places=places), 38)
    return Choice([(True, word), (False, _("no"))], yes, id=name)
