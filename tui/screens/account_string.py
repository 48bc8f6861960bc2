"""One account string with all its codes, each beside its width and its dimension's heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from data.account_codes import CODES, complaint
from data.accounts import AccountHit, strings
from data.errors import Problem
from data.files.options import Headings
from data.listing import CustomerType
from tui import glyphs
from tui.account_text import field_note, lacks
from tui.house import HouseScreen
from tui.jobs import job
from tui.line_text import KINDS, shown
from tui.widgets.fields import Button, Choice, Field
from tui.words import N_, _, say_problem

Draft = dict[str, str]
"""What stands in the fields, by name of the field."""

Drafts = dict[int | None, Draft]
"""What was typed and not saved, by string; None for the one that is being added."""

WIDEST = 34
"""Cells of a field, brackets included; longer text moves in it."""

ROOM = 4
"""Cells for the brackets, the cursor, and the first letter that is too many."""

CULPRITS = {"F415": "name", "F416": "name", "F319": "building"}
"""The field that a refusal of the store speaks of."""


class AccountStringScreen(HouseScreen[None]):
    """A form; what is typed is kept in `drafts` until it is saved, wherever one goes."""

    AUTO_FOCUS = "#form Field"
    CSS = """
    AccountStringScreen .row { height: 1; }
    AccountStringScreen .label { width: 22; padding: 0 1; }
    AccountStringScreen .note { width: 1fr; padding: 0 0 0 2; }
    """
    BINDINGS = [
        Binding("tab", "app.focus_next", N_("next field")),
        Binding("down", "app.focus_next", show=False),
        Binding("shift+tab,up", "app.focus_previous", show=False),
    ]

    def __init__(self, hit: AccountHit | None, drafts: Drafts) -> None:
        """Show a string, or an empty form for a new one."""
        super().__init__()
        self._hit = hit
        self._drafts = drafts
        self._headings = Headings()
        self._notes: dict[str, Content] = {}

    def heading(self) -> str:
        """Return which string it is."""
        if self._hit is None:
            return _("New account string")
        kind = _(KINDS[self._hit.customer_type])
        return _("Account string: {name} ({kind})").format(name=shown(self._hit.name), kind=kind)

    def compose_body(self) -> ComposeResult:
        """Yield name, building and codes, with what was typed before."""
        values = self._drafts.get(_key(self._hit)) or _stored(self._hit)
        self._notes = {}
        with VerticalScroll(id="form", can_focus=False):
            yield from _row("name", _("Name"), _field("name", values, 60))
            if self._hit is None:
                kinds = [(kind, _(word)) for kind, word in KINDS.items()]
                chosen = cast("CustomerType", values["kind"])
                yield from _row("kind", _("Holds for"), Choice(kinds, chosen, id="kind"))
            yield from _row("building", _("Building"), _field("building", values, 60))
            for code in CODES:
                yield from _row(code.key, _(code.title), _field(code.key, values, code.width))
            with Horizontal(classes="buttons"):
                yield Button(_("Save"), id="save")

    async def load(self) -> None:
        """Read the headings, and see whether a colleague changed the string meanwhile."""
        self._headings = (await self.ask(self.close.settings.options)).headings
        known = {hit.id: hit for hit in await self.ask(strings)}
        if self not in self.house.screen_stack:
            # What moved the store was this form, which is saved and left.
            return
        self._say_whose()
        now = known.get(self._hit.id) if self._hit is not None else None
        if now != self._hit:
            self._tell_of_change(now)
        self._draw()

    def home(self) -> Widget | None:
        """Return the button: Esc in a field leads there, and Enter then saves."""
        return self.query_one("#save")

    # Typing.

    @on(Input.Changed)
    @on(Choice.Changed)
    def text_changed(self) -> None:
        """Keep what was typed, and say beside each field whether it will do."""
        values, key = self._values(), _key(self._hit)
        if values == _stored(self._hit):
            self._drafts.pop(key, None)
        else:
            self._drafts[key] = values
        self._draw()

    @on(Input.Submitted)
    def field_left(self) -> None:
        """Go on to the next field; after the last one comes the button."""
        self.focus_next()

    @on(Button.Pressed, "#save")
    def save_pressed(self) -> None:
        """Save, or lead to the first field that will not do."""
        values = self._values()
        for code in CODES:
            if (wrong := complaint(values["name"], code.key, values[code.key])) is not None:
                self._lead_to(code.key, wrong)
                return
        self._save(values)

    @job
    async def _save(self, values: Draft) -> None:
        codes = {code.key: values[code.key] for code in CODES}
        name, building, part = values["name"], values["building"], self.close.account_strings
        try:
            if self._hit is None:
                kind = cast("CustomerType", values["kind"])
                await self.tell(part.add, name, kind, building, codes)
            else:
                await self.tell(
                    part.change, self._hit.id, name=name, building=building, codes=codes
                )
        except Problem as problem:
            self._lead_to(CULPRITS.get(problem.code, ""), problem)
            return
        self._drafts.pop(_key(self._hit), None)
        if self.house.screen is self:
            self.house.go_back()

    # Showing.

    def _values(self) -> Draft:
        values = {field.id or "": field.value for field in self.query("#form Field").results(Field)}
        kinds = [str(choice.value) for choice in self.query("#kind").results(Choice)]
        return {**values, "kind": kinds[0] if kinds else _stored(self._hit)["kind"]}

    def _draw(self) -> None:
        values = self._values()
        notes = {c.key: field_note(c, values[c.key], self._headings) for c in CODES}
        notes["building"] = Content(_("empty: several use it"))
        for name, note in notes.items():
            # A key in one field need not have every row drawn anew.
            if self._notes.get(name) != note:
                self.query_one(f"#note-{name}", Static).update(note, layout=False)
        self._notes = notes
        self._draw_totals()

    def _draw_totals(self) -> None:
        if _key(self._hit) in self._drafts:
            self.show_totals(_("Not saved yet: Esc, then Enter saves. What is typed is kept."))
        elif self._hit is not None and self._hit.missing:
            self.show_totals(glyphs.mark("attention", lacks(self._hit)))
        else:
            self.show_totals("")

    def _say_whose(self) -> None:
        self.show_message(
            _("Codes are those of the day the file is made, for exports made before too.")
        )

    def _tell_of_change(self, now: AccountHit | None) -> None:
        """Say that the store's string is another now; what is typed stays."""
        if now is None:
            sentence = _("A colleague has taken this account string out of use.")
        else:
            self._hit = now
            self.draw_frame()
            sentence = _("This account string was changed meanwhile. Esc, and open it again.")
        self.show_message(sentence, "attention")

    def _lead_to(self, name: str, problem: Problem) -> None:
        for field in self.query(f"#{name}") if name else ():
            field.focus()
        self.tell_user(say_problem(problem), "error")


def _key(hit: AccountHit | None) -> int | None:
    return None if hit is None else hit.id


def _stored(hit: AccountHit | None) -> Draft:
    """Return what the store has, or what a new string begins with."""
    if hit is None:
        defaults = {code.key: code.default for code in CODES}
        return {**defaults, "name": "", "building": "", "kind": "external"}
    codes = {code.key: hit.codes.get(code.key, code.default) for code in CODES}
    return {**codes, "name": hit.name, "building": hit.building, "kind": hit.customer_type}


def _field(name: str, values: Draft, width: int) -> Field:
    return Field(values[name], width=min(width + ROOM, WIDEST), id=name)


def _row(name: str, label: str, widget: Widget) -> Iterator[Widget]:
    note = Static(id=f"note-{name}", classes="note", markup=False)
    yield Horizontal(Static(Content(label), classes="label"), widget, note, classes="row")
