"""Taking over a building that a colleague holds: the reason is asked for, and read by them."""

from __future__ import annotations

from typing import Any

from data.locks import REASONS
from data.views import AtWork, Scope
from tui.dialogs import AskReason
from tui.line_text import shown
from tui.room import Room
from tui.words import _


async def take_over(room: Room[Any], scope: Scope, who: AtWork) -> None:
    """Ask why and take the building over; then it is the chosen one."""
    name, building = shown(who.operator), shown(scope.building)
    sentence = _("{who} works on {building} since {time}, and will read the reason.").format(
        who=name, building=building, time=f"{who.since:%H.%M}"
    )
    reasons = [_(each).format(who=name) for each in REASONS]
    reason = await room.answer(AskReason(_("Take over"), reasons, explanation=sentence))
    if reason is None:
        return
    await room.tell(room.close.locks.take_over, scope.building_id, reason)
    chosen = room.house.scope
    if chosen is None or chosen.building_id != scope.building_id:
        room.house.scope = scope
    await room.house.look_around()
    told = _("{building} is yours now. {who} is told why.")
    room.tell_user(told.format(building=building, who=name), "ok")
