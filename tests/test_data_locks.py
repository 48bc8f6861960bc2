"""Who is at work: seen by colleagues, and by nobody after a while without keys."""

from __future__ import annotations

from datetime import datetime
from socket import gethostname

from data.close import Close
from data.journal import Journal
from data.locks import Locks
from data.month import Month
from data.views import AtWork
from tests.conftest import Clock
from tests.lists import bring, hall, line


def colleague(name: str, clock: Clock) -> Locks:
    """Return the locks as another operator of the same store notes and sees them."""
    return Locks(Journal(name, clock))


def test_colleagues_are_seen_and_oneself_is_not(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    building = hall(close).building_id
    ola = colleague("Ola Hauge", clock)
    assert ola.enter(building) is None
    clock.move(minutes=3)

    since = AtWork("Ola Hauge", datetime(2026, 11, 5, 9, 14), gethostname())
    assert close.locks.enter(building) == since
    assert close.locks.others() == {building: since}
    assert ola.others() == {}


def test_one_works_on_one_building_at_a_time(close: Close, clock: Clock) -> None:
    bring(close, line(1), line(2, building="Salen"))
    first = hall(close).building_id
    second = close.basis.scope("Salen", hall(close).to).building_id
    ola = colleague("Ola Hauge", clock)

    ola.enter(first)
    ola.enter(second)

    assert list(close.locks.others()) == [second]


def test_whoever_presses_no_keys_is_gone_after_a_while(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    building = hall(close).building_id
    ola = colleague("Ola Hauge", clock)
    ola.enter(building)
    clock.move(minutes=14)
    ola.enter(building)
    clock.move(minutes=14)
    assert close.locks.others()[building].since == datetime(2026, 11, 5, 9, 14)

    clock.move(minutes=1)
    assert close.locks.others() == {}

    ola.enter(building)
    assert close.locks.others()[building].since == datetime(2026, 11, 5, 9, 43)


def test_whoever_leaves_is_gone_at_once(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    ola = colleague("Ola Hauge", clock)
    ola.enter(hall(close).building_id)
    ola.leave()
    assert close.locks.others() == {}


def test_the_overview_says_who_is_at_work_where(close: Close, clock: Clock) -> None:
    bring(close, line(1), line(2, building="Salen"))
    colleague("Ola Hauge", clock).enter(hall(close).building_id)

    rows = close.months.overview(Month(2026, 10)).buildings

    assert {row.building: row.working and row.working.operator for row in rows} == {
        "Hallen": "Ola Hauge",
        "Salen": None,
    }


def test_a_note_is_no_event_of_the_month(close: Close) -> None:
    bring(close, line(1))
    before = close.revision()
    close.locks.enter(hall(close).building_id)
    assert close.revision() == before
