"""The help: what the keys of the screen one came from do, and the key map of the house."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui import glyphs
from tui.house import HouseScreen
from tui.key_map import ACTING, DOUBLES, MOVING, Key, known, own_hints
from tui.room import WIDTH
from tui.widgets.columns import fit
from tui.words import N_, _

SIGNS: tuple[tuple[glyphs.State, str], ...] = (
    ("ok", N_("OK")),
    ("attention", N_("look at")),
    ("error", N_("wrong")),
    ("open", N_("not done")),
    ("working", N_("in progress")),
    ("signed", N_("signed")),
    ("exported", N_("exported")),
    ("locked", N_("locked")),
    ("nothing", N_("nothing")),
)
COLUMN = 26
ROOM = WIDTH - 2
GAP = 2


class HelpScreen(HouseScreen[None]):
    """Explains the keys; Esc leads back to where one was."""

    CSS = "HelpScreen #help { padding: 0 1; height: 1fr; }"

    def __init__(self, about: HouseScreen[Any]) -> None:
        """Explain the keys of `about` first."""
        super().__init__()
        self._about = about

    def heading(self) -> str:
        """Return the name and what is explained."""
        return _("Help: {about}").format(about=self._about.heading())

    def compose_body(self) -> ComposeResult:
        """Yield the text."""
        yield Static(Content("\n").join(self._text()), id="help", markup=False)

    async def load(self) -> None:
        """Say what holds everywhere."""
        self.show_totals(_("Capital letters and Alt are not used. No key deletes anything."))
        self.show_message(_("A sign never stands without its word. Esc closes the help."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no help about the help."""
        return False if action == "help" else super().check_action(action, parameters)

    def action_step(self, number: int) -> None:
        """Close the help and go to a step."""
        self.house.go_back()
        self.house.go(number)

    def _text(self) -> list[Content]:
        order = _("0 building - 2 lines - 3 check, sign - 5 export - 6 file - 7 deliver, receipt")
        own = _wrapped(_("THIS SCREEN"), own_hints(self._about))
        # Three rows of keys leave no room for air in the smallest window.
        air = [Content()] if len(own) < 3 else []
        return [Content(order), *air, *own, Content(), *_columns(), *_signs()]


def _wrapped(head: str, hints: Sequence[tuple[str, str]]) -> list[Content]:
    """Return the hints after a heading, in rows as wide as the window's least width."""
    rows = [Content.styled(head, "bold")]
    for key, word in hints:
        hint = Content.assemble((key, "bold"), " " if word else "", word)
        if rows[-1].cell_length + GAP + hint.cell_length > ROOM:
            rows.append(hint)
        else:
            rows[-1] = rows[-1] + Content(" " * GAP) + hint
    return rows


def _columns() -> list[Content]:
    """Return the key map in three columns: moving, and the acts in two."""
    acts = known(ACTING)
    half = len(acts) - len(acts) // 2
    heads = [Content.styled(fit(word, COLUMN - 1).plain, "bold") for word in (_("MOVE"), _("DO"))]
    rows = zip_longest(known(MOVING), acts[:half], acts[half:])
    return [heads[0] + heads[1], *(Content("").join(_cell(key) for key in row) for row in rows)]


def _cell(key: Key | None) -> Content:
    if key is None:
        return Content(" " * COLUMN)
    shown = _(key.shown)
    name = f"{shown} " if cell_len(shown) > 5 else f"{shown:<6}"
    return Content.assemble((name, "bold"), fit(_(key.meaning), COLUMN - 1 - cell_len(name)).plain)


def _signs() -> list[Content]:
    doubles = [(f"{key}={same}", "") for key, same in DOUBLES]
    return _wrapped(
        _("F-KEYS"), [*doubles, *((glyphs.sign(state), _(word)) for state, word in SIGNS)]
    )
