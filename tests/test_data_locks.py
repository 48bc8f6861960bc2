"""Who is at work: seen by colleagues, and by nobody after a while without keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from socket import gethostname
from typing import Any

import pytest

from data.close import Close
from data.errors import BusyProblem, Problem
from data.journal import Journal
from data.listing import ListedTotal
from data.locks import Locks
from data.models import TABLES, Lock
from data.month import Month
from data.views import AtWork
from tests.conftest import Clock
from tests.lists import TO, bring, export_all, hall, line, sign_everything


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


# Who only reads changes nothing.


CHANGES: dict[str, Callable[[Close], object]] = {
    "hold": lambda close: close.basis.hold(hall(close), [1], "avklares"),
    "sign": lambda close: close.control.sign(hall(close), 2, "etter prislista"),
    "withdraw": lambda close: close.control.withdraw(hall(close), 3, "for tidlig"),
    "total": lambda close: close.control.enter_total(hall(close), 10_000, None),
    "nothing": lambda close: close.control.sign_nothing(close.basis.scope("Tomsalen", TO)),
    "copy": lambda close: close.archive.take(hall(close)),
    "reverse": lambda close: close.exports.reverse(1, "feil pris"),
}


@pytest.fixture
def with_ola(close: Close, clock: Clock) -> Close:
    """Return a store in which Ola Hauge works on every building."""
    bring(close, line(1), line(2, 0), line(3, building="Salen"))
    bring(close, totals=(ListedTotal("Tomsalen", TO, 0, 0),), file="tomt.csv")
    close.control.sign(hall(close), 3, "barn og unge")
    export_all(close, close.basis.scope("Salen", TO), "Salen")
    for name in ("Hallen", "Salen", "Tomsalen"):
        colleague("Ola Hauge", clock).enter(close.basis.scope(name, TO).building_id)
    return close


def kept(close: Close) -> list[object]:
    """Return all that a change could have left, in the store and beside it."""
    tables: list[Any] = [table for table in TABLES if table is not Lock]
    rows: list[object] = [list(table.select().dicts()) for table in tables]
    return [*rows, sorted(path.name for path in close.archive.folder.glob("*"))]


@pytest.mark.parametrize("act", CHANGES)
def test_case_15_a_building_that_a_colleague_holds_is_not_changed(
    with_ola: Close, act: str
) -> None:
    before = kept(with_ola)

    with pytest.raises(BusyProblem) as refused:
        CHANGES[act](with_ola)

    assert refused.value.code == "F701"
    assert re.fullmatch(
        r"F701 Ola Hauge works on \w+ since 09\.14 \(.+\)\. You can read\.", str(refused.value)
    )
    assert kept(with_ola) == before


def test_an_export_is_refused_at_its_last_step_too(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    sign_everything(close, hall(close))
    draft = close.exports.prepare(hall(close))
    colleague("Ola Hauge", clock).enter(hall(close).building_id)
    before = kept(close)

    with pytest.raises(BusyProblem, match="F701"):
        close.exports.commit(draft, "Hallen", "Hallen")

    assert kept(close) == before


def test_what_comes_from_outside_and_what_is_only_looked_at_needs_nobody(with_ola: Close) -> None:
    bring(with_ola, line(1, 500), totals=(ListedTotal("Hallen", TO, 1, 500),), file="ny.csv")
    with_ola.basis.customer_id_in_full(1)
    with_ola.disclosures.note("lines", 1, hall(with_ola).building_id)
    with_ola.settings.change({"limits.high_price": 100})


def test_nobody_has_to_hold_a_building_that_is_free(with_ola: Close, clock: Clock) -> None:
    clock.move(minutes=15)
    with_ola.basis.hold(hall(with_ola), [1], "avklares")
    assert with_ola.locks.holder(hall(with_ola).building_id) is None


# Taking over.


def test_taking_over_tells_why_and_turns_the_tables(with_ola: Close, clock: Clock) -> None:
    building = hall(with_ola).building_id
    clock.move(minutes=5)
    with pytest.raises(Problem, match="F716"):
        with_ola.locks.take_over(building, "  ")
    with_ola.locks.take_over(building, "Ola er syk, 15897412345")

    with_ola.basis.hold(hall(with_ola), [1], "avklares")
    ola = colleague("Ola Hauge", clock)
    seen = ola.enter(building)
    assert seen is not None
    assert (seen.operator, seen.since.minute) == ("Kari Nes", 19)
    assert (seen.taken_from, seen.taken_reason) == ("Ola Hauge", "Ola er syk, 158974*****")
    told = [str(entry.text) for entry in with_ola.journal.entries(building)]
    assert told[1] == "took over from Ola Hauge: Ola er syk, 158974*****"


def test_what_was_taken_over_stays_so_while_keys_are_pressed(with_ola: Close, clock: Clock) -> None:
    building = hall(with_ola).building_id
    with_ola.locks.take_over(building, "syk")
    clock.move(minutes=10)
    with_ola.locks.enter(building)
    clock.move(minutes=10)
    holder = with_ola.locks.holder(building)
    assert holder is not None
    assert (holder.since.minute, holder.taken_from) == (14, "Ola Hauge")


def test_the_same_operator_in_two_windows_is_one_holder(close: Close, clock: Clock) -> None:
    bring(close, line(1), line(2, building="Salen"))
    here, there = hall(close).building_id, close.basis.scope("Salen", TO).building_id
    other_window = colleague("Kari Nes", clock)
    close.locks.enter(here)
    assert other_window.enter(here) is None
    other_window.enter(there)
    assert set(colleague("Ola Hauge", clock).others()) == {there}
    assert close.locks.enter(here) is None
    assert set(colleague("Ola Hauge", clock).others()) == {here, there}


# For the run of one command.


def test_a_command_holds_the_building_for_its_own_run_only(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    building = hall(close).building_id
    with close.locks.during(building):
        assert colleague("Ola Hauge", clock).enter(building) is not None
        with close.locks.during(building):
            close.basis.hold(hall(close), [1], "avklares")
    assert close.locks.holder(building) is None


def test_a_command_leaves_the_building_to_its_operators_own_window(
    close: Close, clock: Clock
) -> None:
    bring(close, line(1))
    building = hall(close).building_id
    close.locks.enter(building)
    with colleague("Kari Nes", clock).during(building):
        pass
    assert close.locks.holder(building) is not None


def test_a_command_is_refused_where_a_colleague_works(with_ola: Close) -> None:
    with pytest.raises(BusyProblem) as busy, with_ola.locks.during(hall(with_ola).building_id):
        pass
    assert busy.value.exit_status == 4


def test_case_17_nothing_is_done_while_the_clock_is_before_the_last_event(
    close: Close, clock: Clock
) -> None:
    bring(close, line(1))
    clock.move(hours=-1)
    before = kept(close)
    with pytest.raises(Problem) as refused:
        close.basis.hold(hall(close), [1], "avklares")
    assert str(refused.value) == (
        "F705 The clock (05.11.2026 08.14) is before the last entry (05.11.2026 09.14)."
        " Set the clock first."
    )
    assert kept(close) == before
    clock.move(hours=1)
    close.basis.hold(hall(close), [1], "avklares")
