"""docs/keys.md is what the program's bindings say."""

from __future__ import annotations

from tui.key_map import own_bindings
from tui.key_page import PAGE, page
from tui.screens.lines import LinesScreen
from tui.steps import find_steps
from tui.words import language


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tui.key_page writes it anew"


def test_making_the_page_leaves_the_language_alone() -> None:
    before = language()
    page()
    assert language() == before


def test_every_shown_key_of_every_step_is_on_the_page() -> None:
    text = page()
    for step in find_steps():
        row = next(row for row in text.splitlines() if row.startswith(f"| {step.number} |"))
        assert row.count("`") == 2 * len(own_bindings(step.screen))
    assert own_bindings(LinesScreen)
