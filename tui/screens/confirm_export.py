"""The dialog before an export: what leaves the list, and the house's name in both fields."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from data.accounts import AccountHit, fitting, the_own_of
from data.errors import BusyProblem, Problem, UsageProblem
from data.exports import Draft
from data.listing import CustomerType
from data.text import fold
from data.views import ExportView
from tui import glyphs
from tui.account_text import codes
from tui.dialogs import HouseDialog
from tui.export_text import basis, copy_line, line_counts, signers, sums
from tui.jobs import job
from tui.line_text import shown
from tui.widgets.facts import BLANK, Facts
from tui.widgets.facts import Row as Fact
from tui.widgets.fields import Button, Field
from tui.widgets.rows import cut
from tui.words import N_, _, ngettext, say_problem

KINDS: tuple[CustomerType, ...] = ("internal", "external")
"""The two fields, in the order of Aktiv kommune's own form."""

LABELS: dict[CustomerType, str] = {
    "internal": N_("Internal string"),
    "external": N_("External string"),
}
ROOM = 69
"""Cells inside the frame."""
HITS = 3

Outcome = ExportView | Problem
"""The export, or why there was none."""


class ConfirmExport(HouseDialog[Outcome]):
    """Shows the draft and commits it once both names hit one account string each."""

    CSS = """
    ConfirmExport .name { height: 1; }
    ConfirmExport .name Static { width: 19; }
    ConfirmExport .name Field { width: 26; }
    ConfirmExport .name .found { width: 1fr; margin: 0 0 0 1; }
    ConfirmExport #hits { height: 3; margin: 0 0 0 20; }
    ConfirmExport #warning { height: 2; margin: 0 0 0 1; }
    ConfirmExport #dialog-foot { height: 4; align-vertical: bottom; }
    """
    ANSWER_CHANGES = False
    BINDINGS = [
        Binding("tab", "app.focus_next", N_("next field")),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(self, draft: Draft, strings: Sequence[AccountHit]) -> None:
        """Ask whether to commit `draft`; `strings` are the active account strings."""
        super().__init__()
        self._draft = draft
        self._strings = {
            kind: [hit for hit in strings if hit.customer_type == kind] for kind in KINDS
        }
        self._is_answered = False

    def heading(self) -> str:
        """Return the dialog's name."""
        return _("Export of the invoice basis")

    def compose_dialog(self) -> ComposeResult:
        """Yield the draft, the two fields, what they find, and the buttons."""
        yield Facts(names=18, room=ROOM, id="draft")
        for kind in KINDS:
            with Horizontal(classes="name"):
                yield Static(f" {_(LABELS[kind])}", markup=False)
                yield Field(id=kind, max_length=80)
                yield Static(id=f"{kind}-found", classes="found", markup=False)
        yield Static(id="hits", markup=False)
        yield Static(
            _(
                "The lines leave «not exported». They come back only by reversing the export"
                " (step 6), as long as no file is made."
            ),
            id="warning",
            markup=False,
        )
        with Horizontal(classes="buttons"):
            yield Button(_("Cancel"), id="cancel")
            yield Button(_("Export lines"), id="export")

    def on_mount(self) -> None:
        """Show what the export would be."""
        self.query_one("#draft", Facts).show(_facts(self._draft))
        self.query_one("#internal").focus()
        self.show_message(
            _("At least three letters of the name, and one hit. Nothing is exported yet.")
        )

    @on(Input.Changed)
    def find_names(self, event: Input.Changed) -> None:
        """Show what the text in a field may mean."""
        self._show_hits(event.input)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hits of the field that is typed in."""
        self._show_hits(event.widget)

    @on(Input.Submitted)
    def take_name(self, event: Input.Submitted) -> None:
        """Take the one string the text names, and go on to what is still missing."""
        kind = _kind(event.input)
        try:
            hit = self._named(kind, event.value)
        except UsageProblem as problem:
            self.tell_user(say_problem(problem), "error")
            return
        event.input.value = hit.name
        following = self.query_one("#external" if kind == "internal" else "#export")
        self.set_focus(following)
        if kind == "external":
            self._tell_of_two_names()

    @on(Button.Pressed, "#cancel")
    def leave(self) -> None:
        """Close without an export."""
        self.dismiss(None)

    @on(Button.Pressed, "#export")
    @job
    async def commit(self) -> None:
        """Export; a wrong name or a busy store leaves the dialog open, all else closes it."""
        if self._is_answered:
            return
        names = [self.query_one(f"#{kind}", Field).value for kind in ("external", "internal")]
        outcome: Outcome
        try:
            outcome = await self.tell(self.close.exports.commit, self._draft, *names)
        except (UsageProblem, BusyProblem):
            raise
        except Problem as problem:
            outcome = problem
        self._is_answered = True
        self.dismiss(outcome)

    def _tell_of_two_names(self) -> None:
        """Say so when the two strings are not named alike: it is allowed, and easily a slip."""
        internal, external = (self.query_one(f"#{kind}", Field).value for kind in KINDS)
        if fold(internal) != fold(external):
            self.tell_user(
                _("The two strings differ: {internal} and {external}.").format(
                    internal=shown(internal), external=shown(external)
                ),
                "attention",
            )

    def _named(self, kind: CustomerType, text: str) -> AccountHit:
        return the_own_of(self._draft.scope.building, self._strings[kind], text, kind)

    def _show_hits(self, place: object) -> None:
        rows: list[Content] = []
        if isinstance(place, Field):
            kind = _kind(place)
            rows = [_hit_row(hit) for hit in fitting(place.value, self._strings[kind])]
            self.query_one(f"#{kind}-found", Static).update(self._found(kind, place.value))
        self.query_one("#hits", Static).update(Content("\n").join(_at_most(HITS, rows)))

    def _found(self, kind: CustomerType, text: str) -> Content:
        hits = fitting(text, self._strings[kind])
        try:
            hit = self._named(kind, text)
        except UsageProblem:
            if not hits:
                return Content("")
            count = ngettext("{count} hit", "{count} hits", len(hits)).format(count=len(hits))
            return glyphs.mark("open", count)
        return glyphs.mark("ok", cut(codes(hit, 3) or _("found"), 20))


def _facts(draft: Draft) -> list[Fact]:
    return [
        ("", f"{cut(shown(draft.scope.building), 40)}   {basis(draft.scope)}"),
        (_("Lines"), line_counts(draft)),
        (_("Sum"), sums(draft)),
        (_("Copy"), copy_line(draft.copy.number, draft.copy.sha256)),
        (_("Signed"), signers(draft.control)),
        BLANK,
        ("", _("Enter the house's name in both fields:")),
    ]


def _kind(field: object) -> CustomerType:
    return "internal" if getattr(field, "id", "") == "internal" else "external"


def _hit_row(hit: AccountHit) -> Content:
    return Content(cut(f"{shown(hit.name):<24} {codes(hit)}".rstrip(), ROOM - 20))


def _at_most(count: int, rows: list[Content]) -> list[Content]:
    if len(rows) <= count:
        return rows
    rest = len(rows) - count + 1
    more = ngettext("... and {count} more", "... and {count} more", rest).format(count=rest)
    return [*rows[: count - 1], Content(more)]
