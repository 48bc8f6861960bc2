"""Letters on their way: one that was asked for now, and those whose time has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.errors import Problem

if TYPE_CHECKING:
    from tui.room import Room


async def post(room: Room[Any], letter: int) -> None:
    """Send one letter that was kept; raises Problem, having noted why it did not go."""
    close = room.close
    begun = await room.tell(close.letters.begin, letter)
    if begun is None:
        return
    try:
        sent = await room.work(close.letters.carry, begun)
    except Problem as problem:
        await room.tell(close.letters.fail, begun, problem)
        raise
    await room.tell(close.letters.finish, begun, sent)


async def post_what_is_due(room: Room[Any]) -> None:
    """Send the letters whose time has come; raises Problem for the first that did not go."""
    for letter in await room.ask(room.close.letters.due):
        await post(room, letter)
