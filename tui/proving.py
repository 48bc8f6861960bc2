"""Proving at the start that copies and journal are whole, and explaining where they are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.binding import Binding

from data.errors import Problem
from tui.dialogs import AskReason
from tui.house import HouseScreen
from tui.jobs import asking_job
from tui.words import N_, _, say_problem

if TYPE_CHECKING:
    from tui.app import Fakturaklar

REASONS = (
    N_("restored from a backup"),
    N_("moved or changed by the IT department"),
    N_("known damage of the disk"),
)
"""Stock reasons for a damage, chosen by one digit."""


async def prove(house: Fakturaklar) -> None:
    """Let the store prove what it keeps, a portion at a time, and say what is damaged."""
    close = house.desk.close
    try:
        examination = await house.desk.ask(close.integrity.examination)
        while await house.desk.ask(_has_more, examination):
            pass
        house.damage = await house.desk.ask(_damage, house)
    except Problem:
        # A store that cannot be read now says so where somebody asks it something.
        return


async def heed(house: Fakturaklar) -> None:
    """Open the store again once a colleague, in a program of his own, has explained the damage."""
    if house.damage:
        try:
            await house.desk.ask(house.desk.close.integrity.heed)
            house.damage = await house.desk.ask(_damage, house)
        except Problem:
            # The store is busy; it is asked again in a second.
            return


def _has_more(examination: Iterator[None]) -> bool:
    return next(examination, StopIteration) is None


def _damage(house: Fakturaklar) -> str:
    damages = house.desk.close.integrity.damages
    return say_problem(damages[0].problem) if damages else ""


class ExplainingScreen(HouseScreen[None]):
    """A screen where damage is explained, so that the store may be changed again."""

    BINDINGS = [Binding("g,f9", "explain", N_("explain the damage"))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an explanation where there is damage."""
        if action == "explain":
            return bool(self.house.damage)
        return super().check_action(action, parameters)

    @asking_job
    async def action_explain(self) -> None:
        """Ask what happened, and keep it."""
        reasons = [_(each) for each in REASONS]
        reason = await self.answer(
            AskReason(_("Explain the damage"), reasons, explanation=self.house.damage)
        )
        if reason is not None:
            await self.tell(self.close.integrity.explain, reason)
            self.house.damage = ""
            self.tell_user(_("The damage is explained. The store can be changed again."), "ok")
