"""What the keys row says, read from the bindings that are active now."""

from __future__ import annotations

import re
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from tui.words import N_, _

NAMES = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "tab": N_("Tab"),
    "space": N_("Space"),
    "up": N_("Up"),
    "down": N_("Down"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
}
"""Keys that have a name instead of a character."""

SIGNS = {
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "slash": "/",
    "full_stop": ".",
    "question_mark": "?",
}
"""Characters that a terminal reports by name."""

FUNCTION_KEY = re.compile("f[0-9]+")

EVERYWHERE = ("back", "help", "leave")
"""Actions every screen has; they stand last and fall off first."""


def name_key(binding: Binding) -> str:
    """Return what is printed on the key."""
    if binding.key_display:
        return binding.key_display
    if binding.key in NAMES:
        return _(NAMES[binding.key])
    if FUNCTION_KEY.fullmatch(binding.key):
        return binding.key.upper()
    return SIGNS.get(binding.key, binding.key)


def key_hints(screen: Screen[Any]) -> tuple[tuple[str, str], ...]:
    """Return key and word for each act that is possible now, the general ones last.

    Keys of one action count once, by the first; neighbours with the same word are joined,
    as in «+/- måned».
    """
    own: list[Binding] = []
    general: list[Binding] = []
    actions: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if not (binding.show and binding.description and active.enabled):
            continue
        if _is_typed(screen, binding):
            continue
        if binding.action in actions:
            continue
        actions.add(binding.action)
        (general if binding.action in EVERYWHERE else own).append(binding)
    return _joined(own + [b for b in general if _fits(screen, b)])


def _is_typed(screen: Screen[Any], binding: Binding) -> bool:
    # Textual tells what a text field takes by the names it gives letters, not those of signs.
    sign = SIGNS.get(binding.key)
    focused = screen.focused
    return bool(sign and focused and focused.check_consume_key(binding.key, sign))


def _fits(screen: Screen[Any], binding: Binding) -> bool:
    # «avslutt» is told where it ends the program; elsewhere Esc and the digits lead there.
    return binding.action != "leave" or bool(getattr(screen, "is_home", False))


def _joined(bindings: list[Binding]) -> tuple[tuple[str, str], ...]:
    hints: list[tuple[str, str]] = []
    for binding in bindings:
        key, word = name_key(binding), _(binding.description)
        if hints and hints[-1][1] == word:
            hints[-1] = (f"{hints[-1][0]}/{key}", word)
        else:
            hints.append((key, word))
    return tuple(hints)
