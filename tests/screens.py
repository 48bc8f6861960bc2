"""Reading a screen in a test: wait until it is still, then take its rows as text."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

from textual.pilot import Pilot
from textual.worker import Worker

from tui.app import Fakturaklar
from tui.dialogs import HouseDialog
from tui.house import HouseScreen

PATIENCE = 20.0
"""Seconds until a screen that never comes to rest fails its test."""


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all that the last key set going is done and drawn.

    A job that waits for the operator's answer to a dialog counts as done.
    """
    deadline = monotonic() + PATIENCE
    await pilot.pause()
    while _is_busy(pilot.app):
        assert monotonic() < deadline, "the screen never came to rest"
        await asyncio.sleep(0.005)
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as an operator does who looks at the screen after each."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type text into the field that has the focus."""
    await pilot.press(*("space" if sign == " " else sign for sign in text))
    await settle(pilot)


def rows(app: Any) -> list[str]:
    """Return what each row of the screen shows, without blanks at its end."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def _is_busy(app: Any) -> bool:
    assert isinstance(app, Fakturaklar)
    if isinstance(app.screen, HouseDialog) and not app.screen.was_drawn_before(app.event_clock()):
        return True
    shown = [screen for screen in app.screen_stack if isinstance(screen, HouseScreen)]
    if shown and shown[-1]._is_stale:  # what lies under it is read when it comes up
        return True
    return any(_is_at_work(app, worker) for worker in app.workers)


def _is_at_work(app: Fakturaklar, worker: Worker[Any]) -> bool:
    if worker.is_finished:
        return False
    if worker.group != "job" or not isinstance(app.screen, HouseDialog):
        return True
    return worker.node in (app.screen, *app.screen.walk_children())
