"""The nasty cases of copies, time and store, each by its number in the operators' list."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.close import Close
from data.durable import require_room
from data.models import Copy, JournalRow
from data.retention import kept_until
from data.sqlite import database
from tests.conftest import Clock
from tests.lists import bring, export_all, hall, line, sign_everything
from tests.nasty import point, refused

STORE = "fakturaklar.db"


def test_case_01_a_price_changed_after_the_copy_stops_the_export(close: Close) -> None:
    bring(close, line(1, 420_000), line(2, 100_000))
    scope = hall(close)
    sign_everything(close, scope)
    draft = close.exports.prepare(scope)

    bring(close, line(1, 450_000), line(2, 100_000), file="ny.csv")

    told = refused(lambda: close.exports.commit(draft, "Hallen", "Hallen"))
    assert told.startswith("F302")
    assert "1 (4 200,00 -> 4 500,00)" in told
    assert "K-0001" in told
    unsigned = {each.number for each in close.control.view(scope).points if not each.is_signed}
    assert {2, 5, 6, 9} <= unsigned
    signed = point(close, scope, 2).signed
    assert signed is not None
    [change] = signed.changes
    assert (change.line, change.field, change.before, change.after) == (
        1, "price", 420_000, 450_000,
    )  # fmt: skip


def test_case_16_a_draft_that_was_committed_is_not_exported_again(close: Close) -> None:
    bring(close, line(1, 420_000))
    scope = hall(close)
    sign_everything(close, scope)
    draft = close.exports.prepare(scope)

    first = close.exports.commit(draft, "Hallen", "Hallen")
    again = close.exports.commit(draft, "Hallen", "Hallen")

    assert (first.number, first.at) == (again.number, again.at)
    assert len(close.exports.exports()) == 1


def test_case_17_a_clock_before_the_last_entry_stops_every_act(close: Close, clock: Clock) -> None:
    bring(close, line(1))
    clock.move(hours=-1, minutes=-4)

    told = refused(lambda: close.basis.hold(hall(close), [1], "avklares"))

    assert told.startswith("F705 Klokken (05.11.2026 08.10) er før siste hendelse")
    assert not close.basis.lines(hall(close))[0].held


def test_case_17_order_is_by_number_and_local_time_is_shown(close: Close, clock: Clock) -> None:
    clock.now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    bring(close, line(1, ends=datetime(2026, 10, 3, 20)))
    clock.now = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    close.basis.hold(hall(close, date(2026, 10, 24)), [1], "avklares")

    held, brought = close.journal.entries()

    assert (held.at, brought.at) == (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 2, 30))
    assert (held.number, brought.number) == (2, 1)


def test_case_26_nothing_is_kept_too_short(close: Close) -> None:
    bring(close, line(1))
    number = export_all(close, hall(close))
    copy = close.archive.copy(close.exports.export(number).copy)

    assert kept_until(copy.taken.date(), copy.to) == date(2031, 12, 31)
    assert kept_until(date(2027, 1, 5), date(2026, 12, 31)) == date(2032, 12, 31)
    assert Copy.select().count() == 1


def test_case_27_a_tampered_copy_makes_the_store_read_only(tmp_path: Path, clock: Clock) -> None:
    close = Close(tmp_path / STORE, "Kari Nes", test_mode=True, clock=clock)
    bring(close, line(1))
    close.archive.take(hall(close))
    for name in close.archive.folder.glob("*.jsonl"):
        name.chmod(0o600)
        name.write_text("noe annet", encoding="utf-8")
    for _ in close.integrity.examination():
        pass

    told = refused(lambda: close.basis.hold(hall(close), [1], "avklares"))

    assert told.startswith("F706 Kopi K-0001 er ikke som den ble tatt 05.11.2026.")
    assert "Ingenting kan endres" in told
    assert close.control.view(hall(close)).tally.lines == 1
    close.integrity.explain("filserveren ble lest tilbake feil")
    assert close.basis.hold(hall(close), [1], "avklares") == 1
    close.shut()


def test_case_32_a_full_disk_stops_before_anything_is_written(tmp_path: Path) -> None:
    class Endless(bytes):
        def __len__(self) -> int:
            return 2**62

    with pytest.raises(OSError, match="No space left"):
        require_room(tmp_path, Endless())


def test_case_32_a_full_store_keeps_everything_as_it_was(close: Close) -> None:
    bring(close, line(1, 420_000), line(2, 100_000))
    entries = JournalRow.select().count()
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")

    told = refused(lambda: bring(close, *(line(id_) for id_ in range(3, 3_000)), file="stor.csv"))

    database.execute_sql("PRAGMA max_page_count = 1000000")
    assert told.startswith("F704")
    assert JournalRow.select().count() == entries
    assert [row.id for row in close.basis.lines(hall(close))] == [1, 2]


def test_case_32_a_place_that_cannot_be_written_takes_no_copy(tmp_path: Path, clock: Clock) -> None:
    close = Close(tmp_path / STORE, "Kari Nes", test_mode=True, clock=clock)
    bring(close, line(1))
    close.archive.folder.write_text("en fil der mappa skal ligge", encoding="utf-8")

    told = refused(lambda: close.archive.take(hall(close)))

    assert told.startswith("F707")
    assert "Ingenting er endret" in told
    assert Copy.select().count() == 0
    close.shut()
