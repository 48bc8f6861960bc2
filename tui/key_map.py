"""The keys of the whole house, one meaning each, and the ones that a screen has of its own."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from tui.house import HouseScreen
from tui.keys import FUNCTION_KEY, name_key
from tui.words import N_, _


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the operator finds it, what it means, and the names the terminal gives it."""

    shown: str
    """Message id of what is printed on the key."""
    meaning: str
    """Message id."""
    names: tuple[str, ...] = ()
    """Empty for a key that means the same on every screen."""


MOVING = (
    Key(N_("Arrows PgUp PgDn"), N_("move")),
    Key("0-9", N_("go to step")),
    Key("Enter", N_("open, next")),
    Key("Esc", N_("one level back")),
    Key("Tab", N_("next field or list")),
    Key("n p", N_("next, last finding"), ("n", "p")),
    Key("+ -", N_("month on, back"), ("plus", "minus")),
    Key("/ f", N_("search, filter"), ("slash", "f")),
    Key("s", N_("sort, or reverse"), ("s",)),
)
ACTING = (
    Key(N_("Space"), N_("mark, choose"), ("space",)),
    Key("*", N_("mark all hits"), ("asterisk",)),
    Key("e", N_("correct, change"), ("e",)),
    Key("u", N_("hold to next month"), ("u",)),
    Key("d", N_("differences, bridge"), ("d",)),
    Key("m", N_("note"), ("m",)),
    Key("z", N_("undo a correction"), ("z",)),
    Key("g", N_("sign"), ("g",)),
    Key("r", N_("reverse, take back"), ("r",)),
    Key("t", N_("type total, receipt"), ("t",)),
    Key("k", N_("take a copy"), ("k",)),
    Key("x", N_("do the step's act"), ("x",)),
    Key("v", N_("show the whole id"), ("v",)),
    Key("i", N_("fetch the list anew"), ("i",)),
    Key("a b", N_("save file, letter"), ("a", "b")),
    Key("o", N_("take over"), ("o",)),
    Key("?", N_("this help")),
    Key("q", N_("quit, from step 0")),
)
"""The acts, in the order of the work. A key is told of once a screen has it."""

DOUBLES = (("F1", "?"), ("F2", "e"), ("F3", "/"), ("F5", "i"), ("F9", "g"), ("F10", "q"))
"""Function keys for those who have them; each can be replaced."""

ARROWS = ("up", "down", "left", "right")


def known(keys: tuple[Key, ...]) -> list[Key]:
    """Return the keys that do something on some screen."""
    return [key for key in keys if not key.names or bound_keys().intersection(key.names)]


@cache
def bound_keys() -> frozenset[str]:
    """Return every key that a screen or a widget of the house binds."""
    found: set[str] = set()
    for package in (import_module("tui.screens"), import_module("tui.widgets")):
        for module in pkgutil.iter_modules(package.__path__):
            for thing in vars(import_module(f"{package.__name__}.{module.name}")).values():
                if isinstance(thing, type) and issubclass(thing, DOMNode):
                    found.update(name for each in _own(thing) for name in each.key.split(","))
    return frozenset(found)


def own_hints(screen: HouseScreen[Any]) -> list[tuple[str, str]]:
    """Return keys and word of each act of a screen, possible now or not, and of its widgets."""
    hints: dict[str, list[str]] = {}
    widgets = [widget for widget in screen.query("#body *") if widget.can_focus]
    of_widgets = (each for widget in widgets for each in _shown(widget))
    # What opens a row comes first, as in the keys row.
    for binding in [*of_widgets, *_shown(screen)]:
        keys = hints.setdefault(_(binding.description), [])
        if names(binding) not in keys:
            keys.append(names(binding))
    return [(" ".join(keys), word) for word, keys in hints.items()]


def own_bindings(screen: type[HouseScreen[Any]]) -> list[Binding]:
    """Return the bindings that a kind of screen has beyond those of every screen, told of once."""
    kinds = screen.__mro__[: screen.__mro__.index(HouseScreen)]
    told = {
        binding.action: binding
        for kind in reversed(kinds)
        for binding in _own(kind)
        if binding.show and binding.description
    }
    return list(told.values())


def _shown(node: DOMNode) -> Iterator[Binding]:
    """Yield the bindings of a node that are told of; of a widget those it has a use for."""
    for kind in type(node).__mro__:
        if kind is HouseScreen:
            break
        for binding in _own(kind):
            useless = not isinstance(node, Screen) and not node.check_action(binding.action, ())
            if binding.show and binding.description and not useless:
                yield binding


def _own(kind: type) -> Iterator[Binding]:
    """Yield the bindings a class of the house declares itself; Textual's own are not told of."""
    if kind.__module__.startswith("tui."):
        for binding in kind.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding):
                yield binding


def names(binding: Binding) -> str:
    """Return the keys of a binding without the arrows and function keys that double them."""
    if binding.key_display:
        return binding.key_display
    keys = binding.key.split(",")
    kept = [key for key in keys if key not in ARROWS and not FUNCTION_KEY.fullmatch(key)]
    return " ".join(name_key(replace(binding, key=key)) for key in kept or keys[:1])
