"""Colleagues are told who works where, as seldom as will do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from data.close import Close
from data.dates import local
from data.errors import BusyProblem
from data.journal import Journal
from data.locks import Locks
from tests.conftest import Clock
from tests.lists import bring, export_all, hall, line
from tui.attendance import Attendance
from tui.desk import Desk


@asynccontextmanager
async def at_work(clock: Clock) -> AsyncIterator[tuple[Attendance, Desk[Close], int]]:
    """Sit at a desk with one building open."""

    def opened() -> Close:
        close = Close(None, "Kari Nes", test_mode=True, clock=clock)
        bring(close, line(1))
        return close

    desk = Desk(opened)
    building = (await desk.ask(lambda: hall(desk.close))).building_id
    yield Attendance(desk, lambda: local(clock())), desk, building
    await desk.shut()


async def seen(desk: Desk[Close], clock: Clock) -> list[int]:
    """Return the buildings in which a colleague sees somebody at work."""
    return list(await desk.ask(Locks(Journal("Ola Hauge", clock)).others))


async def test_nobody_is_at_work_before_a_building_is_opened(clock: Clock) -> None:
    async with at_work(clock) as (attendance, desk, building):
        await attendance.renew()
        assert await seen(desk, clock) == []
        attendance.open(building)
        await attendance.renew()
        assert await seen(desk, clock) == [building]
        await attendance.leave(was_told=True)
        assert await seen(desk, clock) == []


async def test_keys_keep_the_note_alive_and_silence_lets_it_go(clock: Clock) -> None:
    async with at_work(clock) as (attendance, desk, building):
        attendance.open(building)
        await attendance.renew()
        for _minute in range(20):
            clock.move(minutes=1)
            attendance.key_pressed()
            await attendance.renew()
        assert await seen(desk, clock) == [building]
        for _minute in range(20):
            clock.move(minutes=1)
            await attendance.renew()
        assert await seen(desk, clock) == []


async def test_a_busy_store_is_tried_again_and_never_in_the_way(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_building_id: int) -> None:
        raise BusyProblem("F703", "The store is busy.")

    async with at_work(clock) as (attendance, desk, building):
        with monkeypatch.context() as store:
            store.setattr(desk.close.locks, "enter", busy)
            attendance.open(building)
            await attendance.renew()
        assert await seen(desk, clock) == []

        await attendance.renew()
        assert await seen(desk, clock) == [building]


async def test_whoever_only_reads_holds_the_building_from_the_key_after_it_came_free(
    clock: Clock,
) -> None:
    async with at_work(clock) as (attendance, desk, building):
        ola = Locks(Journal("Ola Hauge", clock))
        await desk.ask(ola.enter, building)
        attendance.open(building)
        await attendance.renew()
        assert list(await attendance.look()) == [building]
        attendance.key_pressed()
        clock.move(minutes=1)
        await attendance.renew()
        assert await seen(desk, clock) == [], "the colleague keeps it"

        await desk.ask(ola.leave)
        assert await attendance.look() == {}
        await attendance.renew()
        assert await seen(desk, clock) == [], "nobody has pressed a key"
        attendance.key_pressed()
        await attendance.renew()
        assert await seen(desk, clock) == [building]


async def test_who_works_where_is_looked_at_only_when_somebody_wants_to_know(clock: Clock) -> None:
    async with at_work(clock) as (attendance, desk, building):
        await desk.ask(Locks(Journal("Ola Hauge", clock)).enter, building)
        assert await attendance.look() == {}
        attendance.watch()
        assert [who.operator for who in (await attendance.look()).values()] == ["Ola Hauge"]


async def told_at_the_next_start(desk: Desk[Close]) -> list[int]:
    """Return the exports of which the next start would tell."""
    broken = await desk.ask(desk.close.attempts.broken)
    return [each.export.number for each in broken if each.export]


@pytest.mark.parametrize("ends", ["by q", "by hang-up", "by hang-up after a key"])
async def test_case_16_an_export_is_told_of_unless_its_answer_was_seen(
    clock: Clock, ends: str
) -> None:
    async with at_work(clock) as (attendance, desk, building):
        attendance.open(building)
        await attendance.renew()
        await desk.ask(lambda: export_all(desk.close, hall(desk.close)))
        clock.move(minutes=2)
        if ends == "by hang-up after a key":
            attendance.key_pressed()
            await attendance.renew()
        await attendance.leave(was_told=ends == "by q")

        assert await seen(desk, clock) == []
        assert await told_at_the_next_start(desk) == ([1] if ends == "by hang-up" else [])
        assert await told_at_the_next_start(desk) == [], "it is told once"
