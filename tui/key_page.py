"""docs/keys.md, made from the key map and the bindings: `python -m tui.key_page` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui.house import HouseScreen
from tui.key_map import ACTING, DOUBLES, MOVING, Key, known, names, own_bindings
from tui.steps import find_steps
from tui.words import _, language, set_language

PAGE = Path(__file__).resolve().parent.parent / "docs" / "keys.md"

BEGINNING = """# Keys

One meaning for each key, on every screen. This page is made from the program's own bindings:
`python -m tui.key_page` writes it anew, and a test compares. The words are those of the program in
bokmål and English.

Digits and letters act while no text field has the focus; Esc or Tab leaves a field. Capital
letters, Alt and Ctrl with a letter do nothing; Ctrl+C tells how to quit.
"""


def page() -> str:
    """Return the page, whatever is spoken."""
    spoken = language()
    try:
        return "\n".join(_rows())
    finally:
        set_language(spoken)


def _rows() -> Iterator[str]:
    yield BEGINNING
    yield from _table("Moving", known(MOVING))
    yield from _table("Acting", known(ACTING))
    yield "## Function keys"
    yield ""
    yield "For those who have them; each can be replaced."
    yield ""
    yield ", ".join(f"{function} = `{key}`" for function, key in DOUBLES)
    yield ""
    yield "## Step by step"
    yield ""
    yield "| step | bokmål | English | keys of its own |"
    yield "| --- | --- | --- | --- |"
    for step in find_steps():
        bokmal, english = _both(step.title)
        yield f"| {step.number} | {bokmal} | {english} | {_own_keys(step.screen)} |"
    yield ""


def _table(title: str, keys: list[Key]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield "| key | bokmål | English |"
    yield "| --- | --- | --- |"
    for key in keys:
        bokmal, english = _both(key.meaning)
        shown = _both(key.shown)[1].replace("|", "\\|")
        yield f"| `{shown}` | {bokmal} | {english} |"
    yield ""


def _own_keys(screen: type[HouseScreen[Any]]) -> str:
    set_language("en")
    return ", ".join(
        f"`{names(binding)}` {_(binding.description)}" for binding in own_bindings(screen)
    )


def _both(message: str) -> tuple[str, str]:
    set_language("nb")
    bokmal = _(message)
    set_language("en")
    return bokmal, _(message)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
