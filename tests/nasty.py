"""What the program says in bokmål, for the tests of the nasty cases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data.close import Close
from data.errors import Problem
from data.views import PointView, Scope
from data.words import Phrase
from tui.words import say, say_problem


def said(thing: Phrase | Problem) -> str:
    """Return the bokmål sentence of a phrase or a problem, hard spaces made plain."""
    text = say_problem(thing) if isinstance(thing, Problem) else say(thing)
    return text.replace("\u00a0", " ")


def refused(act: Callable[[], object]) -> str:
    """Return what the program says when it refuses to do something."""
    with pytest.raises(Problem) as caught:
        act()
    return said(caught.value)


def point(close: Close, scope: Scope, number: int) -> PointView:
    """Return a point of the checklist as it stands now."""
    return close.control.view(scope).points[number - 1]


def details(close: Close, scope: Scope, number: int) -> list[str]:
    """Return the sentences that a point says."""
    return [said(each) for each in point(close, scope, number).details]
