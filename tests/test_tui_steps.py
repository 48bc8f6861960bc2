"""The step row: digits are unique, names fit, and both languages stay within 80 cells."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

import tui.screens
from tui.house import HouseScreen
from tui.steps import Step, find_steps
from tui.words import LANGUAGES, Language, _, set_language


@pytest.fixture(autouse=True)
def bokmal_again() -> Iterator[None]:
    yield
    set_language("nb")


def test_steps_stand_in_the_order_of_their_digits() -> None:
    numbers = [step.number for step in find_steps()]
    assert numbers == sorted(set(numbers))
    assert set(numbers) <= set(range(10))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_step_row_fits_in_80_cells(code: Language) -> None:
    set_language(code)
    names = [f"{step.number}{_(step.title)}" for step in find_steps()]
    # Brackets round the present one, and the sign of help at the end.
    assert len(" ".join([*names, "?"])) + 2 <= 80
    assert all(len(_(step.title)) <= 8 for step in find_steps())


def test_two_screens_cannot_claim_one_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    class One(HouseScreen[None]):
        """Any screen."""

    def same(_name: str) -> ModuleType:
        module = ModuleType("same")
        vars(module)["STEP"] = Step(3, "x", One)
        return module

    find_steps.cache_clear()
    monkeypatch.setattr("tui.steps.import_module", same)
    monkeypatch.setattr("tui.steps.pkgutil.iter_modules", lambda _path: [_Found("a"), _Found("b")])
    with pytest.raises(ValueError, match=r"tui\.screens\.b: step 3 is taken"):
        find_steps()
    find_steps.cache_clear()


class _Found:
    def __init__(self, name: str) -> None:
        self.name = name


def test_the_recipe_for_a_new_screen_stands_where_screens_live() -> None:
    assert "STEP = Step(" in (tui.screens.__doc__ or "")
