"""Signs: every state has one in both sets, one cell wide, and never without its word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from rich.cells import cell_len

from tui import glyphs
from tui.glyphs import ASCII, UTF8, VARIABLE, State


@pytest.fixture(autouse=True)
def chosen_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(VARIABLE, raising=False)
    yield
    monkeypatch.undo()
    glyphs.choose("auto")


@pytest.mark.parametrize("glyph_set", [ASCII, UTF8])
def test_every_state_has_a_sign_of_one_cell_of_its_own(glyph_set: glyphs.Glyphs) -> None:
    assert set(glyph_set.states) == set(get_args(State))
    assert {cell_len(sign) for sign in glyph_set.states.values()} == {1}
    assert len(set(glyph_set.states.values())) == len(glyph_set.states)


def test_the_plain_set_is_ascii() -> None:
    signs = [*ASCII.states.values(), ASCII.rule, ASCII.ellipsis, ASCII.cursor]
    assert all(sign.isascii() for sign in signs)


@pytest.mark.parametrize("choice", ["ascii", "utf8"])
def test_the_setting_chooses(choice: glyphs.Choice) -> None:
    glyphs.choose(choice)
    assert glyphs.current().name == choice


def test_the_variable_overrules_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "ascii")
    glyphs.choose("utf8")
    assert glyphs.current() is ASCII


@pytest.mark.parametrize(
    ("encoding", "expected"), [("UTF-8", UTF8), ("utf8", UTF8), ("ISO-8859-1", ASCII)]
)
def test_otherwise_the_locale_chooses(
    monkeypatch: pytest.MonkeyPatch, encoding: str, expected: glyphs.Glyphs
) -> None:
    monkeypatch.setattr("locale.getencoding", lambda: encoding)
    glyphs.choose("auto")
    assert glyphs.current() is expected


@pytest.mark.parametrize("state", get_args(State))
def test_a_sign_always_has_its_word_beside_it(state: State) -> None:
    glyphs.choose("ascii")
    written = f"{ASCII.states[state]} ord"
    assert glyphs.cell(state, "ord").plain == written
    assert glyphs.mark(state, "ord").plain == written


def test_only_the_terminals_own_colours_are_asked_for() -> None:
    asked = {part for state in get_args(State) for part in glyphs.content_style(state).split()}
    assert asked == {"ansi_green", "ansi_yellow", "ansi_red", "ansi_cyan", "bold"}
