"""The ten steps of the month close, found by walking the screens.

A screen module that declares `STEP = Step(2, N_("Lines"), LinesScreen)` is a step, reached
by its digit; the others are pushed by a step.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.house import HouseScreen


@dataclass(frozen=True, slots=True)
class Step:
    """One place in the step row."""

    number: int
    """The digit that leads to it, 0 to 9."""
    title: str
    """Message id of its name in the step row; at most eight letters in any language."""
    screen: type[HouseScreen[Any]]


@cache
def find_steps() -> tuple[Step, ...]:
    """Return the steps by their digit; raises ValueError where two claim the same."""
    import tui.screens as package

    steps: dict[int, Step] = {}
    for module in pkgutil.iter_modules(package.__path__):
        step = getattr(import_module(f"{package.__name__}.{module.name}"), "STEP", None)
        if not isinstance(step, Step):
            continue
        if step.number in steps:
            raise ValueError(f"tui.screens.{module.name}: step {step.number} is taken")
        steps[step.number] = step
    return tuple(steps[number] for number in sorted(steps))
