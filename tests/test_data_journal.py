"""The journal: chained, append-only, in order of time."""

from __future__ import annotations

import json

import pytest

from data.close import Close
from data.errors import Problem
from data.journal import EVENTS, START, Event
from data.models import JournalRow
from data.sqlite import database
from data.views import LineFilter, Order, Scope
from data.words import N_
from tests.conftest import Clock
from tests.lists import bring, export_all, hall, line


def tamper(statement: str, *values: str) -> None:
    """Change the journal behind the engine's back, as an editor of the file could."""
    for event in ("update", "delete"):
        database.execute_sql(f"DROP TRIGGER journal_no_{event}")
    database.execute_sql(statement, values)


def test_every_change_of_state_writes_one_entry(close: Close) -> None:
    entries = []

    def expect(event: str) -> None:
        (newest,) = JournalRow.select().order_by(JournalRow.id.desc()).limit(1)
        assert newest.event == event
        entries.append(newest.id)

    bring(close, line(1), line(2, 0))
    expect("imported")
    scope = hall(close)
    close.basis.hold(scope, [2], "")
    expect("held_back")
    close.basis.release(scope, [2])
    expect("released")
    close.control.enter_total(scope, 10_000, 1)
    expect("control_total_entered")
    close.control.sign(scope, 2, "ok")
    expect("signed")
    close.control.withdraw(scope, 2, "feil")
    expect("sign_off_withdrawn")
    close.archive.take(scope)
    expect("copy_taken")
    export_all(close, scope)
    expect("exported")
    close.exports.reverse(1, "feil")
    expect("reversed")
    close.settings.change({"limits.month_percent": 20})
    expect("settings_changed")
    assert close.journal.verify() is None
    assert all(row.event in EVENTS for row in JournalRow.select())


def test_reading_writes_nothing(close: Close) -> None:
    bring(close, line(1))
    scope: Scope = hall(close)
    before = close.revision()

    close.control.view(scope)
    close.basis.pager(LineFilter(scope), Order()).first(5)
    close.months.overview(close.months.current())
    close.archive.verify()

    assert close.revision() == before


def test_the_chain_begins_at_zero_and_holds(close: Close) -> None:
    bring(close, line(1))
    bring(close, line(2), file="to.csv")

    first, second = JournalRow.select().order_by(JournalRow.id)

    assert first.previous == START
    assert second.previous == first.hash
    assert close.journal.verify() is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET operator = 'Ola' WHERE id = 2",
        "UPDATE journal SET details = '{}' WHERE id = 2",
        "UPDATE journal SET at = '2026-01-01T00:00:00.000+00:00' WHERE id = 2",
        "UPDATE journal SET building_id = NULL WHERE id = 2",
        "DELETE FROM journal WHERE id = 2",
        "UPDATE journal SET id = 9 WHERE id = 2",
    ],
)
def test_tampering_is_found_at_its_place(close: Close, statement: str) -> None:
    for number in (1, 2, 3):
        bring(close, line(number), file=f"{number}.csv")

    tamper(statement)

    broken = close.journal.verify()
    assert broken is not None
    assert broken.number in (2, 3)


def test_a_clock_that_was_set_back_stops_every_change(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    clock.move(hours=-1)

    with pytest.raises(Problem, match=r"F705 .*08.14.*09.14"):
        close.basis.hold(hall(close), [1], "for tidlig")

    assert not close.basis.lines(hall(close))[0].held
    clock.move(hours=1)
    close.basis.hold(hall(close), [1], "nå går det")


def test_time_is_stored_in_utc_and_shown_in_oslo(close: Close) -> None:
    bring(close, line(1))
    (entry,) = close.journal.entries()
    assert f"{entry.at:%d.%m.%y %H.%M}" == "05.11.26 09.14"
    stored = database.execute_sql("SELECT at FROM journal").fetchone()[0]
    assert stored == "2026-11-05T08:14:00.000+00:00"


def test_identity_numbers_never_enter_the_journal(close: Close) -> None:
    bring(close, line(1, customer_id="15897412345"), line(2, customer_id="1589741234"))
    close.archive.take(hall(close))
    text = json.dumps([row.details for row in JournalRow.select()])
    assert "15897412345" not in text
    assert "1589741234" not in text


def test_an_entry_of_an_unknown_kind_is_still_shown(close: Close) -> None:
    later = Event("from_later", N_("later"))
    close.journal.write(later, None)
    del EVENTS["from_later"]
    (entry,) = close.journal.entries()
    assert "from_later" in str(entry.text)


def test_pages_run_from_the_newest_entry_to_the_first(close: Close) -> None:
    for percent in range(20, 30):
        close.settings.change({"limits.month_percent": percent})
    pages = close.journal.pages()

    assert pages.count() == 10
    assert [row.number for row in pages.first(3)] == [10, 9, 8]
    assert [row.number for row in pages.after(8, 3)] == [7, 6, 5]
    assert [row.number for row in pages.before(7, 2)] == [9, 8]
    assert [row.number for row in pages.last(2)] == [2, 1]
    assert (pages.rank(10), pages.rank(1), pages.rank(11)) == (0, 9, None)


def test_the_pages_of_a_building_leave_the_others_out(close: Close) -> None:
    bring(close, line(1), line(2, building="Bakken"))
    bakken = close.basis.scope("Bakken", hall(close).to).building_id
    pages = close.journal.pages(bakken)

    (entry,) = pages.first(9)
    others = [row.number for row in close.journal.pages().first(9) if row.number != entry.number]

    assert (entry.building, pages.count(), pages.rank(entry.number)) == ("Bakken", 1, 0)
    assert [pages.rank(number) for number in others] == [None] * len(others)


def test_a_search_finds_what_the_reader_would_see(close: Close) -> None:
    bring(close, line(1), line(2, building="Bakken"))
    close.settings.change({"limits.month_percent": 20})

    found = close.journal.search(None, lambda entry: "month_percent" in str(entry.text))

    assert [entry.number for entry in found] == [3]
    assert close.journal.search(hall(close).building_id, lambda entry: entry.number == 3) == []


@pytest.mark.parametrize("details", ["{}", "nei", "[]", '{"number": "x"}', '{"number": null}'])
def test_an_entry_that_was_tampered_with_is_shown_as_unreadable(close: Close, details: str) -> None:
    bring(close, line(1))
    tamper("UPDATE journal SET details = ?", details)

    (entry,) = close.journal.entries()

    assert str(entry.text) == "unreadable entry: imported"
    assert close.journal.verify() is not None


def test_a_time_that_is_none_breaks_the_chain(close: Close) -> None:
    bring(close, line(1))
    bring(close, line(2), file="to.csv")
    tamper("UPDATE journal SET at = 'i går' WHERE id = 2")

    broken = close.journal.verify()

    assert broken is not None
    assert broken.number == 2
